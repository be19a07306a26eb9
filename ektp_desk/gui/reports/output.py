"""A paper leaves the screen: as PDF, as a spreadsheet, or on sheets from a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.paper.before import Letter, NumberSheets
from ektp_desk.domain.paper.kinds import OF_PERIODS, TABLED, Facts, PaperKind, TabledFacts, Wanted
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.printing import InstalledPrinters, PrinterChoice, Printers, PrintJob, Raster, Size
from ektp_desk.gui.kit.saving import Saver
from ektp_desk.gui.reports import words as phrases
from ektp_desk.gui.work import Work
from ektp_desk.usecases.reports.papers import write_book
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.paper.summaries import has_summary, summary_of


@dataclass(frozen=True, slots=True, repr=False)
class DrawnPaper:
    """A paper as it was asked for, its visit if it is of one, and its first page drawn."""

    wanted: Wanted
    visit: Visit | None
    facts: Facts
    pdf: bytes
    sizes: tuple[Size, ...]
    first: Raster


_SLOW_MS = 600


class SlowWork(QObject):
    """The latest work on a paper, seen when it is not done in 600 ms; `changed`: it is seen otherwise."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.done, self.whole, self.is_seen = "", 0, 0, False
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._see)

    def begin(self, title: str) -> None:
        self.title, self.done, self.whole = title, 0, 0
        self._slow.start()

    def step(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole
        self.changed.emit()

    def end(self) -> None:
        self._slow.stop()
        self.is_seen = False
        self.changed.emit()

    def _see(self) -> None:
        self.is_seen = True
        self.changed.emit()


_STEMS = {
    PaperKind.VISIT: "laporan-kunjungan",
    PaperKind.SERVED: "semua-terlayani",
    PaperKind.SAFETY: "aman-di-kantor",
    PaperKind.SCHOOL: "laporan-sekolah",
    PaperKind.NAMES: "nama-kunjungan",
    PaperKind.AGAIN: "kunjungan-ulang",
    PaperKind.ABSENT: "tidak-datang",
    PaperKind.HOMES: "kunjungan-rumah",
    PaperKind.VILLAGE_LIST: "daftar-desa",
    PaperKind.SCHOOL_LIST: "daftar-siswa",
    PaperKind.NUMBERS: "nomor-antrean",
    PaperKind.LETTER: "surat-undangan",
}


class PaperOutput:
    """The acts that save, print or sum up the `paper` that is shown; `say` shows what did not work."""

    def __init__(
        self,
        work: Work,
        slow: SlowWork,
        say: Callable[[phrases.Notice], None],
        *,
        panels: Panels,
        window: Callable[[], QWidget],
        printers: Printers | None = None,
        folder: Path | None = None,
    ) -> None:
        self.paper: DrawnPaper | None = None
        self._work, self._slow, self._say, self._window = work, slow, say, window
        self._printers, self._saver = printers or InstalledPrinters(), Saver(work, panels, folder=folder)
        self._job: PrintJob | None = None

    def table(self) -> list[Act]:
        save = Act(
            id="save", text=_("Simpan PDF…"), keys=("Ctrl+S",), why_not=self.why_no_paper, run=self._save
        )
        return [
            save,
            replace(save, id="save_from_preview", text="", keys=("Enter",)),
            Act(id="print", text=_("Cetak…"), keys=("Ctrl+P",), why_not=self.why_no_paper, run=self._choose),
            Act(
                id="excel",
                text=_("Simpan Excel…"),
                short=_("Excel…"),
                keys=("Ctrl+E",),
                why_not=self._why_no_book,
                run=self._save_book,
            ),
            Act(
                id="copy",
                text=_("Salin ringkasan"),
                short=_("Salin"),
                keys=("Alt+C",),
                why_not=self._why_no_summary,
                run=self._copy,
            ),
        ]

    def why_no_paper(self) -> str:
        return "" if self.paper else _("Lembar cetaknya belum ada")

    def _why_no_book(self) -> str:
        if self.paper is None or self.paper.wanted.kind in TABLED:
            return self.why_no_paper()
        return _("Lembar ini tidak punya tabel")

    def _why_no_summary(self) -> str:
        if self.paper is None or has_summary(self.paper.facts):
            return self.why_no_paper()
        return _("Lembar ini tidak punya ringkasan")

    def _save(self) -> None:
        if (paper := self.paper) is not None:
            pdf = paper.pdf
            self._saver.ask(
                f"{_stem(paper)}.pdf",
                lambda _session, path: path.write_bytes(pdf),
                title=_("Simpan PDF ke…"),
                size=len(pdf),
            )

    def _save_book(self) -> None:
        if (paper := self.paper) is not None and not isinstance(paper.facts, NumberSheets | Letter):
            self._saver.ask(
                f"{_stem(paper)}.xlsx", partial(_write_book, paper.facts), title=_("Simpan Excel ke…")
            )

    def _copy(self) -> None:
        if self.paper is not None and has_summary(self.paper.facts):
            QGuiApplication.clipboard().setText(summary_of(self.paper.facts))
            self._work.tell(lambda: _("Ringkasan disalin. Tempelkan di WhatsApp."))

    def _choose(self) -> None:
        paper, names = self.paper, self._printers.names()
        if not names:
            self._say(phrases.no_printer())
        elif paper is not None:
            choice = PrinterChoice(
                self._window(),
                names,
                what=_("Cetak {paper}").format(paper=paper_name(paper.wanted.kind).lower()),
                pages=phrases.sheets(len(paper.sizes)),
                before=self._work.choices.get("printer"),
            )
            choice.chosen.connect(partial(self._print, paper))
            choice.open()

    def stop_printing(self) -> None:
        """What was printed is printed."""
        if self._job is not None:
            self._job.stop()

    def _print(self, paper: DrawnPaper, name: str) -> None:
        self._work.choices.keep(printer=name)
        printer = self._printers.printer(name, paper.sizes[0])
        job = PrintJob(
            self._work, printer, paper.pdf, pages=len(paper.sizes), name=paper_name(paper.wanted.kind)
        )
        self._slow.begin(_("Mencetak"))
        self._job = job
        job.stepped.connect(self._slow.step)
        job.printed.connect(partial(self._on_printed, name))
        job.refused.connect(self._on_refused)
        job.begin()

    def _on_printed(self, name: str) -> None:
        self._slow.end()
        self._work.tell(lambda: _("Dikirim ke {printer}.").format(printer=name))

    def _on_refused(self) -> None:
        self._slow.end()
        self._say(phrases.not_printed())


def _write_book(facts: TabledFacts, session: Session, path: Path) -> None:
    session.aside(write_book, path, facts)


def _stem(paper: DrawnPaper) -> str:
    """By its kind and ISO days, codes or numbers: nobody's name stands in a file's name."""
    wanted, visit = paper.wanted, paper.visit
    parts = [visit.day, visit.village] if visit else []
    if wanted.kind in OF_PERIODS and wanted.first and wanted.last:
        parts = [wanted.first.isoformat(), wanted.last.isoformat(), wanted.region]
    if wanted.kind is PaperKind.NUMBERS:
        parts.append(f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}")
    return "-".join((_STEMS[wanted.kind], *(part for part in parts if part)))
