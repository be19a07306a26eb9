"""How a file's columns were understood, as shown before anything is stored and kept with the list."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from ektp_desk.domain.lists.layout.likeness import left_with
from ektp_desk.domain.lists.layout.titles import header_key
from ektp_desk.domain.lists.meanings import ListKind, Meaning


class SheetColumn(msgspec.Struct, frozen=True):
    """One column: `index` from 0 as in the sheet, its title, what it means, and its first values."""

    index: int
    title: str
    meaning: Meaning
    samples: tuple[str, ...] = ()  # of the first data rows; NIK and No. KK masked

    def __repr__(self) -> str:
        """Leave the samples out: they are somebody's."""
        return f"Column({self.index}, {self.title!r}, {self.meaning.value!r})"


class SheetColumns(msgspec.Struct, frozen=True):
    """One sheet's header: the row a spreadsheet shows (the last of two), and its columns."""

    sheet: str
    header_row: int
    columns: tuple[SheetColumn, ...]

    @property
    def layout(self) -> str:
        """Name the layout by its titles, whatever sheet or row they stand in: 16 hex digits."""
        keys = "\n".join(header_key(column.title) for column in self.columns)
        return hashlib.sha256(keys.encode()).hexdigest()[:16]

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return tuple(column.meaning for column in self.columns)

    def with_meanings(self, meanings: tuple[Meaning, ...]) -> SheetColumns:
        """One for each column in order; other in number, nothing is changed."""
        if len(meanings) != len(self.columns):
            return self
        pairs = zip(self.columns, meanings, strict=True)
        return msgspec.structs.replace(
            self, columns=tuple(msgspec.structs.replace(c, meaning=meaning) for c, meaning in pairs)
        )

    def with_meaning(
        self, index: int, meaning: Meaning, *, instead: Meaning = Meaning.IGNORED
    ) -> SheetColumns:
        """Correct one column; the column that meant the same before then means `instead`."""

        def corrected(column: SheetColumn) -> SheetColumn:
            if column.index == index:
                return msgspec.structs.replace(column, meaning=meaning)
            if column.meaning is meaning and meaning is not Meaning.IGNORED:
                return msgspec.structs.replace(column, meaning=instead)
            return column

        return msgspec.structs.replace(self, columns=tuple(map(corrected, self.columns)))


class Mapping(msgspec.Struct, frozen=True):
    """How one file was understood: its sheets with people, and the sheets that were left out."""

    sheets: tuple[SheetColumns, ...] = ()
    left_out: tuple[str, ...] = ()  # without a header that names people

    def of(self, sheet: str) -> SheetColumns | None:
        """None when the sheet is not read."""
        return next((columns for columns in self.sheets if columns.sheet == sheet), None)

    def titles(self) -> dict[str, str]:
        """`{title: meaning}` of all sheets: what the list's event keeps.

        Of columns with one title the one that is read counts: Dapodik has four called NIK.
        """
        found: dict[str, str] = {}
        for column in (column for sheet in self.sheets for column in sheet.columns):
            if found.get(column.title, Meaning.IGNORED) == Meaning.IGNORED:
                found[column.title] = column.meaning.value
        return found


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheets with the same titles in the same order; `key` is what a correction is remembered by."""

    key: str
    sheets: tuple[SheetColumns, ...]

    def column(self, place: int) -> SheetColumn:
        """With the samples of the first sheet that has any."""
        columns = [sheet.columns[place] for sheet in self.sheets]
        return next((column for column in columns if any(column.samples)), columns[0])


def layouts_of(mapping: Mapping) -> list[Layout]:
    """In the order in which they were met."""
    found: dict[str, list[SheetColumns]] = {}
    for sheet in mapping.sheets:
        found.setdefault(sheet.layout, []).append(sheet)
    return [Layout(key, tuple(sheets)) for key, sheets in found.items()]


def corrected(mapping: Mapping, layout: str, *, place: int, meaning: Meaning) -> Mapping:
    """One column of a layout means something else, in every sheet of it; who held it may take its own."""
    whole = next(one for one in layouts_of(mapping) if one.key == layout)
    instead = left_behind(whole, place, meaning)
    return msgspec.structs.replace(
        mapping,
        sheets=tuple(
            sheet.with_meaning(sheet.columns[place].index, meaning, instead=instead)
            if sheet.layout == layout
            else sheet
            for sheet in mapping.sheets
        ),
    )


def left_behind(layout: Layout, place: int, meaning: Meaning) -> Meaning:
    """What the column that holds a meaning means after another took it: by the layout's samples."""
    columns = layout.sheets[0].columns
    holder = next((at for at, column in enumerate(columns) if column.meaning is meaning), None)
    if holder is None or holder == place:
        return Meaning.IGNORED
    return left_with(columns[place].meaning, layout.column(holder).samples)


def layout_id(kind: ListKind, layout: str) -> str:
    """Names in the journal what a person said of a layout of such lists."""
    return f"{kind.value}:{layout}"
