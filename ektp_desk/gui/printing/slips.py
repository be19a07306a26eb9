"""Prints what somebody takes home: by one key, on the printer that was chosen once, else as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.gui.printing.choice import InstalledPrinters, Printers
from ektp_desk.gui.printing.job import PrintJob
from ektp_desk.gui.printing.pages import sizes_of
from ektp_desk.gui.printing.saving import default_folder, save_pdf
from ektp_desk.gui.printing.slip_choice import SlipChoice
from ektp_desk.gui.work import Work
from ektp_desk.usecases.reports.queries import last_ended
from ektp_desk.usecases.reports.slip import slip
from ektp_desk.usecases.session import Session
from ektp_desk.words import _

_PRINTER, _FORM = "slip.printer", "slip.form"


class Slips(QObject):
    """One for the window; answers `work.slip_asked`. `printers` and `folder` can be others in a test."""

    def __init__(
        self, work: Work, over: QWidget, *, printers: Printers | None = None, folder: Path | None = None
    ) -> None:
        super().__init__(over)
        self._work, self._over = work, over
        self._printers, self._folder = printers or InstalledPrinters(), folder
        self._job: PrintJob | None = None
        work.slip_asked.connect(self.print)

    def print(self) -> None:
        """Print; ask for the printer only while none was chosen or the chosen one has gone."""
        names = self._printers.names()
        chosen = self._work.choices.get(_PRINTER)
        if names and chosen not in names:
            self.ask_printer()
        else:
            self._make(lambda pdf, number: self._put(pdf, number, chosen if names else ""))

    def ask_printer(self) -> None:
        """Ask for printer and paper, remember both, and print."""
        names = self._printers.names()
        if not names:
            self.print()
            return
        choice = SlipChoice(
            self._over, names, before=self._work.choices.get(_PRINTER), form=SlipForm(self._form())
        )
        choice.chosen.connect(self._on_chosen)
        choice.open()

    def _on_chosen(self, printer: str, form: str) -> None:
        self._work.choices.keep(**{_PRINTER: printer, _FORM: form})
        self.print()

    def _form(self) -> str:
        said = self._work.choices.get(_FORM, SlipForm.ROLL.value)
        return said if said in set(SlipForm) else SlipForm.ROLL.value

    def _make(self, put: Callable[[bytes, str], None]) -> None:
        visit, desk, number = self._work.visit, self._work.desk, self._work.slip_number
        if visit is None:
            self._none()
            return
        form = SlipForm(self._form())

        def made(session: Session) -> tuple[bytes, str] | None:
            ended = last_ended(session, visit.id, desk=desk, number=number)
            if ended is None:
                return None
            return session.prints.slip(slip(session, ended.id), form), ended.number

        self._work.ask(made, lambda found: put(*found) if found else self._none())

    def _none(self) -> None:
        self._work.explained.emit(_("Belum ada nomor yang selesai di meja ini."))

    def _put(self, pdf: bytes, number: str, printer: str) -> None:
        if not printer:
            self._save(pdf, number)
            return
        (size,) = sizes_of(pdf)
        to = self._printers.printer(printer, size)
        job = PrintJob(self._work, to, pdf, pages=1, name=_("Bukti {number}").format(number=number))
        self._job = job
        told = _("Bukti {number} dikirim ke {printer}.").format(number=number, printer=printer)
        job.printed.connect(lambda: self._work.told.emit(told))
        job.refused.connect(lambda: self._work.refused.emit(EktpError("slip.not_printed", printer=printer)))
        job.begin()

    def _save(self, pdf: bytes, number: str) -> None:
        """Keep it as a file where there is no printer: the laptop at the next table may have one."""
        folder, day = self._folder or default_folder(), self._work.session.today.isoformat()
        told = _("Tidak ada printer. Bukti {number} tersimpan: {file}")
        self._work.ask(
            lambda _session: save_pdf(folder, f"bukti-{day}-{number}", pdf),
            lambda path: self._work.told.emit(told.format(number=number, file=path.name)),
        )
