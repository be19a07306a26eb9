"""Numbers that several laptops gave without having seen each other: whose is which, and who keeps the number.

Each paper counts from the moment it is known here. A supervisor says which one keeps the number; the others
are tickets of their own from then on, with all that was said of them. That is final, as giving a number is:
the new number is on somebody's paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    EventsPlaced,
    MovedPaper,
    NumberParted,
    PairNotSame,
    PairSame,
    RecordingCounted,
    RecordingMoved,
    RecordingStarted,
    Settled,
    TicketEnded,
    TicketEntered,
    TicketIdentified,
)
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.parting import ISSUE, Parts, moved_event
from ektp_desk.domain.tickets import TicketId, entry_numbers
from ektp_desk.usecases.doubles.queries import (
    DoubledNumber,
    DoubleRecording,
    double_pairs,
    doubled_number,
    recordings_of_ticket,
)
from ektp_desk.usecases.session import Session

Papers = Mapping[str, tuple[Event, ...]]  # by the link of the giving


def answer(session: Session, found: DoubledNumber, place: int) -> list[str]:
    """Take the choice at this place, behind the last that all is one paper; give as `keep_number` does."""
    if found.loose:
        place_events(session, found, found.choices[place].giving)
    elif place < len(found.choices):
        return keep_number(session, found, found.choices[place].giving)
    else:
        say_one_paper(session, found)
    return []


def keep_number(session: Session, found: DoubledNumber, giving: str) -> list[str]:
    """Let the paper of this giving keep the number; give the tickets that the others are from now on.

    Raises `settle.changed` when it is no longer what was asked, `role.not_allowed`.
    """
    life, parts = _unchanged(session, found)
    if found.loose or giving not in parts.papers or giving in parts.moved:
        raise EktpError("settle.changed")
    return _rule(session, found.ticket, life, parts.papers, giving)


def place_events(session: Session, found: DoubledNumber, giving: str) -> None:
    """Say of which paper the loose events are. Raises as `keep_number`.

    Once there is a ruling it is said anew: another one that had not seen it may have put them elsewhere.
    """
    life, parts = _unchanged(session, found)
    if not found.loose or giving not in parts.papers:
        raise EktpError("settle.changed")
    links = {event.link for event in found.loose}
    if not parts.moved:
        body = EventsPlaced(giving=giving, events=tuple(sorted(links)))
        session.write(NewEvent(Entity.TICKET, found.ticket, body, TicketId.parse(found.ticket).visit))
        return
    own = links | {event.link for event in parts.papers[giving]}
    papers = {**parts.papers, giving: tuple(event for event in life.all if event.link in own)}
    _rule(session, found.ticket, life, papers, parts.kept)


def say_one_paper(session: Session, found: DoubledNumber) -> None:
    """Say that it is one paper, which two laptops wrote down; can be withdrawn. Raises as `keep_number`."""
    _unchanged(session, found)
    if not found.is_new:
        raise EktpError("settle.changed")
    links = sorted(paper.giving for paper in found.papers)
    word = Settled(slot=ISSUE, event=links[0], over=tuple(links[1:]))
    session.write(NewEvent(Entity.TICKET, found.ticket, word, TicketId.parse(found.ticket).visit))


def _unchanged(session: Session, found: DoubledNumber) -> tuple[Life, Parts]:
    life, now = session.store.life(Entity.TICKET, found.ticket), doubled_number(session, found.ticket)
    same = now is not None and {p.giving for p in now.papers} == {p.giving for p in found.papers}
    if life.parts is None or now is None or not same or now.loose != found.loose:
        raise EktpError("settle.changed")
    return life, life.parts


def _rule(session: Session, ticket: str, life: Life, papers: Papers, kept: str) -> list[str]:
    """Write who keeps the number and enter every other paper, also one that was entered before."""
    parts, visit = life.parts, TicketId.parse(ticket).visit
    assert parts is not None
    tickets = {giving: ticket for giving in papers if giving == kept}
    for giving in sorted(papers):
        if giving != kept:
            tickets[giving] = parts.moved.get(giving) or _free(session, ticket, giving, tickets)
    moved = tuple(
        MovedPaper(giving, tickets[giving], tuple(event.link for event in papers[giving]))
        for giving in sorted(papers)
        if giving != kept
    )
    parted = NumberParted(giving=kept, kept=tuple(event.link for event in papers.get(kept, ())), moved=moved)
    acts = [NewEvent(Entity.TICKET, ticket, parted, visit)]
    acts += [NewEvent(Entity.TICKET, one.to, _entered(ticket, one.giving, papers), visit) for one in moved]
    acts += _recordings(session, ticket, papers, tickets)
    session.write(*acts)
    return [one.to for one in moved]


def _entered(ticket: str, giving: str, papers: Papers) -> TicketEntered:
    moved = [moved_event(event) for event in papers[giving]]
    said = {event.link: whole for event, whole in moved if whole}
    return TicketEntered(
        origin=ticket,
        giving=giving,
        events=tuple(event for event, _ in moved),
        said=msgspec.json.encode(said).decode() if said else "",
    )


def _free(session: Session, ticket: str, giving: str, taken: Mapping[str, str]) -> str:
    """The first number for a paper that no other one has."""
    visit = TicketId.parse(ticket).visit
    for number in entry_numbers(giving):
        to = str(TicketId(visit, number))
        if to not in taken.values() and _is_free(session, to, giving):
            return to
    raise EktpError("numbers.none_free")


def _is_free(session: Session, to: str, giving: str) -> bool:
    """Whether nothing was said of a number, or it is this very paper's: another ruling had entered it."""
    said = [event.body for event in session.store.life(Entity.TICKET, to).all]
    return not said or any(isinstance(body, TicketEntered) and body.giving == giving for body in said)


def _recordings(
    session: Session, ticket: str, papers: Papers, tickets: Mapping[str, str]
) -> Iterator[NewEvent]:
    """Let the recordings of papers that were entered anew go with them."""
    for row in recordings_of_ticket(session, ticket):
        life = session.store.life(Entity.RECORDING, row.id)
        start = next((event for event in life.all if isinstance(event.body, RecordingStarted)), None)
        giving = _whose(row.id, row.person, start, papers)
        if giving is not None and tickets[giving] != ticket:
            body = RecordingMoved(ticket=tickets[giving])
            yield NewEvent(Entity.RECORDING, row.id, body, TicketId.parse(ticket).visit)


def _whose(recording: str, person: str, start: Event | None, papers: Papers) -> str | None:
    """Of the paper that ended with it, else of the one whose person it is of, else of the same laptop's."""

    def ended(event: Event) -> bool:
        return isinstance(event.body, TicketEnded) and event.body.recording == recording

    def known(event: Event) -> bool:
        return isinstance(event.body, TicketIdentified) and event.body.person == person

    def beside(event: Event) -> bool:
        head = start.header if start else event.header
        return (event.header.device, event.header.incarnation) == (head.device, head.incarnation)

    for tells in (ended, known, beside):
        found = [giving for giving, events in papers.items() if any(map(tells, events))]
        if len(found) == 1:
            return found[0]
    return None


def rule_recordings(session: Session, found: DoubleRecording, place: int) -> None:
    """Let one of two recordings count, and say that it is one person; behind both: each counts.

    Then two persons are said to be two. The other recording stays whole, and counts nowhere.
    Raises `settle.changed` when it is no longer what was asked, `role.not_allowed`.
    """
    one, other = found.made
    acts = [
        NewEvent(Entity.RECORDING, made.id, RecordingCounted(place in (at, 2), beside.id), made.visit)
        for at, (made, beside) in enumerate(((one, other), (other, one)))
    ]
    if not found.is_one_person:
        first, second = sorted((one.person, other.person))
        body = (PairNotSame if place == 2 else PairSame)(first=first, second=second, ground="")
        acts.insert(0, NewEvent(Entity.PAIR, f"{first}~{second}", body, one.visit))
    session.check_roles(*acts)
    if not any({pair.first, pair.second} == {one.id, other.id} for pair in double_pairs(session)):
        raise EktpError("settle.changed")
    session.write(*acts)
