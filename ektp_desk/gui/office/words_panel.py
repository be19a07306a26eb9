"""Shows a new passphrase once, large, to be written on paper; keeps nothing of it afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ektp_desk.gui.look.dressing.words import Role
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, label, on_key, set_tone
from ektp_desk.words import _


class WordsPanel(QWidget):
    """`done` comes when somebody says that the words are on paper.

    The words are never selectable, never on the clipboard, and gone from the labels as soon as the panel
    is left, also by the lock. Ctrl+Enter, not Enter: a key pressed twice must not take them away.
    """

    done = Signal()

    def __init__(self, *, own: bool = False) -> None:
        super().__init__()
        self.setObjectName("words_panel")
        self.setAccessibleName(_("Kata sandi baru"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = Elided("", "lead")
        self._words: list[QLabel] = []
        self._small = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(1, 1)
        told = _("Tulis di kertas dan serahkan. Hanya tampil sekali.")
        if own:
            told = _("Tulis di kertas dan simpan. Hanya tampil sekali.")
        self._help = label(told, "body", tone="ink2", wrap=True)
        self.button = ActButton(_("Sudah ditulis"), "Ctrl+Enter", kind="blue", name="words_done")
        self._lay_out()
        self.button.asked.connect(self._on_done)
        on_key(self, "Ctrl+Enter", self._on_done)

    def show_words(self, whose: str, passphrase: str) -> None:
        """Show the words of a passphrase, numbered, and take the focus."""
        self.forget()
        self._title.set_text(whose)
        for place, word in enumerate(passphrase.split(), start=1):
            number, large = label(str(place), "help"), label(word, "title", name=f"word_{place}")
            set_tone(large, None, role=self._role())
            large.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            for column, part in enumerate((number, large)):
                self._grid.addWidget(part, place - 1, column)
                self._words.append(part)
        # Not the button: it would take the words away on a second Enter.
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep no word in any widget."""
        for part in self._words:
            self._grid.removeWidget(part)
            part.hide()
            part.setText("")
            part.setAccessibleName("")
            part.deleteLater()
        self._words = []

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Write the words smaller where height is scarce."""
        self._small = small
        for part in self._words[1::2]:
            set_tone(part, None, role=self._role())

    def _role(self) -> Role:
        return "title" if self._small else "figure"

    def holds_words(self) -> bool:
        """Tell whether words are shown that nobody has acknowledged."""
        return bool(self._words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget when another place comes to the front; not when the window is only made small."""
        if not event.spontaneous():
            self.forget()
        super().hideEvent(event)

    def _on_done(self) -> None:
        if self._words:
            self.forget()
            self.done.emit()

    def _lay_out(self) -> None:
        card = Card(gap=8, bar="primary", name="words_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        card.add(label(_("Kata sandi baru"), "label"))
        card.add(self._title)
        card.body.addSpacing(px(4))
        card.body.addLayout(self._grid)
        card.body.addSpacing(px(4))
        card.add(self._help)
        card.body.addStretch(1)
        card.add(self.button)
