"""Finds a list's header by what it means, not by where it stands; asks nobody and stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.layout.labels import is_family, labels_in
from ektp_desk.domain.lists.layout.person_rows import is_person
from ektp_desk.domain.lists.layout.region_rows import REGION_COLUMNS, is_region_row
from ektp_desk.domain.lists.layout.titles import (
    is_of_kin,
    looks_like,
    may_say_who_is_gone,
    meaning_by_values,
    meaning_of,
)
from ektp_desk.domain.lists.mapping import SheetColumn, SheetColumns
from ektp_desk.domain.lists.meanings import FIGURES, ListKind, Meaning
from ektp_desk.sheets.read import SheetRow

HEADER_WITHIN = 60  # rows that are not empty: titles, an office's address, legends
_FIRST_ROWS = 3  # shown beside each column
_JUDGED_ROWS = 20  # tell what a column holds
_ENOUGH = 3  # meanings that make a header, the NIK among them
_OF_A_HEADER = 2  # meanings that tell a header's upper row from a title
_HIDDEN = "*"
_SHOWN_DIGITS = 6

Cells = Mapping[int, str]  # titles by column


class _Header(NamedTuple):
    titles: dict[int, str]
    last: int  # place of its last row


def guess_columns(rows: Sequence[SheetRow], kind: ListKind) -> SheetColumns | None:
    """Understand one sheet by its first rows; None when it is no list of this kind.

    A header may take two rows. A meaning belongs to its first column: the NIKs of
    father and mother that follow are ignored. Raises `import.wrong_kind` when the header
    is rather another kind's.
    """
    for at in range(len(rows)):
        header = _header_at(rows, at, kind)
        if header:
            _refuse_other_kind(header.titles, kind)
            return _columns(header, rows, kind)
    return None


def other_kind(rows: Sequence[SheetRow], kind: ListKind) -> ListKind | None:
    """Tell what a sheet without this kind's header is instead; None when it is no list at all."""
    others = [other for other in (ListKind.DKB, ListKind.STATUS, ListKind.BELUM_REKAM) if other is not kind]
    for at in range(len(rows)):
        for other in others:
            if header := _header_at(rows, at, other):
                return (
                    other
                    if other is ListKind.DKB
                    else looks_like(list(header.titles.values()), kind) or other
                )
    return None


def cells_by_meaning(columns: SheetColumns) -> Callable[[Sequence[Cell]], dict[Meaning, Cell]]:
    """What picks a row's cells by what they mean."""
    places = [(c.index, c.meaning) for c in columns.columns if c.meaning is not Meaning.IGNORED]

    def pick(cells: Sequence[Cell]) -> dict[Meaning, Cell]:
        width = len(cells)
        return {meaning: cells[index] if index < width else None for index, meaning in places}

    return pick


def _header_at(rows: Sequence[SheetRow], at: int, kind: ListKind) -> _Header | None:
    """Read the header that begins in this row; None when none does."""
    alone, beneath = _titles(rows[at]), _titles(rows[at + 1]) if _follows(rows, at) else {}
    joined = _joined(rows[at], rows[at + 1], kind) if beneath else {}
    if _is_header(joined, kind) and len(_meanings(joined, kind)) > len(_meanings(alone, kind)):
        # Either half may hold most: the row beneath alone is found as the next row.
        whole = _is_header(alone, kind) or not _is_header(beneath, kind)
        return _Header(joined, at + 1) if whole else None
    if not _is_header(alone, kind) or _is_of_kin_above(rows, at, kind):
        return None
    return _Header(alone, at)


def _is_of_kin_above(rows: Sequence[SheetRow], at: int, kind: ListKind) -> bool:
    """Whether the NIK of this row is a parent's, by the title above it in a header of two rows."""
    if not at or not _follows(rows, at - 1) or len(_meanings(_titles(rows[at - 1]), kind)) < _OF_A_HEADER:
        return False
    own = next((i for i, title in _titles(rows[at]).items() if meaning_of(title, kind) is Meaning.NIK), None)
    return own is not None and is_of_kin(_joined(rows[at - 1], rows[at], kind).get(own, ""))


def _follows(rows: Sequence[SheetRow], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1].number == rows[at].number + 1


def _titles(row: SheetRow) -> dict[int, str]:
    return {index: text_of(cell) for index, cell in enumerate(row.cells) if isinstance(cell, str) and cell}


def _meanings(titles: Cells, kind: ListKind) -> set[Meaning]:
    found = {meaning_of(title, kind) for title in titles.values()}
    return {meaning for meaning in found if meaning and meaning is not Meaning.IGNORED}


def _is_header(titles: Cells, kind: ListKind) -> bool:
    meanings = _meanings(titles, kind)
    if kind is ListKind.DKB:
        return bool(meanings & set(REGION_COLUMNS)) and len(meanings & FIGURES.keys()) >= 2
    if kind is ListKind.STATUS:
        return {Meaning.NIK, Meaning.STATUS_CODE} <= meanings
    return Meaning.NIK in meanings and (len(meanings) >= _ENOUGH or Meaning.NAME in meanings)


def _joined(above: SheetRow, below: SheetRow, kind: ListKind) -> dict[int, str]:
    """Read two rows as one header; a merged title stands above all columns up to the next one."""
    if any(not isinstance(cell, str) and not is_empty(cell) for cell in below.cells):
        return {}
    if is_family(labels_in(below.cells) or {}):
        return {}  # the first family's row stands right beneath the header
    upper, lower = _titles(above), _titles(below)
    joined, group = {}, ""
    for index in range(max(len(above.cells), len(below.cells))):
        group = upper.get(index, group)
        title = _title_of(group, lower.get(index, ""), kind, own=index in upper)
        if title:
            joined[index] = title
    return joined


def _title_of(group: str, sub: str, kind: ListKind, *, own: bool) -> str:
    if not sub:
        return group if own else ""
    both = f"{group} {sub}".strip()
    if is_of_kin(group):
        return both  # the father's NIK is not the person's
    return next((title for title in (both, sub, group) if meaning_of(title, kind)), both)


def _refuse_other_kind(titles: Cells, kind: ListKind) -> None:
    if kind in (ListKind.DKB, ListKind.STATUS):
        return  # their headers have what no other kind needs
    other = looks_like(list(titles.values()), kind)
    if other:
        raise EktpError("import.wrong_kind", looks_like=other.value)


def _columns(header: _Header, rows: Sequence[SheetRow], kind: ListKind) -> SheetColumns:
    row = rows[header.last]
    plain = SheetColumns(row.sheet, row.number, tuple(_first_of_each(header.titles, {}, kind)))
    pick = cells_by_meaning(plain)
    counts = is_region_row if kind is ListKind.DKB else is_person
    first = [r.cells for r in rows[header.last + 1 :] if counts(pick(r.cells), r.cells)][:_JUDGED_ROWS]
    values = {index: [_value(cells, index) for cells in first] for index in header.titles}
    return SheetColumns(row.sheet, row.number, tuple(_first_of_each(header.titles, values, kind)))


def _first_of_each(titles: Cells, values: Mapping[int, list[str]], kind: ListKind) -> list[SheetColumn]:
    columns: list[SheetColumn] = []
    taken: set[Meaning] = set()
    for index, title in sorted(titles.items()):
        shown = values.get(index, [])
        meaning = meaning_by_values(title, shown, kind) or meaning_of(title, kind) or Meaning.IGNORED
        if meaning in taken:
            notes = may_say_who_is_gone(title, kind) and Meaning.POPULATION_STATUS not in taken
            meaning = Meaning.POPULATION_STATUS if notes else Meaning.IGNORED
        taken |= {meaning} - {Meaning.IGNORED}
        # What a school knows of parents, income and health is not even shown.
        samples = (
            ()
            if kind is ListKind.DAPODIK and meaning is Meaning.IGNORED
            else tuple(map(_masked, shown[:_FIRST_ROWS]))
        )
        columns.append(SheetColumn(index, title, meaning, samples))
    return columns


def _value(cells: Sequence[Cell], index: int) -> str:
    return text_of(cells[index]) if index < len(cells) else ""


def _masked(value: str) -> str:
    """Hide a NIK or family number, also a damaged one: by its digits, whatever column it strayed into."""
    if sum(map(str.isdigit, value)) < 12:  # dates have eight, village codes ten
        return value
    return value[:_SHOWN_DIGITS] + _HIDDEN * (len(value) - _SHOWN_DIGITS)
