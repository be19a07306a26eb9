"""What is said of a number in the queue."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.journal.bodies.body import Body


class GroupFormed(Body, frozen=True):
    """People came together: from one place, or with somebody who brought them."""

    name: str
    brought_by: str = ""
    together: bool = False  # all at once: a surge at the door, whatever the quarter hour counts


class TicketGiven(Body, frozen=True):
    letter: str
    serial: int
    purpose: str
    batch: str = ""  # the same for numbers given in one act
    group: str = ""  # whom they came with


class TicketCalled(Body, frozen=True):
    desk: str


class TicketSkipped(Body, frozen=True):
    desk: str
    act: str = ""  # the same for numbers skipped in one act


class TicketServed(Body, frozen=True):
    """Service began at a desk."""

    desk: str


class TicketPutBack(Body, frozen=True):
    """Work on a called ticket was set aside; the person waits again."""

    desk: str


class TicketPrioritised(Body, frozen=True):
    """Somebody is to be called before the others."""

    reason: str  # a `Priority`; empty takes it back
    act: str = ""  # the same for numbers put first in one act


class PurposeSet(Body, frozen=True):
    """What the person came for, said or corrected after the number was given."""

    purpose: str


class TicketReturned(Body, frozen=True):
    """Somebody who had missed their call is here again."""


class HomeAsked(Body, frozen=True):
    """Somebody cannot come: the team goes to them. RT and RW in three digits, or empty."""

    address: str
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    contact: str = ""  # whom to ask for, and how to reach them: no name of the person's own
    cannot: str = ""  # what the person cannot do: walk, sit, see


class StopPlaced(Body, frozen=True):
    """Where a home stands in the round, counted from 1; 0 leaves it to dusun, RW and RT."""

    place: int
    act: str = ""  # the same for homes placed in one act


class TicketIdentified(Body, frozen=True):
    person: str
    sex: str  # kept here, so that counts stay true when the list has expired
    source: str  # a list's id, or "desk" for a walk-in


class TicketEnded(Body, frozen=True):
    outcome: str
    text: str = ""
    on: str = ""  # ISO date to come again, needed when rescheduled
    recording: str = ""
    to_visit: str = ""  # the visit they were told to come to, when rescheduled
    act: str = ""  # the same for numbers ended in one act


class TicketReopened(Body, frozen=True):
    """What was said of an ended ticket was wrong: it is open again, and is identified and ended anew.

    The ending stays in the journal, and so does a finished recording, which is dropped beside it.
    """

    outcome: str  # as it was shown before
    person: str  # whom the ticket was for, as it was shown before
    desk: str  # that ended it, and goes on with it
    recording: str = ""  # that is dropped beside it
    reason: str = ""
    witness: str = ""  # the user who saw it too and signs it
    at_once: bool = False  # by who ended it, within minutes and before its slip: nobody has to read it


class ReopeningReviewed(Body, frozen=True):
    """A supervisor has read a reopening that nobody witnessed. It undoes nothing."""

    reopening: str  # its link
    verdict: str  # one of CorrectionVerdict
    note: str = ""


class SlipPrinted(Body, frozen=True):
    """What somebody takes home was printed: from now on paper says how the ticket ended."""


class TicketVoided(Body, frozen=True):
    text: str = ""
    event: str = ""  # link of the giving that it undoes: such a voiding is no act to be undone itself
    act: str = ""  # the same for numbers voided in one act


class MovedPaper(msgspec.Struct, frozen=True, gc=False):
    """One paper of a number that several laptops gave, and the ticket that it is from now on."""

    giving: str  # the link of its giving: what the paper is told by
    to: str  # ticket id
    events: tuple[str, ...]  # links of all that was said of it under the old number


class NumberParted(Body, frozen=True):
    """Of papers with one number one keeps it; the others are tickets of their own.

    Names every event that was there; a later one that saw this takes its place. `giving` is empty where the
    number is nobody's any more: two rulings that had not seen each other each moved another paper.
    """

    giving: str  # link of the giving that keeps the number
    kept: tuple[str, ...]  # links of all that stays with it
    moved: tuple[MovedPaper, ...]


class EventsPlaced(Body, frozen=True):
    """Events of whom a number alone did not say are of one of its papers."""

    giving: str  # link of that paper's giving
    events: tuple[str, ...]  # links


class MovedEvent(msgspec.Struct, frozen=True, gc=False):
    """An event as it stands under the old number, as JSON; the body without what an erasure empties."""

    link: str
    header: str
    body: str  # empty where it cannot be read here


class TicketEntered(Body, frozen=True):
    """A paper whose number another one keeps: its events count here, when and as they were written.

    A later entry of the same paper takes the place of an earlier one that it saw.
    """

    origin: str  # the ticket id it was given under
    giving: str  # link of its giving
    events: tuple[MovedEvent, ...]
    said: str = ""  # JSON: whole bodies by link, of events that say what an erasure empties
