"""Papers that name people, as plain rows under headings: for a head of desa, a school, the next visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ektp_desk.domain.paper.figures import NOBODY, BySex, Definition
from ektp_desk.domain.paper.origin import PaperOrigin


class Part(StrEnum):
    """What a column of a list of names holds; the paper's words and widths go by it."""

    NUMBER = "number"  # the queue number
    NAME = "name"
    SEX = "sex"
    YEAR = "year"  # of birth
    AGE = "age"  # what the age says: "16", "17 saat pemungutan"
    NIK = "nik"  # masked
    PLACE = "place"  # RT/RW
    DUSUN = "dusun"
    ADDRESS = "address"  # of a home, and whom to ask for
    OUTCOME = "outcome"
    CANNOT = "cannot"  # what somebody at home cannot do
    REASON = "reason"  # why, and what to bring
    NOTE = "note"
    SAID_BY = "said_by"  # who told why somebody did not come
    TICK = "tick"  # empty, for a pen: the person came
    DONE = "done"  # empty, for a pen: the home was gone to


FOR_A_PEN = frozenset({Part.TICK, Part.DONE})
"""Columns of boxes: nothing stands in them, and no spreadsheet has them."""


@dataclass(frozen=True, slots=True, repr=False)
class NamesRow:
    """One person's row: what stands in each column that the list has."""

    cells: dict[Part, str]


@dataclass(frozen=True, slots=True, repr=False)
class NameGroup:
    """People under one heading, and how many they are."""

    heading: str
    rows: tuple[NamesRow, ...]
    sexes: BySex = NOBODY


@dataclass(frozen=True, slots=True)
class NameList:
    """A paper that names people; `columns` in the order in which they stand.

    `asks` are the lines above the rows: what the reader shall do with the list.
    """

    origin: PaperOrigin
    title: str
    stem: str  # of a file's name; tells nobody
    place: str
    place_code: str
    when: str  # the day or days it is about, in words
    asks: tuple[str, ...]
    columns: tuple[Part, ...]
    groups: tuple[NameGroup, ...] = field(repr=False)
    empty: str = ""  # what is said when nobody stands in it
    totals: tuple[tuple[str, str], ...] = ()
    definitions: tuple[Definition, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def sexes(self) -> BySex:
        return sum((group.sexes for group in self.groups), BySex())
