"""Who may be one person, for somebody to decide: near names with the same birth date, or the same NIK."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ektp_desk.domain.nearness import is_near, near_pairs
from ektp_desk.usecases.people.queries import (
    Cluster,
    cluster_of,
    clusters,
    clusters_of,
    pair_id,
    shown_people,
    shown_person,
    verdicts,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape

_PEOPLE_A_PAGE = 500  # read at one go: a page must not keep the desk waiting
_BIRTHS_A_PAGE = 150


class Reason(StrEnum):
    """Why two persons are proposed."""

    NIK = "nik"
    NAME = "name"


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """Two persons who may be one."""

    one: Person
    other: Person
    reason: Reason


@dataclass(frozen=True, slots=True, repr=False)
class ProposalPage:
    """What one stretch of birth dates proposes; `after` begins the next one, None at the end."""

    found: tuple[Proposal, ...]
    after: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Unjoined:
    """Somebody written down at the desk whom no list names yet, and who of a list they may be."""

    person: Person
    proposals: tuple[Proposal, ...]


class _Born(Shape, frozen=True):
    id: str
    name: str
    birth: str
    nik: str


class _Births(Shape, frozen=True):
    birth: str
    people: int


class _Known:
    """What was decided already: neither the joined nor the parted are proposed."""

    def __init__(self, session: Session) -> None:
        self._one = clusters(session)
        self._said = {verdict.id for verdict in verdicts(session)}

    def allows(self, one: str, other: str) -> bool:
        joined = self._one.get(one, one) == self._one.get(other, other)
        return not joined and pair_id(one, other) not in self._said


def proposals(session: Session, person: str) -> list[Proposal]:
    """Give who may be the same as a person: by NIK first, then by near name and equal birth date.

    Everybody whose line can be shown is looked at, each once with all who are the same. Nobody is proposed
    whom somebody has said to be another than any of those who are this person.
    """
    who, together = shown_person(session, person), cluster_of(session, person)
    by_nik = [str(one) for one in session.values("people_with_nik", nik=who.nik)] if who.nik else []
    born = _born(session, who.birth, who.birth) if who.birth else []
    near = [one.id for one in born if is_near(who.name, one.name)]
    found = dict.fromkeys(by_nik, Reason.NIK) | {one: Reason.NAME for one in near if one not in by_nik}
    parted = {verdict.id for verdict in verdicts(session) if not verdict.same}
    of, once = clusters_of(session, found), dict[Cluster, Reason]()
    for other, reason in found.items():
        said = any(pair_id(a, b) in parted for a in together for b in of[other])
        if other not in together and not said:
            once.setdefault(of[other], reason)
    people = shown_people(session, once)
    return [Proposal(who, people[cluster], once[cluster]) for cluster in people]


def all_proposals(session: Session, *, after: str = "") -> ProposalPage:
    """Propose among the people born after a day (ISO), one stretch of days at a time."""
    births = session.store.ask("births_after", _Births, after=after, most=_BIRTHS_A_PAGE)
    days = _stretch(births)
    more = len(days) < len(births) or len(births) == _BIRTHS_A_PAGE
    # The desk's own people may be born on days that no list has.
    low, high = f"{after}.", days[-1] if more else "9999"
    known, found = _Known(session), list[tuple[_Born, _Born]]()
    for _birth, same_day in groupby(_born(session, low, high), key=lambda born: born.birth):
        found += _pairs(list(same_day), known)
    return ProposalPage(_proposed(session, found), high if more else None)


def _stretch(births: list[_Births]) -> list[str]:
    days, people = list[str](), 0
    for row in births:
        if days and people + row.people > _PEOPLE_A_PAGE:
            break
        days.append(row.birth)
        people += row.people
    return days


def unjoined(session: Session, *, most: int = 100) -> list[Unjoined]:
    """Give those written down at the desk whom no list names yet, latest first."""
    ids = [str(one) for one in session.values("unjoined", most=most)]
    found = {one.id: one for one in (shown_person(session, each) for each in ids)}
    return [Unjoined(one, tuple(proposals(session, one.id))) for one in found.values()]


def _born(session: Session, low: str, high: str) -> list[_Born]:
    rows = session.store.ask("people_born", _Born, low=low, high=high)
    return list({(row.birth, row.id): row for row in rows}.values())


def _pairs(people: list[_Born], known: _Known) -> list[tuple[_Born, _Born]]:
    places = near_pairs([person.name for person in people])
    pairs = ((people[one], people[other]) for one, other in places)
    return [(one, other) for one, other in pairs if known.allows(one.id, other.id)]


def _proposed(session: Session, pairs: list[tuple[_Born, _Born]]) -> tuple[Proposal, ...]:
    """Give pairs as the desk shows their persons, each two once."""
    of = clusters_of(session, {person.id for pair in pairs for person in pair})
    people = shown_people(session, set(of.values()))
    found: dict[str, Proposal] = {}
    for one, other in pairs:
        shown, like = people[of[one.id]], people[of[other.id]]
        reason = Reason.NIK if one.nik and one.nik == other.nik else Reason.NAME
        found.setdefault(pair_id(shown.id, like.id), Proposal(shown, like, reason))
    return tuple(found.values())
