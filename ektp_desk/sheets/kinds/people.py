"""Reads the persons of one sheet, with what the rows around them say of a whole family or village."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.check import RULES, ReadingOffice, RowPlace, Rules, check_row
from ektp_desk.domain.lists.layout.labels import (
    Said,
    is_family,
    is_label_of_family,
    is_label_of_head,
    labels_in,
)
from ektp_desk.domain.lists.layout.person_rows import is_header_again, is_surely_person
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Finding, Row, Severity
from ektp_desk.domain.lists.values.rt_rw import is_day
from ektp_desk.sheets.guess_columns import cells_by_meaning
from ektp_desk.sheets.kinds.around import Around, Beneath, rt_and_rw
from ektp_desk.sheets.read import SheetRow

Found = tuple[SheetRow, Row | None, list[Finding]]
_VILLAGES = frozenset({Meaning.VILLAGE_CODE, Meaning.VILLAGE_NAME})
_TITLED = Finding(Meaning.VILLAGE_NAME, "sheet.titled", Severity.WARNING)
_NIK_LENGTH = 16
_NO_COLUMN = "orang"  # without names, sixteen digits are a NIK


class PeopleChecks:
    def __init__(self, kind: ListKind, office: ReadingOffice) -> None:
        self._rules = RULES.get(kind, Rules())
        self._office = office

    def sheet(self, rows: Iterable[SheetRow], columns: SheetColumns) -> Iterator[Found]:
        """Rows around persons only tell what a column lacks."""
        has_villages = not _VILLAGES.isdisjoint(columns.meanings)
        around = Around(self._office.domiciles, has_villages=has_villages)
        if not has_villages and self._office.domiciles.is_village(columns.sheet):
            around.said[Meaning.VILLAGE_NAME] = columns.sheet  # a sheet for each village
        has_rt_rw = Meaning.RT_RW in columns.meanings
        for row, cells in _persons(rows, columns, around, self._office.domiciles.is_village):
            if has_rt_rw and not is_day(cells.get(Meaning.RT_RW)):
                cells.update(rt_and_rw(cells.pop(Meaning.RT_RW, None)))
            around.complete(cells)
            if around.titled and (place := self._office.domiciles.named(around.said)):
                yield around.titled, None, [_TITLED._replace(place=place)]
            around.titled = None
            found, told = check_row(
                cells, self._office, at=RowPlace(row.sheet, row.number), rules=self._rules
            )
            yield row, found, told


def _persons(
    rows: Iterable[SheetRow], columns: SheetColumns, around: Around, is_place: Callable[[str], bool]
) -> Iterator[tuple[SheetRow, dict[Meaning, Cell]]]:
    """The rows that are somebody; what stands between them is heard."""
    pick = cells_by_meaning(columns)
    beneath = Beneath(columns.header_row, is_place)
    for row in rows:
        cells = pick(row.cells)
        if row.number <= columns.header_row:
            around.hear(row)
        elif _has_plain_nik(cells) and (family := _family(row, cells)) is not None:
            yield from beneath.nobody()
            around.take(family)
        elif _has_plain_nik(cells):
            yield from beneath.person(row, cells)
        elif is_surely_person(cells):
            yield from beneath.person(row, cells)  # whatever the address in its first cell looks like
        elif is_header_again(cells):
            yield from beneath.header(row)
        elif (said := labels_in(row.cells)) is not None:
            yield from beneath.nobody()  # who waits is not of the family that begins here
            around.take(said)
        else:
            yield from beneath.other(row, cells)
    yield from beneath.nobody()


def _has_plain_nik(cells: dict[Meaning, Cell]) -> bool:
    nik = cells.get(Meaning.NIK)
    return isinstance(nik, str) and len(nik) == _NIK_LENGTH and nik.isdigit()


def _family(row: SheetRow, cells: dict[Meaning, Cell]) -> Said | None:
    """What is said of a family where the sixteen digits beneath "NIK" are its number; None for a person's."""
    name = cells.get(Meaning.NAME, _NO_COLUMN)
    labelled = is_label_of_family(next((cell for cell in row.cells if cell), None))
    if is_label_of_head(name) and not labelled:
        return labels_in(["No. KK", *row.cells])
    told = text_of(name)
    if not labelled and any(map(str.isalpha, told)) and told[:2].lower() != "no":
        return None
    said = labels_in(row.cells) or {}
    return said if is_family(said) else None
