"""Acts of the queue that write, and which roles may do them: lines of the table in `acts`."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.journal.bodies import ModalitySet, RecordingStarted
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.tickets import Number, Outcome, Priority, Purpose
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.usecases.doubles.commands import (
    answer,
    keep_number,
    place_events,
    rule_recordings,
    say_one_paper,
)
from ektp_desk.usecases.doubles.pictures import claimed_pictures, rule_picture
from ektp_desk.usecases.doubles.queries import DoubledNumber, double_recordings, doubled
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.people.contacts.commands import give_contact
from ektp_desk.usecases.queue.commands import (
    NewGroup,
    call,
    call_next,
    call_next_of_group,
    come_back,
    end_ticket,
    end_tickets,
    give_number,
    give_numbers,
    prioritise,
    put_back,
    reschedule,
    serve,
    serve_number,
    serve_person,
    set_purpose,
    skip,
    skip_tickets,
    void_ticket,
    void_tickets,
)
from ektp_desk.usecases.queue.facts import read_queue
from ektp_desk.usecases.queue.homes import Home, ask_home, move_stop, set_home, stop_seeking
from ektp_desk.usecases.queue.queries import home_round
from ektp_desk.usecases.queue.undo import not_yet, recent_acts, undo
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.recording.commands import WalkIn, finish, set_all_complete
from ektp_desk.usecases.recording.corrections import (
    Vouched,
    correct_outcome,
    correct_person,
    correct_to_walk_in,
    reopen,
)
from ektp_desk.usecases.recording.taking_back import acts_to_take_back, undo_or_reopen
from ektp_desk.usecases.reports.slip import note_slip
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.absences.commands import explain_absence, take_back_absence
from ektp_desk.usecases.visits.commands import assign_letters, say_letters
from ektp_desk.usecases.visits.queries import the_visit
from ektp_desk.usecases.withdrawal import withdraw
from tests.captures.taking import seen
from tests.office.stage import Stage, give_twice, record_twice
from tests.offices import WORDS

STAFF, RECORDERS, SUPERVISORS, OFFICE = "QOSA", "OSA", "SA", "A"
HOME = Home(address="Jalan Contoh 9", dusun="Oelbubuk", rt="1", rw="2")
VOUCHED = Vouched("salah orang", passphrase=WORDS)
PAPER, OTHERS = Number("A", 50), Number("B", 7)

Deed = Callable[[Stage, Session], object]


def undo_the_call(stage: Stage, session: Session) -> None:
    life = session.store.life(Entity.TICKET, stage.tickets[1])
    withdraw(session, Entity.TICKET, stage.tickets[1], life.all[-1].link)


def _undo(stage: Stage, session: Session) -> None:
    undo(session, recent_acts(stage.session(None))[0])


def _undo_or_reopen(stage: Stage, session: Session) -> None:
    undo_or_reopen(session, acts_to_take_back(stage.session(None), desk="B")[0], desk="B")


def _called(at: Stage, session: Session) -> None:
    call(session, at.tickets[1], desk="B")


def _served(at: Stage, session: Session) -> None:
    serve(session, at.tickets[1], desk="B")


def _missed(at: Stage, session: Session) -> None:
    _called(at, session)
    skip(session, at.tickets[1], desk="B")


def _explained(at: Stage, session: Session) -> None:
    explain_absence(session, at.visit, at.people[0], AbsenceReason.MOVED, said_by="kepala dusun")


def _two_homes(at: Stage, session: Session) -> None:
    for _ in range(2):
        ask_home(session, at.visit, HOME, letter="A")


def _a_group(at: Stage, session: Session) -> None:
    give_numbers(session, at.visit, letter="A", count=3, group=NewGroup("Dusun dua", "Pak Contoh"))


def _call_group(at: Stage, session: Session) -> None:
    (group,) = read_queue(session, the_visit(session, at.visit), "A").groups
    call_next_of_group(session, at.visit, group.id, desk="B")


def _move(at: Stage, session: Session) -> None:
    move_stop(session, at.visit, home_round(session, at.visit)[0].ticket, by=1)


def _rule(at: Stage, session: Session, way: Callable[[Session, DoubledNumber], object]) -> None:
    (found,) = doubled(session, at.visit)
    way(session, found)


def _twice(at: Stage, session: Session) -> None:
    give_twice(session, at.visit)


def _loose(at: Stage, session: Session) -> None:
    give_twice(session, at.visit, loose=True)


def _claimed(at: Stage, session: Session) -> None:
    """Another recording, for whom nobody stood there, names the photo of who is erased."""
    capture_photo(session, at.recording, seen())
    photo = session.store.life(Entity.RECORDING, at.recording).all[-1].body
    assert isinstance(photo, ModalitySet)
    started = RecordingStarted("", "", at.third, "", "Noh Contoh", "L", "1991-01-02", "")
    session.write(*(NewEvent(Entity.RECORDING, "theirs", body, at.visit) for body in (started, photo)))
    erase_person(session, at.person, ground=Ground.REQUEST, note="surat", passphrase=WORDS)


def _finished(stage: Stage, session: Session) -> None:
    set_all_complete(session, stage.recording)
    finish(session, stage.recording)
    note_slip(session, stage.visit, desk="A", number="A001")


def _left(stage: Stage, session: Session) -> None:
    end_ticket(session, stage.tickets[1], Outcome.LEFT)


def _was_another(at: Stage, session: Session) -> None:
    correct_person(session, at.tickets[0], at.third, VOUCHED, desk="A")


def _was_nobody_known(at: Stage, session: Session) -> None:
    said = WalkIn("Orang Contoh", "P", birth="1991-01-02")
    correct_to_walk_in(session, at.tickets[0], said, VOUCHED, desk="A")


QUEUE: dict[str, tuple[str, Deed] | tuple[str, Deed, Deed]] = {
    "keep_number": (
        SUPERVISORS,
        lambda at, s: _rule(at, s, lambda s, one: keep_number(s, one, one.choices[0].giving)),
        _twice,
    ),
    "place_events": (
        SUPERVISORS,
        lambda at, s: _rule(at, s, lambda s, one: place_events(s, one, one.choices[0].giving)),
        _loose,
    ),
    "say_one_paper": (SUPERVISORS, lambda at, s: _rule(at, s, say_one_paper), _twice),
    "rule_recordings": (
        SUPERVISORS,
        lambda at, s: rule_recordings(s, double_recordings(at.session(None))[0], 0),
        lambda at, s: record_twice(s, at.recording, at.tickets[1], at.person),
    ),
    "rule_picture": (
        OFFICE,
        lambda at, s: rule_picture(s, claimed_pictures(at.session(None))[0], counts=True),
        _claimed,
    ),
    "answer": (SUPERVISORS, lambda at, s: _rule(at, s, lambda s, one: answer(s, one, 0)), _twice),
    "assign_letters": (SUPERVISORS, lambda at, s: assign_letters(s, at.visit, {"C": s.device})),
    "say_letters": (SUPERVISORS, lambda at, s: say_letters(s, at.visit, "C=01")),
    "give_numbers": (STAFF, lambda at, s: give_numbers(s, at.visit, letter="A")),
    "give_numbers, to a group": (STAFF, _a_group),
    "give_number": (STAFF, lambda at, s: give_number(s, at.visit, PAPER)),
    "serve_number": (STAFF, lambda at, s: serve_number(s, at.visit, OTHERS, desk="B")),
    "ask_home": (STAFF, lambda at, s: ask_home(s, at.visit, HOME, letter="A")),
    "set_home": (STAFF, lambda at, s: set_home(s, at.tickets[1], HOME)),
    "stop_seeking": (
        STAFF,
        lambda at, s: stop_seeking(s, at.tickets[1]),
        lambda at, s: set_home(s, at.tickets[1], Home(address="Jalan Contoh 9", contact="Mama Yuli")),
    ),
    "explain_absence": (STAFF, _explained),
    "serve_person": (
        STAFF,
        lambda at, s: serve_person(s, at.visit, at.people[0], letter="A", purpose=Purpose.RECORD),
        lambda at, s: put_back(s, at.tickets[0], desk="A"),
    ),
    "take_back_absence": (STAFF, lambda at, s: take_back_absence(s, at.visit, at.people[0]), _explained),
    "give_contact": (
        STAFF,
        lambda at, s: give_contact(s, at.person, "0812-9000-0001", whose="own", consent=True),
    ),
    "move_stop": (STAFF, _move, _two_homes),
    "call_next": (STAFF, lambda at, s: call_next(s, at.visit, desk="B")),
    "call_next_of_group": (STAFF, _call_group, _a_group),
    "call": (STAFF, _called),
    "skip": (STAFF, lambda at, s: skip(s, at.tickets[1], desk="B")),
    "come_back": (STAFF, lambda at, s: come_back(s, at.tickets[1]), _missed),
    "prioritise": (STAFF, lambda at, s: prioritise(s, [at.tickets[1]], Priority.ELDERLY)),
    "set_purpose": (STAFF, lambda at, s: set_purpose(s, at.tickets[1], Purpose.QUESTION)),
    "serve": (STAFF, lambda at, s: serve(s, at.tickets[1], desk="B")),
    "put_back": (STAFF, lambda at, s: put_back(s, at.tickets[1], desk="B")),
    "end_ticket": (STAFF, lambda at, s: end_ticket(s, at.tickets[1], Outcome.LEFT)),
    "end_ticket, being recorded": (RECORDERS, lambda at, s: end_ticket(s, at.tickets[0], Outcome.LEFT)),
    "end_tickets": (STAFF, lambda at, s: end_tickets(s, [at.tickets[1]], Outcome.LEFT)),
    "end_tickets, being recorded": (RECORDERS, lambda at, s: end_tickets(s, at.tickets[:2], Outcome.LEFT)),
    "skip_tickets": (STAFF, lambda at, s: skip_tickets(s, [at.tickets[1]], desk="B")),
    "reschedule": (STAFF, lambda at, s: reschedule(s, [at.tickets[1]], on="2019-04-09")),
    "void_tickets": (STAFF, lambda at, s: void_tickets(s, [at.tickets[1]])),
    "void_ticket": (STAFF, lambda at, s: void_ticket(s, at.tickets[1])),
    "withdraw, a call": (STAFF, undo_the_call, _called),
    "undo": (STAFF, _undo, _called),
    "undo_or_reopen": (STAFF, _undo_or_reopen, _called),
    "correct_person": (RECORDERS, _was_another, _finished),
    "correct_to_walk_in": (RECORDERS, _was_nobody_known, _finished),
    "correct_outcome": (
        RECORDERS,
        lambda at, s: correct_outcome(s, at.tickets[0], Outcome.REFUSED, VOUCHED),
        _finished,
    ),
    "correct_outcome, of who left": (
        STAFF,
        lambda at, s: correct_outcome(s, at.tickets[1], Outcome.REFUSED, VOUCHED),
        _left,
    ),
    "reopen": (RECORDERS, lambda at, s: reopen(s, at.tickets[0], VOUCHED, desk="A"), _finished),
    "note_slip": (STAFF, lambda at, s: note_slip(s, at.visit, desk="A", number="A002"), _left),
    "not_yet": (STAFF, lambda at, s: not_yet(s, at.tickets[1]), _served),
}
