"""The frame of who is signed in: navigation, header, strip and the screens between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Elided, Marked, Note, Pages, RingedEdit, Toast, label
from ektp_desk.gui.kit.act import Act, Acts, Words
from ektp_desk.gui.kit.buttons import KeyWord
from ektp_desk.gui.kit.redressing import fit
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.state import Renewable, ViewHolder, built_in
from ektp_desk.gui.kit.tokens import base, choose_look, is_small, is_tight, look, px, tokens
from ektp_desk.gui.shell.navigation import Navigation, Place
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds, short_date


@dataclass(slots=True)
class _Heading:
    """What a header says."""

    title: str = ""
    subtitle: str = ""
    short: str = ""
    clock: str = "00.00"
    notes: tuple[Note, ...] = ()
    search: bool = True


class PlaceHeader(QWidget):
    """Title and subtitle at the left; notes, search and clock at the right.

    `search` is the edit itself (None without), so that a `Chooser` can open below it.
    """

    def __init__(self, *, search: bool = True) -> None:
        super().__init__()
        self.setObjectName("header")
        self._said = _Heading()
        self._title, self._subtitle = Elided("", "title"), Elided("", "body", tone="ink2")
        self._clock = label(self._said.clock, "lead", name="clock")
        self.search = _search() if search else None
        self._notes = QHBoxLayout()
        self._notes.setSpacing(px(16))
        self.setFixedHeight(px(48 if is_small() else 56))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 1)
        row.addLayout(self._notes)
        if self.search is not None:
            row.addWidget(self.search)
        row.addWidget(self._clock)

    def set_place(self, title: str, subtitle: str = "", *, short: str = "") -> None:
        """Name the place; `short` is the subtitle for narrow windows."""
        said = self._said
        said.title, said.subtitle, said.short = title, subtitle, short
        self._title.set_text(title)
        self._subtitle.set_text(short if is_small() and short else subtitle, short=short)

    def set_clock(self, text: str) -> None:
        """Show the time as it is written here: 16.52."""
        self._said.clock = text
        self._clock.setText(text)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show states beside the clock, such as "Tersimpan 16.57.07"; none takes them away."""
        self._said.notes = tuple(notes)
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for note in notes:
            self._notes.addWidget(Marked(note))

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the search away from a screen that has none."""
        self._said.search = shown
        if self.search is not None:
            self.search.setVisible(shown)

    def room_left(self) -> QRect:
        """The part with the place's name: what is said there covers neither search nor clock."""
        ends = self._clock if self.search is None or self.search.isHidden() else self.search
        return QRect(0, 0, ends.x(), self.height())

    def behind_title(self) -> int:
        """The px from the left where the place's name ends."""
        return self._title.geometry().right() + px(12)

    def state(self) -> object:
        return self._said

    def put_back(self, state: object) -> None:
        assert isinstance(state, _Heading)
        self.set_place(state.title, state.subtitle, short=state.short)
        self.set_clock(state.clock)
        self.set_notes(state.notes)
        self.show_search(state.search)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        line = tokens().line
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(tokens().hairline))


def _search() -> RingedEdit:
    edit = RingedEdit(icon="magnifying-glass", key="/", height=36, name="search")
    edit.setAccessibleName(_("Cari (/)"))
    edit.setFixedWidth(px(190 if is_small() else 270))
    edit.setPlaceholderText(_("nomor, nama, QR") if is_small() else _("nomor, nama, NIK, QR"))
    return edit


@dataclass(slots=True)
class _News:
    """What a strip says."""

    network: Note
    notes: tuple[Note, ...] = ()
    person: str = ""
    name: str = ""


class Strip(QWidget):
    """Never moves and never blinks; what it says gives way by its short forms."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(_("Keadaan"))
        self._said, self._covered = _News(Note(Shape.NONE, "")), 0
        self._left = Marked(Note(Shape.WAITING, ""), "small")
        self._middle = QHBoxLayout()
        self._middle.setSpacing(px(16))
        self._person = Elided("", "help")
        self.setFixedHeight(px(32 if is_small() else 36))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(self._left, 4)
        row.addLayout(self._middle)
        row.addStretch(2)
        row.addWidget(self._person)
        for id_, icon in (("help", "question"), ("look", "sun"), ("lock", "")):
            key = KeyWord(acts[id_].data(), acts[id_].text(), icon=icon, name=id_)
            key.clicked.connect(acts[id_].trigger)
            row.addWidget(key)
        acts.add_to(self, context=Qt.ShortcutContext.WindowShortcut)

    def set_left(self, note: Note) -> None:
        """Say how the network is."""
        self._said.network = note
        self._fit()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Say how safe the work is: three notes at most."""
        if self._said.notes != tuple(notes):
            self._said.notes = tuple(notes)
            self._fit()

    def show_saved(self, at: datetime, today: date) -> None:
        """Say when this laptop saved last, by its clock; the day too, unless it is `today`."""
        when = clock_seconds(at)
        if at.date() != today:
            when = f"{short_date(at.date())}, {when}"
        self.set_notes([Note(Shape.DONE, _("Tersimpan {time}").format(time=when))])

    def set_person(self, text: str, *, short: str = "") -> None:
        self._said.person, self._said.name = text, short
        self._fit()

    def state(self) -> object:
        return self._said

    def put_back(self, state: object) -> None:
        assert isinstance(state, _News)
        self._said = state
        self._fit()
        if (row := self.layout()) is not None:
            row.activate()  # a toast takes what room is left

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
        said = self._said
        self._left.show_note(_shortened(said.network))
        over = self._left.x() + self._left.sizeHint().width() - self._covered
        if self._covered and over > 0:
            self._clip(said.network)
        self._person.set_text(said.name if is_small() and said.name else said.person)
        while self._middle.count() > len(said.notes):
            item = self._middle.takeAt(self._middle.count() - 1)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, note in enumerate(said.notes):
            self._show(place, _shortened(note))

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


def _shortened(note: Note) -> Note:
    text = note.short if is_small() and note.short else note.text
    return Note(note.shape, text, note.short, note.tone, note.loud)


class Shell(Renewable):
    """Asks for places and the lock; its owner decides and answers with `show_place`.

    A screen is laid out inside margins of 16 px (12 small). The frame and the screen in front stand in the
    look and language in force; a screen behind is built anew when it comes to the front.
    """

    place_asked = Signal(str)
    lock_asked = Signal()
    help_asked = Signal()
    look_asked = Signal()
    search_typed = Signal(str)
    search_entered = Signal(str)
    undo_asked = Signal()
    place_shown = Signal()
    renewed = Signal()

    def __init__(self, *, search: bool = True, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._searched, self._sample = search, sample
        self._places: list[Place] = []
        self._screens: dict[PlaceKey, QWidget] = {}
        self._marked = ""
        self._built = built_in()
        self._navigation = ViewHolder(self._make_navigation)
        self._header = ViewHolder(self._make_header)
        self._strip = ViewHolder(self._make_strip)
        self._stack = Pages()
        self._lay_out()

    def _lay_out(self) -> None:
        row, column, page = QHBoxLayout(self), QVBoxLayout(), QWidget()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        # Large letters and the wide form must not hold a window open.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self._navigation)
        row.addLayout(column, 1)
        self._margins = QVBoxLayout(page)
        self._margins.addWidget(self._stack)
        self._set_margins()
        column.addWidget(self._header)
        column.addWidget(page, 1)
        column.addWidget(self._strip)

    def _table(self) -> list[Act]:
        """`help` and `look` are bound by the window, which has them at the sign-in too."""
        return [
            Act(id="help", text=_("Bantuan"), keys=("Shift+F1",), run=self.help_asked.emit, bound=False),
            Act(id="look", text=_("Tampilan"), keys=("Shift+F11",), run=self.look_asked.emit, bound=False),
            Act(id="lock", text=_("Kunci"), keys=("F12",), run=self.lock_asked.emit),
            # Without the search its key belongs to the screen: Qt gives a key of two to neither.
            Act(id="search_goto", text=_("Cari"), keys=("/",), run=self._to_search, when=self._can_search),
        ]

    def _make_navigation(self) -> Navigation:
        made = Navigation(self._places, sample=self._sample)
        made.place_asked.connect(self.place_asked)
        made.show_place(self._marked)
        return made

    def _make_header(self) -> PlaceHeader:
        made = PlaceHeader(search=self._searched)
        if (edit := made.search) is not None:
            edit.textEdited.connect(self.search_typed)
            edit.returnPressed.connect(lambda: self.search_entered.emit(edit.text().strip()))
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

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        self.header.show_search(shown)
        self._acts.refresh()

    def add_place(self, key: PlaceKey, title: Words, icon: str, fkey: str, widget: QWidget) -> None:
        """Add a screen that stands in the navigation and answers to `fkey`."""
        place = Place(key, title, icon, fkey)
        self._places.append(place)
        self.nav.add_place(place)
        self.add_screen(key, widget)

    def add_screen(self, key: PlaceKey, widget: QWidget) -> None:
        """Add a screen outside the navigation, such as closing the day."""
        self._screens[key] = widget
        self._stack.addWidget(widget)
        if not isinstance(widget, Renewable):
            fit(widget, is_small())

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
        elif front is not None:
            fit(front, is_small())

    def _can_search(self) -> bool:
        return self.header.search is not None and not self.header.search.isHidden()

    def _to_search(self) -> None:
        if self.header.search is not None:
            self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.search.selectAll()
