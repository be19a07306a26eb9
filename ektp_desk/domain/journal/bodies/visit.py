"""What is said of a visit."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


class VisitPlanned(Body, frozen=True):
    """Where the team goes and whom it expects; a later plan of the same visit takes its place."""

    kind: str  # "desa", "sekolah", "kantor"
    village: str  # region code; may be empty at a school or the office
    day: str  # ISO date
    lists: tuple[str, ...]
    closing_hour: str
    place: str = ""  # the school's name, or where in the village
    opening_hour: str = ""
    team: tuple[str, ...] = ()  # names
    polling_day: str = ""  # ISO date: who turns 17 by then is named


class VisitPostponed(Body, frozen=True):
    """The day is another one than the plan's."""

    day: str  # ISO date
    reason: str


class LettersAssigned(Body, frozen=True):
    """Which laptop gives numbers of which letter; a later word takes its place."""

    letters: dict[str, str]  # device by letter


class DeskOpened(Body, frozen=True):
    letter: str
    device: str
    local: str
    allowed_by: str = ""  # the supervisor's name, where the letter is assigned to another laptop


class SentHome(Body, frozen=True):
    """People sent home without a number were counted; minus one corrects a wrong press."""

    count: int


class LaptopUnheard(Body, frozen=True):
    """A laptop of the team whose last events were not here when the day was signed."""

    device: str
    letters: str  # "C D"
    until: str = ""  # local: the last that was here of the visit; empty where nothing was
    gaps: tuple[tuple[str, int, int], ...] = ()  # a journal's label, the first and the last event


class VisitClosed(Body, frozen=True):
    """The equation was signed, by the supervisor's key once more.

    `proved` is of before people had keys: it tells a checked passphrase from a name that was only typed.
    `without`: what the figures lack.
    `checked` entities of the visit were folded anew from the journal, and each row was the same; 0: none was.
    """

    supervisor: str
    local: str
    equation: dict[str, int]
    heads: tuple[str, ...]
    proved: bool = False
    checked: int = 0
    without: tuple[LaptopUnheard, ...] = ()


class VisitReopened(Body, frozen=True):
    """A closed visit goes on; what it had closed with stays in the journal."""

    reason: str
