"""The village's day on two laptops, one of which dies: groups, a surge, the elderly, homes, a step undone."""

from __future__ import annotations

import shutil

from ektp_desk.cli.rehearsal.papers import print_round
from ektp_desk.cli.rehearsal.serving import (
    DESK,
    OF_DESK,
    SECOND_DESK,
    explain_absences,
    grown_up,
    recognise,
    record,
    serve_one,
)
from ektp_desk.cli.rehearsal.story import Rehearsed, open_day
from ektp_desk.cli.rehearsal.team import Team, put_on
from ektp_desk.domain.office.policies import CAPTURE, Policy
from ektp_desk.domain.tickets import Outcome, Priority, TicketId, TicketState
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.queue.commands import (
    NewGroup,
    call_next,
    end_ticket,
    give_numbers,
    prioritise,
    serve,
    serve_number,
    skip,
)
from ektp_desk.usecases.queue.homes import Home, ask_home
from ektp_desk.usecases.queue.queries import at_desk, home_round, the_ticket, waiting_tickets
from ektp_desk.usecases.queue.undo import recent_acts, undo
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visits.commands import confirm_day, count_sent_home, open_desk
from ektp_desk.words import _

HOMES = 3
_AFTERNOON = 1000  # the number from which the kinds of endings are counted on
_LAST_SERVED = (0, 1, 2)  # numbers of which each is a recording
_GROUPS = (NewGroup("Dusun Oelbubuk", "Kepala Dusun Contoh"), NewGroup("Truk 17.00", at_once=True))
_HOMES = (("Oelbubuk", "1"), ("Fatumnasi", "2"), ("Oelbubuk", "3"))


def morning(team: Team, group: int, count: int) -> None:
    """Open both desks, give numbers, and serve so many people in turn; the sticks go to the office at noon.

    Two groups of this size come to the second desk, one of them all at once; three homes ask for a visit.
    """
    first, second = team.laptops.values()
    with first.desk() as (desk, session), second.desk() as (its_desk, its_session):
        team.take(desk, session, team.sticks[0])
        team.take(its_desk, its_session, team.sticks[1])
        open_day(first, session)
        confirm_day(its_session)
        open_desk(its_session, second.visit, letter=SECOND_DESK)
        _arrive(first.visit, session, its_session, group)
        _put_first(first, session)
        _take_back(first, session)
        sessions = {DESK: session, SECOND_DESK: its_session}
        targets = {letter: grown_up(one, first.visit, OF_DESK[letter]) for letter, one in sessions.items()}
        for number in range(count):
            letter = (DESK, SECOND_DESK)[number % 2]
            serve_one(sessions[letter], first.visit, targets[letter], number, desk=letter)
        team.paper = [one.id for one in waiting_tickets(session, first.visit) if not one.home][-1]
        put_on(desk, session, team.sticks[0])
        put_on(its_desk, its_session, team.sticks[1], team.card)
    first.tell(_("Pagi di dua meja: nomor, rombongan, rumah, prioritas; stik pertama ke kantor."))


def _arrive(visit: str, session: Session, its_session: Session, group: int) -> None:
    for together in _GROUPS:
        give_numbers(its_session, visit, letter=SECOND_DESK, count=group, group=together)
    for dusun, rt in _HOMES:
        home = Home(address=f"rumah {dusun}", dusun=dusun, rt=rt, rw="1", cannot="tidak dapat berjalan")
        ask_home(session, visit, home, letter=DESK)
    count_sent_home(session, visit, 5)


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
    undo(session, recent_acts(session)[0])
    back = the_ticket(session, held.id)
    story.expect("a step that was taken back is undone", holds=back.state is TicketState.CALLED)
    end_ticket(session, held.id, Outcome.ANSWERED)


def at_noon(team: Team) -> None:
    """Let the office take in the morning, and rule that photo and signature are taken from now on."""
    with team.office.desk() as (desk, session):
        team.take(desk, session, *team.sticks)
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, CAPTURE)
        team.give(desk, session, team.office.visit)
    team.office.tell(_("Siang: kantor mengambil isi stik; aturan baru, foto dan tanda tangan, ikut pulang."))


def lose_laptop(team: Team) -> None:
    """Let the second desk's laptop die after some recordings: its card has all but the call that came last.

    One of them is of somebody whose number the first desk gave, and of whom it says that they left.
    """
    dying = team.laptops[SECOND_DESK]
    with dying.desk() as (desk, session):
        team.take(desk, session, team.sticks[1])
        serve_number(session, dying.visit, TicketId.parse(team.paper).number, desk=SECOND_DESK)
        recognise(session, team.paper, [])
        record(session, team.paper, desk=SECOND_DESK)
        put_on(desk, session, team.card)
        targets = grown_up(session, dying.visit, OF_DESK[SECOND_DESK])
        for number in _LAST_SERVED:
            serve_one(session, dying.visit, targets, number, desk=SECOND_DESK)
            put_on(desk, session, team.card)
        call_next(session, dying.visit, desk=SECOND_DESK)
        team.note(desk, session)
    shutil.rmtree(dying.folders.data)
    dying.tell(_("Laptop 03 mati dan tidak hidup lagi; kartunya memuat sampai rekaman terakhir."))


def go_on_with_spare(team: Team) -> None:
    """Open the spare laptop, give it the dead one's card, and serve whoever waits at the second desk."""
    spare = team.laptops[SECOND_DESK] = team.spare()
    with spare.desk() as (desk, session):
        team.take(desk, session, team.sticks[1], team.card)
        confirm_day(session)
        targets = grown_up(session, spare.visit, OF_DESK[SECOND_DESK])
        number = _AFTERNOON
        while serve_one(session, spare.visit, targets, number, desk=SECOND_DESK):
            number += 1
        put_on(desk, session, team.sticks[1])
        team.note(desk, session)
    spare.tell(_("Laptop 04 dibuka dari kit, mengambil kartu itu, dan melayani sisanya."))


def serve_rest(team: Team, crashed: str) -> None:
    """Serve everybody else at the first desk, and go round the homes; it goes to the office by line."""
    story = team.laptops[DESK]
    with story.desk() as (desk, session):
        ended = the_ticket(session, crashed).outcome if crashed.partition(":")[2] else None
        story.expect("the recording that crashed was finished", holds=ended is Outcome.RECORDED)
        team.take(desk, session, team.sticks[0])
        _let_go(session, story)
        end_ticket(session, team.paper, Outcome.LEFT)
        targets = grown_up(session, story.visit, OF_DESK[DESK])
        number = _AFTERNOON
        while serve_one(session, story.visit, targets, number):
            number += 1
        _go_round(story, session, targets)
        explain_absences(session, story.visit)
        team.speak(desk, session)
        team.note(desk, session)
        own = [row for row in safety_ladder(session).rows if row.own]
        team.received = sum(row.heard for row in own)
        all_of_it = team.received == sum(row.sealed for row in own) > 0
        story.expect("the hub says that it has what the line brought", holds=all_of_it)
    story.expect("the line was cut on its way", holds=team.line.proxy.cuts > 0)
    told = _(
        "Laptop 02 melayani sisanya, berkeliling ke rumah, dan mengirim ke hub; jaringan putus {cuts} kali."
    )
    story.tell(told.format(cuts=team.line.proxy.cuts))


def _let_go(session: Session, story: Rehearsed) -> None:
    """The window has called the next number; nobody came."""
    held = at_desk(session, story.visit, DESK)
    if held is not None:
        skip(session, held.id, desk=DESK)


def _go_round(story: Rehearsed, session: Session, targets: list[Person]) -> None:
    """Record at two homes; at the last nobody is in."""
    stops = home_round(session, story.visit)
    story.expect("every home stands in the round", holds=len(stops) == HOMES)
    print_round(story, session)
    for stop in stops[:-1]:
        serve(session, stop.ticket, desk=DESK)
        recognise(session, stop.ticket, targets)
        record(session, stop.ticket)
    for stop in stops[-1:]:
        end_ticket(session, stop.ticket, Outcome.CANNOT_TODAY)
