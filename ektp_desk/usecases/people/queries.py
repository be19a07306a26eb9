"""People found by words or id, and who of them are one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import CLAIMED
from ektp_desk.domain.places import RegionCode
from ektp_desk.usecases.people.claims import Mention, Said, Source, mentions, said_claims
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape, User
from ektp_desk.words.acts import Names

_LOOKED_AT = 200
Cluster = tuple[str, ...]  # ids of all who are said to be the same, sorted


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A person that a search found, once for all who are said to be the same."""

    person: Person
    together: int = 1  # how many persons of this store they are
    to_decide: bool = False  # two versions of something said of them, or of who they are
    also: str = ""  # another name of theirs, by which they were found


class _Joined(Shape, frozen=True):
    person: str
    one: str


class _Named(Shape, frozen=True):
    id: str
    name: str


class _Pair(Shape, frozen=True):
    first: str
    second: str


class _Place(Shape, frozen=True):
    entity: str
    entity_id: str


class _Member(Shape, frozen=True):
    person: str
    other: str


class Verdict(Shape, frozen=True):
    """What was decided of two persons."""

    id: str
    first: str
    second: str
    same: bool
    event: str


class _Laptop(Shape, frozen=True):
    device: str
    incarnation: str
    label: str


def clusters(session: Session) -> dict[str, str]:
    """Give for everybody who is said to be the same as somebody the id that stands for them all."""
    return {row.person: row.one for row in session.store.ask("clusters", _Joined)}


def the_person(session: Session, person: str) -> Person:
    """Give a person by id, as the latest list or the desk names them; raises `person.unknown`."""
    found = session.one("people", Person, people=json.dumps([person]))
    if found is None:
        raise EktpError("person.unknown")
    return found


def find(session: Session, text: str, *, most: int = 50) -> list[Found]:
    """Search by name or NIK, best first; all who are said to be the same are found once."""
    hits = session.store.find_people(text, limit=_LOOKED_AT)
    of, names = clusters_of(session, [one.id for one in hits]), dict[tuple[str, ...], str]()
    for hit in hits:
        names.setdefault(of[hit.id], hit.name)
    people = shown_people(session, list(names)[:most])
    open_for = to_decide(session)
    return [
        Found(
            person,
            len(together),
            to_decide=bool(open_for.intersection(together)),
            also=names[together] if names[together] != person.name else "",
        )
        for together, person in people.items()
    ]


def to_decide(session: Session) -> set[str]:
    """Give the persons of whom two versions stand unsettled, or of whom it is unclear who they are."""
    found: set[str] = set()
    for place in session.store.ask("people_to_decide", _Place):
        found.update(place.entity_id.split("~"))
    for pair in session.store.ask("split_pairs", _Pair):
        found.update((pair.first, pair.second))
    return found


def names_for(session: Session, people: Iterable[str] = ()) -> Names:
    """Give the names that acts in words need: all users, also removed ones, and these people."""
    ids = json.dumps(sorted(set(people)))
    return Names(
        users={user.id: user.name for user in session.store.ask("users", User)},
        people={row.id: row.name for row in session.store.ask("people", _Named, people=ids)},
        village=lambda code: village_name(session, code),
    )


def village_name(session: Session, code: str) -> str:
    """Give a village's name; empty for none, the code where it is no place of this office."""
    if not code:
        return ""
    try:
        return session.gazetteer.place(RegionCode.parse(code)).name
    except EktpError:
        return code


def cluster_of(session: Session, person: str) -> Cluster:
    """Give all who are said to be the same as a person, themselves among them, sorted by id."""
    return clusters_of(session, [person])[person]


def clusters_of(session: Session, people: Iterable[str]) -> dict[str, Cluster]:
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


def shown_people(session: Session, clusters: Iterable[Cluster]) -> dict[Cluster, Person]:
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


def pair_id(one: str, other: str) -> str:
    """Give the entity of two persons, whichever is named first."""
    return "~".join(sorted((one, other)))


def verdicts(session: Session) -> list[Verdict]:
    """Give everything that was decided of two persons."""
    return session.store.ask("verdicts", Verdict)


def laptops(session: Session) -> dict[tuple[str, str], str]:
    """Give each journal's label, by device and incarnation."""
    rows = session.store.ask("laptops", _Laptop)
    return {(row.device, row.incarnation): row.label for row in rows}
