"""Kata sandi saya as one page: the old one asked, the new one shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.confirming import ConfirmField
from ektp_desk.gui.office.words_panel import WordsPanel
from ektp_desk.gui.parts import ActButton, Card, Pages, label
from ektp_desk.words import _


class OwnPage(QWidget):
    """`change_asked` is the blue button; Esc gives the keys to the sections."""

    change_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_page")
        self.old = ConfirmField(_("Kata sandi sekarang"), "own_old")
        self.button = ActButton(_("Buat kata sandi baru"), "Enter", kind="blue", name="own_change")
        self.words = WordsPanel(own=True)
        self._form, self._pages = Page(), Pages()
        self._lay_out()
        self._form.entered.connect(self.change_asked)
        self._form.left.connect(self.left)
        self.button.asked.connect(self.change_asked)
        self.old.waits.connect(self.button.setDisabled)

    def rest(self) -> None:
        """Ask for the passphrase that holds now."""
        self.old.forget()
        self._pages.setCurrentWidget(self._form)

    def show_words(self, whose: str, passphrase: str) -> None:
        """Show the new words, once."""
        self.old.forget()
        self._pages.setCurrentWidget(self.words)
        self.words.show_words(whose, passphrase)

    def take_focus(self) -> None:
        """Put the focus where the next key belongs."""
        if self._pages.currentWidget() is self._form:
            self.old.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act: here all keys are letters of a passphrase."""
        return ()

    def _lay_out(self) -> None:
        card = Card(gap=10, name="own_card")
        card.add(label(_("Kata sandi saya"), "title"))
        about = _("Program membuat lima kata acak. Yang lama tidak berlaku lagi begitu yang baru tampil.")
        card.add(label(about, "body", tone="ink2", wrap=True))
        card.add(self.old)
        card.add(self.button)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        for page in (self._form, self.words):
            self._pages.addWidget(page)
        self._pages.setMaximumWidth(px(560))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages, 1)
        row.addStretch(1)
        row.setStretch(0, 1000)
