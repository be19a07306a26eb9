"""A paper leaves the screen: as PDF, as a spreadsheet, or on sheets from a printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import OF_PERIODS, TABLED, PaperKind, TabledFacts
from ektp_desk.gui.kit.file_dialog import default_folder, save_as, save_pdf
from ektp_desk.gui.kit.printing import InstalledPrinters, PrinterChoice, Printers, PrintJob
from ektp_desk.gui.reports import words as phrases
from ektp_desk.gui.reports.shelf import Paper
from ektp_desk.gui.reports.view import ReportsView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.reports.commands import write_book
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_name

_SLOW_MS = 600


class Waiting(QObject):
    """Shows the progress card when the latest work is not done in 600 ms; `stopped` gives its number."""

    stopped = Signal(int)

    def __init__(self, view: ReportsView) -> None:
        super().__init__(view)
        self._view, self._title, self._latest = view, "", 0
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: view.show_progress(self._title))
        view.stop_asked.connect(self._on_stop)

    def begin(self, title: str) -> int:
        """Returns the number of what was begun."""
        self._title = title
        self._latest += 1
        self._slow.start()
        return self._latest

    def step(self, done: int, whole: int) -> None:
        self._view.progress.step(done, whole)

    def is_latest(self, number: int) -> bool:
        """Whether nothing was begun since, and nobody gave it up."""
        return number == self._latest

    def end(self, number: int) -> None:
        """It is done; only the latest one's end ends the waiting."""
        if number == self._latest:
            self._slow.stop()
            self._view.progress.hide()

    def _on_stop(self) -> None:
        number = self._latest
        self._latest += 1  # whatever it brings comes too late
        self._slow.stop()
        self._view.progress.hide()
        self.stopped.emit(number)


_STEMS = {
    PaperKind.VISIT: "laporan-kunjungan",
    PaperKind.SERVED: "semua-terlayani",
    PaperKind.SCHOOL: "laporan-sekolah",
    PaperKind.NAMES: "nama-kunjungan",
    PaperKind.AGAIN: "kunjungan-ulang",
    PaperKind.HOMES: "kunjungan-rumah",
    PaperKind.VILLAGE_LIST: "daftar-desa",
    PaperKind.SCHOOL_LIST: "daftar-siswa",
    PaperKind.NUMBERS: "nomor-antrean",
    PaperKind.LETTER: "surat-undangan",
}


def file_stem(kind: PaperKind, *parts: str) -> str:
    """Name a paper by its kind and ISO days, codes or numbers: nobody's name stands in it."""
    return "-".join((_STEMS[kind], *(part for part in parts if part)))


def save_book(session: Session, folder: Path, stem: str, facts: TabledFacts) -> Path:
    """Write a paper's tables as .xlsx beside the others; raises `report.not_saved`."""
    return save_as(folder, f"{stem}.xlsx", lambda path: session.aside(write_book, path, facts))


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
        self._work.make(
            lambda _session: save_pdf(folder, stem, pdf), self._on_saved, self._on_not_saved, leaves_file=True
        )

    def excel(self, paper: Paper | None) -> None:
        """Save the tables as .xlsx."""
        if paper is None or paper.wanted.kind not in TABLED:
            return
        folder, stem, facts = self._folder or default_folder(), _stem(paper), paper.facts
        self._work.make(
            lambda session: save_book(session, folder, stem, facts),  # type: ignore[arg-type]  # TABLED are tables
            self._on_saved,
            self._on_not_saved,
            leaves_file=True,
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
