"""What F3 shows of one ticket, read at one go on the store's thread; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, Taken, lacking
from ektp_desk.domain.tickets import OPEN_STATES, TicketState
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.queue.queries import at_desk, open_recording, the_ticket, waiting_tickets
from ektp_desk.usecases.queue.undo import began_too_soon
from ektp_desk.usecases.recording.capture import offered
from ektp_desk.usecases.recording.queries import (
    Earlier,
    captured_here,
    recorded_before,
    steps_of,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Recording, Ticket


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """One ticket with all that was said of it; without a ticket, how many still wait."""

    now: datetime
    waiting: int = 0
    ticket: Ticket | None = None
    serving: bool = False  # this desk serves it
    too_soon: bool = False  # nothing was said since: that it is served can be taken back
    person: Person | None = None
    village: str = ""  # the person's, by name
    recording: Recording | None = None
    steps: Mapping[Modality, Taken] = field(default_factory=dict)
    before: Earlier | None = None  # a finished recording that may be this person's
    before_in: str = ""  # its village, by name
    captures: frozenset[Modality] = frozenset()  # what this office's laptops take themselves
    offered: Mapping[Modality, Taken] = field(default_factory=dict)  # what a crash left whole on the disk

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return self.now.date()

    @property
    def lacking(self) -> tuple[Modality, ...]:
        """What the recording still lacks."""
        return lacking(self.steps)

    @property
    def birth(self) -> date | None:
        """The birth date as it was read at the desk."""
        return date.fromisoformat(self.recording.birth) if self.recording and self.recording.birth else None


def look(session: Session, visit: str, desk: str, ticket: str | None) -> Seen:
    """Read what F3 shows: of `ticket` if it can still be worked on, else of the one in this desk's hand."""
    found = _wanted(session, visit, ticket) or at_desk(session, visit, desk)
    waiting = sum(t.state is TicketState.WAITING for t in waiting_tickets(session, visit))
    if found is None:
        return Seen(session.now, waiting)
    serving = found.state is TicketState.SERVING and found.desk == desk
    recording = open_recording(session, found.id)
    if not serving or recording is None:
        too_soon = serving and began_too_soon(session, found.id)
        return Seen(session.now, waiting, found, serving=serving, too_soon=too_soon)
    person = the_person(session, recording.person)
    before = next(iter(recorded_before(session, person, recording=recording.id)), None)
    return Seen(
        session.now,
        waiting,
        found,
        serving=True,
        person=person,
        village=village_name(session, person.village),
        recording=recording,
        steps=steps_of(session, recording.id),
        before=before,
        before_in=village_name(session, before.village) if before else "",
        captures=captured_here(session),
        offered=offered(session, recording.id),
    )


def _wanted(session: Session, visit: str, ticket: str | None) -> Ticket | None:
    if ticket is None:
        return None
    try:
        found = the_ticket(session, ticket)
    except EktpError:
        return None
    return found if found.visit == visit and found.state in OPEN_STATES else None
