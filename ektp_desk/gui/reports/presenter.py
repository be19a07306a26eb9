"""Joins F6 to the visit's report: what is previewed is exactly what is saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.reports import phrases
from ektp_desk.gui.reports.paper.pages import Page, pages_of
from ektp_desk.gui.reports.paper.printing import DPI, print_pages
from ektp_desk.gui.reports.paper.saving import default_folder, file_stem, save_pdf
from ektp_desk.gui.reports.paper.shelf import Paper, Shelf, read_shelf
from ektp_desk.gui.reports.printer_choice import InstalledPrinters, PrinterChoice, Printers
from ektp_desk.gui.reports.view import ReportsView
from ektp_desk.gui.reports.waiting import Waiting
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.numbers import count
from ektp_desk.words.visit_summary import visit_summary

T = TypeVar("T")
_ROUNDING = 2  # dots by which a drawn page may miss its width


class Presenter(QObject):
    """Shows the wanted visit's report; `printers` and `folder` can be others in a test."""

    def __init__(self, work: Work, *, printers: Printers | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._work, self._printers, self._folder = work, printers or InstalledPrinters(), folder
        self._wanted = ""
        self._paper: Paper | None = None
        self.view = ReportsView()
        self._waiting = Waiting(self.view)
        self._join()

    def _join(self) -> None:
        self.view.save_asked.connect(self._on_save)
        self.view.print_asked.connect(self._on_print)
        self.view.copy_asked.connect(self._on_copy)
        self.view.lists_asked.connect(lambda: self._work.go_asked.emit("lists", None))
        self.view.side.visit_chosen.connect(self._on_visit)
        self.view.preview.width_changed.connect(lambda: self._draw(from_top=False))

    def shown(self, subject: object) -> None:
        """Come to the front with a visit's report, or with the open visit's."""
        self._wanted = subject if isinstance(subject, str) else self._wanted
        self.view.take_focus()
        self.read_anew()

    def read_anew(self) -> None:
        """Make the paper again: it says what the journal holds now."""
        wanted, width = self._wanted, self.view.preview.page_width()
        self._ask(_("Menyusun laporan"), lambda session: read_shelf(session, wanted, width=width), self._show)

    def heading(self) -> tuple[str, str, str]:
        """Name the place, the office and the day."""
        session = self._work.session
        where, day = session.office.name, session.today
        return _("Laporan"), f"{where} · {long_date(day)}", short_date(day)

    def _show(self, shelf: Shelf) -> None:
        if shelf.paper is None:
            self._paper = None
            self.view.show_empty()
            return
        before, self._paper = self._paper, shelf.paper
        self._wanted = shelf.paper.visit
        self.view.show_page()
        self.view.side.show_visits(phrases.choice_words(shelf.choices), shelf.paper.visit)
        self._show_figures(shelf.paper.report)
        another = before is None or before.visit != shelf.paper.visit
        if abs(shelf.paper.pages[0].width - self.view.preview.page_width()) <= _ROUNDING:
            self.view.preview.show_pages(shelf.paper.pages, from_top=another)
        else:  # the first time, before the screen had its size
            self._draw(from_top=another)

    def _show_figures(self, report: VisitReport) -> None:
        note = phrases.state(report)
        served = count(report.equation.served)
        self.view.side.show_figure(served, phrases.of_whom(report), unclear=note, as_of=phrases.as_of(report))
        what, then = phrases.provisional(report) or ("", "")
        self.view.side.say("warn", what, then)

    def _on_visit(self, visit: str) -> None:
        self._wanted = visit
        self.read_anew()

    def _draw(self, *, from_top: bool) -> None:
        """Draw the same paper for the width there is now."""
        paper, width = self._paper, self.view.preview.page_width()
        if paper is None:
            return

        def drawn(pages: tuple[Page, ...]) -> None:
            if self._paper is paper:
                self.view.preview.show_pages(pages, from_top=from_top)

        self._ask(_("Menyusun laporan"), lambda _session: pages_of(paper.pdf, width=width), drawn)

    def _on_save(self) -> None:
        if self._paper is None:
            return
        pdf, report = self._paper.pdf, self._paper.report
        stem, folder = file_stem(report.day.isoformat(), report.place_code), self._folder or default_folder()
        self._ask(
            _("Menyimpan PDF"),
            lambda _session: save_pdf(folder, stem, pdf),
            self._on_saved,
            self._on_not_saved,
        )

    def _on_saved(self, path: Path) -> None:
        words = _("Tersimpan: {file} di {folder}")
        self._work.told.emit(words.format(file=path.name, folder=_short(path.parent)))

    def _on_not_saved(self, error: EktpError) -> None:
        what, then = phrases.not_saved(error)
        self.view.side.say("bad", what, then, code=error.code)

    def _on_copy(self) -> None:
        if self._paper is not None:
            QGuiApplication.clipboard().setText(visit_summary(self._paper.report))
            self._work.told.emit(_("Ringkasan disalin. Tempelkan di WhatsApp."))

    def _on_print(self) -> None:
        if self._paper is None:
            return
        names = self._printers.names()
        if not names:
            self.view.side.say("warn", *phrases.no_printer())
            return
        choice = PrinterChoice(self.view, names, phrases.sheets(len(self._paper.pages)))
        choice.chosen.connect(self._on_printer)
        choice.open()

    def _on_printer(self, name: str) -> None:
        if self._paper is None:
            return
        pdf = self._paper.pdf
        self._ask(
            _("Mencetak"),
            lambda _session: pages_of(pdf, dpi=DPI),
            lambda pages: self._print(name, pages),
        )

    def _print(self, name: str, pages: tuple[Page, ...]) -> None:
        if print_pages(self._printers.printer(name), pages, name=_("Laporan kunjungan")):
            self._work.told.emit(_("Laporan dikirim ke {printer}.").format(printer=name))
        else:
            self.view.side.say("bad", *phrases.not_printed(), code="report.not_printed")

    def _ask(
        self,
        title: str,
        question: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Ask, and say so on the screen when the answer takes long."""
        number = self._waiting.begin(title)

        def answered(answer: T) -> None:
            self._waiting.end(number)
            done(answer)

        def refused(error: EktpError) -> None:
            self._waiting.end(number)
            (failed or self._work.refused.emit)(error)

        self._work.ask(question, answered, refused)


def _short(folder: Path) -> str:
    """Write a folder below the user's home as `~/…`: their account's name is nobody's business."""
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
