"""Finding people, and who of them are one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.usecases.people.folding import clusters_of, shown_people
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape, User
from ektp_desk.words.acts import Names

__all__ = ["Found", "clusters", "find", "names_for", "the_person", "village_name"]

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A person that a search found, once for all who are said to be the same."""

    person: Person
    together: int = 1  # how many persons of this store they are
    to_decide: bool = False  # two versions of something said of them, or of who they are
    also: str = ""  # another name of theirs, by which they were found


class _Member(Shape, frozen=True):
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


def clusters(session: Session) -> dict[str, str]:
    """Give for everybody who is said to be the same as somebody the id that stands for them all."""
    return {row.person: row.one for row in session.store.ask("clusters", _Member)}


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
