"""Asks once more before somebody gets a new passphrase or is let in no longer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.office.confirming import ConfirmField
from ektp_desk.gui.parts import ActButton, Card, Elided, label
from ektp_desk.words import _


class AskPanel(Page):
    """`agreed` comes on Enter with a passphrase typed; Esc leaves everything as it is."""

    agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ask_panel")
        self._title, self._whose = Elided("", "label"), Elided("", "lead")
        self._means = label("", "body", tone="ink2", wrap=True)
        self.confirm = ConfirmField(_("Kata sandi Anda"), "ask_confirm")
        self.button = ActButton("", "Enter", kind="blue", name="ask_agree")
        self.cancel = ActButton(_("Batal"), "Esc", name="ask_cancel")
        self._lay_out()
        self.entered.connect(self._on_agreed)
        self.button.asked.connect(self._on_agreed)
        self.cancel.asked.connect(self.left)
        self.confirm.waits.connect(self.button.setDisabled)

    def begin(self, title: str, whose: str, *, means: str, act: str) -> None:
        """Ask about somebody, and wait for a passphrase."""
        self._title.set_text(title)
        self._whose.set_text(whose)
        self._means.setText(means)
        self.button.set_text(act)
        self.confirm.forget()
        self.confirm.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_agreed(self) -> None:
        if self.confirm.is_ready():
            self.agreed.emit()

    def _lay_out(self) -> None:
        card = Card(gap=8, name="ask_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (self._title, self._whose, self._means):
            card.add(part)
        card.add(self.confirm)
        card.body.addStretch(1)
        for button in (self.button, self.cancel):
            card.add(button)
