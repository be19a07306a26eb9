"""Numbers that several laptops gave without having seen each other: their papers, and what was ruled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import BodyErased, NumberParted, TicketIdentified
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.parting import RULING, Parts
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.tickets import OTHER_PAPER, TicketId
from ektp_desk.usecases.admin.queries import laptops, user_names
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Ticket
from ektp_desk.words.acts import IdNames

_ASKED_FOR = timedelta(days=45)  # after a visit's day: then both count, and F4 shows both


class _Doubled(PrivateStruct, frozen=True):
    ticket: str


class DoublePair(PrivateStruct, frozen=True):
    """Two recordings' ids."""

    first: str
    second: str


class RecordingMade(PrivateStruct, frozen=True):
    """A finished recording as its laptop made it; `steps` are "photo attested 1", with commas between.

    `village` is the visit's place: its name, also where it is a desa.
    """

    id: str
    visit: str
    person: str
    name: str
    desk: str
    ended_at: datetime
    number: str
    village: str
    by: str
    laptop: str
    steps: str


class RecordingOfTicket(PrivateStruct, frozen=True):
    """A recording, and of whom."""

    id: str
    person: str


class PictureClaim(PrivateStruct, frozen=True):
    """Links of an erased event and of one that names its file, and of whose recording that is."""

    erased: str
    naming: str
    recording: str
    person: str
    name: str


class NumberRulingRow(PrivateStruct, frozen=True):
    """A ruling on a doubled number: `event` is its link."""

    ticket: str
    event: str


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """One paper of a doubled number, as its ticket stands; by whom and on which laptop it was given."""

    giving: str
    ticket: Ticket
    by: str
    laptop: str


@dataclass(frozen=True, slots=True, repr=False)
class DoubledNumber:
    """A number with several papers; `loose` is what one laptop said of it and nobody can tell of whom.

    Where something is loose it is asked first of which paper it is, else who keeps the number. `is_new`
    while nobody has ruled on it.
    """

    ticket: str
    number: str
    papers: tuple[Paper, ...]
    loose: tuple[Event, ...]
    laptop: str  # that said what is loose
    is_new: bool
    names: IdNames = field(default_factory=IdNames)  # of whom the loose events name

    @property
    def people(self) -> set[str]:
        """Whom the loose events name."""
        return _known(self.loose)

    @property
    def choices(self) -> tuple[Paper, ...]:
        """The papers to choose from: only one that has no other number yet may keep this one."""
        return self.papers if self.loose else tuple(one for one in self.papers if not one.ticket.was)


@dataclass(frozen=True, slots=True, repr=False)
class DoubleRecording:
    """Two recordings of one person that two laptops made unseen."""

    made: tuple[RecordingMade, RecordingMade]

    @property
    def is_one_person(self) -> bool:
        return self.made[0].person == self.made[1].person

    @property
    def key(self) -> tuple[str, str]:
        return self.made[0].id, self.made[1].id


@dataclass(frozen=True, slots=True, repr=False)
class NumberRuling:
    """Who kept a number, and the numbers that its other papers have now."""

    event: str
    number: str
    moved: tuple[str, ...]
    at: datetime
    by: str
    undone: bool = False  # it never is


def doubled(session: Session, visit: str = "") -> list[DoubledNumber]:
    """Those of a visit, or of all, on which somebody has to rule."""
    found = (doubled_number(session, ticket) for ticket in doubled_numbers(session, visit))
    return [one for one in found if one is not None]


def doubled_number(session: Session, ticket: str) -> DoubledNumber | None:
    """None where nothing is to be ruled."""
    life = session.store.life(Entity.TICKET, ticket)
    parts = life.parts
    if parts is None or not parts.waits:
        return None
    users, labels = user_names(session), laptops(session)
    rows = {row.id: row for row in papers_of_number(session, ticket)}
    papers: list[Paper] = []
    for giving in sorted(parts.papers):
        row = rows.get(_row_of(ticket, parts, giving))
        given = next((event.header for event in life.all if event.link == giving), None)
        if row is not None and given is not None:
            label = labels.get((given.device, given.incarnation), "")
            papers.append(Paper(giving, row, users.get(given.by, ""), label))
    loose = _of_one_laptop(parts.loose)
    head = loose[0].header if loose else None
    return DoubledNumber(
        ticket=ticket,
        number=str(TicketId.parse(ticket).number),
        papers=tuple(sorted(papers, key=lambda one: (one.ticket.given_at, one.giving))),
        loose=loose,
        laptop=labels.get((head.device, head.incarnation), "") if head else "",
        is_new=not parts.moved,
    )


def events_of_people(life: Life, people: Set[str]) -> list[Event]:
    """All of an entity; of a number that several people had, what is of the papers of these.

    What was entered under another number is that ticket's.
    """
    parts = life.parts
    if parts is None:
        return list(life.all)
    papers = (events for giving, events in parts.papers.items() if giving not in parts.moved)
    theirs = {e.link for events in (*papers, parts.loose) if _known(events) & people for e in events}
    of_none = (*RULING, BodyErased)
    return [event for event in life.all if event.link in theirs or isinstance(event.body, of_none)]


def _known(events: Iterable[Event]) -> set[str]:
    return {event.body.person for event in events if isinstance(event.body, TicketIdentified)}


def _row_of(ticket: str, parts: Parts, giving: str) -> str:
    if giving == parts.kept:
        return ticket
    return parts.moved.get(giving) or f"{ticket}{OTHER_PAPER}{giving[:16]}"


def _of_one_laptop(loose: Iterable[Event]) -> tuple[Event, ...]:
    """What is asked in one go: what the first of the journals said."""

    def journal(event: Event) -> tuple[str, str]:
        return event.header.device, event.header.incarnation

    for _, events in groupby(sorted(loose, key=journal), key=journal):
        return tuple(events)
    return ()


def papers_of_number(session: Session, ticket: str) -> list[Ticket]:
    """Who has a number, and who was given it too and has another one since: more than one only if doubled."""
    return session.store.ask("papers_of_number", Ticket, ticket=ticket)


def doubled_numbers(session: Session, visit: str = "") -> list[str]:
    """The tickets, of a visit or of all, of whose papers somebody has to rule."""
    return [one.ticket for one in session.store.ask("doubled_numbers", _Doubled, visit=visit)]


def recordings_of_ticket(session: Session, ticket: str) -> list[RecordingOfTicket]:
    return session.store.ask("recordings_of_ticket", RecordingOfTicket, ticket=ticket)


def number_rulings(session: Session, *, most: int) -> list[NumberRulingRow]:
    """Latest first."""
    return session.store.ask("number_rulings", NumberRulingRow, most=most)


def rulings_on_numbers(session: Session, *, most: int) -> list[NumberRuling]:
    """Latest first."""
    users, found = user_names(session), list[NumberRuling]()
    for row in number_rulings(session, most=most):
        all_ = session.store.life(Entity.TICKET, row.ticket).all
        event = next((one for one in all_ if one.link == row.event.lower()), None)
        if event is not None and isinstance(event.body, NumberParted):
            moved = tuple(str(TicketId.parse(one.to).number) for one in event.body.moved)
            number = str(TicketId.parse(row.ticket).number)
            by = users.get(event.header.by, "")
            found.append(NumberRuling(event.link, number, moved, event.moment.local, by))
    return found


def double_pairs(session: Session) -> list[DoublePair]:
    """Recordings of one person that two laptops made unseen, of the last visits; nobody has ruled on them."""
    since = (session.today - _ASKED_FOR).isoformat()
    return session.store.ask("double_recordings", DoublePair, since=since)


def picture_claims(session: Session) -> list[PictureClaim]:
    return session.store.ask("claimed_pictures", PictureClaim)


def recordings_made(session: Session, ids: Iterable[str]) -> dict[str, RecordingMade]:
    """By id; with local times."""
    rows = session.store.ask("recordings_made", RecordingMade, recordings=json.dumps(sorted(set(ids))))
    zone = session.now.tzinfo
    return {
        row.id: replace(row, ended_at=row.ended_at.astimezone(zone), village=_place(session, row.village))
        for row in rows
    }


def _place(session: Session, village: str) -> str:
    with suppress(EktpError):
        code = RegionCode.parse(village)
        return session.gazetteer.place(code).name if code in session.gazetteer else village
    return village


def double_recordings(session: Session) -> list[DoubleRecording]:
    """Each with both recordings, the earlier clock first."""
    pairs = double_pairs(session)
    made = (
        recordings_made(session, (one for pair in pairs for one in (pair.first, pair.second)))
        if pairs
        else {}
    )
    found = []
    for pair in pairs:
        one, other = sorted((made[pair.first], made[pair.second]), key=lambda row: (row.ended_at, row.id))
        found.append(DoubleRecording((one, other)))
    return found
