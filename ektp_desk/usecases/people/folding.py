"""One person out of all who are said to be the same: what screens show of them, and by which rule.

A correction holds, the latest first, whichever of them it names. Else each speaks in turn, whom the latest
list names first, and the first who knows a field says it; alone they say what acts say of them, else the
latest list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import CLAIMED
from ektp_desk.usecases.people.saying import Mention, Said, Source, mentions, said_claims
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape

Together = tuple[str, ...]  # ids of all who are said to be the same, sorted


class _Member(Shape, frozen=True):
    person: str
    other: str


def cluster_of(session: Session, person: str) -> Together:
    """Give all who are said to be the same as a person, themselves among them, sorted by id."""
    return clusters_of(session, [person])[person]


def clusters_of(session: Session, people: Iterable[str]) -> dict[str, Together]:
    """Give for each of these persons all who are said to be the same."""
    rows = session.store.ask("clusters_of", _Member, people=json.dumps(list(people)))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row.other)
    return {person: tuple(others) for person, others in found.items()}


def shown_person(session: Session, person: str) -> Person:
    """Give a person as the desk shows them, of all who are the same; raises `person.unknown`."""
    together = cluster_of(session, person)
    found = shown_people(session, [together]).get(together)
    if found is None:
        raise EktpError("person.unknown")
    return found


def shown_people(session: Session, clusters: Iterable[Together]) -> dict[Together, Person]:
    """Give each cluster as one person, under the id of who speaks first; without those nobody knows."""
    clusters = list(clusters)
    ids = json.dumps([person for together in clusters for person in together])
    known = {one.id: one for one in session.store.ask("people", Person, people=ids)}
    several = [person for together in clusters if len(together) > 1 for person in together]
    named, said = (mentions(session, several), said_claims(session, several)) if several else ([], [])
    found = {}
    for together in clusters:
        members = [known[person] for person in together if person in known]
        if members:
            found[together] = _fold(_in_turn(members, named), said) if len(members) > 1 else members[0]
    return found


def _in_turn(members: list[Person], named: Sequence[Mention]) -> list[Person]:
    latest: dict[str, int] = {}
    for place, mention in enumerate(sorted(named, key=lambda one: not one.name)):
        latest.setdefault(mention.person, place)
    return sorted(members, key=lambda one: (latest.get(one.id, len(named)), one.id))


def _fold(members: Sequence[Person], said: Sequence[Said]) -> Person:
    ids = {one.id for one in members}
    corrected: dict[str, str] = {}
    for one in said:
        if one.person in ids and one.held and one.source == Source.CORRECTION:
            corrected.setdefault(one.field, one.value)
    values = {field: _first(members, field) for field in (*CLAIMED, "birth_place")} | corrected
    lives = next((one for one in members if one.village), members[0])
    return msgspec.structs.replace(members[0], **values, rt=lives.rt, rw=lives.rw)


def _first(members: Sequence[Person], field: str) -> str:
    return next((value for one in members if (value := str(getattr(one, field)))), "")
