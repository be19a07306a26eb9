"""A visit in words, as its panel shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ektp_desk.usecases.visits.queries import Progress
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class Next(StrEnum):
    """The useful act for a visit as it stands."""

    OPEN_DESK = "open_desk"
    OPEN_OTHER_DAY = "open_other_day"  # a desk for a visit that is not planned for today
    QUEUE = "queue"
    REPORT = "report"


class Also(StrEnum):
    """What else may be done with a visit as it stands; all but the papers a supervisor does."""

    CHANGE = "change"  # the plan
    POSTPONE = "postpone"
    REOPEN = "reopen"
    PAPERS = "papers"  # to print before it begins


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit (`key` is its id) in words; `warning` is one line to be seen, `letters` the free desks.

    `facts` are rows of a word and what was planned of it.
    `other_open` is the visit whose desk is open instead of this one's.
    `lost`: lists were planned with, and none of them stands any more.
    """

    key: str
    above: str
    title: str
    place: str
    facts: tuple[tuple[str, str], ...]
    lost: bool
    of_village: bool
    people: Progress
    act: Next
    letters: tuple[str, ...] = ()
    warning: str = ""
    warning_short: str = ""
    other_open: str = ""
    also: tuple[Also, ...] = ()

    def sentence(self) -> str:
        """Say what the hero counts: `sasaran · 86 direkam, sisa 101`."""
        people = self.people
        if not people.targets and self.lost:
            return _("sasaran tak diketahui lagi · {n} direkam").format(n=count(people.outside))
        if not people.targets:
            return _("sasaran: tanpa daftar desa ini") if self.of_village else _("sasaran: tanpa daftar")
        if not people.recorded and not people.outside:
            return _("sasaran, belum ada yang direkam")
        return _("sasaran · {recorded} direkam, sisa {left}").format(
            recorded=count(people.recorded), left=count(people.left)
        )

    def besides(self) -> str:
        """Say who was recorded without being a target; empty where there is nobody, or nobody can tell."""
        people = self.people
        if not people.outside or (self.lost and not people.targets):
            return ""
        words = _("ditambah {n} di luar daftar") if people.targets else _("{n} direkam")
        return words.format(n=count(people.outside))
