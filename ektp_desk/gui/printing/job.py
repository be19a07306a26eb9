"""Prints a PDF sheet by sheet: each is drawn off the window's thread; between two it can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.printing.pages import Page, draw_page
from ektp_desk.gui.printing.sheets import DPI, Sheets
from ektp_desk.gui.work import Work


class PrintJob(QObject):
    """Says `printed` when the printer has every sheet, `refused` when it would not take one.

    `stepped` gives sheets done and in all; a job that was stopped says `stopped`.
    """

    stepped = Signal(int, int)
    printed = Signal()
    refused = Signal()
    stopped = Signal()

    def __init__(self, work: Work, printer: QPrinter, pdf: bytes, *, pages: int, name: str) -> None:
        super().__init__()
        self._work, self._pdf, self._pages = work, pdf, pages
        self._sheets, self._stop = Sheets(printer, name), False

    def begin(self) -> None:
        """Open the document and draw its first page."""
        if self._sheets.begin():
            self._draw(0)
        else:
            self.refused.emit()

    def stop(self) -> None:
        """End after the page that is being drawn; what was printed is printed."""
        self._stop = True

    def _draw(self, at: int) -> None:
        pdf = self._pdf
        self._work.ask(
            lambda _session: draw_page(pdf, at, dpi=DPI), lambda page: self._drawn(at, page), self._failed
        )

    def _drawn(self, at: int, page: Page) -> None:
        if self._stop:
            self._sheets.drop()
            self.stopped.emit()
            return
        if not self._sheets.put(page):
            self._sheets.drop()
            self.refused.emit()
            return
        self.stepped.emit(at + 1, self._pages)
        if at + 1 < self._pages:
            self._draw(at + 1)
        else:
            (self.printed if self._sheets.end() else self.refused).emit()

    def _failed(self, _error: EktpError) -> None:
        self._sheets.drop()
        self.refused.emit()
