"""Where a window lies on its screen: whole and beside the task bar, however much the system enlarges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ektp_desk.gui.kit.tokens import smallest

_USUAL = QSize(1366, 698)
_FRAME = QSize(16, 40)  # around a window on Windows; no system says before the window is shown


def opening_size(screen: QScreen) -> QSize:
    """The usual size, or what the screen has of it beside task bar and frame."""
    return _USUAL.boundedTo(screen.availableGeometry().size() - _FRAME)


def show_whole(window: QWidget) -> None:
    """Show `window` in the middle of its screen; maximised where the usual size has no room.

    It gets a size that fits all the same: for whoever leaves the maximised state, and for a system that
    knows none.
    """
    free, least = window.screen().availableGeometry(), window.minimumSize()
    size = opening_size(window.screen()).expandedTo(least)
    window.resize(size)
    framed = QRect(free.topLeft(), size + _FRAME)
    framed.moveCenter(free.center())
    window.move(_inside(framed, free).topLeft())
    if size != _USUAL and least.boundedTo(free.size()) == least:
        window.showMaximized()
    else:
        window.show()


class Placement(QObject):
    """Keeps `window` whole on its screen; calls `changed` where another one may enlarge more, or less."""

    _screen: QScreen | None = None

    def __init__(self, window: QWidget, *, changed: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._changed = window, changed
        self.set_least()

    def set_least(self) -> None:
        """Let the window be as small as its screen's smallest letters allow."""
        self._window.setMinimumSize(*smallest(self._window.screen().devicePixelRatio()))

    def follow(self) -> None:
        """Begin with the screen on which the window is shown for the first time."""
        native = self._window.windowHandle()
        if self._screen is None and native is not None:
            native.screenChanged.connect(self._on_screen)
            self._listen(native.screen())

    def _listen(self, screen: QScreen) -> None:
        self._screen = screen
        screen.availableGeometryChanged.connect(self._on_scaled)

    def _on_screen(self, screen: QScreen) -> None:
        """Come to another screen; whoever lays the window over the edge of two may."""
        if self._screen is not None and isValid(self._screen):
            self._screen.availableGeometryChanged.disconnect(self._on_scaled)
        self._listen(screen)
        self.set_least()
        free, framed = screen.availableGeometry().size(), self._window.frameGeometry().size()
        if framed.boundedTo(free) != framed:
            self._bring_inside()
        self._changed()

    def _on_scaled(self) -> None:
        self.set_least()
        self._bring_inside()
        self._changed()

    def _bring_inside(self) -> None:
        """Shrink the window to its screen and put it there; a maximised one is the system's to move."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        free, framed = window.screen().availableGeometry(), window.frameGeometry()
        size = framed.size().boundedTo(free.size())
        window.resize(window.size() + size - framed.size())
        window.move(_inside(QRect(framed.topLeft(), size), free).topLeft())


def _inside(place: QRect, free: QRect) -> QRect:
    """Move `place` into `free`; what is too large begins where `free` begins, so that its head is seen."""
    place.moveRight(min(place.right(), free.right()))
    place.moveBottom(min(place.bottom(), free.bottom()))
    place.moveLeft(max(place.left(), free.left()))
    place.moveTop(max(place.top(), free.top()))
    return place
