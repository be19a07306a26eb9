"""What views do not show goes as well when the days are over: undone, corrected, said of a list's people."""

from __future__ import annotations

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.people.commands import erase_expired
from ektp_desk.usecases.queue.commands import NewGroup, end_ticket, give_numbers
from ektp_desk.usecases.queue.homes import Home, ask_home, set_home
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.withdrawal import withdraw
from tests.journal.acting import as_user
from tests.journal.test_erasing import DAYS, SAID, live_a_visit, wait_out
from tests.offices import TestOffice, proved

SAID_OF = b.ClaimCorrected(field="kk_number", value="Contoh 9", was="", ground="KK Contoh")


def still_said(office: TestOffice) -> list[str]:
    rows = office.connection.execute("SELECT kind, body FROM events WHERE body IS NOT NULL").fetchall()
    return [kind for kind, body in rows if SAID in body and kind not in ("office_founded",)]


def let_all_go(office: TestOffice) -> None:
    wait_out(office, DAYS + 1)
    while erase_expired(office.session):
        pass


def test_a_walk_in_that_was_undone_is_not_kept_for_ever(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    live_a_visit(office)
    (person,) = office.connection.execute("SELECT id FROM people ORDER BY rowid LIMIT 1").fetchone()
    withdraw(office.session, Entity.PERSON, person, office.store.events(Entity.PERSON, person)[0].link)

    let_all_go(office)

    assert still_said(office) == []


def test_a_correction_after_an_erasure_has_its_own_days(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    live_a_visit(office)
    (person,) = office.connection.execute("SELECT id FROM people ORDER BY rowid LIMIT 1").fetchone()
    let_all_go(office)
    office.session.write(NewEvent(Entity.PERSON, person, SAID_OF))
    assert erase_expired(office.session) == 0
    assert still_said(office) == ["claim_corrected"]

    let_all_go(office)

    assert still_said(office) == []


def test_what_was_said_of_a_person_of_a_list_goes(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    office.session.write(NewEvent(Entity.PERSON, "p", SAID_OF))
    pair = b.PairSame(first="p", second="q", ground="Contoh")
    office.session.write(NewEvent(Entity.PAIR, "p~q", pair))

    let_all_go(office)

    assert still_said(office) == []


def test_no_adb_has_to_be_there_when_the_days_are_over(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    live_a_visit(office)
    wait_out(office, DAYS + 1)

    assert erase_expired(as_user(office, "author", "queue")) > 0

    grounds = office.connection.execute("SELECT DISTINCT ground, by FROM erasures").fetchall()
    assert grounds == [("retention", office.user)]
    assert still_said(office) == []


def test_who_brought_a_group_and_where_a_home_is_go_too(office: TestOffice) -> None:
    session = office.session
    set_policy(session, Policy.PERSON_DAYS, str(DAYS))
    visit = office.open_visit()
    give_numbers(session, visit, letter="A", count=2, group=NewGroup("Desa", "Ibu Contoh"))
    ask_home(session, visit, Home(dusun="Dua", contact="Ibu Contoh"), letter="A")
    moved = ask_home(session, visit, Home(address="Jalan Contoh"), letter="A")
    set_home(session, moved, Home(address="Jalan Contoh 2"))
    for ticket in waiting_tickets(session, visit):
        end_ticket(session, ticket.id, Outcome.CANNOT_TODAY)
    close_visit(session, visit, proof=proved(session, visit))
    assert len(still_said(office)) == 4

    let_all_go(office)

    assert still_said(office) == []
