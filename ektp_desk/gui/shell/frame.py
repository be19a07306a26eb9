"""The frame of who is signed in: navigation, header, strip and the screens between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit.buttons import KeyWord, on_key
from ektp_desk.gui.kit.fields import RingedEdit
from ektp_desk.gui.kit.labels import Elided, label
from ektp_desk.gui.kit.redressing import Pages, fit
from ektp_desk.gui.kit.shapes import Marked, Note, Shape
from ektp_desk.gui.kit.toast import Toast
from ektp_desk.gui.kit.tokens import choose_look, look, px, tokens
from ektp_desk.gui.screen import Room
from ektp_desk.gui.shell.navigation import Nav
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds, short_date


class Header(QWidget):
    """Title and subtitle at the left; notes, search and clock at the right.

    `search` is the edit itself (None without), so that a `Chooser` can open below it.
    """

    search_typed = Signal(str)
    search_entered = Signal(str)

    def __init__(self, *, search: bool = True) -> None:
        super().__init__()
        self.setObjectName("header")
        self._title, self._subtitle = Elided("", "title"), Elided("", "body", tone="ink2")
        self._clock = label("00.00", "lead", name="clock")
        self._notes = QHBoxLayout()
        self._notes.setSpacing(px(16))
        self.search = self._search() if search else None
        self._row = QHBoxLayout(self)
        self._row.setSpacing(px(12))
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        self._row.addLayout(self._notes)
        if self.search is not None:
            self._row.addWidget(self.search)
        self._row.addWidget(self._clock)
        self.set_small(False)

    def set_place(self, title: str, subtitle: str = "", *, short: str = "") -> None:
        """Name the place; `short` is the subtitle for narrow windows."""
        self._title.set_text(title)
        self._subtitle.set_text(subtitle, short=short)
        self._whole, self._short = subtitle, short
        self._fit()

    def set_clock(self, text: str) -> None:
        """Show the time as it is written here: 16.52."""
        self._clock.setText(text)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show states beside the clock, such as "Tersimpan 16.57.07"; none takes them away."""
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for note in notes:
            self._notes.addWidget(Marked(note))

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the search away from a screen that has none."""
        if self.search is not None:
            self.search.setVisible(shown)

    def room_left(self) -> QRect:
        """The part with the place's name: what is said there covers neither search nor clock."""
        ends = self._clock if self.search is None or self.search.isHidden() else self.search
        return QRect(0, 0, ends.x(), self.height())

    def behind_title(self) -> int:
        """The px from the left where the place's name ends."""
        return self._title.geometry().right() + px(12)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.setFixedHeight(px(48 if small else 56))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        if self.search is not None:
            self.search.setFixedWidth(px(190 if small else 270))
            whole, short = _("nomor, nama, NIK, QR"), _("nomor, nama, QR")
            self.search.setPlaceholderText(short if small else whole)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        line = tokens().line
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(tokens().hairline))

    def _fit(self) -> None:
        whole, short = getattr(self, "_whole", ""), getattr(self, "_short", "")
        self._subtitle.set_text(short if self._small and short else whole, short=short)

    def _search(self) -> RingedEdit:
        edit = RingedEdit(icon="magnifying-glass", key="/", height=36, name="search")
        edit.setAccessibleName(_("Cari (/)"))
        edit.textEdited.connect(self.search_typed)
        edit.returnPressed.connect(lambda: self.search_entered.emit(edit.text().strip()))
        return edit


class Strip(QWidget):
    """Never moves and never blinks; what it says gives way by its short forms."""

    lock_asked = Signal()
    help_asked = Signal()
    look_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(_("Keadaan"))
        self._left = Marked(Note(Shape.WAITING, ""), "small")
        self._middle = QHBoxLayout()
        self._middle.setSpacing(px(16))
        self._notes: tuple[Note, ...] = ()
        self._covered = 0
        self._person = Elided("", "help")
        self.help = KeyWord("Shift+F1", _("Bantuan"), icon="question", name="help")
        self.look = KeyWord("Shift+F11", _("Tampilan"), icon="sun", name="look")
        self.lock = KeyWord("F12", _("Kunci"), name="lock")
        for key, asked in (
            (self.help, self.help_asked),
            (self.look, self.look_asked),
            (self.lock, self.lock_asked),
        ):
            key.clicked.connect(asked)
        self._lay_out()
        self.set_small(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(self._left, 4)
        row.addLayout(self._middle)
        row.addStretch(2)
        row.addWidget(self._person)
        for key in (self.help, self.look, self.lock):
            row.addWidget(key)

    def set_left(self, note: Note) -> None:
        """Say how the network is."""
        self._network = note
        self._fit()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Say how safe the work is: three notes at most."""
        if self._notes == tuple(notes):
            return
        self._notes = tuple(notes)
        self._fit()

    def show_saved(self, at: datetime, today: date) -> None:
        """Say when this laptop saved last, by its clock; the day too, unless it is `today`."""
        when = clock_seconds(at)
        if at.date() != today:
            when = f"{short_date(at.date())}, {when}"
        self.set_notes([Note(Shape.DONE, _("Tersimpan {time}").format(time=when))])

    def set_person(self, text: str, *, short: str = "") -> None:
        self._name, self._short_name = text, short
        self._fit()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.setFixedHeight(px(32 if small else 36))
        for key in (self.help, self.look, self.lock):
            key.set_small(small)
        self._fit()

    def right_end(self) -> int:
        """The px at the right end that person and keys take: what lies over the strip leaves it."""
        return self.width() - self._person.x() + px(8)

    def give_way(self, left: int) -> None:
        """Leave the network its mark where what lies over the strip from `left` on cuts it; 0: nothing."""
        self._covered = left
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        painter.fillRect(0, 0, self.width(), tokens().line, QColor(tokens().hairline))

    def _fit(self) -> None:
        network = getattr(self, "_network", Note(Shape.NONE, ""))
        self._left.show_note(self._shortened(network))
        over = self._left.x() + self._left.sizeHint().width() - self._covered
        if self._covered and over > 0:
            self._clip(network)
        name, short = getattr(self, "_name", ""), getattr(self, "_short_name", "")
        self._person.set_text(short if self._small and short else name)
        while self._middle.count() > len(self._notes):
            item = self._middle.takeAt(self._middle.count() - 1)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, note in enumerate(self._notes):
            self._show(place, self._shortened(note))

    def _clip(self, network: Note) -> None:
        """Say the network beside the toast in words that fit, or by its mark alone; it is heard whole."""
        words, short = self._left.words, network.short or network.text
        room = self._covered - self._left.x() - (self._left.sizeHint().width() - words.sizeHint().width())
        fits = words.fontMetrics().horizontalAdvance(short) <= room - px(8)
        self._left.show_note(replace(network, text=short if fits else ""))
        self._left.setAccessibleName(network.text)

    def _show(self, place: int, note: Note) -> None:
        item = self._middle.itemAt(place)
        widget = None if item is None else item.widget()
        if isinstance(widget, Marked):
            widget.show_note(note)
        else:
            self._middle.addWidget(Marked(note, "small"))

    def _shortened(self, note: Note) -> Note:
        text = note.short if self._small and note.short else note.text
        return Note(note.shape, text, note.short, note.tone, note.loud)


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
        self._screens: dict[PlaceKey, QWidget] = {}
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
        self._set_form(small=False)

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Show the search; without it, its key belongs to the screen: Qt gives a key of two to neither."""
        self.header.show_search(shown)
        for shortcut in self._slash:
            shortcut.setEnabled(shown)

    def add_place(self, key: PlaceKey, title: str, icon: str, fkey: str, widget: QWidget) -> None:
        """Add a screen that stands in the navigation and answers to `fkey`."""
        self.nav.add_place(key, title, icon, fkey)
        on_key(self, fkey, lambda: self.place_asked.emit(key), context=Qt.ShortcutContext.WindowShortcut)
        self.add_screen(key, widget)

    def add_screen(self, key: PlaceKey, widget: QWidget) -> None:
        """Add a screen outside the navigation, such as closing the day."""
        self._screens[key] = widget
        self._stack.addWidget(widget)
        self._take_form(widget)

    def show_place(self, key: PlaceKey, *, marked: PlaceKey | None = None) -> None:
        """Show the screen `key`; `marked` keeps another place of the navigation marked."""
        self._stack.setCurrentWidget(self._screens[key])
        self._take_form(self._screens[key])
        self.nav.show_place(marked or key)
        self.place_shown.emit()

    def current(self) -> PlaceKey:
        shown = self._stack.currentWidget()
        return next((key for key, screen in self._screens.items() if screen is shown), "today")

    def seen(self) -> QWidget | None:
        return self._stack.currentWidget()

    def is_small(self) -> bool:
        return self._small

    def room_needed(self) -> QSize:
        """What the present form needs at least, in px; tests hold it against the smallest window."""
        layout = self.layout()
        return QSize() if layout is None else layout.totalMinimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (small := self._is_tight()) != self._small:
            self._set_form(small=small)

    def redress(self) -> None:
        """Choose the form again, and let every part take its sizes: the letters have changed."""
        self._set_form(small=self._is_tight())

    def _is_tight(self) -> bool:
        return self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _set_form(self, *, small: bool) -> None:
        self._small = small
        choose_look(replace(look(), small=small))
        side = px(12 if small else 16)
        self._margins.setContentsMargins(side, side, side, side)
        for part in (self.nav, self.header, self.strip, self._stack.currentWidget()):
            if part is not None:  # a hidden screen is told its form when it is shown
                self._take_form(part)
        self.small_changed.emit(small)

    def _take_form(self, part: QWidget) -> None:
        if isinstance(part, Room) and part.property("renews"):
            part.renew()
        else:
            fit(part, self._small)

    def _on_slash(self) -> None:
        if self.header.search is not None and self.header.search.isVisible():
            self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.search.selectAll()

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(self), QVBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        # Large letters and the wide form must not hold a window open.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self.nav)
        row.addLayout(column, 1)
        column.addWidget(self.header)
        column.addWidget(self._page, 1)
        column.addWidget(self.strip)
