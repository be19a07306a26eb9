"""Pages and a stack of them; on a page Enter is its blue button, Esc the way back, wherever the focus is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.cards import Card, lay_out, stacked
from ektp_desk.gui.kit.chooser import Chooser

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """Hears the two keys only where the focused part did not want them; held keys are one press."""

    entered = Signal()
    left = Signal()

    def add_card(self, *, gap: int, name: str = "") -> Card:
        """The card that is the whole page."""
        card = Card(gap=gap, name=name)
        lay_out(QVBoxLayout(self), card)
        return card

    def event(self, event: QEvent) -> bool:
        """Claim Enter and Esc before any wider shortcut does."""
        # Its class first: to ask an event for its type takes Qt's binding longer than most events their work.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _ours(event):
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


class BlueKey(QObject):
    """Prints on a blue button the key that presses it now: Ctrl+Enter where Enter is somebody else's.

    `others` hear Enter themselves while they have the focus, and so does an open `chooser`.
    """

    def __init__(self, button: ActButton, others: Sequence[QWidget], chooser: Chooser | None = None) -> None:
        super().__init__(button)
        self._button, self._others, self._chooser = button, others, chooser
        for other in others:
            other.installEventFilter(self)
        if chooser is not None:
            chooser.turned.connect(self._print)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Print the key anew when the focus has come or gone."""
        if isinstance(event, QFocusEvent):
            self._print()
        return super().eventFilter(watched, event)

    def _print(self) -> None:
        open_list = self._chooser is not None and self._chooser.isVisible()
        taken = open_list or any(other.hasFocus() for other in self._others)
        self._button.set_key("Ctrl+Enter" if taken else "Enter")


class Pages(QStackedWidget):
    """A stack that never holds a window open for a page nobody sees."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        for page in pages:
            self.addWidget(page)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """The room of the page that is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()


def above_room(part: QWidget) -> QWidget:
    """A part that stands at the top of its room."""
    return stacked(part, None)


def _ours(event: QKeyEvent) -> bool:
    return event.key() in (*_ENTER, Qt.Key.Key_Escape) and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
