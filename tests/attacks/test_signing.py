"""A changed row is not signed: the closing refuses it, the start tells it, and the paper names the proof."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.store import comparing, journal
from ektp_desk.store.journal import decode
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.usecases.admin.commands import keep_compared
from ektp_desk.usecases.admin.queries import compare_views
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.visits.queries import the_visit
from tests.offices import TestOffice, office_in, proved

OF_THE_VISIT = "SELECT count(DISTINCT entity_id) FROM events WHERE instr(CAST(header AS TEXT), ?) > 0"


@pytest.fixture
def day(folders: Folders) -> Iterator[tuple[TestOffice, str]]:
    """Three were recorded, two left: all is clear, nothing is signed."""
    with office_in(folders) as office:
        visit = office.open_visit()
        tickets = give_numbers(office.session, visit, letter="A", count=5)
        for name in ("Yuliana Contoh", "Yosef Contoh", "Maria Contoh"):
            office.record_one(visit, name)
        for ticket in tickets[3:]:
            end_ticket(office.session, ticket, Outcome.LEFT)
        yield office, visit


def paper(office: TestOffice, visit: str) -> str:
    """What the visit's report says of the proof; empty where it says nothing."""
    terms = visit_report(office.session, visit).definitions
    return "".join(one.text for one in terms if one.term == "Tampilan data")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE tickets SET outcome_group = 'not_served', outcome = 'refused' WHERE serial = 1",
        "DELETE FROM tickets WHERE serial = 5",
        "UPDATE tickets SET visit = 'feedc0de' WHERE serial = 5",
        "INSERT INTO tickets (id, visit, number, letter, serial, state, outcome, outcome_group)"
        " SELECT visit || ':A099', visit, 'A099', 'A', 99, 'ended', 'recorded', 'served'"
        " FROM tickets WHERE serial = 1",
        "UPDATE recordings SET birth = '2015-01-01' WHERE rowid = 1",
        "DELETE FROM recordings WHERE rowid = 1",
        "UPDATE visits SET sent_home = 40",
        "UPDATE modalities SET count = 0 WHERE rowid = 1",
    ],
)
def test_a_day_whose_rows_were_changed_is_not_closed(day: tuple[TestOffice, str], attack: str) -> None:
    """The mark of the last proof lies behind all of it: what is signed is compared all the same."""
    office, visit = day
    keep_compared(office.session, compare_views(office.session))
    assert office.connection.execute(attack).rowcount == 1

    with pytest.raises(EktpError) as refused:
        close_visit(office.session, visit, proof=proved(office.session, visit))

    assert (refused.value.code, refused.value.facts) == ("visit.views_differ", {"count": 1})
    assert the_visit(office.session, visit).closed_at is None
    rebuild(office.store)
    assert close_visit(office.session, visit, proof=proved(office.session, visit)).served == 3


def test_the_signed_paper_names_how_many_were_compared(day: tuple[TestOffice, str]) -> None:
    office, visit = day
    (known,) = office.connection.execute(OF_THE_VISIT, (visit,)).fetchone()
    assert paper(office, visit) == ""

    close_visit(office.session, visit, proof=proved(office.session, visit))

    assert f"{known} dari {known} hal sama" in paper(office, visit)
    assert known == 1 + 5 + 3 + 3  # the visit, its numbers, the people met, their recordings


def test_what_was_written_since_the_last_proof_is_compared_once(
    day: tuple[TestOffice, str],
) -> None:
    office, visit = day
    first = compare_views(office.session)
    keep_compared(office.session, first)

    assert first.checked > 12
    assert compare_views(office.session).checked == 0
    give_numbers(office.session, visit, letter="A", count=2)
    assert compare_views(office.session).checked == 2


def test_a_start_finds_what_was_changed_since(day: tuple[TestOffice, str]) -> None:
    office, _visit = day
    office.connection.execute("UPDATE tickets SET outcome_group = 'left' WHERE outcome_group = 'served'")
    office.sign_in_again()

    assert compare_views(office.session).differing == 3


def test_a_forged_mark_hides_nothing_longer_than_the_journal_grows(day: tuple[TestOffice, str]) -> None:
    """Whoever holds the key may set the mark as well: one beyond the journal's end is none."""
    office, _visit = day
    first = compare_views(office.session)
    for mark in (b'{"1":99999}', b"\xff", b'{"1":"x"}', b"[]", b'{"1":-5}'):
        office.connection.execute("INSERT OR REPLACE INTO facts VALUES ('compared', ?)", (mark,))

        assert compare_views(office.session).checked == first.checked


def test_who_locks_the_desk_does_not_wait_for_the_comparing(
    day: tuple[TestOffice, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is many small questions: none of them is long enough for the store to look whether to stop."""
    office, _visit = day
    reader, read = office.desk.open_reader(), []

    def stopped(link: bytes, header: bytes, body: bytes | None) -> Event:
        read.append(link)
        reader.stop()
        return decode(link, header, body)

    monkeypatch.setattr(comparing, "_STRETCH", 1)
    monkeypatch.setattr(journal, "decode", stopped)
    with closing(reader), pytest.raises(InterruptedError):
        reader.compare_views()

    assert 0 < len(read) < 20 < office.store.head.seq
