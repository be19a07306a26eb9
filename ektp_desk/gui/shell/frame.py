"""The frame of who is signed in: navigation, header, strip and the screens between them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Pages, Toast
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.state import Renewable, ViewHolder, built_in
from ektp_desk.gui.kit.tokens import base, choose_look, is_small, is_tight, look, px, tokens
from ektp_desk.gui.shell.header import PlaceHeader
from ektp_desk.gui.shell.navigation import Navigation, NavigationEntry
from ektp_desk.gui.shell.strip import Strip
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.words import _


class Shell(Renewable):
    """Asks for places and the lock; its owner decides and answers with `show_place`.

    A screen is laid out inside margins of 16 px (12 small). The frame and the screen in front stand in the
    look and language in force; a screen behind is built anew when it comes to the front.
    """

    place_asked = Signal(str)
    lock_asked = Signal()
    help_asked = Signal()
    look_asked = Signal()
    undo_asked = Signal()
    place_shown = Signal()
    renewed = Signal()

    def __init__(self, *, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._sample = sample
        self._places: list[NavigationEntry] = []
        self._screens: dict[PlaceKey, QWidget] = {}
        self._marked = ""
        self._built = built_in()
        self._navigation = ViewHolder(self._make_navigation)
        self._header = ViewHolder(PlaceHeader)
        self._strip = ViewHolder(self._make_strip)
        self._stack = Pages()
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget()
        self._margins = QVBoxLayout(page)
        self._margins.addWidget(self._stack)
        self._set_margins()
        column = lay_out(QVBoxLayout(), self._header, page, self._strip, grows=page)
        row = lay_out(QHBoxLayout(self), self._navigation, column, grows=column)
        # Large letters and the wide form must not hold a window open.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def _table(self) -> list[Act]:
        """`help` and `look` are bound by the window, which has them at the sign-in too."""
        return [
            Act(id="help", text=_("Bantuan"), keys=("Shift+F1",), run=self.help_asked.emit, bound=False),
            Act(id="look", text=_("Tampilan"), keys=("Shift+F11",), run=self.look_asked.emit, bound=False),
            Act(id="lock", text=_("Kunci"), keys=("F12",), run=self.lock_asked.emit),
        ]

    def _make_navigation(self) -> Navigation:
        made = Navigation(self._places, sample=self._sample)
        made.place_asked.connect(self.place_asked)
        made.show_place(self._marked)
        return made

    def _make_strip(self) -> Strip:
        self._acts = Acts(self._table())
        made = Strip(self._acts)
        self._acts.setParent(made)  # they go with it, on this thread
        # Over the strip: nothing that is read or pressed lies below, and the strip's own news is older.
        self.toast = Toast(made, free=made.right_end)
        self.toast.lies.connect(made.give_way)
        self.toast.undo_asked.connect(self.undo_asked)
        return made

    @property
    def nav(self) -> Navigation:
        assert isinstance(self._navigation.view, Navigation)
        return self._navigation.view

    @property
    def header(self) -> PlaceHeader:
        assert isinstance(self._header.view, PlaceHeader)
        return self._header.view

    @property
    def strip(self) -> Strip:
        assert isinstance(self._strip.view, Strip)
        return self._strip.view

    def add_place(self, key: PlaceKey, title: str, icon: str, fkey: str, widget: QWidget) -> None:
        """Add a screen that stands in the navigation and answers to `fkey`."""
        place = NavigationEntry(key, title, icon, fkey)
        self._places.append(place)
        self.nav.add_place(place)
        self.add_screen(key, widget)

    def add_screen(self, key: PlaceKey, widget: QWidget) -> None:
        """Add a screen outside the navigation, such as closing the day."""
        self._screens[key] = widget
        self._stack.addWidget(widget)

    def show_place(self, key: PlaceKey, *, marked: PlaceKey | None = None) -> None:
        """Show the screen `key`; `marked` keeps another place of the navigation marked."""
        self._stack.setCurrentWidget(self._screens[key])
        self._renew_front()
        self._marked = marked or key
        self.nav.show_place(self._marked)
        self.place_shown.emit()

    def current(self) -> PlaceKey:
        shown = self._stack.currentWidget()
        return next((key for key, screen in self._screens.items() if screen is shown), "today")

    def seen(self) -> QWidget | None:
        return self._stack.currentWidget()

    def is_small(self) -> bool:
        return is_small()

    def room_needed(self) -> QSize:
        """What the present form needs at least, in px; tests hold it against the smallest window."""
        layout = self.layout()
        return QSize() if layout is None else layout.totalMinimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        choose_look(replace(look(), small=is_tight(self.width(), self.height(), base())))
        self.renew()

    def renew(self) -> None:
        if self._built == built_in():
            return
        self._built = built_in()
        for part in (self._navigation, self._header, self._strip):
            part.renew()
        self._acts.refresh()
        self._set_margins()
        if (layout := self.layout()) is not None:
            layout.activate()  # what scrolls must know its room
        self._renew_front()
        self.renewed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _set_margins(self) -> None:
        self._margins.setContentsMargins(*(px(12 if is_small() else 16),) * 4)

    def _renew_front(self) -> None:
        front = self._stack.currentWidget()
        if isinstance(front, Renewable):
            front.renew()
