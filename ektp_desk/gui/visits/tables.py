"""The two tables: visits, and the lists their targets stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit import ActButton, Card, Cell, Column, EmptyState, ListTable, TableFoot, hairline, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.rows import R
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
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
    """Title, its buttons, and the table or why there is nothing in it."""

    def __init__(
        self,
        title: str,
        table: ListTable[R],
        empty: EmptyState,
        *buttons: ActButton,
        more: Callable[[int], str],
    ) -> None:
        super().__init__(padding=0, gap=0, name=f"{table.objectName()}_card")
        self.setAccessibleName(title)  # an empty one holds the focus itself
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table, self.empty, self._stack = table, empty, QStackedWidget()
        head = self.add_row(label(title, "strong"), None, *buttons, gap=16)  # a key stands by its own word
        air = px(5 if is_small() else 7)
        head.setContentsMargins(px(16), air, px(10), air)
        self.add(hairline())
        self._stack.addWidget(stacked(table, TableFoot(table, more, _("panah ↑ ↓ memilih")), grows=table))
        self._stack.addWidget(empty)
        self.add(self._stack, 1)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show the rows, or what to press for the first."""
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def take_focus(self) -> None:
        """The card itself holds it where there is no row."""
        (self.table if self.table.rows.rowCount() else self).setFocus(Qt.FocusReason.OtherFocusReason)


def visits_card(acts: Acts, today: Callable[[], date]) -> TableCard[Planned]:
    """`today` is the office's day, against which the visits' days are told."""
    table = ListTable(
        _visit_columns(today),
        lambda row: row.visit.id,
        name="visits",
        accessible_name=_("Kunjungan"),
        lines=2,
    )
    empty = EmptyState(
        _("Belum ada kunjungan"),
        _("Tekan [N] untuk merencanakan kunjungan pertama."),
        name="no_visits",
    )
    return TableCard(
        _("Kunjungan"),
        table,
        empty,
        acts.button("to_ready", kind="quiet"),
        acts.button("to_lists", kind="quiet"),
        acts.button("plan_visit"),
        more=lambda n: _("{n} kunjungan lagi").format(n=count(n)),
    )


def _visit_columns(today: Callable[[], date]) -> tuple[Column[Planned], ...]:
    def day(row: Planned) -> Cell:
        on = date.fromisoformat(row.visit.day)
        if not row.visit.postponed_from:
            return Cell(day_word(on, today()), under=distance(on, today()))
        first = near_date(date.fromisoformat(row.visit.postponed_from), today())
        return Cell(day_word(on, today()), under=_("semula {day}").format(day=first))

    return (
        Column(_("Hari"), day, width=152, small=148),
        Column(_("Tujuan"), _where, key=True),
        Column(_("Keadaan"), lambda row: _state(row, today()), width=142, small=134),
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


def _state(row: Planned, today: date) -> Cell:
    at = row.visit.state
    if at is VisitState.PLANNED and date.fromisoformat(row.visit.day) < today:
        return Cell(_("belum dibuka"), shape=Shape.LOOK, tone="warn")
    under = _("dibuka kembali") if row.visit.reopened else ""
    return Cell(visit_state(at), under=under, shape=_SHAPES[at], bold=at is VisitState.OPEN)


def _where(row: Planned) -> Cell:
    own = row.visit.place if row.visit.of_village else visit_kind(row.visit.kind)
    district = district_words(row.district)
    end = f" · {district}" if own and district else district
    return Cell(row.title, under=own + end, under_end=end)


_KIND = 1  # its column


def lists_card(acts: Acts) -> TableCard[ListFacts]:
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
        _("Belum ada daftar"),
        _("Tekan [I] untuk memuat daftar orang yang belum rekam."),
        name="no_lists",
    )
    table.setColumnHidden(_KIND, is_small())  # what the panel beside says too leaves its room to the name
    return TableCard(
        _("Daftar"),
        table,
        empty,
        acts.button("to_visits", kind="quiet"),
        acts.button("load_list"),
        more=lambda n: _("{n} daftar lagi").format(n=count(n)),
    )


def _standing(row: ListFacts) -> Cell:
    if row.state is ListState.WITHDRAWN:
        return Cell(_("dicabut"), shape=Shape.BACK, tone="ink2")
    if row.state is ListState.DUE:
        return Cell(_("akan dihapus"), shape=Shape.BACK, tone="ink2")
    if row.state is ListState.EXPIRED:
        return Cell(_("kedaluwarsa"), shape=Shape.NONE, tone="ink2")
    return Cell(_("berlaku"), shape=Shape.DONE)
