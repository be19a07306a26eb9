"""What a visit's plan can be made from, what stands in one already, and what looks wrong in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ektp_desk.domain.journal.bodies import VisitPlanned
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState
from ektp_desk.usecases.lists.queries import lists, people_by_list, people_by_list_in, people_by_village
from ektp_desk.usecases.places import Village, office_villages, village_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_title, visits

_WITHOUT_PEOPLE = {ListKind.DKB}
Offered = list[tuple[ListFacts, int]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as the form takes it: `visit` is the one to change, empty for a new plan."""

    visit: str
    village: Village | None
    day: date
    lists: tuple[str, ...]
    arranged: Arrangement


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another visit that is planned or open, and who goes there."""

    day: date
    title: str
    team: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The office's villages, how many listed people each has, and the plan to begin from."""

    villages: tuple[Village, ...]
    people: dict[str, int]
    draft: Draft
    others: tuple[Neighbour, ...] = ()


def grounds(session: Session, visit: str) -> Grounds:
    """For the plan of a visit, or a new one for today."""
    draft = _draft_of(session, the_visit(session, visit)) if visit else _new_draft(session)
    return Grounds(office_villages(session), people_by_village(session), draft, _others(session, visit))


def offered(session: Session, kind: VisitKind, village: str) -> Offered:
    """The lists a visit's targets may stand in, newest first, and how many people of it each holds."""
    if kind is VisitKind.VILLAGE:
        people = people_by_list_in(session, village)
        return [(facts, people[facts.id]) for facts in lists(session) if facts.id in people]
    standing = [
        facts
        for facts in lists(session)
        if facts.state is ListState.STANDING and facts.kind not in _WITHOUT_PEOPLE
    ]
    standing.sort(key=lambda facts: facts.kind != ListKind.DAPODIK)  # a school's own come first
    counted = people_by_list(session, [facts.id for facts in standing])
    return [(facts, counted.get(facts.id, 0)) for facts in standing]


def _others(session: Session, visit: str) -> tuple[Neighbour, ...]:
    """The visits that are still to come or open, but not the one in hand."""
    found = [v for v in visits(session) if v.state is not VisitState.CLOSED and v.id != visit]
    named = [(v, date.fromisoformat(v.day)) for v in found if v.day >= session.today.isoformat()]
    return tuple(Neighbour(day, visit_title(session, v), v.team_names) for v, day in named)


def _new_draft(session: Session) -> Draft:
    """Begin with what the latest plan says of hours, team and polling day: these seldom change."""
    latest = max(visits(session), key=lambda visit: visit.day, default=None)
    if latest is None:
        return Draft("", None, session.today, (), Arrangement(closing_hour=session.office.closing_hour))
    usual = replace(_arranged(latest), kind=VisitKind.VILLAGE, place="")
    if usual.polling_day is not None and usual.polling_day < session.today:
        usual = replace(usual, polling_day=None)
    return Draft("", None, session.today, (), usual)


def _draft_of(session: Session, visit: Visit) -> Draft:
    plan = session.store.life(Entity.VISIT, visit.id).said("visit.plan", VisitPlanned)
    chosen = plan.lists if plan else ()
    village = village_of(session, visit.village) if visit.village else None
    return Draft(visit.id, village, date.fromisoformat(visit.day), chosen, _arranged(visit))


def _arranged(visit: Visit) -> Arrangement:
    return Arrangement(
        kind=VisitKind(visit.kind) if visit.kind in set(VisitKind) else VisitKind.VILLAGE,
        place=visit.place,
        opening_hour=visit.opening_hour,
        closing_hour=visit.closing_hour,
        team=visit.team_names,
        polling_day=date.fromisoformat(visit.polling_day) if visit.polling_day else None,
    )


class DoubtKind(StrEnum):
    """Why a school's lists look wrong."""

    MANY = "many"  # pupils alone, but more than one school has
    OTHERS = "others"  # not pupils alone, though there is a list of them
    NO_PUPILS = "no_pupils"  # not pupils alone, and no list of them to tick


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong about the ticked lists: how many people stand there, and how many pupils of them."""

    kind: DoubtKind
    people: int
    pupils: int


_MANY = 1500  # the largest schools of a regency have fewer pupils of 16 and older
_KINDS_OF_SCHOOL = {"sma", "smk", "smp", "slb", "ma", "mts", "negeri", "swasta", "n", "s"}
_WORD = re.compile(r"[a-z]+|[0-9]+")


def first_ticked(found: Offered, kind: VisitKind, place: str) -> tuple[str, ...]:
    """A desa's all, a school's own, a counter's if there is but one.

    A school's own is its Dapodik list: the only one, or the one whose name says most of the school's.
    """
    if kind is VisitKind.VILLAGE:
        return tuple(facts.id for facts, _n in found)
    if kind is VisitKind.OFFICE:
        return (found[0][0].id,) if len(found) == 1 else ()
    own = [facts for facts, _n in found if facts.kind == ListKind.DAPODIK]
    if len(own) == 1:
        return (own[0].id,)
    said = _telling(place)
    likeness = {facts.id: len(said & _telling(facts.name)) for facts in own}
    most = max(likeness.values(), default=0)
    best = [key for key, like in likeness.items() if most and like == most]
    return tuple(best) if len(best) == 1 else ()


def doubt(found: Offered, kind: VisitKind, ticked: Collection[str]) -> Doubt | None:
    """None where nothing looks wrong about a school's lists."""
    chosen = [(facts, people) for facts, people in found if facts.id in ticked]
    people = sum(n for _facts, n in chosen)
    pupils = sum(n for facts, n in chosen if facts.kind == ListKind.DAPODIK)
    if kind is not VisitKind.SCHOOL or not people:
        return None
    if pupils == people:
        return Doubt(DoubtKind.MANY, people, pupils) if people > _MANY else None
    listed = any(facts.kind == ListKind.DAPODIK for facts, _n in found)
    return Doubt(DoubtKind.OTHERS if listed else DoubtKind.NO_PUPILS, people, pupils)


def _telling(name: str) -> set[str]:
    """The words that tell one school from another; its number is one, `negeri` is none."""
    words = set(_WORD.findall(name.lower()))
    return {str(int(word)) if word.isdigit() else word for word in words - _KINDS_OF_SCHOOL}
