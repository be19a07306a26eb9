"""Which printer prints slips, and on what paper: asked once, in one small window, Enter prints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Pulldown, label, on_key
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
        self._go = ActButton(_("Cetak"), "Enter", kind="blue", name="slip_print")
        self._leave = ActButton(_("Batal"), "Esc", tall=True, name="slip_leave")
        self._lay_out()
        self._go.asked.connect(self.accept)
        self._leave.asked.connect(self.reject)
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        for box in (self._printer, self._form):
            on_key(box, "Enter", self.accept)
        self._printer.setFocus()

    def _tell(self) -> None:
        self.chosen.emit(self._printer.value() or "", self._form.value() or SlipForm.ROLL.value)

    def _lay_out(self) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(8))
        column.addWidget(label(_("Cetak bukti"), "lead"))
        column.addWidget(label(_("Dipilih sekali; lain kali langsung dicetak."), "help"))
        column.addSpacing(px(8))
        for title, box in ((_("Printer"), self._printer), (_("Kertas"), self._form)):
            column.addWidget(label(title, "label"))
            column.addWidget(box)
        column.addSpacing(px(12))
        buttons.setSpacing(px(8))
        buttons.addWidget(self._go, 1)
        buttons.addWidget(self._leave)
        column.addLayout(buttons)
        self.setMinimumWidth(px(380))
