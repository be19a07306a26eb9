"""Reads the persons of one sheet, with what the rows around them say of a whole family or village."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.check import RULES, Office, Place, Rules, check_row
from ektp_desk.domain.lists.layout.labels import Said, is_family, labels_in
from ektp_desk.domain.lists.layout.person_rows import is_header_again, is_person, is_surely_person
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Finding, Row
from ektp_desk.sheets.guess_columns import cells_by_meaning
from ektp_desk.sheets.read import SheetRow

Found = tuple[SheetRow, Row | None, list[Finding]]
_OF_A_FAMILY = (Meaning.KK_NUMBER, Meaning.ADDRESS, Meaning.DUSUN, Meaning.RT, Meaning.RW)
_VILLAGES = frozenset({Meaning.VILLAGE_CODE, Meaning.VILLAGE_NAME})
_NIK_LENGTH = 16
_NO_COLUMN = "-"


class PeopleChecks:
    """Checks the person rows of a file's sheets."""

    def __init__(self, kind: ListKind, office: Office) -> None:
        self._rules = RULES.get(kind, Rules())
        self._office = office

    def sheet(self, rows: Iterable[SheetRow], columns: SheetColumns) -> Iterator[Found]:
        """Give each person's row with what was found; rows around them only tell what a column lacks."""
        around = _Around()
        if _VILLAGES.isdisjoint(columns.meanings) and self._office.domiciles.is_village(columns.sheet):
            around.said[Meaning.VILLAGE_NAME] = columns.sheet  # a sheet for each village
        has_rt_rw = Meaning.RT_RW in columns.meanings
        for row, cells in _persons(rows, columns, around):
            if has_rt_rw:
                cells.update(_parted(cells.pop(Meaning.RT_RW, None)))
            around.complete(cells)
            found, told = check_row(cells, self._office, at=Place(row.sheet, row.number), rules=self._rules)
            yield row, found, told


def _persons(
    rows: Iterable[SheetRow], columns: SheetColumns, around: _Around
) -> Iterator[tuple[SheetRow, dict[Meaning, Cell]]]:
    """Give the rows that are somebody; let what stands between them be heard."""
    pick = cells_by_meaning(columns)
    for row in rows:
        cells = pick(row.cells)
        beneath = row.number > columns.header_row
        if beneath and _has_plain_nik(cells) and not _is_family_number(row, cells):
            yield row, cells
        elif beneath and is_surely_person(cells):
            yield row, cells  # whatever the address in its first cell looks like
        elif is_header_again(cells) or around.hear(row):
            continue
        elif beneath and is_person(cells, row.cells):
            yield row, cells


def _has_plain_nik(cells: dict[Meaning, Cell]) -> bool:
    nik = cells.get(Meaning.NIK)
    return isinstance(nik, str) and len(nik) == _NIK_LENGTH and nik.isdigit()


def _is_family_number(row: SheetRow, cells: dict[Meaning, Cell]) -> bool:
    """Whether the sixteen digits are a family's, written beside their label and beneath "NIK"."""
    name = cells.get(Meaning.NAME, _NO_COLUMN)
    if not (is_empty(name) or text_of(name)[:2].lower() == "no"):
        return False
    return is_family(labels_in(row.cells) or {})


class _Around:
    """What rows above say of the persons beneath them: of their village, and of their family."""

    def __init__(self) -> None:
        self.said: Said = {}

    def hear(self, row: SheetRow) -> bool:
        """Take what a row says; tell whether it said anything."""
        said = labels_in(row.cells)
        if said is None:
            return False
        if is_family(said):
            self.said = {meaning: cell for meaning, cell in self.said.items() if meaning not in _OF_A_FAMILY}
        if Meaning.RT_RW in said:
            said |= _parted(said.pop(Meaning.RT_RW))
        self.said |= said
        return True

    def complete(self, cells: dict[Meaning, Cell]) -> None:
        """Fill what the person's own row leaves open."""
        for meaning, value in self.said.items():
            if is_empty(cells.get(meaning)):
                cells[meaning] = value


def _parted(cell: Cell) -> Said:
    """Part "003/001" into RT and RW."""
    rt, _slash, rw = text_of(cell).partition("/")
    return {Meaning.RT: rt.strip(), Meaning.RW: rw.strip()}
