"""A visit's life: planned, open, closed; a closed one may be opened again and is signed anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError


class VisitKind(StrEnum):
    """Where people are recorded. At a desa its own people are expected; elsewhere whoever the lists name."""

    VILLAGE = "desa"
    SCHOOL = "sekolah"
    OFFICE = "kantor"


class AbsenceReason(StrEnum):
    """Why a target did not come, or never will; fixed for ever with the event format."""

    MOVED = "moved"
    DIED = "died"
    ABROAD = "abroad"
    DOUBLE = "double"  # the same person stands there twice
    UNKNOWN = "unknown"  # to the head of desa, or at the school
    REFUSED = "refused"


class VisitState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class SignedWith(IntEnum):
    """What stands behind the name under a closing."""

    NAME = 0  # it was only typed
    PASSPHRASE = 1  # checked on that laptop, before people had keys
    KEY = 2  # the supervisor's own, unlocked by their passphrase for this act


class JournalGap(NamedTuple):
    """What of a journal has not arrived: its label ("03/a"), the first and the last event."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LaptopHeard:
    """How far a laptop of a visit's team was heard here: what it wrote of the visit, `until` when (local).

    `number` ("03") and `letters` ("C D") may be unknown and empty; `until` is None where nothing came.
    `is_quiet`: nothing of the last quarter hour before the signature. Hours are told and decide nothing.
    """

    device: str
    number: str
    letters: str
    until: datetime | None
    gaps: tuple[JournalGap, ...] = ()
    is_quiet: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing says that it wrote more than is here."""
        return self.until is not None and not self.gaps and not self.is_quiet

    @property
    def has_more(self) -> bool:
        """Whether it surely has something to say: who was quiet before the signature may have said all."""
        return self.until is None or bool(self.gaps)


@dataclass(frozen=True, slots=True)
class LateArrival:
    """What came of a laptop after the day was signed: different numbers, and finished recordings."""

    number: str
    letters: str
    numbers: int
    recordings: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a visit is arranged beyond village, day and lists. Hours are `07.30`; an empty closing hour is the
    office's. `place` is a school's name, the counter's, or where in the village.
    """

    kind: VisitKind = VisitKind.VILLAGE
    place: str = ""
    opening_hour: str = ""
    closing_hour: str = ""
    team: tuple[str, ...] = ()
    polling_day: date | None = None

    def check(self, day: date) -> None:
        """Raises `visit.needs_place`, `visit.hour_unreadable`, `visit.hours_turned`, `visit.polling_past`."""
        if self.kind is VisitKind.SCHOOL and not self.place.strip():
            raise EktpError("visit.needs_place")
        opening, closing = hour_of(self.opening_hour), hour_of(self.closing_hour)
        if opening and closing and closing <= opening:
            raise EktpError("visit.hours_turned")
        if self.polling_day is not None and self.polling_day < day:
            raise EktpError("visit.polling_past")


def hour_of(said: str) -> str:
    """Read an hour as people write it, `7.30`, `07:30`, `16`, and give it as `07.30`; empty stays empty.

    Raises `visit.hour_unreadable`.
    """
    if not said.strip():
        return ""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[.:](\d{2}))?\s*", said)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise EktpError("visit.hour_unreadable")
    return f"{int(found[1]):02}.{found[2] or '00'}"


def names_in(said: str) -> tuple[str, ...]:
    """Part names at commas; where a semicolon stands, only there, since degrees are written with commas."""
    return tuple(name.strip() for name in said.split(";" if ";" in said else ",") if name.strip())


def names_joined(names: tuple[str, ...]) -> str:
    """Write names so that `names_in` parts them again."""
    return ("; " if any("," in name for name in names) else ", ").join(names)
