"""Today's people in one search: whom the visit expects, who has a number, and then the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.nearness import NameWords, TypedWords
from ektp_desk.domain.people import nik_digits
from ektp_desk.domain.sought import still_sought
from ektp_desk.domain.tickets import Number
from ektp_desk.usecases.people.queries import clusters_of, search, targets_of
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Ticket
from ektp_desk.usecases.visits.absences.queries import absences_of

_MOST = 20  # of each section
_Named = TypeVar("_Named", Person, Ticket)
_SERIAL = 3  # digits of a number at most; a NIK is asked for by four


class PersonSection(StrEnum):
    """Where somebody was found, in the order in which they are shown."""

    TARGETS = "targets"
    SOUGHT = "sought"
    QUEUE = "queue"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, repr=False)
class DayPerson:
    """Somebody as they stand today: a person of the lists, the bearer of a number, or both.

    `village` is a name, and empty for who lives where the visit is; `near`: named like what was typed;
    `absence`: the AbsenceReason of a target who did not come, where somebody said it; `missed`: the ticket of
    a home at which they were sought and another was met.
    """

    section: PersonSection
    person: Person | None = None
    ticket: Ticket | None = None
    village: str = ""
    near: bool = False
    absence: str = ""
    missed: Ticket | None = None

    @property
    def key(self) -> str:
        if self.missed is not None:
            return f"{self.section}:{self.missed.id}"
        return self.person.id if self.person else self.ticket.id if self.ticket else ""

    @property
    def name(self) -> str:
        if self.missed is not None:
            return self.missed.sought
        return self.person.name if self.person else self.ticket.name if self.ticket else ""

    @property
    def target(self) -> bool:
        return self.section is PersonSection.TARGETS

    @property
    def is_known(self) -> bool:
        """Whether they have a number or were recorded: then mostly not another number is wanted."""
        return self.ticket is not None or (self.person is not None and self.person.recorded_at is not None)

    @property
    def is_to_come(self) -> bool:
        """Whether it may be said why they did not come."""
        return self.target and self.ticket is None and self.person is not None and not self.person.recorded_at


@dataclass(frozen=True, slots=True, repr=False)
class DayTargets:
    """Whom the visit expects; `same` gives, for a person, the target that they are said to be.

    `words` are those of each name: a desa of 11,000 is gone through at every key.
    `absences`: by a person's id the AbsenceReason that somebody gave for their not coming.
    """

    people: Mapping[str, Person]
    same: Mapping[str, str]
    words: Mapping[str, NameWords]
    absences: Mapping[str, str]

    def of(self, person: str | None) -> str:
        """The target's id; empty where none is meant."""
        found = self.same.get(person or "", person or "")
        return found if found in self.people else ""

    def to_come(self, tickets: Sequence[Ticket]) -> list[DayPerson]:
        """Whom the team did not meet at home; then who has no number and was not recorded, by their home."""
        came = {self.of(ticket.person) for ticket in tickets}
        left = [one for id_, one in self.people.items() if id_ not in came and one.recorded_at is None]
        left.sort(key=lambda one: (one.dusun, one.rw, one.rt, one.rombel, one.name))
        listed = [
            DayPerson(PersonSection.TARGETS, one, absence=self.absences.get(one.id, "")) for one in left
        ]
        return [*(_missed(ticket) for ticket in still_sought(tickets)), *listed]


def read_targets(session: Session, visit: str) -> DayTargets:
    people = {one.id: one for one in targets_of(session, visit)}
    same = {other: id_ for id_, others in clusters_of(session, people).items() for other in others}
    absences = {same.get(person, person): reason for person, reason in absences_of(session, visit)}
    words = {id_: NameWords(one.name) for id_, one in people.items()}
    return DayTargets(people, same, words, absences)


def find_today(session: Session, facts: QueueFacts, targets: DayTargets, text: str) -> list[DayPerson]:
    """By number, name or NIK: those expected first, then who has a number, then the register."""
    text = text.strip()
    if not text:
        return []
    tickets = facts.everybody()
    numbered = list(_by_number(tickets, text))
    of = {targets.of(ticket.person) or ticket.person: ticket for ticket in tickets if ticket.person}
    if numbered:
        return [_holder(targets, ticket) for ticket in numbered]
    expected = _nearest(text, ((one, targets.words[id_]) for id_, one in targets.people.items()))
    others = (ticket for ticket in tickets if not targets.of(ticket.person))
    here = _nearest(text, ((ticket, NameWords(ticket.name or ticket.sought)) for ticket in others))
    missed = _nearest(text, ((ticket, NameWords(ticket.sought)) for ticket in still_sought(tickets)))
    why = targets.absences
    found = [
        DayPerson(PersonSection.TARGETS, one, of.get(one.id), near=far > 0, absence=why.get(one.id, ""))
        for far, one in expected
    ]
    found += [DayPerson(PersonSection.QUEUE, None, one, near=far > 0) for far, one in here]
    sought = [_missed(ticket, near=far > 0) for far, ticket in missed]
    known = {one.key for one in found} | {one.ticket.person for one in found if one.ticket}
    for hit in search(session, text, most=_MOST):
        person = hit.person
        if person.id in known or targets.of(person.id) in known:
            continue
        target, near = targets.of(person.id), hit.distance > 0
        if target:
            one, ticket = targets.people[target], of.get(target)
            found.append(
                DayPerson(PersonSection.TARGETS, one, ticket, near=near, absence=why.get(target, ""))
            )
            known.add(target)
            continue
        village = "" if person.village == facts.visit.village else village_name(session, person.village)
        found.append(DayPerson(PersonSection.REGISTER, person, of.get(person.id), village, near=near))
    order = list(PersonSection)
    return sorted([*sought, *found], key=lambda one: (order.index(one.section), one.near))


def _missed(ticket: Ticket, *, near: bool = False) -> DayPerson:
    return DayPerson(PersonSection.SOUGHT, near=near, missed=ticket)


def _holder(targets: DayTargets, ticket: Ticket) -> DayPerson:
    """Whoever has this number."""
    target = targets.people.get(targets.of(ticket.person))
    return DayPerson(PersonSection.TARGETS if target else PersonSection.QUEUE, target, ticket)


def _by_number(tickets: Sequence[Ticket], text: str) -> Iterator[Ticket]:
    """Whose number it is, or was on paper; of a letter's numbers the serial alone is enough."""
    if text.isdecimal() and len(text) <= _SERIAL:
        yield from (ticket for ticket in tickets if ticket.serial == int(text))
        return
    try:
        number = str(Number.parse(text))
    except EktpError:
        return
    yield from (ticket for ticket in tickets if number in (ticket.number, ticket.on_paper))


def _nearest(text: str, among: Iterable[tuple[_Named, NameWords]]) -> list[tuple[int, _Named]]:
    """The nearest by name first, or whose NIK begins so."""
    if digits := nik_digits(text):
        return [(0, one) for one, _words in among if getattr(one, "nik", "").startswith(digits)][:_MOST]
    typed = TypedWords(text)
    found = [(far, one) for one, words in among if (far := words.distance(typed)) is not None]
    return sorted(found, key=lambda one: (one[0], one[1].name))[:_MOST]
