"""The left of F4: the search, or a list of people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from ektp_desk.gui.kit import (
    Card,
    Choice,
    Column,
    Elided,
    EmptyState,
    ListTable,
    Option,
    Pages,
    RingedEdit,
    TableFoot,
    named,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.people.words import person_cell, state_cell
from ektp_desk.usecases.people.facts import PersonRow
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_PAUSE_MS = 120
_STATE = 1  # the column of what is known


class Mode(StrEnum):
    """What the list holds."""

    SEARCH = "search"
    UNJOINED = "unjoined"
    ALIKE = "alike"


class PeopleList(Card):
    """`typed` asks for matches of a text, when the typing pauses or at Enter."""

    typed = Signal(str)

    def __init__(self, acts: Acts) -> None:
        super().__init__(padding=0, gap=0, name="people_card")
        self.edit = RingedEdit(icon="magnifying-glass", key="/", name="people_search")
        self.edit.setAccessibleName(_("Cari orang: nama atau NIK (/)"))
        self.edit.setPlaceholderText(_("nama atau NIK"))
        words = {Mode.SEARCH: _("Cari"), Mode.UNJOINED: _("Baru"), Mode.ALIKE: _("Mirip")}
        self.modes = Choice(
            _("Daftar orang"),
            [Option(mode, word, tone="primary", mark=Shape.CALLED) for mode, word in words.items()],
            name="people_mode",
            numbered=True,
        )
        self.modes.spread()
        self.table = _table()
        self.empty = EmptyState("", name="people_empty")
        self._hint = Elided("", "help")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.edit.textEdited.connect(lambda _text: self._pause.start())
        for part in (self.edit, self.table):
            part.installEventFilter(self)
        self._lay_out(acts)

    def text(self) -> str:
        return self.edit.text().strip()

    def show_rows(self, rows: Sequence[PersonRow], *, title: str, help_text: str) -> None:
        """Show these rows, one of them chosen; without any, say so."""
        self.table.setColumnHidden(_STATE, not any(state_cell(row).text for row in rows))
        self.table.set_rows(rows)
        if rows and not self.table.selected_key():
            self.table.selectRow(0)
        self.empty.say(title, help_text)
        self._pages.setCurrentIndex(0 if rows else 1)

    def go_into_rows(self) -> None:
        """From the search; before it has paused, ask at once and stay."""
        if self._pause.isActive():
            self._ask()
        elif self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> object:
        return self._pause.isActive() or None

    def put_back(self, _state: object) -> None:
        """Ask for what was just being typed."""
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which key leads on from where the focus is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            held = watched if event.type() == QEvent.Type.FocusIn else None
            words = _("↓ ke daftar") if held is self.edit else _("Enter ke riwayat")
            self._hint.set_text(words if held else "")
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        self._pause.stop()
        self.typed.emit(self.text())

    def _lay_out(self, acts: Acts) -> None:
        head = stacked(self.edit, self.modes, gap=8)
        top, bottom = (8, 6) if is_small() else (12, 10)
        head.setContentsMargins(px(12), px(top), px(12), px(bottom))
        more = TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n)))
        foot = in_row(more, self._hint, grows=more)
        foot.setContentsMargins(0, 0, px(16), 0)
        self._pages = named(Pages(), "people_list_pages")
        self._pages.addWidget(stacked(self.table, foot, grows=self.table))
        self._pages.addWidget(self.empty)
        self.add(head)
        self.add(self._pages, 1)
        self.add(acts.button("people_more", kind="quiet"))


def _table() -> ListTable[PersonRow]:
    columns: tuple[Column[PersonRow], ...] = (
        Column(_("Orang"), person_cell),
        Column(_("Keadaan"), state_cell, width=132, small=112),
    )
    return ListTable(columns, lambda row: row.key, name="people_table", accessible_name=_("Orang"), lines=2)
