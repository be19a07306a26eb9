"""Somebody cannot come: their number is asked for at the desk, and the team goes to them in an order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.names import Part
from ektp_desk.domain.sought import is_named, still_sought
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.queue.homes import Home, ask_home, move_stop, set_home, stop_seeking
from ektp_desk.usecases.queue.queries import home_round, tickets_of
from ektp_desk.usecases.queue.undo import recent_acts, undo
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.reports.tickets import visit_again
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import equation, times
from ektp_desk.usecases.visits.timing import forecast, waits
from tests.offices import TestOffice, office_in


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def three_homes(session: Session, visit: str) -> None:
    for dusun, rt, rw in (("Dua", "1", "1"), ("satu", "4", "2"), ("Satu", "12", "1")):
        ask_home(session, visit, Home(dusun=dusun, rt=rt, rw=rw, cannot="berjalan"), letter="A")


def order(session: Session, visit: str) -> list[str]:
    return [stop.number for stop in home_round(session, visit)]


def test_homes_stand_by_dusun_rw_and_rt_and_are_not_called_at_the_counter(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    three_homes(session, visit)
    give_numbers(session, visit, letter="A")

    assert order(session, visit) == ["A001", "A003", "A002"]
    assert [(s.rw, s.rt) for s in home_round(session, visit)] == [
        ("001", "001"), ("001", "012"), ("002", "004")
    ]  # fmt: skip
    assert call_next(session, visit, desk="A") == f"{visit}:A004"
    end_ticket(session, f"{visit}:A004", Outcome.LEFT)
    assert call_next(session, visit, desk="A") is None


def test_they_are_in_the_equation_and_end_like_any(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    three_homes(session, visit)
    ticket = f"{visit}:A001"
    serve(session, ticket, desk="A")
    end_ticket(session, ticket, Outcome.ANSWERED)

    counted = equation(session, visit)
    assert (counted.numbered, counted.served, counted.unclear) == (3, 1, 2)
    assert order(session, visit) == ["A003", "A002"]


def test_a_home_moves_in_the_round_and_a_new_one_stands_behind(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    three_homes(session, visit)
    move_stop(session, visit, f"{visit}:A002", by=-1)
    move_stop(session, visit, f"{visit}:A002", by=-1)
    move_stop(session, visit, f"{visit}:A002", by=-1)
    assert order(session, visit) == ["A002", "A001", "A003"]
    ask_home(session, visit, Home(dusun="Aneka"), letter="A")
    assert order(session, visit) == ["A002", "A001", "A003", "A004"]

    move_stop(session, visit, f"{visit}:A001", by=1)

    assert order(session, visit) == ["A002", "A003", "A001", "A004"]


def test_an_order_is_taken_back_whole(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    three_homes(session, visit)
    office.clock.wait(1)
    move_stop(session, visit, f"{visit}:A002", by=-1)
    act = recent_acts(session)[0]
    assert act.numbers == ("A001", "A002", "A003")

    undo(session, act)

    assert order(session, visit) == ["A001", "A003", "A002"]


def test_a_home_that_was_asked_for_by_mistake_is_voided_with_its_number(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    ask_home(session, visit, Home(address="Jalan Contoh"), letter="A")
    act = recent_acts(session)[0]
    assert (act.kind, act.numbers) == ("ticket_given", ("A001",))

    undo(session, act)

    assert home_round(session, visit) == []
    assert equation(session, visit).voided == 1


def test_a_correction_of_the_address_is_taken_back_alone(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    ticket = ask_home(session, visit, Home(address="Jalan Contoh"), letter="A")
    office.clock.wait(1)
    set_home(session, ticket, Home(address="Jalan Lain"))
    act = recent_acts(session)[0]
    undo(session, act)

    assert [stop.address for stop in home_round(session, visit)] == ["Jalan Contoh"]


@pytest.mark.parametrize(
    ("home", "code"),
    [(Home(contact="Ibu Contoh"), "home.needs_place"), (Home(dusun="Dua", rt="a"), "home.bad_rt")],
)
def test_a_home_is_refused_that_nobody_would_find(office: TestOffice, home: Home, code: str) -> None:
    session, visit = office.session, office.open_visit()
    with pytest.raises(EktpError) as refused:
        ask_home(session, visit, home, letter="A")

    assert refused.value.code == code
    assert equation(session, visit).numbered == 0


def test_who_waits_at_home_lengthens_neither_waits_nor_forecast(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    ticket = ask_home(session, visit, Home(dusun="Dua"), letter="A")
    office.clock.wait(3600)
    serve(session, ticket, desk="A")
    office.clock.wait(600)
    given = times(session, visit)

    assert waits(given, session.now.time()).median is None
    assert forecast(given, now=session.now, desks=1) is None


def test_who_was_sought_stays_known_where_another_was_met(office: TestOffice) -> None:
    """By the same words they are awaited again, by a number of their own they have come."""
    session, visit = office.session, office.open_visit()
    home = Home(dusun="Dua", contact="Nenek Martha Sae, 0812")
    ticket = ask_home(session, visit, home, letter="A")
    identify_walk_in(session, ticket, WalkIn("Yohanis Tamonob", "L"))
    serve(session, ticket, desk="A")
    assert awaited(session, visit) == []
    end_ticket(session, ticket, Outcome.ANSWERED)

    assert awaited(session, visit) == ["Nenek Martha Sae, 0812"]
    assert visit_report(session, visit).missing == (
        "1 orang yang dicari di rumah dan belum bertemu; namanya di Kunjungan ulang.",
    )
    (group,) = visit_again(session, visit).groups
    assert group.heading == "Dicari di rumah, belum bertemu"
    assert (group.rows[0].cells[Part.NAME], group.rows[0].cells[Part.DUSUN]) == (home.contact, "Dua")

    again = ask_home(session, visit, home, letter="A")
    assert awaited(session, visit) == []
    end_ticket(session, again, Outcome.CANNOT_TODAY)
    assert [row.cells[Part.NAME] for row in visit_again(session, visit).groups[0].rows] == [home.contact]
    (own,) = give_numbers(session, visit, letter="A")
    identify_walk_in(session, own, WalkIn("Martha Sae", "P"))
    assert awaited(session, visit) == []


def test_who_was_met_by_another_name_is_sought_no_more_once_that_is_said(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    ticket = ask_home(session, visit, Home(dusun="Dua", rt="3", contact="Mama Yuli"), letter="A")
    identify_walk_in(session, ticket, WalkIn("Yuliana Regina Sae", "P"))
    end_ticket(session, ticket, Outcome.ANSWERED)
    assert awaited(session, visit) == ["Mama Yuli"]

    stop_seeking(session, ticket)
    assert awaited(session, visit) == []
    assert visit_again(session, visit).groups == ()
    (given,) = recent_acts(session)[:1]
    undo(session, given)
    assert awaited(session, visit) == ["Mama Yuli"]

    stop_seeking(session, ticket)
    written = session.store.life(Entity.TICKET, ticket).all
    stop_seeking(session, ticket)
    assert session.store.life(Entity.TICKET, ticket).all == written


@pytest.mark.parametrize(
    ("said", "named", "others"),
    [
        (
            "Nenek Martha Sae, 0812",
            ("Martha Sae", "MARTA SAE", "Maria Martha Sae"),
            ("Yohanis Sae", "Yosina Nope"),
        ),
        ("Nenek Sae", ("Martha Sae", "Yohanis Sae"), ("Nenek Nope",)),
        ("anaknya Yosep di rumah biru", ("Yosep Tamonob",), ("Martha Tamonob", "Anak Agung")),
        ("Nenek", (), ("Martha Sae",)),
    ],
)
def test_a_relative_of_the_same_family_name_is_not_who_was_sought(
    said: str, named: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert [is_named(said, name) for name in (*named, *others)] == [True] * len(named) + [False] * len(others)


def awaited(session: Session, visit: str) -> list[str]:
    return [ticket.sought for ticket in still_sought(tickets_of(session, visit))]


def test_an_erasure_empties_the_address_and_keeps_the_stop(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    ticket = ask_home(session, visit, Home(dusun="Dua", contact="Ibu Contoh"), letter="A")
    erased = erasure_of(office.store.events(Entity.TICKET, ticket), "request")
    assert erased is not None
    session.write(NewEvent(Entity.TICKET, ticket, erased, visit))

    (stop,) = home_round(session, visit)
    assert (stop.number, stop.dusun, stop.contact) == ("A001", "", "")
