"""People as a screen lists, shows and compares them, each read at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.people.proposals import Proposal, Reason, all_proposals, proposals, unjoined
from ektp_desk.usecases.people.queries import (
    FoundPerson,
    cluster_of,
    clusters_of,
    find,
    shown_people,
    shown_person,
)
from ektp_desk.usecases.people.timeline import Timeline, person_line
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.words.acts import IdNames

MOST_FOUND = 50  # a search gives at most


@dataclass(frozen=True, slots=True, repr=False)
class PersonRow:
    """A person in a list, or two who may be one for a `reason`; `joined` says that they are by now.

    `key` names the row. The ids stay those of whom it was made for; `person` and `other` are whoever
    speaks for them and all who are the same.
    """

    key: str
    id: str
    person: Person
    village: str = ""
    found: FoundPerson | None = None  # by a search
    unproposed: bool = False  # no list names them, and they are like nobody
    reason: Reason | None = None
    other_id: str = ""
    other: Person | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class PersonFacts:
    """A person's line, and who else may be the same."""

    line: Timeline
    near: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Two who may be one, with the names that their fields need."""

    one: Person
    other: Person
    names: IdNames


def found_people(session: Session, text: str) -> tuple[list[PersonRow], bool]:
    """Those whom a search finds, and whether there is any list to look in."""
    found = find(session, text, most=MOST_FOUND) if text else []
    rows = [replace(_row(session, one.person), found=one) for one in found]
    return rows, bool(rows) or any(one.state is ListState.STANDING for one in lists(session))


def unjoined_people(session: Session) -> list[PersonRow]:
    """Those met at the desk whom no list names, each with who they may be."""
    rows = []
    for one in unjoined(session):
        best = next(iter(one.proposals), None)
        alone = replace(_row(session, one.person), unproposed=True)
        rows.append(_pair(one.person.id, best) if best else alone)
    return rows


def alike_people(session: Session, after: str) -> tuple[list[PersonRow], str | None]:
    """Those alike in one stretch of birth dates, and where the next begins: the desk works in between."""
    page = all_proposals(session, after=after)
    return [_pair(f"{pair.one.id}~{pair.other.id}", pair) for pair in page.found], page.after


def alike_anew(session: Session, rows: Sequence[PersonRow]) -> list[PersonRow]:
    """Rows of those alike as they are shown by now; no row moves."""
    of = clusters_of(session, {id_ for row in rows for id_ in (row.id, row.other_id)})
    people = shown_people(session, set(of.values()))
    return [
        replace(row, person=one, other=other, joined=of[row.id] == of[row.other_id])
        if (one := people.get(of[row.id])) and (other := people.get(of[row.other_id]))
        else row
        for row in rows
    ]


def read_person(session: Session, person: str) -> PersonFacts:
    """Raises `person.unknown`."""
    return PersonFacts(person_line(session, person), tuple(proposals(session, person)))


def candidates(session: Session, person: str, text: str) -> list[PersonRow]:
    """Who may be the same as a person: those proposed, or those whom a search finds."""
    if not text:
        proposed = proposals(session, person)
        return [replace(_row(session, one.other), reason=one.reason) for one in proposed]
    same, found = cluster_of(session, person), find(session, text, most=MOST_FOUND)
    return [replace(_row(session, one.person), found=one) for one in found if one.person.id not in same]


def compare_people(session: Session, one: str, other: str) -> Comparison:
    """Raises `person.unknown`."""
    names = IdNames(village=lambda code: village_name(session, code))
    return Comparison(shown_person(session, one), shown_person(session, other), names)


def _row(session: Session, person: Person) -> PersonRow:
    return PersonRow(person.id, person.id, person, village_name(session, person.village))


def _pair(key: str, pair: Proposal) -> PersonRow:
    return PersonRow(key, pair.one.id, pair.one, reason=pair.reason, other_id=pair.other.id, other=pair.other)
