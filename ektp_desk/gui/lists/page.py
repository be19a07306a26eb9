"""A page whose Enter is its blue button and whose Esc is the way back, wherever in it the focus is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """Hears the two keys only where the focused part did not want them; held keys are one press."""

    entered = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim Enter and Esc before any wider shortcut does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell which of the two was pressed."""
        if not _ours(event):
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            return
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            self.go_back()

    def go_back(self) -> None:
        """Hear Esc; a page with something open in it closes that first."""
        self.left.emit()


def _ours(event: QKeyEvent) -> bool:
    return event.key() in (*_ENTER, Qt.Key.Key_Escape) and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
