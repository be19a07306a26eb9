"""Papers that are made before a visit and name nobody: numbers to cut out, and the letter of invitation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import Letterhead
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.tickets import DESK_LETTERS, Number

MOST_NUMBERS = 200
PER_SHEET = 24
_RANGE = re.compile(r"([A-Z])\s*(\d{1,4})(?:\s*[-–]\s*([A-Z])?\s*(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class NumberSheets:
    """Queue numbers of one desk to cut out: `first` and `last` are serials."""

    letterhead: Letterhead
    place: str  # "Desa Noebesi"
    day: date
    letter: str
    first: int
    last: int

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(Number(self.letter, serial) for serial in range(self.first, self.last + 1))


def check_numbers(letter: str, first: int, last: int) -> None:
    """Refuse a range that no sheet should have.

    Raises `desk.bad_letter`, `numbers.bad_range` (fact `most`).
    """
    if len(letter) != 1 or letter not in DESK_LETTERS:
        raise EktpError("desk.bad_letter")
    if not 1 <= first <= last <= 9999 or last - first >= MOST_NUMBERS:
        raise EktpError("numbers.bad_range", most=MOST_NUMBERS)


def read_numbers(text: str) -> tuple[str, int, int]:
    """Read a range of one desk's numbers as people write it: `A1-48`, `a001–a048`, `B7`.

    Raises `numbers.bad_range` (fact `most`), `desk.bad_letter`.
    """
    found = _RANGE.fullmatch(text.strip().upper())
    if not found or (found[3] and found[3] != found[1]):
        raise EktpError("numbers.bad_range", most=MOST_NUMBERS)
    letter, first, last = found[1], int(found[2]), int(found[4] or found[2])
    check_numbers(letter, first, last)
    return letter, first, last


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation, its text filled in: paragraphs, of which one that begins with `-` is a point."""

    origin: PaperOrigin
    place: str
    day: date
    paragraphs: tuple[str, ...]
    signed_by: str  # the title of who signs
