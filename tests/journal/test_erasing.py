"""Erasing by days and by request: what tells who somebody was goes, and the figures stay."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import SETTLING
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.tickets import Outcome
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.people import commands as erasing
from ektp_desk.usecases.people.commands import Ground, erase_expired, erase_person
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve, void_ticket
from ektp_desk.usecases.recording.commands import identify
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit
from tests.ageing import confirm_until, confirm_week
from tests.offices import VILLAGE, WORDS, TestOffice, proved

DAYS = 90
SAID = b"Contoh"
_BODIES = "SELECT kind, body FROM events WHERE json_extract(CAST(header AS TEXT), '$.visit') = ?"


def live_a_visit(office: TestOffice, *, closed: bool = True) -> str:
    """Record two people, let one leave with a word about them, void one number."""
    visit = plan_visit(office.session, VILLAGE, day=office.session.today, lists=())
    confirm_day(office.session)
    open_desk(office.session, visit, letter="A")
    give_numbers(office.session, visit, letter="A", count=4)
    office.record_one(visit, "Yuliana Contoh", nik="5302055202909001")
    office.record_one(visit, "Yohanis Contoh", sex="L")
    left = call_next(office.session, visit, desk="A")
    assert left is not None
    serve(office.session, left, desk="A")
    end_ticket(office.session, left, Outcome.OTHER, text="Ibu Contoh sakit")
    last = call_next(office.session, visit, desk="A")
    assert last is not None
    void_ticket(office.session, last, text="nomor Contoh dobel")
    if closed:
        close_visit(office.session, visit, proof=proved(office.session, visit))
    return visit


def wait(office: TestOffice, days: int) -> None:
    """Let days pass, some of which are confirmed, the last of them too."""
    confirm_until(office.session, days)
    office.clock.wait(timedelta(days=days).total_seconds())


def wait_out(office: TestOffice, days: int) -> None:
    """Let days pass, and as many that are confirmed as what is over is kept for."""
    wait(office, days)
    confirm_week(office.session)
    office.clock.wait(timedelta(days=SETTLING).total_seconds())


def names_left(office: TestOffice, visit: str) -> list[str]:
    """The kinds of a visit's events that still say a name in their bytes."""
    rows = office.connection.execute(_BODIES, (visit,)).fetchall()
    return [kind for kind, body in rows if body and SAID in body]


def figures(office: TestOffice, visit: str) -> dict[str, Any]:
    report = visit_report(office.session, visit)
    same = (
        "equation",
        "outcomes",
        "unclear",
        "reschedules",
        "waits",
        "intervals",
        "targets",
        "people",
        "closed",
    )
    recorded = report.recorded_by_age.values()
    return {name: getattr(report, name) for name in same} | {
        "recorded": (
            sum(c.male for c in recorded),
            sum(c.female for c in recorded),
            sum(c.total for c in recorded),
        )
    }


def proven(office: TestOffice) -> None:
    assert not list(verify_chain(office.connection))
    before = dump_views(office.connection)
    rebuild(office.store)
    assert dump_views(office.connection) == before


def test_without_a_rule_nothing_expires(office: TestOffice) -> None:
    visit = live_a_visit(office)
    wait(office, 9999)

    assert erase_expired(office.session) == 0
    assert names_left(office, visit)


def test_after_the_offices_days_names_go_and_figures_stay(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    visit = live_a_visit(office)
    before, ages = figures(office, visit), visit_report(office.session, visit).recorded_by_age
    wait_out(office, DAYS)
    assert erase_expired(office.session) == 0
    wait(office, 1)

    assert erase_expired(office.session) > 0
    assert erase_expired(office.session) == 0

    assert names_left(office, visit) == []
    assert figures(office, visit) == before
    assert set(visit_report(office.session, visit).recorded_by_age) == {"unknown"} != set(ages)
    assert office.connection.execute("SELECT DISTINCT name, nik, birth FROM recordings").fetchall() == [
        ("", "", "")
    ]
    assert office.store.find_people("Yuliana", limit=1) == {}
    proven(office)


def test_what_is_open_or_closed_lately_is_not_touched(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    old = live_a_visit(office)
    wait(office, DAYS)
    late = live_a_visit(office)
    kept = names_left(office, late)
    wait_out(office, 1)
    still = live_a_visit(office, closed=False)
    begun = names_left(office, still)

    while erase_expired(office.session):
        pass

    assert names_left(office, old) == []
    assert names_left(office, late) == kept != []
    assert names_left(office, still) == begun != []
    proven(office)


def test_somebody_who_came_again_is_kept_until_that_visit_is_old_too(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    old = live_a_visit(office)
    (person,) = office.connection.execute("SELECT id FROM people WHERE name LIKE 'Yuliana%'").fetchone()
    wait_out(office, DAYS + 1)
    new = plan_visit(office.session, VILLAGE, day=office.session.today, lists=())
    confirm_day(office.session)
    open_desk(office.session, new, letter="A")
    give_numbers(office.session, new, letter="A", count=1)
    ticket = call_next(office.session, new, desk="A")
    assert ticket is not None
    identify(office.session, ticket, person)

    erase_expired(office.session)
    names = [name for (name,) in office.connection.execute("SELECT name FROM people ORDER BY name")]
    assert names == ["", "Yuliana Contoh"]
    assert names_left(office, old) == ["person_met"]

    end_ticket(office.session, ticket, Outcome.LEFT)
    close_visit(office.session, new, proof=proved(office.session, new))
    wait_out(office, DAYS + 1)
    erase_expired(office.session)
    assert names_left(office, old) == []


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_erasing_goes_by_batches_and_comes_to_an_end(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(erasing, "_BATCH", batch)
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    visits = [live_a_visit(office), live_a_visit(office)]
    before = [figures(office, visit) for visit in visits]
    wait_out(office, DAYS + 1)

    rounds = 0
    while erase_expired(office.session):
        (told,) = office.connection.execute("SELECT count(DISTINCT entity_id) FROM erasures").fetchone()
        rounds += 1
        assert told <= rounds * batch
        assert rounds < 50

    assert rounds == -(-12 // batch)  # of each visit two tickets, two people, two recordings
    assert [figures(office, visit) for visit in visits] == before
    assert [names_left(office, visit) for visit in visits] == [[], []]
    proven(office)


def test_only_the_adb_erases(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, str(DAYS))
    visit = live_a_visit(office)
    wait(office, DAYS + 1)
    held, kept = office.store.head.seq, names_left(office, visit)
    for roles in ("queue", "operator", "supervisor", "head"):
        session = dataclasses.replace(office.session, user=User("o", "Petugas Contoh", roles))
        with pytest.raises(EktpError) as told:
            erase_person(session, a_person(office), ground=Ground.REQUEST, note="surat", passphrase="salah")
        assert told.value.code == "role.not_allowed"  # before the passphrase is asked for
    assert (office.store.head.seq, names_left(office, visit)) == (held, kept)


def a_person(office: TestOffice, name: str = "Yuliana") -> str:
    row = office.connection.execute("SELECT id FROM people WHERE name LIKE ? || '%'", (name,)).fetchone()
    return str(row[0])


def test_one_person_is_erased_by_request_and_the_others_stay(office: TestOffice) -> None:
    visit = live_a_visit(office)
    before, person, other = figures(office, visit), a_person(office), a_person(office, "Yohanis")

    erased = erase_person(
        office.session, person, ground=Ground.REQUEST, note=" surat 3 April ", passphrase=WORDS
    )

    assert erased == 2  # met, and recorded
    assert figures(office, visit) == before
    bodies = b"".join(body or b"" for _, body in office.connection.execute(_BODIES, (visit,)))
    assert b"Yuliana" not in bodies
    assert b"Yohanis" in bodies
    assert a_person(office, "Yohanis") == other
    words = office.connection.execute("SELECT DISTINCT ground, by FROM erasures").fetchall()
    assert words == [("request", office.user)]
    proven(office)
    with pytest.raises(EktpError) as told:
        erase_person(office.session, person, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    assert told.value.code == "erase.nothing"


@pytest.mark.parametrize(
    "note", ["surat YULIANA, 3 April", "diminta 5302325203909001", "surat 3 April, 530232 520390 9001"]
)
def test_the_note_of_an_erasure_which_nobody_erases_names_nobody(office: TestOffice, note: str) -> None:
    visit = live_a_visit(office)
    kept = names_left(office, visit)
    with pytest.raises(EktpError, match=r"^erase\.note_names$"):
        erase_person(office.session, a_person(office), ground=Ground.REQUEST, note=note, passphrase=WORDS)
    assert names_left(office, visit) == kept


def test_erasing_asks_for_a_note_and_the_passphrase(office: TestOffice) -> None:
    visit = live_a_visit(office)
    person, kept = a_person(office), names_left(office, visit)
    for note, passphrase, code in (("  ", WORDS, "erase.needs_note"), ("surat", "salah", "signin.wrong")):
        with pytest.raises(EktpError) as told:
            erase_person(office.session, person, ground=Ground.REQUEST, note=note, passphrase=passphrase)
        assert told.value.code == code
    assert names_left(office, visit) == kept
