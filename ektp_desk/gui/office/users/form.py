"""The panel beside the roles: whose they are, and the ADB's own passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.office.confirming import ConfirmField
from ektp_desk.gui.parts import ActButton, Card, Elided, Field
from ektp_desk.words import _

_OF_THE_NAME = ("user.name_missing", "user.name_taken")


class UserForm(Page):
    """`keep_asked` is the blue button; whoever hears it asks `is_ready` first."""

    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("user_form")
        self._title = Elided("", "lead")
        self.name = Field(_("Nama"), "user_name", help_text=_("seperti di daftar pilihan saat masuk"))
        self.name.edit.setMaxLength(80)
        self.confirm = ConfirmField(_("Kata sandi Anda"), "user_confirm")
        self.button = ActButton("", "Enter", kind="blue", name="user_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name="user_cancel")
        self._lay_out()
        self.entered.connect(self.keep_asked)
        self.button.asked.connect(self.keep_asked)
        self.cancel.asked.connect(self.left)
        self.confirm.waits.connect(self.button.setDisabled)

    def begin(self, title: str, name: str, act: str) -> None:
        """Begin anew with a name (or none), and put the focus into it."""
        self._title.set_text(title)
        self.button.set_text(act)
        self.name.set_text(name)
        self.confirm.forget()
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> bool:
        """Say what is wrong beside its field; False for what is nobody's here."""
        if error.code in _OF_THE_NAME:
            taken = error.code == "user.name_taken"
            self.name.set_error(_("Sudah dipakai") if taken else _("Isi namanya"), error.code)
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.confirm.refuse(error)

    def _lay_out(self) -> None:
        card = Card(gap=8, name="user_form_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (self._title, self.name, self.confirm):
            card.add(part)
        card.body.addStretch(1)
        for button in (self.cancel, self.button):
            card.add(button)
