"""Finds a list's header by what it means, not by where it stands; asks nobody and stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.mapping import Column, SheetColumns
from ektp_desk.domain.lists.meanings import ListKind, Meaning, looks_like, meaning_by_values, meaning_of
from ektp_desk.domain.lists.person_rows import is_person
from ektp_desk.sheets.read import SheetRow

HEADER_WITHIN = 60  # rows that are not empty: titles, an office's address, legends
_FIRST_ROWS = 3  # shown beside each column
_ENOUGH = 3  # meanings that make a header, the NIK among them
_HIDDEN = "*"
_SHOWN_DIGITS = 6

Cells = Mapping[int, str]  # titles by column


def guess_columns(rows: Sequence[SheetRow], kind: ListKind) -> SheetColumns | None:
    """Understand one sheet by its first rows; None when no header names people there.

    A header may take two rows. A meaning belongs to its first column: the NIKs of
    father and mother that follow are ignored. Raises `import.wrong_kind`.
    """
    for at in range(len(rows)):
        titles, last = _header_at(rows, at)
        if titles:
            _refuse_other_kind(titles, kind)
            return _columns(titles, rows, last)
    return None


def _header_at(rows: Sequence[SheetRow], at: int) -> tuple[dict[int, str], int]:
    """Read the header that begins in this row: its titles and its last row; no titles when none does."""
    alone = _titles(rows[at])
    joined = _joined(rows[at], rows[at + 1]) if _follows(rows, at) else {}
    if _names_people(joined) and len(_meanings(joined)) > len(_meanings(alone)):
        # Either half may hold most: the row beneath alone is found as the next row.
        return (
            (joined, at + 1) if _names_people(alone) or not _names_people(_titles(rows[at + 1])) else ({}, at)
        )
    return (alone, at) if _names_people(alone) else ({}, at)


def _follows(rows: Sequence[SheetRow], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1].number == rows[at].number + 1


def cells_by_meaning(columns: SheetColumns) -> Callable[[Sequence[Cell]], dict[Meaning, Cell]]:
    """Give the function that picks a row's cells by what they mean."""
    places = [(c.index, c.meaning) for c in columns.columns if c.meaning is not Meaning.IGNORED]

    def pick(cells: Sequence[Cell]) -> dict[Meaning, Cell]:
        width = len(cells)
        return {meaning: cells[index] if index < width else None for index, meaning in places}

    return pick


def _titles(row: SheetRow) -> dict[int, str]:
    return {index: text_of(cell) for index, cell in enumerate(row.cells) if isinstance(cell, str) and cell}


def _meanings(titles: Cells) -> set[Meaning]:
    found = {meaning_of(title) for title in titles.values()}
    return {meaning for meaning in found if meaning and meaning is not Meaning.IGNORED}


def _names_people(titles: Cells) -> bool:
    meanings = _meanings(titles)
    return Meaning.NIK in meanings and (len(meanings) >= _ENOUGH or Meaning.NAME in meanings)


def _joined(above: SheetRow, below: SheetRow) -> dict[int, str]:
    """Read two rows as one header; a merged title stands above all columns up to the next one."""
    if any(not isinstance(cell, str) and not is_empty(cell) for cell in below.cells):
        return {}
    upper, lower = _titles(above), _titles(below)
    joined, group = {}, ""
    for index in range(max(len(above.cells), len(below.cells))):
        group = upper.get(index, group)
        title = _title_of(group, lower.get(index, ""), own=index in upper)
        if title:
            joined[index] = title
    return joined


def _title_of(group: str, sub: str, *, own: bool) -> str:
    if not sub:
        return group if own else ""
    both = f"{group} {sub}".strip()
    return next((title for title in (both, sub, group) if meaning_of(title)), both)


def _refuse_other_kind(titles: Cells, kind: ListKind) -> None:
    other = looks_like(list(titles.values()))
    if other and other != kind:
        raise EktpError("import.wrong_kind", looks_like=other)


def _columns(titles: Cells, rows: Sequence[SheetRow], at: int) -> SheetColumns:
    header = rows[at]
    plain = SheetColumns(header.sheet, header.number, tuple(_first_of_each(titles, {})))
    pick = cells_by_meaning(plain)
    persons = [row.cells for row in rows[at + 1 :] if is_person(pick(row.cells), row.cells)][:_FIRST_ROWS]
    values = {index: [_value(cells, index) for cells in persons] for index in titles}
    return SheetColumns(header.sheet, header.number, tuple(_first_of_each(titles, values)))


def _first_of_each(titles: Cells, values: Mapping[int, list[str]]) -> list[Column]:
    columns: list[Column] = []
    taken: set[Meaning] = set()
    for index, title in sorted(titles.items()):
        shown = values.get(index, [])
        meaning = meaning_by_values(title, shown) or meaning_of(title) or Meaning.IGNORED
        if meaning in taken:
            meaning = Meaning.IGNORED
        taken |= {meaning} - {Meaning.IGNORED}
        columns.append(Column(index, title, meaning, tuple(_masked(value) for value in shown)))
    return columns


def _value(cells: Sequence[Cell], index: int) -> str:
    return text_of(cells[index]) if index < len(cells) else ""


def _masked(value: str) -> str:
    """Hide a NIK or family number, also a damaged one: by its digits, whatever column it strayed into."""
    if sum(map(str.isdigit, value)) < 12:  # dates have eight, village codes ten
        return value
    return value[:_SHOWN_DIGITS] + _HIDDEN * (len(value) - _SHOWN_DIGITS)
