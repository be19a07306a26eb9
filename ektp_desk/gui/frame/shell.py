"""The shell: holds navigation, header, strip and the screens, and takes the small form when it must."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.frame.header import Header
from ektp_desk.gui.frame.nav import Nav
from ektp_desk.gui.frame.strip import Strip
from ektp_desk.gui.look.scale import SMALLEST, px, tokens
from ektp_desk.gui.parts.keys import on_key
from ektp_desk.gui.parts.news.toast import Toast
from ektp_desk.gui.parts.pages import Pages, fit
from ektp_desk.words import _

_WIDE_FROM, _TALL_FROM = 1180, 600


@runtime_checkable
class Fits(Protocol):
    """A widget that has a small form; the shell tells every such widget in it."""

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the small form, or leave it."""


class Shell(QWidget):
    """Asks for places and the lock; its owner decides and answers with `show_place`.

    A screen is laid out inside margins of 16 px (12 small). Screens built later than the last
    change of form are told theirs when they are added or shown.
    """

    place_asked = Signal(str)
    lock_asked = Signal()
    small_changed = Signal(bool)
    place_shown = Signal()

    def __init__(self, *, search: bool = True, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.nav, self.header, self.strip = Nav(sample=sample), Header(search=search), Strip()
        self._screens: dict[str, QWidget] = {}
        self._small = False
        self._page, self._stack = QWidget(), Pages(waits=True)
        self._margins = QVBoxLayout(self._page)
        self._margins.addWidget(self._stack)
        # Over the strip: nothing that is read or pressed lies below, and the strip's own news is older.
        self.toast = Toast(self.strip, free=self.strip.right_end)
        self.toast.lies.connect(self.strip.give_way)
        self._lay_out()
        self.nav.place_asked.connect(self.place_asked)
        self.strip.lock_asked.connect(self.lock_asked)
        window = Qt.ShortcutContext.WindowShortcut
        on_key(self, "F12", self.lock_asked.emit, context=window)
        searched = self.header.search is not None
        self._slash = on_key(self, "/", self._on_slash, context=window, word=_("Cari")) if searched else []
        self.setMinimumSize(*SMALLEST)  # not more at larger letters: they give way to a smaller window
        self._set_form(small=False)

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Show the search; without it, its key belongs to the screen: Qt gives a key of two to neither."""
        self.header.show_search(shown)
        for shortcut in self._slash:
            shortcut.setEnabled(shown)

    def add_place(self, key: str, title: str, icon: str, fkey: str, widget: QWidget) -> None:
        """Add a screen that stands in the navigation and answers to `fkey`."""
        self.nav.add_place(key, title, icon, fkey)
        on_key(self, fkey, lambda: self.place_asked.emit(key), context=Qt.ShortcutContext.WindowShortcut)
        self.add_screen(key, widget)

    def add_screen(self, key: str, widget: QWidget) -> None:
        """Add a screen outside the navigation, such as closing the day."""
        self._screens[key] = widget
        self._stack.addWidget(widget)
        fit(widget, self._small)

    def show_place(self, key: str, *, marked: str | None = None) -> None:
        """Show the screen `key`; `marked` keeps another place of the navigation marked."""
        self._stack.setCurrentWidget(self._screens[key])
        fit(self._screens[key], self._small)
        self.nav.show_place(marked or key)
        self.place_shown.emit()

    def current(self) -> str:
        """Give the key of the screen that is shown."""
        shown = self._stack.currentWidget()
        return next((key for key, screen in self._screens.items() if screen is shown), "")

    def seen(self) -> QWidget | None:
        """Give the screen that is shown."""
        return self._stack.currentWidget()

    def is_small(self) -> bool:
        """Tell which form the window has."""
        return self._small

    def room_needed(self) -> QSize:
        """Give what the present form needs at least, in px; tests hold it against the smallest window."""
        layout = self.layout()
        return QSize() if layout is None else layout.totalMinimumSize()

    def minimumSizeHint(self) -> QSize:
        """Let the window become as small as the small form; the wide one must not hold it open."""
        return QSize(*SMALLEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form."""
        super().resizeEvent(event)
        if (small := self._is_tight()) != self._small:
            self._set_form(small=small)

    def redress(self) -> None:
        """Choose the form again, and let every part take its sizes: the letters have changed."""
        self.setMinimumSize(*SMALLEST)
        self._set_form(small=self._is_tight())

    def _is_tight(self) -> bool:
        return self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _set_form(self, *, small: bool) -> None:
        self._small = small
        side = px(12 if small else 16)
        self._margins.setContentsMargins(side, side, side, side)
        for part in (self.nav, self.header, self.strip, self._stack.currentWidget()):
            if part is not None:  # a hidden screen is told its form when it is shown
                fit(part, small)
        self.small_changed.emit(small)

    def _on_slash(self) -> None:
        if self.header.search is not None and self.header.search.isVisible():
            self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.search.selectAll()

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(self), QVBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(column, 1)
        column.addWidget(self.header)
        column.addWidget(self._page, 1)
        column.addWidget(self.strip)
