"""The search box that holds the focus of a screen: while it is empty, keys that edit are the screen's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ektp_desk.gui.kit.fields import RingedEdit

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}  # of what is typed, where something is
_OF_ACTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SearchEdit(RingedEdit):
    """`moved` gives the keys that go up and down in what was found, or in the list, held ones too.

    An empty box has no typing to take back, mark or copy: Ctrl+Z, Ctrl+A, Space and the like are then acts of
    the screen. A letter or a digit begins a text.
    """

    moved = Signal(QKeyEvent)

    def __init__(self, *, name: str, height: int = 36) -> None:
        super().__init__(icon="magnifying-glass", height=height, name=name)

    def event(self, event: QEvent) -> bool:
        """Pass a key on before it is taken for the typing."""
        # Its class first, as in `Page`: to ask for the type takes longer than most events their work.
        if isinstance(event, QKeyEvent) and self._passes(event):
            event.ignore()
            return False
        return super().event(event)

    def _passes(self, event: QKeyEvent) -> bool:
        asked = event.type() is QEvent.Type.ShortcutOverride
        begins_text = event.text().isalnum() and not event.modifiers() & _OF_ACTS
        return asked and not self.text() and not begins_text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES or (event.key() in _ENDS and not self.text()):
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)
