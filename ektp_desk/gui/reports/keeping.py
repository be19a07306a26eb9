"""A paper leaves the screen: as PDF, as a spreadsheet, or on sheets from a printer."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import OF_PERIODS, TABLED, PaperKind
from ektp_desk.gui.printing.choice import InstalledPrinters, PrinterChoice, Printers
from ektp_desk.gui.printing.job import PrintJob
from ektp_desk.gui.printing.saving import default_folder, save_pdf
from ektp_desk.gui.reports import phrases
from ektp_desk.gui.reports.paper.saving import file_stem, save_book
from ektp_desk.gui.reports.paper.shelf import Paper
from ektp_desk.gui.reports.view import ReportsView
from ektp_desk.gui.reports.waiting import Waiting
from ektp_desk.gui.work import Work
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_name


class Keeping:
    """Saves and prints what is shown, off the window's thread; a long print can be stopped."""

    def __init__(
        self,
        work: Work,
        view: ReportsView,
        waiting: Waiting,
        *,
        printers: Printers | None = None,
        folder: Path | None = None,
    ) -> None:
        self._work, self._view, self._waiting = work, view, waiting
        self._printers, self._folder = printers or InstalledPrinters(), folder
        self._job: PrintJob | None = None
        waiting.stopped.connect(lambda _number: self._job.stop() if self._job else None)

    def save(self, paper: Paper | None) -> None:
        """Save the PDF under a name of its own."""
        if paper is None:
            return
        folder, stem, pdf = self._folder or default_folder(), _stem(paper), paper.pdf
        self._work.ask(lambda _session: save_pdf(folder, stem, pdf), self._on_saved, self._on_not_saved)

    def excel(self, paper: Paper | None) -> None:
        """Save the tables as .xlsx."""
        if paper is None or paper.wanted.kind not in TABLED:
            return
        folder, stem, facts = self._folder or default_folder(), _stem(paper), paper.facts
        self._work.ask(
            lambda session: save_book(session, folder, stem, facts),  # type: ignore[arg-type]  # TABLED are tables
            self._on_saved,
            self._on_not_saved,
        )

    def print(self, paper: Paper | None) -> None:
        """Ask for the printer, the one of the last time first, and print."""
        if paper is None:
            return
        names = self._printers.names()
        if not names:
            self._view.side.say("warn", *phrases.no_printer())
            return
        choice = PrinterChoice(
            self._view,
            names,
            what=_("Cetak {paper}").format(paper=paper_name(paper.wanted.kind).lower()),
            pages=phrases.sheets(len(paper.sizes)),
            before=self._work.choices.get("printer"),
        )
        choice.chosen.connect(lambda name: self._print(paper, name))
        choice.open()

    def _print(self, paper: Paper, name: str) -> None:
        self._work.choices.keep(printer=name)
        printer = self._printers.printer(name, paper.sizes[0])
        job = PrintJob(
            self._work, printer, paper.pdf, pages=len(paper.sizes), name=paper_name(paper.wanted.kind)
        )
        number = self._waiting.begin(_("Mencetak"))
        self._job = job
        job.stepped.connect(self._waiting.step)
        job.printed.connect(lambda: self._on_printed(number, name))
        job.refused.connect(lambda: self._on_refused(number))
        job.begin()

    def _on_printed(self, number: int, name: str) -> None:
        self._waiting.end(number)
        self._work.told.emit(_("Dikirim ke {printer}.").format(printer=name))

    def _on_refused(self, number: int) -> None:
        self._waiting.end(number)
        self._view.side.say("bad", *phrases.not_printed(), code="report.not_printed")

    def _on_saved(self, path: Path) -> None:
        words = _("Tersimpan: {file} di {folder}")
        self._work.told.emit(words.format(file=path.name, folder=_short(path.parent)))

    def _on_not_saved(self, error: EktpError) -> None:
        what, then = phrases.not_saved(error)
        self._view.side.say("bad", what, then, code=error.code)


def _stem(paper: Paper) -> str:
    """Name a file by what the paper is of: days, codes and numbers."""
    wanted, numbers = paper.wanted, ""
    if wanted.kind in OF_PERIODS and wanted.first and wanted.last:
        return file_stem(wanted.kind, wanted.first.isoformat(), wanted.last.isoformat(), wanted.region)
    if wanted.kind is PaperKind.NUMBERS:
        numbers = f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}"
    return file_stem(wanted.kind, paper.day, paper.code, numbers)


def _short(folder: Path) -> str:
    """Write a folder below the user's home as `~/…`: their account's name is nobody's business."""
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
