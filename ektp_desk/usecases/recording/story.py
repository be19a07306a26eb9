"""One ticket whole, also after its end: whose it was, what was taken, which papers were seen.

Apart from what F3 works on: nothing of it can be changed, and the queue shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ektp_desk.domain.journal.bodies import HomeAsked
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.recordings import Modality, Taken
from ektp_desk.usecases.people.queries import people_of
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.queue.queries import the_ticket
from ektp_desk.usecases.recording.queries import steps_of, the_recording
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Recording, Ticket


@dataclass(frozen=True, slots=True, repr=False)
class TicketStory:
    """`person` is None for whom nobody named, `recording` where none was finished for it.

    `was_sought` names who was sought at a home until it was said that they are not any more.
    """

    ticket: Ticket
    person: Person | None = None
    village: str = ""  # the person's, by name
    recording: Recording | None = None
    steps: Mapping[Modality, Taken] = field(default_factory=dict)
    was_sought: str = ""


def ticket_story(session: Session, ticket: str) -> TicketStory:
    """Raises `ticket.unknown`."""
    found = the_ticket(session, ticket)
    person = next(iter(people_of(session, [found.person])), None) if found.person else None
    recording = the_recording(session, found.recording) if found.recording else None
    return TicketStory(
        found,
        person,
        village_name(session, person.village) if person else "",
        recording,
        steps_of(session, recording.id) if recording else {},
        _was_sought(session, found),
    )


def _was_sought(session: Session, ticket: Ticket) -> str:
    if ticket.sought or not ticket.home:
        return ""
    events = session.store.life(Entity.TICKET, ticket.id).events
    said = (event.body.contact for event in reversed(events) if isinstance(event.body, HomeAsked))
    return next(filter(None, said), "")
