"""The layouts of a list: sheets with the same titles are one, and thirty villages not thirty tables."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from ektp_desk.domain.lists.layout.likeness import left_with
from ektp_desk.domain.lists.mapping import Column, Mapping, SheetColumns
from ektp_desk.domain.lists.meanings import Meaning


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheets with the same titles in the same order; `key` is what a correction is remembered by."""

    key: str
    sheets: tuple[SheetColumns, ...]

    def column(self, place: int) -> Column:
        """Give a column, with the samples of the first sheet that has any."""
        columns = [sheet.columns[place] for sheet in self.sheets]
        return next((column for column in columns if any(column.samples)), columns[0])


def layouts_of(mapping: Mapping) -> list[Layout]:
    """Gather a list's sheets by layout, in the order in which they were met."""
    found: dict[str, list[SheetColumns]] = {}
    for sheet in mapping.sheets:
        found.setdefault(sheet.layout, []).append(sheet)
    return [Layout(key, tuple(sheets)) for key, sheets in found.items()]


def corrected(mapping: Mapping, layout: str, *, place: int, meaning: Meaning) -> Mapping:
    """Give one column of a layout another meaning, in every sheet of it; who held it may take its own."""
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
    """Tell what the column that holds a meaning means after another took it: by the layout's samples."""
    columns = layout.sheets[0].columns
    holder = next((at for at, column in enumerate(columns) if column.meaning is meaning), None)
    if holder is None or holder == place:
        return Meaning.IGNORED
    return left_with(columns[place].meaning, layout.column(holder).samples)
