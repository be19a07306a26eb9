"""What stands on a person's line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ektp_desk.domain.journal.bodies import CLAIMED, Body
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.people.claims import FieldClaims
from ektp_desk.usecases.people.saying import Mention
from ektp_desk.usecases.shapes import Person
from ektp_desk.words.acts import Names

_TELLING = ("nik", "sex", "birth", "name")  # of a wrong join, the surest sign first
_WEIGHTY = (*_TELLING, *(field for field in CLAIMED if field not in _TELLING))


class AheadKind(StrEnum):
    """What will come of itself, or should come next."""

    MAY_BE_RECORDED = "may_be_recorded"  # turns 16
    CARD_ALLOWED = "card_allowed"  # turns 17
    CARD_TO_COME = "card_to_come"  # recorded and old enough; the ministry has yet to say


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took an act back, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """An act: `body` is None when only a later release knows its kind."""

    at: datetime
    body: Body | None
    entity: Entity
    entity_id: str
    event: str  # link
    kind: str
    by: str  # the user's name
    laptop: str  # "01/a"
    seq: int = 0  # orders what one moment saw
    about: str = ""  # the person of a cluster whose it is
    number: str = ""  # the ticket's
    village: str = ""  # the visit's, by name
    undone: Undone | None = None

    @property
    def final(self) -> bool:
        """Whether nobody may take it back."""
        kind = CATALOGUE.get(self.kind)
        return kind is None or kind.final


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """A list names the person since `at`."""

    at: datetime
    mention: Mention


@dataclass(frozen=True, slots=True, repr=False)
class Status:
    """The ministry's status as a list says it; `latest` marks the one that was last seen."""

    at: datetime
    mention: Mention
    latest: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead; without a day it waits for somebody."""

    kind: AheadKind
    day: date | None = None


Entry = Done | Named | Status | Ahead


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """A person, all who are the same, what is claimed of them, and their line, what lies ahead first."""

    person: Person
    village: str
    together: tuple[str, ...]
    status: Status | None
    claims: tuple[FieldClaims, ...]
    entries: tuple[Entry, ...]
    names: Names
    to_decide: bool

    @property
    def differing(self) -> tuple[FieldClaims, ...]:
        """The fields of which sources say different things, first what tells best that two are not one."""
        differing = [one for one in self.claims if one.differs]
        return tuple(sorted(differing, key=lambda one: _WEIGHTY.index(one.field)))
