"""The seven kinds of lists, each with the digit that chooses it and a sentence on what it is."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.words import kind_of_list, what_is
from ektp_desk.gui.parts import Cell, Column, ListTable, on_key
from ektp_desk.words import _

KINDS = tuple(ListKind)


def kinds_table(choose: Callable[[ListKind], None]) -> ListTable[ListKind]:
    """Make the table; Enter and a double click choose the row, digits choose at once."""
    columns: tuple[Column[ListKind], ...] = (
        Column("", lambda kind: str(KINDS.index(kind) + 1), width=40, align="center", key=True),
        Column(
            _("Jenis daftar: tekan angkanya"),
            lambda kind: Cell(kind_of_list(kind), under=what_is(kind), bold=True),
        ),
    )
    table = ListTable(
        columns, lambda kind: kind.value, name="kinds", accessible_name=_("Jenis daftar"), lines=2
    )
    table.set_rows(KINDS)
    table.select_key(KINDS[0].value)
    table.opened.connect(lambda key: choose(ListKind(key)))
    for place, kind in enumerate(KINDS, start=1):
        on_key(table, str(place), lambda kind=kind: choose(kind))  # type: ignore[misc]  # a bound default is untyped
    return table
