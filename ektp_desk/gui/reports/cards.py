"""The cards over F6: for what a paper names people, and the letter's text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import ActButton, Card, Field, PassphraseField, hairline, label, set_tone
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import Tone, px
from ektp_desk.usecases.reports.before import holes
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


class LetterText(Overlay):
    """`submitted` gives the whole text; Enter is a new line here, Ctrl+Enter keeps it."""

    submitted = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="letter_editor", widest=760)
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("letter_words")
        self.edit.setAccessibleName(_("Teks surat"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(px(208))  # the office's own text without a scroll bar
        self.keep = ActButton(_("Simpan teks"), "Ctrl+Enter", kind="blue", name="letter_keep")
        self.back = ActButton(_("Kembali"), "Esc", kind="quiet", name="letter_back")
        known = ", ".join(f"{{{hole}}}" for hole in holes())
        self._calm = _("Diisi sendiri: {known}. Baris yang diawali - menjadi butir.").format(known=known)
        self._about = label(self._calm, "help", wrap=True, name="letter_about")
        self.card.add_row(label(_("Teks surat undangan"), "lead"), None, self.back, gap=16)
        self.card.add(hairline())
        self.card.add(self._about)
        self.card.add(self.edit, 1)
        self.card.add(self.keep)
        self.keep.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def open_for(self, text: str) -> None:
        """Show the text that holds, ready to be changed at its end."""
        self._say(self._calm)
        self.edit.setPlainText(text)
        self.open(self.edit)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def confirm(self) -> None:
        self.submitted.emit(self.edit.toPlainText())

    def show_error(self, error: EktpError) -> None:
        """Say why the text is not kept; what was typed stays."""
        self._say(f"{message(error)} [{error.code}]", "bad")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, tone: Tone | None = None) -> None:
        """Say what may stand in the text, or what is wrong with it; the edit gives the room."""
        self._about.setText(words)
        set_tone(self._about, tone, role="label" if tone else "help")

    def stops(self) -> list[QWidget]:
        return [self.edit, self.keep, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc, keep on Ctrl+Enter; the edit has taken every other key."""
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return
        super().keyPressEvent(event)
