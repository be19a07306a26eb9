"""The letter's text as the office has it, over the screen until it is kept or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import ActButton, hairline, label, set_tone
from ektp_desk.usecases.reports.before import holes
from ektp_desk.words import _
from ektp_desk.words.errors import message


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
        """Tell the text."""
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
        """Give where Tab stops."""
        return [self.edit, self.keep, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc, keep on Ctrl+Enter; the edit has taken every other key."""
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return
        super().keyPressEvent(event)
