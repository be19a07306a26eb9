"""Who is found, and as whom: everybody whose line can be shown, and the joined as one person everywhere."""

from __future__ import annotations

import json

import pytest

from ektp_desk.store.asking.named import queries
from ektp_desk.usecases.lists.commands import withdraw_list
from ektp_desk.usecases.people.commands import Ground, correct, erase_person, say_not_same, say_same
from ektp_desk.usecases.people.proposals import Reason, proposals
from ektp_desk.usecases.people.queries import Source, find, the_person
from ektp_desk.usecases.people.timeline import person_line
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
    set_all_complete,
)
from ektp_desk.usecases.recording.queries import recorded_before
from tests.offices import WORDS, TestOffice
from tests.people.lists_of_people import keep_list, row

NIK = "5302325203029001"


def record_listed(office: TestOffice, person: str) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    ticket = call_next(office.session, visit, desk="A")
    assert ticket is not None
    serve(office.session, ticket, desk="A")
    identify(office.session, ticket, person)
    recording = begin(office.session, ticket, desk="A")
    set_all_complete(office.session, recording)
    finish(office.session, recording)


def found_by(office: TestOffice, text: str) -> list[str]:
    return [found.person.name for found in find(office.session, text)]


def as_typed(office: TestOffice, text: str) -> list[str]:
    return [found.person.name for found in find(office.session, text) if not found.near]


@pytest.fixture
def gone(office: TestOffice) -> TestOffice:
    """An office that recorded Yuliana, whose only list was withdrawn since."""
    listed = keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB", nik=NIK))
    record_listed(office, "yuliana")
    withdraw_list(office.session, listed, reason="salah desa")
    return office


def test_a_recorded_person_of_a_withdrawn_list_has_the_name_read_at_the_desk(gone: TestOffice) -> None:
    assert the_person(gone.session, "yuliana").name == "YULIANA TAMONOB"


@pytest.mark.parametrize("text", ["yuliana", "tamo", "tamonob yul", NIK, NIK[:4]])
def test_who_was_recorded_is_found_when_their_list_is_gone(gone: TestOffice, text: str) -> None:
    (found,) = find(gone.session, text)

    assert found.person == person_line(gone.session, "yuliana").person
    assert (found.person.name, found.person.nik) == ("YULIANA TAMONOB", NIK)


def test_who_was_recorded_and_stands_in_another_list_is_found_once_as_that_names_them(
    gone: TestOffice,
) -> None:
    keep_list(gone.session, row(1, "yuliana", "JULIANA TAMONOB", nik=NIK))

    assert found_by(gone, "tamonob") == found_by(gone, NIK) == ["JULIANA TAMONOB"]
    assert as_typed(gone, "yuliana") == []


def test_of_one_whose_list_is_gone_a_correction_is_found_and_not_what_it_corrected(gone: TestOffice) -> None:
    correct(gone.session, "yuliana", "name", value="Juliana Tamonob", ground="KK", passphrase=WORDS)

    assert found_by(gone, "tamonob") == found_by(gone, NIK) == ["Juliana Tamonob"]
    assert as_typed(gone, "yuliana") == []


def test_nobody_is_found_by_a_name_or_number_that_was_erased(gone: TestOffice) -> None:
    correct(gone.session, "yuliana", "name", value="Juliana Tamonob", ground="KK", passphrase=WORDS)

    erase_person(gone.session, "yuliana", ground=Ground.REQUEST, note="surat 9", passphrase=WORDS)

    for text in ("yuliana", "juliana", "tamonob", NIK, NIK[:4]):
        assert found_by(gone, text) == []
    kept = gone.connection.execute("SELECT count(*) FROM all_names WHERE all_names MATCH 'tamonob'")
    assert kept.fetchone() == (0,)


def test_who_is_alike_is_proposed_also_when_only_a_recording_knows_them(gone: TestOffice) -> None:
    """As the guard of F3 would warn of them, by NIK and by near name with equal birth date."""
    keep_list(
        gone.session,
        row(1, "number", "LAIN NAMANYA", nik=NIK, birth="1985-05-05"),
        row(2, "near", "TAMONOB YULIANNA"),
    )
    for person, reason in (("number", Reason.NIK), ("near", Reason.NAME)):
        (proposed,) = proposals(gone.session, person)
        assert (proposed.other.id, proposed.reason) == ("yuliana", reason)
        assert [one.person for one in recorded_before(gone.session, proposed.one)] == ["yuliana"]
    assert [one.other.id for one in proposals(gone.session, "yuliana")] == ["number", "near"]

    say_same(gone.session, "number", "near")
    (both,) = proposals(gone.session, "yuliana")
    assert both.reason is Reason.NIK
    say_not_same(gone.session, "yuliana", "near")
    assert proposals(gone.session, "yuliana") == proposals(gone.session, "number") == []


def test_no_search_walks_a_table(office: TestOffice) -> None:
    asked = {
        "hits_by_name": {"words": '"maria"*', "most": 200},
        "words_of_names": {"whole": '["maria"]', "begun": '["mari"]'},
        "hits_by_nik": {"low": "5302", "high": "5302:", "most": 200},
        "people": {"people": json.dumps(["p1"])},
        "people_born": {"low": "1990-01-01", "high": "1990-01-01"},
        "people_with_nik": {"nik": NIK},
        "clusters_of": {"people": json.dumps(["p1"])},
    }
    tables = ("register", "people", "recordings", "pairs", "lists", "r", "p", "c", "l", "b")
    for name, params in asked.items():
        plan = office.connection.execute(f"EXPLAIN QUERY PLAN {queries()[name].sql}", params).fetchall()
        steps = [str(step[3]).split() for step in plan]
        assert [step for step in steps if step[0] == "SCAN" and step[1] in tables] == [], name


def test_three_who_are_one_are_shown_by_one_rule_wherever_one_meets_them(office: TestOffice) -> None:
    """An older list, a newer one that knows less, and a walk-in who was corrected."""
    session = office.session
    keep_list(session, row(1, "old", "YULIANA TAMONOB", nik=NIK), as_of="2018-05-01", source="DKB")
    newer = row(1, "new", "JULIANA TAMONOB", nik="", kk_number="5302320101199001", birth="2002-03-13")
    keep_list(session, newer, as_of="2019-03-25", source="SIAK")
    visit = office.open_visit()
    give_numbers(session, visit, letter="A")
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    met = identify_walk_in(session, ticket, WalkIn("Yulianna Tamonop", "P", address="Jalan Contoh 1"))
    correct(session, "old", "birth", value="2002-03-14", ground="KK", passphrase=WORDS)
    office.clock.wait(60)
    correct(session, met, "birth", value="2002-03-15", ground="Akta lahir", passphrase=WORDS)
    say_same(session, "old", met)
    say_same(session, met, "new")

    lines = [person_line(session, person) for person in ("old", "new", met)]
    rows = [find(session, text) for text in ("yuliana", "juliana", "tamonop", NIK)]

    (shown,) = {line.person.id: line.person for line in lines}.values()
    assert [[found.person for found in each] for each in rows] == [[shown]] * 4
    assert [each[0].also for each in rows] == ["YULIANA TAMONOB", "", "Yulianna Tamonop", "YULIANA TAMONOB"]
    assert (shown.id, shown.name, shown.nik) == ("new", "JULIANA TAMONOB", NIK)
    assert (shown.kk_number, shown.birth, shown.address) == (
        "5302320101199001",
        "2002-03-15",
        "Jalan Contoh 1",
    )
    for line in lines:
        held = {one.field: one.claims[0] for one in line.claims}
        assert all(claim.holds for claim in held.values())
        assert {field: claim.value for field, claim in held.items()} == {
            field: getattr(shown, field) for field in held
        }
        assert (held["name"].where, held["nik"].where) == ("SIAK", "DKB")
        assert (held["birth"].source, held["birth"].ground) == (Source.CORRECTION, "Akta lahir")
        assert held["address"].source is Source.DESK
