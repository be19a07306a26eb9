"""Turns an entity's events into what stands on a line: who, where, and whether it was taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.life import withdrawn
from ektp_desk.domain.recordings import ModalityState
from ektp_desk.usecases.people.finding import village_name
from ektp_desk.usecases.people.line.entries import Done, Undone
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, User


class _Laptop(Shape, frozen=True):
    device: str
    incarnation: str
    label: str


class _Number(Shape, frozen=True):
    id: str
    number: str
    village: str


class Reader:
    """Reads the lives of these places with the names they need, asked once."""

    def __init__(self, session: Session, places: Iterable[tuple[Entity, str]]) -> None:
        self._session = session
        self._users = {user.id: user.name for user in session.store.ask("users", User)}
        self._laptops = laptops(session)
        tickets = json.dumps([entity_id for entity, entity_id in places if entity is Entity.TICKET])
        rows = session.store.ask("number_and_village", _Number, tickets=tickets)
        self._numbers = {row.id: row for row in rows}

    def entries(self, entity: Entity, entity_id: str) -> Iterator[Done]:
        """Give what was done, undone acts with who undid them; steps that went as usual are left out."""
        events = self._session.store.events(entity, entity_id)
        gone = withdrawn(events)
        undoing = {e.body.event: e for e in events if isinstance(e.body, b.Withdrawn)}
        ticket = self._ticket(entity, entity_id, events)
        for event in events:
            if not isinstance(event.body, b.Withdrawn) and _is_told(event):
                undone = undoing[event.link] if event.link in gone else None
                yield self._done(event, ticket, undone)

    def _done(self, event: Event, ticket: _Number | None, undone: Event | None) -> Done:
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

    def _ticket(self, entity: Entity, entity_id: str, events: list[Event]) -> _Number | None:
        if entity is Entity.TICKET:
            return self._numbers.get(entity_id)
        started = (e.body.ticket for e in events if isinstance(e.body, b.RecordingStarted))
        return self._numbers.get(next(started, ""))


def laptops(session: Session) -> dict[tuple[str, str], str]:
    """Give each journal's label, by device and incarnation."""
    rows = session.store.ask("laptops", _Laptop)
    return {(row.device, row.incarnation): row.label for row in rows}


def _is_told(event: Event) -> bool:
    if isinstance(event.body, b.ModalitySet):
        return event.body.state == ModalityState.EXCEPTED
    return not isinstance(event.body, b.DocumentsSeen)
