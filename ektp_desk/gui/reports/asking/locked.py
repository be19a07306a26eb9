"""The card before a paper that names people: for what, and by whose hand; both are written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Field, PassphraseField, label
from ektp_desk.words import _
from ektp_desk.words.errors import message

_WIDE = 400


class Locked(QWidget):
    """`asked` gives purpose and passphrase; nothing of either stays here afterwards."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("locked_paper")
        self._title = label("", "lead", name="locked_title")
        self._what = label("", "body", tone="ink2", wrap=True)
        self.purpose = Field(_("Untuk apa?"), "names_purpose", placeholder=_("mis. dibawa ke kepala desa"))
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "names_passphrase")
        self.show_names = ActButton(_("Tampilkan nama"), "Enter", kind="blue", name="show_names")
        self.show_names.asked.connect(self._on_asked)
        self._lay_out()

    def offer(self, title: str, what: str) -> None:
        """Name the paper and what stands on it; the fields are empty again."""
        self._title.setText(title)
        self._what.setText(what)
        self.purpose.set_text("")
        self._calm()

    def take_focus(self) -> None:
        """Be ready for the purpose."""
        self.purpose.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> None:
        """Say a refusal beside the field that it is about."""
        said = message(error).partition(". ")[0]
        field = self.passphrase if error.code.startswith("signin.") else self.purpose
        field.set_error(said, error.code)
        field.edit.selectAll()
        field.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks from either field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_asked()
        else:
            super().keyPressEvent(event)

    def _on_asked(self) -> None:
        purpose, passphrase = self.purpose.text(), self.passphrase.text()
        self._calm()
        self.asked.emit(purpose, passphrase)

    def _calm(self) -> None:
        self.passphrase.forget()
        for field in (self.purpose, self.passphrase):
            field.clear_error()

    def _lay_out(self) -> None:
        card = Card(name="locked_card", gap=8)
        card.setFixedWidth(px(_WIDE))
        hint = _("Kata sandi lagi; jurnal mencatat siapa, kapan dan untuk apa, bukan namanya.")
        for widget in (self._title, self._what, self.purpose, self.passphrase, self.show_names):
            card.add(widget)
        card.add(label(hint, "help", wrap=True))
        column, row = QVBoxLayout(self), QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
