"""The two lists of the first page: visits, and the lists their targets stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Cell,
    Column,
    EmptyState,
    ListTable,
    TableFoot,
    hairline,
    label,
)
from ektp_desk.gui.kit.rows import R
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.queries import Planned
from ektp_desk.words import _
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import digits_date
from ektp_desk.words.lists import day_word, distance, district_words, kind_of_list, near_date, visit_state
from ektp_desk.words.numbers import count, count_or_none
from ektp_desk.words.visit.kinds import visit_kind

_SHAPES = {
    VisitState.PLANNED: Shape.WAITING,
    VisitState.OPEN: Shape.CALLED,
    VisitState.CLOSED: Shape.FINISHED,
}


class TableCard(Card, Generic[R]):
    """Title, switch to the other card (only in the small form), the card's act, and the table or why none."""

    def __init__(
        self,
        title: str,
        table: ListTable[R],
        empty: EmptyState,
        *,
        more: Callable[[int], str],
        spared: int | None = None,
    ) -> None:
        super().__init__(padding=0, gap=0, name=f"{table.objectName()}_card")
        self.setAccessibleName(title)  # an empty one holds the focus itself
        self.table, self._empty, self._stack = table, empty, QStackedWidget()
        self._spared = spared
        self._head = self.add_row(label(title, "strong"), None, gap=16)  # a key stands by its own word
        self.add(hairline())
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addWidget(TableFoot(table, more, _("panah ↑ ↓ memilih")))
        for page in (full, empty):
            self._stack.addWidget(page)
        self.add(self._stack, 1)

    def add_act(self, button: ActButton) -> None:
        """Put a button at the right of the title."""
        self._head.addWidget(button)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter head of the small form; the table runs to the frame in both."""
        self.body.setContentsMargins(*(tokens().line,) * 4)
        if hasattr(self, "_head"):
            if self._spared is not None:  # what the panel beside says too leaves its room to the name
                self.table.setColumnHidden(self._spared, small)
            self._head.setContentsMargins(px(16), px(5 if small else 7), px(10), px(5 if small else 7))

    def say_empty(self, title: str, help_text: str) -> None:
        self._empty.say(title, help_text)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show the rows, or what to press for the first."""
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)


class Calendar:
    """The office's day, against which the visits' days are told; set before the rows are."""

    today = date.min


def visits_card(calendar: Calendar) -> TableCard[Planned]:
    table = ListTable(
        _visit_columns(calendar),
        lambda row: row.visit.id,
        name="visits",
        accessible_name=_("Kunjungan"),
        lines=2,
    )
    empty = EmptyState(
        _("Belum ada kunjungan"), _("Tekan N untuk merencanakan kunjungan pertama."), name="no_visits"
    )
    return TableCard(_("Kunjungan"), table, empty, more=lambda n: _("{n} kunjungan lagi").format(n=count(n)))


def _visit_columns(calendar: Calendar) -> tuple[Column[Planned], ...]:
    def day(row: Planned) -> Cell:
        on = date.fromisoformat(row.visit.day)
        if not row.visit.postponed_from:
            return Cell(day_word(on, calendar.today), under=distance(on, calendar.today))
        first = near_date(date.fromisoformat(row.visit.postponed_from), calendar.today)
        return Cell(day_word(on, calendar.today), under=_("semula {day}").format(day=first))

    return (
        Column(_("Hari"), day, width=152, small=148),
        Column(_("Tujuan"), lambda row: Cell(row.title, under=_where(row)), key=True),
        Column(_("Keadaan"), lambda row: _state(row, calendar), width=142, small=134),
        Column(
            _("Sasaran"), lambda row: count_or_none(row.progress.targets), width=84, small=74, align="right"
        ),
        Column(_("Direkam"), _recorded, width=104, small=100, align="right"),
        Column(_("Meja"), lambda row: row.visit.desks or "–", width=76, small=66, align="center"),
    )


def _recorded(row: Planned) -> Cell:
    people = row.progress
    if not people.targets:  # without a list nobody is outside it
        return Cell(count_or_none(people.outside))
    under = _("+ {n} luar daftar").format(n=count(people.outside)) if people.outside else ""
    return Cell(count_or_none(people.recorded), under=under)


def _state(row: Planned, calendar: Calendar) -> Cell:
    at = row.visit.state
    if at is VisitState.PLANNED and date.fromisoformat(row.visit.day) < calendar.today:
        return Cell(_("belum dibuka"), shape=Shape.LOOK, tone="warn")
    under = _("dibuka kembali") if row.visit.reopened else ""
    return Cell(visit_state(at), under=under, shape=_SHAPES[at], bold=at is VisitState.OPEN)


def _where(row: Planned) -> str:
    own = row.visit.place if row.visit.of_village else visit_kind(row.visit.kind)
    return " · ".join(part for part in (own, district_words(row.district)) if part)


def lists_card() -> TableCard[ListFacts]:
    columns: tuple[Column[ListFacts], ...] = (
        Column(_("Nama daftar"), lambda row: row.name, key=True),
        Column(_("Jenis"), lambda row: kind_of_list(row.kind), width=112, small=102),
        Column(_("Per tanggal"), lambda row: digits_date(date.fromisoformat(row.as_of)), width=104, small=92),
        Column(_("Sumber"), lambda row: as_read(row.source) or "–", width=104),
        Column(_("Baris"), lambda row: count(row.rows), width=80, small=64, align="right"),
        Column(_("Keadaan"), _standing, width=132, small=132),
    )
    table = ListTable(columns, lambda row: row.id, name="lists", accessible_name=_("Daftar"))
    empty = EmptyState(
        _("Belum ada daftar"), _("Tekan I untuk memuat daftar orang yang belum rekam."), name="no_lists"
    )
    return TableCard(
        _("Daftar"), table, empty, more=lambda n: _("{n} daftar lagi").format(n=count(n)), spared=1
    )


def _standing(row: ListFacts) -> Cell:
    if row.state is ListState.WITHDRAWN:
        return Cell(_("dicabut"), shape=Shape.BACK, tone="ink2")
    if row.state is ListState.EXPIRED:
        return Cell(_("kedaluwarsa"), shape=Shape.NONE, tone="ink2")
    return Cell(_("berlaku"), shape=Shape.DONE)
