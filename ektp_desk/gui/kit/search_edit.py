"""The search box that holds the focus of a screen: while it is empty, keys that edit are the screen's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ektp_desk.gui.kit.fields import RingedEdit

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}  # of what is typed, where something is


class SearchEdit(RingedEdit):
    """`moved` gives the keys that go up and down in what was found, or in the list, held ones too.

    An empty box has no typing to take back, mark or copy: Ctrl+Z, Ctrl+A, Space and the like are then acts of
    the screen. Acts of bare letters are bound beside it.
    """

    moved = Signal(QKeyEvent)

    def __init__(self, *, name: str, height: int = 36) -> None:
        super().__init__(icon="magnifying-glass", height=height, name=name)

    def event(self, event: QEvent) -> bool:
        """Pass a key on before it is taken for the typing."""
        # Its class first, as in `Page`: to ask for the type takes longer than most events their work.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and not self.text():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES or (event.key() in _ENDS and not self.text()):
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)
