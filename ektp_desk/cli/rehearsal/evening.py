"""The evening at the office: what came is opened and ruled on, the day is signed, and all of it goes home."""

from __future__ import annotations

import shutil

from ektp_desk.cli.rehearsal.ends import End, end_of
from ektp_desk.cli.rehearsal.serving import DESK, SECOND_DESK
from ektp_desk.cli.rehearsal.team import Team, put_on, take_in
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.bodies import TicketEnded
from ektp_desk.domain.tickets import Outcome
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.people.commands import settle
from ektp_desk.usecases.people.decisions import Question, count_to_settle, to_settle
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, prove
from ektp_desk.usecases.visits.queries import the_visit
from ektp_desk.usecases.visits.team.queries import laptops_heard
from ektp_desk.words import _


def take_in_day(team: Team) -> None:
    """Take in sticks and card, rule on what two laptops said of one number, close and sign."""
    story = team.office
    with story.desk() as (desk, session):
        _miss_a_pack(team, desk, session)  # before the sticks: a teammate carries on what the card had
        team.speak(desk, session)
        team.take(desk, session, *team.sticks, team.card)
        filled = _with_gaps(session, story.visit) == (set(), set())
        story.expect("the card of the dead laptop fills each gap", holds=filled)
        _rule(team, session)
        proof = prove(session, story.visit, story.passphrase)
        accept_exceptions(session, story.visit, proof=proof)
        close_visit(session, story.visit, proof=proof)
    story.tell(
        _("Petang: kantor membuka isi stik dan kartu, memutuskan satu pertentangan, dan menutup hari.")
    )


def _miss_a_pack(team: Team, desk: Desk, session: Session) -> None:
    """Let somebody bring a copy of the dead laptop's card first, in which one pack is missing."""
    copy = team.carrier("salinan")
    shutil.copytree(team.card, copy, dirs_exist_ok=True)
    packs = Carrier(copy, "").packs()
    packs[-2].path.unlink()
    take_in(desk, session, copy)
    dead = {team.devices[SECOND_DESK]}
    named = _with_gaps(session, team.office.visit) == (dead, dead)
    team.office.expect("what a card lacks is named", holds=named)


def _with_gaps(session: Session, visit: str) -> tuple[set[str], set[str]]:
    """The laptops of which something is missing: as F7 counts it, and as whoever signs the day hears."""
    heard = laptops_heard(session, the_visit(session, visit))
    unsafe = {row.device for row in safety_ladder(session).rows if row.gaps}
    return unsafe, {one.device for one in heard if one.gaps}


def _rule(team: Team, session: Session) -> None:
    """Let who recorded them be right, not who says that they left."""
    questions = to_settle(session)
    asked = [one.found.entity_id for one in questions if isinstance(one, Question)]
    team.office.expect("the one contradiction is asked", holds=asked == [team.paper] and len(questions) == 1)
    for one in questions:
        if isinstance(one, Question):
            settle(session, one.found, next(v.event for v in one.versions if _is_recorded(v.body)))
    team.office.expect("nothing is left to rule on", holds=not count_to_settle(session))


def _is_recorded(body: object) -> bool:
    return isinstance(body, TicketEnded) and body.outcome == Outcome.RECORDED.value


def bring_home(team: Team) -> list[End]:
    """Let the office's other desk read back what there is, and bring its word and the rulings to the laptops.

    Gives how these stand then.
    """
    story, ends = team.office, list[End]()
    with story.desk() as (desk, session):
        one_copy = not safety_ladder(session).safe
        story.expect("nothing is safe that one office desk keeps", holds=one_copy)
        for visit in (story.visit, story.school):
            team.give(desk, session, visit)
        put_on(desk, session, *team.sticks)
        team.speak(desk, session)
    with team.other.desk() as (desk, session):
        team.take(desk, session, *team.sticks, team.card)
        team.speak(desk, session)
        put_on(desk, session, *team.sticks)
        ends.append(end_of(desk, session, story.visit))
    with story.desk() as (desk, session):
        team.take(desk, session, *team.sticks)
        team.speak(desk, session)
        put_on(desk, session, *team.sticks)
    for letter, laptop in team.laptops.items():
        with laptop.desk() as (desk, session):
            if letter == DESK:
                _hear_by_line(team, desk, session)
            team.take(desk, session, *team.sticks, team.card)
            ends.append(end_of(desk, session, story.visit))
    story.tell(_("Meja kantor 05 membaca semuanya kembali; putusan dan tanda terima pulang ke laptop."))
    return ends


def _hear_by_line(team: Team, desk: Desk, session: Session) -> None:
    """Whoever sent by line hears so that it is safe, before any stick comes."""
    team.speak(desk, session)
    own = [row for row in safety_ladder(session).rows if row.own]
    all_of_it = sum(row.recorded for row in own) == sum(row.recorded - row.unsafe for row in own) > 0
    team.office.expect("that it is safe came home by line", holds=all_of_it)
    put_on(desk, session, *team.sticks)  # for the mate, who has no line
