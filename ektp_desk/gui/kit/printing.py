"""Printers, the pages of a PDF as pixels, and the job that puts one on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pypdfium2
from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.buttons import ActButton, on_key
from ektp_desk.gui.kit.chooser import Pulldown
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.words import _

_POINTS = 72  # in an inch
Size = tuple[float, float]  # width and height in points

# The library ships no types; this line says what it takes.
_open: Callable[[bytes], Any] = pypdfium2.PdfDocument


@dataclass(frozen=True, slots=True)
class Raster:
    """One page's pixels: four bytes each (blue, green, red, unused), `stride` bytes a line."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


def sizes_of(pdf: bytes) -> tuple[Size, ...]:
    """Of every page, without drawing one."""
    document = _open(pdf)
    try:
        return tuple(document.get_page_size(at) for at in range(len(document)))
    finally:
        document.close()


def draw_page(pdf: bytes, at: int, *, width: int = 0, dpi: int = 0) -> Raster:
    """Draw one page, counted from 0, `width` pixels wide or at `dpi`: no long paper is in memory whole."""
    document = _open(pdf)
    try:
        page = document[at]
        scale = width / page.get_width() if width else dpi / _POINTS
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        made = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return made
    finally:
        document.close()


DPI = 200  # sharp at 7 pt, and a page still fits the memory of a small printer
_A4 = (595.28, 841.89)


def printer_names() -> list[str]:
    """Name the printers of this machine, the one it prefers first."""
    preferred = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != preferred, name))


def a4_printer(name: str = "") -> QPrinter:
    """A4 upright without margins: the page brings its own."""
    return _printer(name, QPageSize(QPageSize.PageSizeId.A4))


def sized_printer(name: str, size: Size) -> QPrinter:
    """`size` is in points; A4 keeps its own name."""
    if abs(size[0] - _A4[0]) < 1 and abs(size[1] - _A4[1]) < 1:
        return a4_printer(name)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return _printer(name, QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", exact))


def _printer(name: str, size: QPageSize) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFullPage(True)
    return printer


def image_of(page: Raster) -> QImage:
    """Make an image of a page's pixels; it keeps a copy of its own."""
    form = QImage.Format.Format_RGB32
    return QImage(page.pixels, page.width, page.height, page.stride, form).copy()


class Sheets:
    """One document on its way to a printer, sheet by sheet; `begin` and `put` say whether it took them."""

    def __init__(self, printer: QPrinter, name: str) -> None:
        printer.setDocName(name)
        self._printer, self._painter, self._put = printer, QPainter(), 0

    def begin(self) -> bool:
        """Open the document."""
        return self._painter.begin(self._printer)

    def put(self, page: Raster) -> bool:
        """Put one page on a sheet, whole and centred."""
        if self._put and not self._printer.newPage():
            return False
        self._put += 1
        image = image_of(page)
        sheet = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        scale = min(sheet.width() / image.width(), sheet.height() / image.height())
        box = QRectF(0, 0, image.width() * scale, image.height() * scale)
        box.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
        self._painter.drawImage(box, image)
        return True

    def end(self) -> bool:
        """Close the document; the printer begins when it likes."""
        return self._painter.end()

    def drop(self) -> None:
        """Give the document up."""
        self._printer.abort()
        self._painter.end()


class Printers(Protocol):
    """The printers there are, and the way to one of them."""

    def names(self) -> Sequence[str]:
        """The preferred one first."""

    def printer(self, name: str, size: Size) -> QPrinter:
        """`size` is the paper's, in points."""


@dataclass(frozen=True, slots=True)
class InstalledPrinters:
    """The printers of this machine."""

    def names(self) -> Sequence[str]:
        return printer_names()

    def printer(self, name: str, size: Size) -> QPrinter:
        return sized_printer(name, size)


class PrinterChoice(QDialog):
    """Says `chosen` with a printer's name; opens over the screen without stopping it."""

    chosen = Signal(str)

    def __init__(
        self, over: QWidget, names: Sequence[str], *, what: str, pages: str, before: str = ""
    ) -> None:
        """`before` is the printer that was chosen the last time."""
        super().__init__(over.window())
        self.setObjectName("printer_choice")
        self.setWindowTitle(what)
        self._printer = Pulldown(_("Printer"), [(name, name) for name in names], name="printer")
        self._printer.choose(before if before in names else names[0])
        self._go = ActButton(_("Cetak"), "Enter", kind="blue", name="print_now")
        self._leave = ActButton(_("Batal"), "Esc", tall=True, name="leave_printing")
        self._lay_out(what, pages)
        self._go.asked.connect(self.accept)
        self._leave.asked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._printer.value() or ""))
        self.finished.connect(self.deleteLater)
        on_key(self._printer, "Enter", self.accept)
        self._printer.setFocus()

    def _lay_out(self, what: str, pages: str) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(8))
        column.addWidget(label(what, "lead"))
        column.addWidget(label(pages, "help"))
        column.addSpacing(px(8))
        column.addWidget(label(_("Printer"), "label"))
        column.addWidget(self._printer)
        column.addSpacing(px(12))
        buttons.setSpacing(px(8))
        buttons.addWidget(self._go, 1)
        buttons.addWidget(self._leave)
        column.addLayout(buttons)
        self.setMinimumWidth(px(380))


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
        self._work.make(
            lambda _session: draw_page(pdf, at, dpi=DPI), lambda page: self._drawn(at, page), self._failed
        )

    def _drawn(self, at: int, page: Raster) -> None:
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
