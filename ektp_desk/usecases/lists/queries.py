"""Lists that were loaded, and what a person once said that a layout's columns mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ektp_desk.domain.journal.bodies import ListDue, ListExpired, ListImported, ListWithdrawn, Withdrawn
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.moments import SETTLING, ConfirmedDays
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.admin.queries import confirmed_days, policy_number, user_names
from ektp_desk.usecases.places import Village, village_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, PrivateStruct
from ektp_desk.words import _

Corrections = dict[str, tuple[Meaning, ...]]


class PlannedList(PrivateStruct, frozen=True):
    """A list that a visit was planned with, whether it still stands or not."""

    visit: str
    name: str
    as_of: str
    state: ListState


class _Layout(PrivateStruct, frozen=True):
    layout: str  # `SheetColumns.layout`
    meanings: str  # a JSON list, by column in order


class _OfVillage(PrivateStruct, frozen=True):
    village: str  # empty where the list does not say
    people: int


class _OfList(PrivateStruct, frozen=True):
    list: str
    people: int


def lists(session: Session) -> list[ListFacts]:
    """Newest first."""
    return session.store.ask("lists", ListFacts)


def loaded_before(session: Session, digests: Sequence[str], list_id: str) -> tuple[str, ...]:
    """The names of standing lists, but for this one, that one of the files was loaded into."""
    return tuple(session.values("lists_of_files", str, digests=json.dumps(digests), list=list_id))


def planned_lists(session: Session) -> list[PlannedList]:
    """Of every visit, the newest list first."""
    return session.store.ask("lists_of_visits", PlannedList)


def people_by_village(session: Session) -> dict[str, int]:
    """How many different people all lists name in each village."""
    return {row.village: row.people for row in session.store.ask("people_of_villages", _OfVillage)}


def people_by_list_in(session: Session, village: str) -> dict[str, int]:
    """How many different people of a village each list names."""
    rows = session.store.ask("people_of_village_by_list", _OfList, village=village)
    return {row.list: row.people for row in rows}


def people_by_list(session: Session, chosen: Sequence[str]) -> dict[str, int]:
    """How many different people each of these lists names; one that names nobody is left out."""
    rows = session.store.ask("people_of_lists", _OfList, lists=json.dumps(chosen))
    return {row.list: row.people for row in rows}


def villages_of_list(session: Session, list_id: str) -> list[tuple[Village | None, int]]:
    """The villages that a list's people live in, most people first; None where the list does not say."""
    rows = session.store.ask("villages_of_list", _OfVillage, list=list_id)
    return [(village_of(session, row.village) if row.village else None, row.people) for row in rows]


def targets_in(session: Session, village: str, chosen: Sequence[str]) -> int:
    """Count the different people of a village in the chosen lists; without a village all of them."""
    if not village:
        return session.value("people_in_lists", int, lists=json.dumps(chosen)) or 0
    return session.value("targets_in_lists", int, village=village, lists=json.dumps(chosen)) or 0


def corrections_of(session: Session, kind: str) -> Corrections:
    """The remembered meanings of a kind's layouts, by `SheetColumns.layout`.

    A layout that a later release has taught a meaning unknown here is left to guessing.
    """
    found: Corrections = {}
    for layout in session.store.ask("layouts", _Layout, kind=kind):
        words = json.loads(layout.meanings)
        if set(words) <= set(Meaning):
            found[layout.layout] = tuple(map(Meaning, words))
    return found


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was done with a list: when by the office's clock, what, and by whom.

    `by` is empty where nobody decided it: the office's days were over.
    """

    at: datetime
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Story:
    """A list's villages (most people first), its passages (newest first), and the last day of its rows.

    `days_left` are those that will be confirmed before the rows of a list that is due are deleted.
    """

    villages: Sequence[tuple[Village | None, int]]
    passages: Sequence[Passage]
    kept_until: date | None
    days_left: int = SETTLING


def story_of(session: Session, facts: ListFacts) -> Story:
    names = user_names(session)
    told = [_passage(event, names) for event in session.store.events(Entity.LIST, facts.id)]
    passages = [passage for passage in reversed(told) if passage is not None]
    left = days_left(session, facts, confirmed_days(session))
    return Story(villages_of_list(session, facts.id), passages, kept_until(session, facts), left)


def kept_until(session: Session, facts: ListFacts) -> date | None:
    """The last day; None when the office keeps the rows for ever."""
    days = policy_number(session, Policy.LIST_DAYS)
    return facts.imported_at.date() + timedelta(days=days) if days else None


def is_over(session: Session, facts: ListFacts, day: date) -> bool:
    """Whether the office's days for a list's rows are over by a day."""
    until = kept_until(session, facts)
    return until is not None and day > until


def lists_over(session: Session, day: date) -> int:
    """How many lists that are not due yet would be by a day."""
    gone = (ListState.DUE, ListState.EXPIRED)
    return sum(facts.state not in gone and is_over(session, facts, day) for facts in lists(session))


def marks_of(session: Session, list_id: str) -> dict[str, date]:
    """What says that a list is due, by link: the day of each. Two copies of a store may both have said so."""
    life = session.store.life(Entity.LIST, list_id)
    return {e.link: date.fromisoformat(e.body.day) for e in life.events if isinstance(e.body, ListDue)}


def days_left(session: Session, facts: ListFacts, confirmed: ConfirmedDays) -> int:
    """How many further days will be confirmed before a list's rows are deleted."""
    until, marks = kept_until(session, facts), marks_of(session, facts.id)
    if until is None or not marks:
        return SETTLING
    return max(0, SETTLING - confirmed.since(max(until, *marks.values())))


def _passage(event: Event, names: dict[str, str]) -> Passage | None:
    words = {
        ListImported: _("dimuat"),
        ListWithdrawn: _("dicabut"),
        Withdrawn: _("dikembalikan"),
        ListDue: _("masa simpannya habis"),
        ListExpired: _("barisnya kedaluwarsa"),
    }
    what = words.get(type(event.body)) if event.body is not None else None
    if what is None:
        return None
    by = "" if isinstance(event.body, ListDue | ListExpired) else names.get(event.header.by, "")
    return Passage(event.moment.local, what, by)
