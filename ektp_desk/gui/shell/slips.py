"""Prints what somebody takes home: by one key, on the printer that was chosen once, else as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.gui.kit import Pulldown, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.printing import InstalledPrinters, Printers, PrintJob, sizes_of
from ektp_desk.gui.kit.saving import default_folder, save_pdf
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.reports.slip import draw_slip, note_slip
from ektp_desk.words import _


class SlipChoice(QDialog):
    """Says `chosen` with a printer's name and a form; opens over the screen without stopping it."""

    chosen = Signal(str, str)

    def __init__(self, over: QWidget, names: Sequence[str], *, before: str, form: SlipForm) -> None:
        super().__init__(over.window())
        self.setObjectName("slip_choice")
        self.setWindowTitle(_("Cetak bukti"))
        forms = [
            (SlipForm.ROLL.value, _("Kertas gulung 80 mm")),
            (SlipForm.A6.value, _("Lembar A6, 105 × 148 mm")),
        ]
        self._printer = Pulldown(_("Printer"), [(name, name) for name in names], name="slip_printer")
        self._form = Pulldown(_("Kertas"), forms, name="slip_form")
        self._printer.choose(before if before in names else names[0])
        self._form.choose(form.value)
        table = [
            Act(id="slip_print", text=_("Cetak"), keys=("Enter",), run=self.accept),
            Act(id="slip_leave", text=_("Batal"), keys=("Esc",), run=self.reject, bound=False),  # by Qt
        ]
        acts = Acts(table)
        acts.setParent(self)
        for box in (self._printer, self._form):
            acts.add_to(box, "slip_print")
        self._lay_out(acts)
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        self._printer.setFocus()

    def _tell(self) -> None:
        self.chosen.emit(self._printer.value() or "", self._form.value() or SlipForm.ROLL.value)

    def _lay_out(self, acts: Acts) -> None:
        print_, leave = acts.button("slip_print", kind="blue"), acts.button("slip_leave", tall=True)
        lay_out(
            QVBoxLayout(self),
            label(_("Cetak bukti"), "lead"),
            label(_("Dipilih sekali; lain kali langsung dicetak."), "help"),
            8,
            label(_("Printer"), "label"),
            self._printer,
            label(_("Kertas"), "label"),
            self._form,
            12,
            lay_out(QHBoxLayout(), print_, leave, gap=8, grows=print_),
            gap=8,
            margins=(24, 20, 24, 20),
        )
        self.setMinimumWidth(px(380))


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

        self._work.make(
            lambda session: session.aside(draw_slip, visit.id, desk=desk, number=number, form=form),
            lambda found: put(*found) if found else self._none(),
        )

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

        def told() -> str:
            return _("Bukti {number} dikirim ke {printer}.").format(number=number, printer=printer)

        job.printed.connect(lambda: self._on_printed(number))
        job.printed.connect(lambda: self._work.tell(told))
        job.refused.connect(lambda: self._work.refused.emit(EktpError("slip.not_printed", printer=printer)))
        job.begin()

    def _on_printed(self, number: str) -> None:
        visit, desk = self._work.visit, self._work.desk
        if visit is not None:
            self._work.do(lambda session: note_slip(session, visit.id, desk=desk, number=number))

    def _save(self, pdf: bytes, number: str) -> None:
        """Keep it as a file where there is no printer: the laptop at the next table may have one."""
        folder, day = self._folder or default_folder(), self._work.session.today.isoformat()

        def kept(path: Path) -> None:
            def told() -> str:
                words = _("Tidak ada printer. Bukti {number} tersimpan: {file}")
                return words.format(number=number, file=path.name)

            self._on_printed(number)
            self._work.tell_file(told, path)

        self._work.make(
            lambda _session: save_pdf(folder, f"bukti-{day}-{number}", pdf), kept, leaves_file=True
        )
