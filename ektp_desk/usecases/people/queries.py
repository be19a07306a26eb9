"""People found by words or id, and who of them are one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.people import CLAIMED
from ektp_desk.usecases.admin.queries import user_names
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, PrivateStruct
from ektp_desk.words.acts import IdNames

_LOOKED_AT = 200
_PERSONAL = json.dumps([(kind.name, field) for kind in CATALOGUE.values() for field in kind.personal])
Cluster = tuple[str, ...]  # ids of all who are said to be the same, sorted


@dataclass(frozen=True, slots=True, repr=False)
class FoundPerson:
    """A person that a search found, once for all who are said to be the same."""

    person: Person
    together: int = 1  # how many persons of this store they are
    to_decide: bool = False  # two versions of something said of them, or of who they are
    also: str = ""  # another name of theirs, by which they were found
    near: bool = False  # named like what was typed, not as it is typed


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One person that a search found, and how far the name is from what was typed; 0 as it is typed."""

    person: Person
    distance: int


class Source(StrEnum):
    """Who says it."""

    LIST = "list"
    DESK = "desk"
    CORRECTION = "correction"


class Mention(PrivateStruct, frozen=True):
    """A person as one row of a standing list names them."""

    person: str
    row: int
    name: str
    nik: str
    sex: str
    birth: str
    village: str
    address: str
    rt: str
    rw: str
    kk_number: str
    siak_status: str
    list: str
    kind: str
    list_name: str
    as_of: str
    source: str
    imported_at: datetime


class Statement(PrivateStruct, frozen=True):
    """One field of a person as an act names it; `held` where it is that person's last word on it."""

    person: str
    field: str
    value: str
    source: str  # "desk" or "correction"
    day: str
    event: str
    by: str
    ground: str
    held: bool
    witness: str  # a user's id; of corrections only, as is the verdict of a supervisor who read it
    verdict: str


class EntityRef(PrivateStruct, frozen=True):
    """Where the journal says something of somebody; `visit` is empty where it says it of none."""

    entity: Entity
    entity_id: str
    visit: str


class Slot(PrivateStruct, frozen=True):
    """What is contradicted."""

    entity: Entity
    entity_id: str
    slot: str


class Decision(PrivateStruct, frozen=True):
    """A word on which version holds: `event` is its own link."""

    entity: Entity
    entity_id: str
    event: str


class TicketPlace(PrivateStruct, frozen=True):
    """A ticket's number, and where its visit was: a village's code, or a school's or counter's name."""

    id: str
    number: str
    village: str


class Born(PrivateStruct, frozen=True):
    """A person with the birth date of one source."""

    id: str
    name: str
    birth: str
    nik: str


class Births(PrivateStruct, frozen=True):
    """How many rows of lists name one birth date."""

    birth: str
    people: int


class _Owner(PrivateStruct, frozen=True):
    person: str | None


class _Member(PrivateStruct, frozen=True):
    person: str
    other: str


class PairVerdict(PrivateStruct, frozen=True):
    """What was decided of two persons."""

    id: str
    first: str
    second: str
    same: bool
    event: str


def people_of(session: Session, ids: Iterable[str]) -> list[Person]:
    """As what acts say, then the latest list, names them; without those nobody knows."""
    return session.store.ask("people", Person, people=json.dumps(list(ids)))


def the_person(session: Session, person: str) -> Person:
    """Raises `person.unknown`."""
    found = people_of(session, [person])
    if not found:
        raise EktpError("person.unknown")
    return found[0]


def search(session: Session, text: str, *, most: int = 20) -> list[Hit]:
    """By the beginnings of a name's words or of a NIK, best first; who are said to be one are several."""
    far = session.store.find_people(text, limit=most)
    known = {one.id: one for one in people_of(session, far)}
    return [Hit(known[id_], distance) for id_, distance in far.items() if id_ in known]


def find(session: Session, text: str, *, most: int = 50) -> list[FoundPerson]:
    """Search by name or NIK, best first; all who are said to be the same are found once."""
    hits = search(session, text, most=_LOOKED_AT)
    of, first = clusters_of(session, [hit.person.id for hit in hits]), dict[tuple[str, ...], Hit]()
    for hit in hits:
        first.setdefault(of[hit.person.id], hit)
    people = shown_people(session, list(first)[:most])
    open_for = to_decide(session)
    return [
        FoundPerson(
            person,
            len(together),
            to_decide=bool(open_for.intersection(together)),
            also=first[together].person.name if first[together].person.name != person.name else "",
            near=first[together].distance > 0,
        )
        for together, person in people.items()
    ]


def to_decide(session: Session) -> set[str]:
    """The persons of whom two versions stand unsettled, or of whom it is unclear who they are."""
    found: set[str] = set()
    for slot in contradicted(session):
        if slot.entity in (Entity.PERSON, Entity.PAIR):
            found.update(slot.entity_id.split("~"))
    for pair in split_pairs(session):
        found.update((pair.first, pair.second))
    return found


def names_for(session: Session, people: Iterable[str] = ()) -> IdNames:
    """All users, also removed ones, and these people."""
    return IdNames(
        users=user_names(session),
        people={one.id: one.name for one in people_of(session, sorted(set(people)))},
        village=lambda code: village_name(session, code),
    )


def cluster_of(session: Session, person: str) -> Cluster:
    """The person among them, sorted by id."""
    return clusters_of(session, [person])[person]


def clusters_of(session: Session, people: Iterable[str]) -> dict[str, Cluster]:
    """By person."""
    rows = session.store.ask("clusters_of", _Member, people=json.dumps(list(people)))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row.other)
    return {person: tuple(others) for person, others in found.items()}


def shown_person(session: Session, person: str) -> Person:
    """Of all who are the same; raises `person.unknown`."""
    together = cluster_of(session, person)
    found = shown_people(session, [together]).get(together)
    if found is None:
        raise EktpError("person.unknown")
    return found


def shown_people(session: Session, clusters: Iterable[Cluster]) -> dict[Cluster, Person]:
    """Under the id of who speaks first; without those nobody knows."""
    clusters = list(clusters)
    known = {one.id: one for one in people_of(session, (one for together in clusters for one in together))}
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


def _fold(members: Sequence[Person], said: Sequence[Statement]) -> Person:
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
    """The same, whichever is named first."""
    return "~".join(sorted((one, other)))


def verdicts(session: Session) -> list[PairVerdict]:
    return session.store.ask("verdicts", PairVerdict)


def split_pairs(session: Session) -> list[PairVerdict]:
    """Two who were said not to be one, and whom a chain of others joins."""
    return session.store.ask("split_pairs", PairVerdict)


def contradicted(session: Session) -> list[Slot]:
    """What two versions of stand unsettled."""
    return session.store.ask("contradictions", Slot)


def decisions(session: Session, *, most: int) -> list[Decision]:
    """The latest first, also those that were taken back."""
    return session.store.ask("settlements", Decision, most=most)


def owner_of(session: Session, entity: Entity, entity_id: str) -> str:
    """Whose a ticket or a recording is; empty where nobody said."""
    row = session.one("owner_of", _Owner, entity=entity.value, id=entity_id)
    return row.person or "" if row else ""


def mentions(session: Session, people: Iterable[str]) -> list[Mention]:
    """Of standing lists, the latest first."""
    return session.store.ask("mentions", Mention, people=json.dumps(list(people)))


def said_claims(session: Session, people: Iterable[str]) -> list[Statement]:
    """Field by field, the latest first."""
    return session.store.ask("said_claims", Statement, people=json.dumps(list(people)))


def places_of(session: Session, people: Iterable[str]) -> list[EntityRef]:
    """Where the journal says something of these persons, also what was taken back of who is who."""
    return session.store.ask("places_of_people", EntityRef, people=json.dumps(list(people)))


def places_past_retention(session: Session, before: datetime, *, most: int) -> list[EntityRef]:
    """Where it names somebody of a visit that closed before then, or whom nothing was said of since.

    On a field laptop: and which is safe at the office.
    """
    return session.store.ask(
        "places_past_retention",
        EntityRef,
        before=before.isoformat(),
        before_utc=before.astimezone(UTC).isoformat(),
        personal=_PERSONAL,
        at_office=int(session.at_office),
        most=most,
    )


def ticket_places(session: Session, tickets: Iterable[str]) -> dict[str, TicketPlace]:
    rows = session.store.ask("number_and_village", TicketPlace, tickets=json.dumps(list(tickets)))
    return {row.id: row for row in rows}


def targets_of(session: Session, visit: str) -> list[Person]:
    """Everybody whom a visit's lists name, by name."""
    return session.store.ask("targets_of_visit", Person, visit=visit)


def births_after(session: Session, after: str, *, most: int) -> list[Births]:
    """The birth dates (ISO) that lists name after a day."""
    return session.store.ask("births_after", Births, after=after, most=most)


def people_born(session: Session, low: str, high: str) -> list[Born]:
    """Whoever was born from one day to another (ISO), by any source."""
    return session.store.ask("people_born", Born, low=low, high=high)


def people_with_nik(session: Session, nik: str) -> list[str]:
    return session.values("people_with_nik", str, nik=nik)


def unlisted(session: Session, *, most: int) -> list[str]:
    """Those met at the desk whom no list names, the latest first."""
    return session.values("unjoined", str, most=most)
