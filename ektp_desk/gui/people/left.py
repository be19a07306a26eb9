"""The left of F4: the search, or a list of people to look at; asks, and shows what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Cell,
    Choice,
    Column,
    Elided,
    EmptyState,
    ListTable,
    Option,
    Pages,
    RingedEdit,
    TableFoot,
    on_key,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_PAUSE_MS = 120
MOST = 50  # a search gives at most
_STATE = 1  # the column of what is known
_NOTHING = Cell("")


class Mode(StrEnum):
    """What the list holds."""

    SEARCH = "search"
    UNJOINED = "unjoined"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One row: a person and what is known, or one whom `other` may be and why; `key` names the row."""

    key: str
    person: str
    name: str
    about: str
    state: Cell = _NOTHING
    why: str = ""
    other: str = ""


class Left(Card):
    """`typed` asks for matches, `turned` for another list, `more` for the next stretch of those alike."""

    typed = Signal(str)
    turned = Signal(str)
    more = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0, name="people_card")
        self.edit = RingedEdit(icon="magnifying-glass", key="/", name="people_search")
        self.edit.setAccessibleName(_("Cari orang: nama atau NIK (/)"))
        self.edit.setPlaceholderText(_("nama atau NIK"))
        self.lists = Choice(
            _("Daftar orang"),
            [
                Option(Mode.SEARCH, _("Cari"), tone="primary", mark=Shape.CALLED),
                Option(Mode.UNJOINED, _("Baru"), tone="primary", mark=Shape.CALLED),
                Option(Mode.ALIKE, _("Mirip"), tone="primary", mark=Shape.CALLED),
            ],
            name="people_mode",
            numbered=True,
        )
        self.lists.choose(Mode.SEARCH)
        self.lists.spread()
        self.table = self._table()
        self.empty = EmptyState("", name="people_empty")
        self.next = ActButton(_("Periksa lahir berikutnya"), "B", kind="quiet", name="people_more")
        self._pages = Pages()
        self._hint = Elided("", "help")
        self._kept = ""  # what was searched for, while another list is shown
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._join()

    @property
    def mode(self) -> Mode:
        return Mode(self.lists.value() or Mode.SEARCH)

    def text(self) -> str:
        return self.edit.text().strip()

    def begin(self) -> None:
        """Show the search, with nothing typed."""
        self.lists.choose(Mode.SEARCH)
        self._kept = ""
        self.edit.clear()

    def turn_to(self, mode: Mode) -> None:
        """Show another list, and ask for it; the box holds what was typed only where that counts."""
        self._kept = self.edit.text() or self._kept
        self.edit.setText(self._kept if mode is Mode.SEARCH else "")
        self.lists.choose(mode)
        self.next.setVisible(False)
        self.turned.emit(mode.value)

    def show_lines(self, lines: Sequence[Line], *, title: str, help_text: str, more: bool = False) -> None:
        """Show these rows, the first chosen; without any, say so."""
        self.table.setColumnHidden(_STATE, not any(line.state.text for line in lines))
        self.table.set_rows(lines)
        if lines and not self.table.selected_key():
            self.table.selectRow(0)
        self.empty.say(title, help_text)
        self._pages.setCurrentIndex(0 if lines else 1)
        self.next.setVisible(more)

    def show_failed(self, title: str, help_text: str) -> None:
        self.show_lines((), title=title, help_text=help_text)

    def take_focus(self) -> None:
        """Put the focus into the search, ready to be typed over."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """The table runs to the frame in both forms."""
        self.body.setContentsMargins(*(tokens().line,) * 4)
        if hasattr(self, "_head"):
            self._head.setContentsMargins(px(12), px(8 if small else 12), px(12), px(6 if small else 10))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go from the search into its rows, and say what leads on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._say_next(watched if event.type() == QEvent.Type.FocusIn else None)
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if down and not event.isAutoRepeat():
                self._into_rows()
                return True
        return super().eventFilter(watched, event)

    def _say_next(self, held: QObject | None) -> None:
        words = {self.edit: _("↓ ke daftar"), self.table: _("Enter ke riwayat")}
        self._hint.set_text(next((said for part, said in words.items() if part is held), ""))

    def _into_rows(self) -> None:
        if self._pause.isActive():  # Enter before the pause: ask at once, and stay
            self._ask()
        elif self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self._pause.stop()
        self.typed.emit(self.text())

    def _on_edited(self) -> None:
        self._kept = ""
        self.lists.choose(Mode.SEARCH)
        self._pause.start()

    def _join(self) -> None:
        self.edit.textEdited.connect(self._on_edited)
        self._pause.timeout.connect(self._ask)
        for part in (self.edit, self.table):
            part.installEventFilter(self)
        self.lists.chosen.connect(lambda mode: self.turn_to(Mode(mode)))
        self.next.asked.connect(self.more)
        for key, mode in zip("123", Mode, strict=True):
            on_key(self.table, key, partial(self.turn_to, mode))
            on_key(self.empty, key, partial(self.turn_to, mode))
        on_key(self.table, "B", lambda: self.next.click() if self.next.isVisible() else None)

    def _table(self) -> ListTable[Line]:
        columns: tuple[Column[Line], ...] = (
            Column(_("Orang"), lambda line: Cell(line.name, line.about, bold=True)),
            Column(
                _("Keadaan"),
                lambda line: line.state,
                width=132,
                small=112,
            ),
        )
        return ListTable(
            columns, lambda line: line.key, name="people_table", accessible_name=_("Orang"), lines=2
        )

    def _lay_out(self) -> None:
        top = QWidget()
        self._head = QVBoxLayout(top)
        self._head.setSpacing(px(8))
        self._head.addWidget(self.edit)
        self._head.addWidget(self.lists)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, px(16), 0)
        foot.addWidget(TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n))), 1)
        foot.addWidget(self._hint)
        column.addLayout(foot)
        for page in (full, self.empty):
            self._pages.addWidget(page)
        self.add(top)
        self.add(self._pages, 1)
        self.add(self.next)
        self.next.setVisible(False)
        self.set_small(False)
