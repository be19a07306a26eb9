"""The village's day: groups, a surge, the elderly, homes, a second desk, a step that is taken back."""

from __future__ import annotations

from ektp_desk.cli.rehearsal.papers import print_round
from ektp_desk.cli.rehearsal.serving import DESK, SECOND_DESK, grown_up, recognise, record, serve_one
from ektp_desk.cli.rehearsal.story import Rehearsed
from ektp_desk.domain.office.policies import CAPTURE, Policy
from ektp_desk.domain.tickets import Outcome, Priority, TicketState
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.queue.commands import (
    Home,
    NewGroup,
    ask_home,
    call_next,
    end_ticket,
    give_numbers,
    prioritise,
    serve,
    skip,
)
from ektp_desk.usecases.queue.queries import at_desk, home_round, the_ticket, waiting_tickets
from ektp_desk.usecases.queue.undo import last_act, undo
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, count_sent_home, open_desk, prove

HOMES = 3
_GROUPS = (NewGroup("Dusun Oelbubuk", "Kepala Dusun Contoh"), NewGroup("Truk 17.00", at_once=True))
_HOMES = (("Oelbubuk", "1"), ("Fatumnasi", "2"), ("Oelbubuk", "3"))


def arrive(story: Rehearsed, group: int) -> None:
    """Let two groups of this size come, one of them all at once, and three homes ask for a visit."""
    with story.desk() as (_desk, session):
        open_desk(session, story.visit, letter=SECOND_DESK)
        for together in _GROUPS:
            given = give_numbers(session, story.visit, letter=SECOND_DESK, count=group, group=together)
            story.numbered += len(given)
        for dusun, rt in _HOMES:
            home = Home(address=f"rumah {dusun}", dusun=dusun, rt=rt, rw="1", cannot="tidak dapat berjalan")
            ask_home(session, story.visit, home, letter=DESK)
            story.numbered += 1
        count_sent_home(session, story.visit, 5)


def serve_both_desks(story: Rehearsed, count: int) -> None:
    """Serve people at two desks in turn; the elderly go first, and one wrong step is taken back."""
    with story.desk() as (_desk, session):
        _put_first(story, session)
        _take_back(story, session)
        targets = grown_up(session, story.visit)
        for number in range(count):
            serve_one(session, story.visit, targets, number, desk=(DESK, SECOND_DESK)[number % 2])


def _put_first(story: Rehearsed, session: Session) -> None:
    waiting = [ticket for ticket in waiting_tickets(session, story.visit) if not ticket.home]
    first = [ticket.id for ticket in waiting[-2:]]
    prioritise(session, first, Priority.ELDERLY)
    called = call_next(session, story.visit, desk=DESK)
    story.expect("the elderly are called first", holds=called in first)


def _take_back(story: Rehearsed, session: Session) -> None:
    held = at_desk(session, story.visit, DESK)
    assert held is not None
    skip(session, held.id, desk=DESK)
    last = last_act(session)
    assert last is not None
    undo(session, last)
    back = the_ticket(session, held.id)
    story.expect("a step that was taken back is undone", holds=back.state is TicketState.CALLED)
    end_ticket(session, held.id, Outcome.ANSWERED)


def serve_rest(story: Rehearsed, crashed: str) -> None:
    """Serve everybody else, with photo and signature taken here; go round the homes; then close and sign."""
    with story.desk() as (_desk, session):
        ended = the_ticket(session, crashed).outcome if crashed.partition(":")[2] else None
        story.expect("the recording that crashed was finished", holds=ended is Outcome.RECORDED)
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, CAPTURE)
        _let_go(session, story)
        targets = grown_up(session, story.visit)
        number = 1000
        while serve_one(session, story.visit, targets, number, desk=(DESK, SECOND_DESK)[number % 2]):
            number += 1
        _go_round(story, session)
        proof = prove(session, story.visit, story.passphrase)
        accept_exceptions(session, story.visit, proof=proof)
        close_visit(session, story.visit, proof=proof)


def _let_go(session: Session, story: Rehearsed) -> None:
    """The window has called the next number; nobody came."""
    held = at_desk(session, story.visit, DESK)
    if held is not None:
        skip(session, held.id, desk=DESK)


def _go_round(story: Rehearsed, session: Session) -> None:
    """Record at two homes; at the last nobody is in."""
    stops = home_round(session, story.visit)
    story.expect("every home stands in the round", holds=len(stops) == HOMES)
    print_round(story, session)
    targets = grown_up(session, story.visit)
    for stop in stops[:-1]:
        serve(session, stop.ticket, desk=DESK)
        recognise(session, stop.ticket, targets)
        record(session, stop.ticket)
    for stop in stops[-1:]:
        end_ticket(session, stop.ticket, Outcome.CANNOT_TODAY)
