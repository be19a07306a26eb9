"""One person's whole line: what lists, the desk and the ministry say, newest first, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.bodies import Body, BodyErased
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.life import withdrawn
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.people import CLAIMED, age_on, birthday_on
from ektp_desk.domain.recordings import CARD_FROM, RECORDED_FROM, ModalityState
from ektp_desk.usecases.admin.queries import laptops, user_names
from ektp_desk.usecases.doubles.queries import events_of_people
from ektp_desk.usecases.people.claims import FieldClaims, claims
from ektp_desk.usecases.people.queries import (
    Mention,
    TicketPlace,
    cluster_of,
    mentions,
    names_for,
    places_of,
    shown_person,
    ticket_places,
    to_decide,
)
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.words.acts import IdNames

_TELLING = ("nik", "sex", "birth", "name")  # of a wrong join, the surest sign first
_WEIGHTY = (*_TELLING, *(field for field in CLAIMED if field not in _TELLING))
_CARD_MADE = ("CARD_PRINTED", "CARD_SHIPPED", "CARD_ISSUED")


class AheadKind(StrEnum):
    """What will come of itself, or should come next."""

    MAY_BE_RECORDED = "may_be_recorded"  # turns 16
    CARD_ALLOWED = "card_allowed"  # turns 17
    CARD_TO_COME = "card_to_come"  # recorded and old enough; the ministry has yet to say


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took an act back, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """An act: `body` is None when only a later release knows its kind."""

    at: datetime
    body: Body | None
    entity: Entity
    entity_id: str
    event: str  # link
    kind: str
    by: str  # the user's name
    laptop: str  # "01/a"
    seq: int = 0  # orders what one moment saw
    about: str = ""  # the person of a cluster whose it is
    number: str = ""  # the ticket's
    village: str = ""  # the visit's, by name
    undone: Undone | None = None

    @property
    def correction(self) -> b.ClaimCorrected | None:
        """The correction that this act is, if it is one."""
        return self.body if isinstance(self.body, b.ClaimCorrected) else None

    @property
    def final(self) -> bool:
        """Whether nobody may take it back."""
        kind = CATALOGUE.get(self.kind)
        return kind is None or kind.final


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """A list names the person since `at`."""

    at: datetime
    mention: Mention


@dataclass(frozen=True, slots=True, repr=False)
class Status:
    """The ministry's status as a list says it; `latest` marks the one that was last seen."""

    at: datetime
    mention: Mention
    latest: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead; without a day it waits for somebody."""

    kind: AheadKind
    day: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """A person, all who are the same, what is claimed of them, and their line, what lies ahead first."""

    person: Person
    village: str
    together: tuple[str, ...]
    status: Status | None
    claims: tuple[FieldClaims, ...]
    entries: tuple[Entry, ...]
    names: IdNames
    to_decide: bool

    @property
    def differing(self) -> tuple[FieldClaims, ...]:
        """The fields of which sources say different things, first what tells best that two are not one."""
        differing = [one for one in self.claims if one.differs]
        return tuple(sorted(differing, key=lambda one: _WEIGHTY.index(one.field)))


class Reader:
    """Reads the lives of these places with the names they need, asked once."""

    def __init__(
        self, session: Session, places: Iterable[tuple[Entity, str]], people: Iterable[str] = ()
    ) -> None:
        """Of a number that several had only what is of the paper of these people."""
        self._session, self._people = session, set(people)
        self._users = user_names(session)
        self._laptops = laptops(session)
        self._numbers = ticket_places(session, (name for entity, name in places if entity is Entity.TICKET))

    def entries(self, entity: Entity, entity_id: str) -> Iterator[Done]:
        """What was done, undone acts with who undid them; steps that went as usual are left out."""
        events = events_of_people(self._session.store.life(entity, entity_id), self._people)
        gone = withdrawn(events)
        undoing = {e.body.event: e for e in events if isinstance(e.body, b.Withdrawn)}
        ticket = self._ticket(entity, entity_id, events)
        for event in events:
            if not isinstance(event.body, b.Withdrawn) and _is_told(event):
                undone = undoing[event.link] if event.link in gone else None
                # Of a ticket that was entered under another number it is taken back there.
                yield replace(self._done(event, ticket, undone), entity_id=entity_id)

    def _done(self, event: Event, ticket: TicketPlace | None, undone: Event | None) -> Done:
        head = event.header
        return Done(
            at=event.moment.local,
            body=event.body,
            entity=Entity(head.entity),
            entity_id=head.id,
            event=event.link,
            kind=head.kind,
            by=self._users.get(head.by, ""),
            laptop=self._laptops.get((head.device, head.incarnation), ""),
            seq=head.seq,
            about=head.id if head.entity == Entity.PERSON else "",
            number=ticket.number if ticket else "",
            village=village_name(self._session, ticket.village) if ticket else "",
            undone=Undone(self._users.get(undone.header.by, ""), undone.moment.local) if undone else None,
        )

    def _ticket(self, entity: Entity, entity_id: str, events: list[Event]) -> TicketPlace | None:
        if entity is Entity.TICKET:
            return self._numbers.get(entity_id)
        started = (e.body.ticket for e in events if isinstance(e.body, b.RecordingStarted))
        return self._numbers.get(next(started, ""))


Entry = Done | Named | Status | Ahead


def _is_told(event: Event) -> bool:
    if isinstance(event.body, b.ModalitySet):
        return event.body.state == ModalityState.EXCEPTED
    return not isinstance(event.body, b.DocumentsSeen)


def person_line(session: Session, person: str) -> Timeline:
    """Of all who are said to be the same; raises `person.unknown`."""
    who, together = shown_person(session, person), cluster_of(session, person)
    named = mentions(session, together)
    done = _acts(session, together)
    partners = {one for entry in done if entry.entity is Entity.PAIR for one in entry.entity_id.split("~")}
    partners |= {entry.body.person for entry in done if isinstance(entry.body, b.TicketReopened)}
    told: list[Done | Named | Status] = [*done, *_of_lists(named)]
    told.sort(key=_when, reverse=True)
    status = next((one for one in told if isinstance(one, Status) and one.latest), None)
    return Timeline(
        person=who,
        village=village_name(session, who.village),
        together=together,
        status=status,
        claims=tuple(claims(session, who, together)),
        entries=(*_ahead(who, status, session.today), *told),
        names=names_for(session, {*together, *partners}),
        to_decide=bool(to_decide(session).intersection(together)),
    )


def _when(entry: Done | Named | Status) -> tuple[datetime, int]:
    return entry.at, entry.seq if isinstance(entry, Done) else 0


def _acts(session: Session, together: tuple[str, ...]) -> list[Done]:
    places = {(place.entity, place.entity_id) for place in places_of(session, together)}
    reader, found = Reader(session, places, together), list[Done]()
    erased: set[tuple[str, str]] = set()
    for entity, entity_id in sorted(places):
        for entry in reader.entries(entity, entity_id):
            if isinstance(entry.body, BodyErased):  # one act of a person empties several entities
                at = (entry.at.isoformat(), entry.body.ground)
                if at in erased:
                    continue
                erased.add(at)
            found.append(entry)
    return found


def _of_lists(named: list[Mention]) -> list[Named | Status]:
    """Say what lists say; the status of the list with the latest day was last seen, whatever its code."""
    found: list[Named | Status] = []
    latest = True
    for mention in named:
        if mention.siak_status and mention.kind == ListKind.STATUS:
            found.append(Status(mention.imported_at, mention, latest=latest))
            latest = False
        else:
            found.append(Named(mention.imported_at, mention))
    return found


def _ahead(who: Person, status: Status | None, today: date) -> list[Ahead]:
    """The furthest first."""
    birth = date.fromisoformat(who.birth) if who.birth else None
    made = status is not None and status.mention.siak_status in _CARD_MADE
    if birth is None or made:
        return []
    found = []
    if age_on(birth, today) < CARD_FROM:
        found.append(Ahead(AheadKind.CARD_ALLOWED, birthday_on(birth, CARD_FROM)))
    elif who.recorded_at is not None:
        found.append(Ahead(AheadKind.CARD_TO_COME))
    if age_on(birth, today) < RECORDED_FROM:
        found.append(Ahead(AheadKind.MAY_BE_RECORDED, birthday_on(birth, RECORDED_FROM)))
    return found
