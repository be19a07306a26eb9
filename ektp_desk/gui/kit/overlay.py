"""A card that lies over a screen and holds the focus until it is answered or left by Esc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ektp_desk.gui.kit.cards import Card
from ektp_desk.gui.kit.keycap import HOLDS_KEYS
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.state import HeldFocus
from ektp_desk.gui.kit.tokens import px, tokens

_ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)  # a focused button takes Enter first
_THROUGH = {Qt.Key(Qt.Key.Key_F1 + at) for at in range(12)}


class Overlay(QWidget):
    """Covers `host` and follows its size; the screen's own keys rest while it is open.

    The places' function keys go through: leaving the screen loses nothing that was typed.
    `closed` tells that it went away; the focus then is where it was before.
    """

    heard_as = HeardAs.Dialog

    closed = Signal()

    def __init__(self, host: QWidget, *, name: str, widest: int) -> None:
        super().__init__(host)
        self.setObjectName(name)
        self.setProperty(HOLDS_KEYS, True)  # noqa: FBT003  Qt's own signature
        self.host, self._widest = host, widest
        self.before: HeldFocus | None = None  # what held the focus, and gets it back
        self.card = Card(gap=8)
        self._room = QVBoxLayout(self)
        self._room.addStretch(1)
        self._room.addWidget(self.card)
        self._room.addStretch(1)
        host.installEventFilter(self)
        self.hide()

    def open(self, first: QWidget) -> None:
        """Come to the front with the focus on `first`."""
        if not self.isVisibleTo(self.host):
            self.before = HeldFocus(QApplication.focusWidget())
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go away; the focus goes back to where it was."""
        if not self.isVisibleTo(self.host):
            return
        self.hide()
        if self.before is not None:
            self.before.give_back(self.window(), Qt.FocusReason.PopupFocusReason)
        self.before = None
        self.closed.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Enter was pressed."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if watched is self.host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the screen's own keys from acting behind the card."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier  # its digits are digits
            pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
            answers = event.key() in _ANSWERS and held == Qt.KeyboardModifier.NoModifier
            own = not answers and any(pressed in keys for keys in self._own_keys())
            event.setAccepted(not own and Qt.Key(event.key()) not in _THROUGH)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm on either Enter, leave on Esc, and let no key fall through to the screen."""
        event.accept()
        if event.isAutoRepeat():
            return
        if event.key() in _ANSWERS[:2]:
            self.confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Go round inside the card."""
        stops = [stop for stop in self.stops() if stop.isEnabled() and stop.isVisibleTo(self)]
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies behind."""
        shade = QColor(tokens().ink)
        shade.setAlpha(96)
        QPainter(self).fillRect(self.rect(), shade)

    def _own_keys(self) -> Iterator[Sequence[QKeySequence]]:
        """Those of the card's acts, and of the box that holds the focus."""
        yield from (act.shortcuts() for act in self.actions())
        held, direct = QApplication.focusWidget(), Qt.FindChildOption.FindDirectChildrenOnly
        if held is not None:
            yield from (shortcut.keys() for shortcut in held.findChildren(QShortcut, options=direct))

    def _place(self) -> None:
        self.setGeometry(self.host.rect())
        side = max(0, (self.host.width() - px(self._widest)) // 2)
        self._room.setContentsMargins(side, 0, side, 0)
