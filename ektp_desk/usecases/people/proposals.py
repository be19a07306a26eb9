"""Who may be one person, for somebody to decide: near names with the same birth date, or the same NIK."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ektp_desk.domain.nearness import is_near, near_pairs
from ektp_desk.usecases.people.queries import (
    Births,
    Born,
    Cluster,
    births_after,
    cluster_of,
    clusters_of,
    pair_id,
    people_born,
    people_with_nik,
    shown_people,
    shown_person,
    unlisted,
    verdicts,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person

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


def proposals(session: Session, person: str) -> list[Proposal]:
    """By NIK first, then by near name and equal birth date.

    Everybody whose line can be shown is looked at, each once with all who are the same. Nobody is proposed
    whom somebody has said to be another than any of those who are this person.
    """
    who, together = shown_person(session, person), cluster_of(session, person)
    by_nik = people_with_nik(session, who.nik) if who.nik else []
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
    births = births_after(session, after, most=_BIRTHS_A_PAGE)
    days = _stretch(births)
    more = len(days) < len(births) or len(births) == _BIRTHS_A_PAGE
    # The desk's own people may be born on days that no list has.
    low, high = f"{after}.", days[-1] if more else "9999"
    found = list[tuple[Born, Born]]()
    for _birth, same_day in groupby(_born(session, low, high), key=lambda born: born.birth):
        found += _pairs(list(same_day))
    return ProposalPage(_proposed(session, found), high if more else None)


def _stretch(births: list[Births]) -> list[str]:
    days, people = list[str](), 0
    for row in births:
        if days and people + row.people > _PEOPLE_A_PAGE:
            break
        days.append(row.birth)
        people += row.people
    return days


def unjoined(session: Session, *, most: int = 100) -> list[Unjoined]:
    """Those written down at the desk whom no list names yet, latest first."""
    found = {one.id: one for one in (shown_person(session, each) for each in unlisted(session, most=most))}
    return [Unjoined(one, tuple(proposals(session, one.id))) for one in found.values()]


def _born(session: Session, low: str, high: str) -> list[Born]:
    rows = people_born(session, low, high)
    return list({(row.birth, row.id): row for row in rows}.values())


def _pairs(people: list[Born]) -> list[tuple[Born, Born]]:
    places = near_pairs([person.name for person in people])
    return [(people[one], people[other]) for one, other in places]


def _proposed(session: Session, pairs: list[tuple[Born, Born]]) -> tuple[Proposal, ...]:
    """Pairs as the desk shows their persons, each two once; without those who are joined or parted."""
    of = clusters_of(session, {person.id for pair in pairs for person in pair})
    said = {verdict.id for verdict in verdicts(session)}
    undecided = [
        (one, other)
        for one, other in pairs
        if of[one.id] != of[other.id] and pair_id(one.id, other.id) not in said
    ]
    people = shown_people(session, {of[person.id] for pair in undecided for person in pair})
    found: dict[str, Proposal] = {}
    for one, other in undecided:
        shown, like = people[of[one.id]], people[of[other.id]]
        reason = Reason.NIK if one.nik and one.nik == other.nik else Reason.NAME
        found.setdefault(pair_id(shown.id, like.id), Proposal(shown, like, reason))
    return tuple(found.values())
