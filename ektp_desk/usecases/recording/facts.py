"""What F3 shows of one ticket: who, what was said of steps and documents, and what to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ektp_desk.domain.recordings import Document, Modality, Taken, lacking, unanswered
from ektp_desk.domain.sought import is_named
from ektp_desk.domain.tickets import OPEN_STATES, TicketState
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.queue.facts import minutes_waited
from ektp_desk.usecases.queue.queries import (
    NumberedTicket,
    Stop,
    held_of,
    home_round,
    in_turn,
    latest_first,
    open_recording,
    tickets_of,
)
from ektp_desk.usecases.queue.undo import began_too_soon
from ektp_desk.usecases.recording.queries import Earlier, captured_here, offered, recorded_before, steps_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Recording, Ticket
from ektp_desk.usecases.visits.absences.queries import strangers_of


@dataclass(frozen=True, slots=True, repr=False)
class ListedTicket:
    """A ticket of the day: how long it has waited, its home, whether the visit expects somebody else."""

    ticket: NumberedTicket
    here: bool = False  # this desk has it in hand
    minutes: int = 0
    stop: Stop | None = None
    stranger: bool = False

    @property
    def group(self) -> str:
        """Of its outcome; empty while it has none."""
        return self.ticket.outcome_group


@dataclass(frozen=True, slots=True, repr=False)
class RecordingFacts:
    """One ticket with all that was said of it, among those of the day; without a ticket, these alone."""

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
    sought: Stop | None = None  # whom the team went to, and where
    stranger: bool = False  # in none of the lists of a visit that goes to those who are
    following: tuple[ListedTicket, ...] = ()  # in hand here, then who is called or looked for
    ended: tuple[ListedTicket, ...] = ()  # the latest first

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return self.now.date()

    @property
    def lacking(self) -> tuple[Modality, ...]:
        """What the recording still lacks."""
        return lacking(self.steps)

    @property
    def unanswered(self) -> tuple[Document, ...]:
        """The documents of which nothing was said."""
        return unanswered(self.recording.documents if self.recording else {})

    @property
    def lacks(self) -> tuple[Modality | Document, ...]:
        """Both, in the order in which they stand on the screen."""
        return (*self.lacking, *self.unanswered)

    @property
    def asks(self) -> Document | None:
        """The document that is to be answered next: all steps are done, and nothing was said of it."""
        waiting = self.unanswered if self.recording and not self.lacking else ()
        return waiting[0] if waiting else None

    @property
    def is_sought(self) -> bool | None:
        """Whether the person is named in whom the team was to look for; None where nobody can say."""
        said, person = self.sought.contact if self.sought else "", self.person
        return is_named(said, person.name) if person is not None and said else None

    @property
    def birth(self) -> date | None:
        """The birth date as it was read at the desk."""
        return date.fromisoformat(self.recording.birth) if self.recording and self.recording.birth else None


def look(
    session: Session, visit: str, desk: str, ticket: str | None, *, by_name: bool = False
) -> RecordingFacts:
    """Read what F3 shows: of `ticket` if it can still be worked on, else of the one in this desk's hand.

    `by_name`: the visit expects those of its lists and nobody else, as at a school.
    """
    everybody = tickets_of(session, visit)
    tickets = [each for each in everybody if each.state in OPEN_STATES]
    found = next((each for each in tickets if each.id == ticket), None) or held_of(tickets, desk)
    stops = {one.ticket: one for one in home_round(session, visit)} if any(t.home for t in tickets) else {}
    strangers = frozenset(strangers_of(session, visit)) if by_name else frozenset()
    day = _Listing(session.now, desk, stops, strangers)
    facts = RecordingFacts(
        session.now,
        waiting=sum(each.state is TicketState.WAITING for each in tickets),
        ticket=found,
        sought=stops.get(found.id) if found else None,
        following=day.following(tickets, found),
        ended=day.rows(latest_first(each for each in everybody if each.state is TicketState.ENDED)),
    )
    if found is None:
        return facts
    serving = found.state is TicketState.SERVING and found.desk == desk
    recording = open_recording(session, found.id)
    if not serving or recording is None:
        return replace(
            facts, serving=serving, too_soon=serving and began_too_soon(session, found.id, recording)
        )
    person = the_person(session, recording.person)
    before = next(iter(recorded_before(session, person, recording=recording.id)), None)
    return replace(
        facts,
        serving=True,
        person=person,
        village=village_name(session, person.village),
        recording=recording,
        steps=steps_of(session, recording.id),
        before=before,
        before_in=village_name(session, before.village) if before else "",
        captures=captured_here(session),
        offered=offered(session, recording.id),
        stranger=person.id in strangers,
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Listing:
    now: datetime
    desk: str
    stops: Mapping[str, Stop]
    strangers: Collection[str]

    def following(self, tickets: Sequence[NumberedTicket], shown: Ticket | None) -> tuple[ListedTicket, ...]:
        """Who is in hand here or shown, and then the others as they are called; at a home the homes first."""
        here = [one for one in tickets if (one.desk_has and one.desk == self.desk) or one is shown]
        queue = [one for one in in_turn(one for one in tickets if not one.home) if one not in here]
        numbered = {one.id: one for one in tickets}
        homes = [numbered[id_] for id_ in self.stops if id_ in numbered and numbered[id_] not in here]
        parts = (homes, queue) if shown is not None and shown.home else (queue, homes)
        return self.rows([*here, *parts[0], *parts[1]])

    def rows(self, tickets: Iterable[NumberedTicket]) -> tuple[ListedTicket, ...]:
        return tuple(
            ListedTicket(
                each,
                here=each.desk_has and each.desk == self.desk,
                minutes=minutes_waited(each, self.now),
                stop=self.stops.get(each.id),
                stranger=each.person in self.strangers,
            )
            for each in tickets
        )
