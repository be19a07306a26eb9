"""Letters of desks: whose they are, that two laptops have one, and a supervisor's word for another's."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DeskOpened, IncarnationOpened
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.gui.today.words import line
from ektp_desk.usecases.queue.commands import call_next, give_numbers
from ektp_desk.usecases.queue.homes import Home, ask_home
from ektp_desk.usecases.reports.queries import visit_for
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters, confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import open_visit, the_visit, visit_here
from ektp_desk.usecases.visits.today import ConcernKind, concerns
from ektp_desk.words.errors import message
from tests.offices import DAY, VILLAGE, WORDS, TestOffice

OTHER = "another-laptop"


def planned(session: Session) -> str:
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    return visit


def refusal(session: Session, visit: str, letter: str, **word: str) -> EktpError:
    with pytest.raises(EktpError) as refused:
        open_desk(session, visit, letter=letter, **word)
    return refused.value


def hear_of_another(office: TestOffice, visit: str, letter: str) -> None:
    """What arrives from another laptop that opened a letter."""
    local = office.session.now.isoformat(timespec="seconds")
    begun = IncarnationOpened(label="02/a", reason="founded")
    opened = DeskOpened(letter=letter, device=OTHER, local=local)
    office.store.write(
        [NewEvent(Entity.DEVICE, OTHER, begun), NewEvent(Entity.VISIT, visit, opened, visit)],
        at=office.clock(),
    )


def test_a_letter_that_another_laptop_is_known_to_have_is_refused_by_its_name(office: TestOffice) -> None:
    visit = planned(office.session)
    hear_of_another(office, visit, "B")

    refused = refusal(office.session, visit, "B")

    assert (refused.code, refused.facts["laptop"]) == ("desk.letter_taken", "02")
    assert "laptop 02" in message(refused)
    assert the_visit(office.session, visit).own_desks == ""


def test_two_laptops_with_one_letter_are_told_where_the_visit_is_shown(office: TestOffice) -> None:
    visit = planned(office.session)
    open_desk(office.session, visit, letter="A")
    assert the_visit(office.session, visit).shared_desks == ""

    hear_of_another(office, visit, "A")

    found = the_visit(office.session, visit)
    assert (found.desks, found.own_desks, found.shared_desks) == ("A", "A", "A")
    (told,) = [c for c in concerns(office.session, found) if c.kind is ConcernKind.SHARED_LETTER]
    assert line(told).title == "Huruf A di dua laptop"


def test_a_visit_that_only_another_laptop_opened_holds_up_none_here(office: TestOffice) -> None:
    session, theirs, own = office.session, planned(office.session), planned(office.session)
    hear_of_another(office, theirs, "A")
    found = open_visit(session)
    assert found is not None
    assert found.id == theirs, "it is what F1 shows while there is no other"

    for act in (
        lambda: give_numbers(session, theirs, letter=""),
        lambda: call_next(session, theirs, desk=""),
        lambda: ask_home(session, theirs, Home(dusun="Dusun II"), letter=""),
    ):
        with pytest.raises(EktpError, match=r"^desk\.none_here$"):
            act()

    open_desk(session, own, letter="A")

    assert (open_visit(session), visit_here(session)) == (the_visit(session, own),) * 2
    both = [the_visit(session, theirs), the_visit(session, own)]
    assert visit_for(both, "") == visit_for(both[::-1], "") == own, "of which F6 speaks first"
    assert refusal(session, theirs, "B").code == "visit.other_open", "two at one laptop are too many"


def test_where_no_letters_are_assigned_any_may_be_opened(office: TestOffice) -> None:
    visit = planned(office.session)
    open_desk(office.session, visit, letter="C")
    assert the_visit(office.session, visit).desks == "C"


def test_a_letter_of_another_laptop_wants_a_supervisors_passphrase(office: TestOffice) -> None:
    session = office.session
    visit = planned(session)
    assign_letters(session, visit, {"A": session.device, "B": OTHER})

    refused = refusal(session, visit, "B")
    assert (refused.code, refused.facts["own"]) == ("desk.not_assigned", "A")
    assert refusal(session, visit, "C").code == "desk.not_assigned"
    assert (
        refusal(session, visit, "B", supervisor="siapa", passphrase=WORDS).code == "recording.no_supervisor"
    )
    assert refusal(session, visit, "B", supervisor="Maria T.", passphrase="salah").code == "signin.wrong"
    assert the_visit(session, visit).desks == ""
    open_desk(session, visit, letter="A")
    open_desk(session, visit, letter="B", supervisor="maria t.", passphrase=WORDS)

    assert the_visit(session, visit).own_desks == "A B"
    *_, opened = session.store.events(Entity.VISIT, visit)
    assert isinstance(opened.body, DeskOpened)
    assert opened.body.allowed_by == "Maria T."
    assert opened.header.second


def test_letters_that_are_assigned_anew_take_the_place_of_the_former(office: TestOffice) -> None:
    session = office.session
    visit = planned(session)
    assign_letters(session, visit, {"A": OTHER})
    assign_letters(session, visit, {"A": session.device})
    open_desk(session, visit, letter="A")

    with pytest.raises(EktpError) as refused:
        assign_letters(session, visit, {"I": OTHER})
    assert refused.value.code == "desk.bad_letter"
