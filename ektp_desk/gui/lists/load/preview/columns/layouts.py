"""The layouts of a list: sheets with the same titles are one, and thirty villages not thirty tables."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

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
    """Give one column of a layout another meaning, in every sheet of it."""
    return msgspec.structs.replace(
        mapping,
        sheets=tuple(
            sheet.with_meaning(sheet.columns[place].index, meaning) if sheet.layout == layout else sheet
            for sheet in mapping.sheets
        ),
    )
