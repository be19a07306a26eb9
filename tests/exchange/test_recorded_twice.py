"""Two laptops record one person without having heard of each other: a supervisor says which one counts."""

from __future__ import annotations

import json

import pytest

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.decisions.words import asked
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.doubles.commands import rule_recordings
from ektp_desk.usecases.doubles.queries import DoubleRecording, double_recordings
from ektp_desk.usecases.exchange.broken import broken_laptop
from ektp_desk.usecases.exchange.queries import recordings_unsafe
from ektp_desk.usecases.people.decisions import count_to_settle, to_settle
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.usecases.visits.queries import recordings_kept
from tests.exchange.carrying import bring
from tests.exchange.test_packages import give, take
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven

NIK = "5302325203909001"


def begin_day(laptop: Laptop, visit: str, letter: str) -> None:
    confirm_day(laptop.session)
    open_desk(laptop.session, visit, letter=letter)


def record(session: Session, visit: str, letter: str, name: str, *, nik: str = NIK) -> str:
    """Record a walk-in whom no list names; give the recording."""
    (ticket,) = give_numbers(session, visit, letter=letter)
    assert call_next(session, visit, desk=letter) == ticket
    serve(session, ticket, desk=letter)
    identify_walk_in(session, ticket, WalkIn(name, "P", nik=nik, birth="1990-03-12"))
    recording = begin(session, ticket, desk=letter)
    set_all_complete(session, recording)
    finish(session, recording)
    return recording


def counted_again(laptop: Laptop | Field, visit: str) -> int:
    """How many recordings count, from the events alone."""
    connection = laptop.connection if isinstance(laptop, Laptop) else laptop.office.connection
    counts: dict[str, bool] = {}
    sql = "SELECT entity_id, kind, header, body FROM events WHERE entity = 'recording' ORDER BY rowid"
    for recording, kind, header, body in connection.execute(sql):
        if json.loads(header)["visit"] == visit and kind == "recording_finished":
            counts.setdefault(recording, True)
        elif kind == "recording_counted" and recording in counts:
            counts[recording] = json.loads(body)["counts"]
    return sum(counts.values())


def figures(session: Session, visit: str) -> tuple[int, int]:
    """Recordings that count, and different people."""
    report = visit_report(session, visit)
    return sum(one.total for one in report.recorded_by_age.values()), report.people


def test_one_of_two_recordings_counts_and_the_ruling_goes_home(field: Field, card: Carrier) -> None:
    office, visit = field.office.session, field.visit
    first, second = field.by_kit(), field.by_kit()
    begin_day(first, visit, "B")
    begin_day(second, visit, "C")
    kept = record(first.session, visit, "B", "Yuliana Contoh")
    field.office.clock.wait(600)
    other = record(second.session, visit, "C", "Yuliana Contoh")
    record(second.session, visit, "C", "Rahel Contoh", nik="5302326203909002")
    for laptop in (first, second):
        export(laptop.desk, card)
    bring(field, card)

    (found,) = to_settle(office)
    assert isinstance(found, DoubleRecording)
    assert count_to_settle(office) == 1
    assert [one.id for one in found.made] == [kept, other]
    shown = asked(found)
    lines = [{line.label: line.value for line in offer.lines} for offer in shown.offers]
    assert [offer.whose for offer in shown.offers[:2]] == ["Yuliana Contoh"] * 2
    assert [one["Nomor"].split(" ")[0] for one in lines[:2]] == ["B001", "C001"]
    assert ["laptop 02/a, meja B" in lines[0]["Oleh"], "laptop 03/a, meja C" in lines[1]["Oleh"]] == [
        True
    ] * 2
    assert "Sidik jari 10" in lines[0]["Diambil"]
    assert figures(office, visit) == (3, 3)

    unsafe = recordings_unsafe(office)
    rule_recordings(office, found, 0)

    assert recordings_unsafe(office) == unsafe == recordings_kept(office, visit) == 3, "kept like any other"
    last = broken_laptop(office, second.session.device).last
    assert last is not None
    assert (last.number, last.finished) == ("C002", 2), "what came is not less now"
    assert figures(office, visit) == (2, 2)
    assert counted_again(field, visit) == 2
    assert (double_recordings(office), visit_report(office, visit).equation.served) == ([], 3)
    with pytest.raises(EktpError, match=r"settle\.changed"):
        rule_recordings(office, found, 1)
    proven(field.office.store)
    states = dict(field.office.connection.execute("SELECT id, state FROM recordings"))
    assert (states[kept], states[other]) == ("finished", "double"), "nothing of it is lost"

    give(field, card)
    take(second, card)
    at_home = dict(second.connection.execute("SELECT id, state FROM recordings"))
    assert at_home[other] == "double"
    assert counted_again(second, visit) == figures(second.session, visit)[0] == 2


def test_who_knew_of_the_first_recording_is_not_asked_and_two_people_are_two(
    field: Field, card: Carrier
) -> None:
    office, visit = field.office.session, field.visit
    first, second = field.by_kit(), field.by_kit()
    begin_day(first, visit, "B")
    begin_day(second, visit, "C")
    record(first.session, visit, "B", "Yuliana Contoh")
    record(first.session, visit, "B", "Yuliana Contoh")
    export(first.desk, card)
    take(second, card)
    record(second.session, visit, "C", "Yuliana Contoh")
    export(second.desk, card)
    bring(field, card)
    assert double_recordings(office) == [], "it was recorded again with open eyes"

    third = field.by_kit()
    begin_day(third, visit, "D")
    record(third.session, visit, "D", "Orpa Contoh")
    export(third.desk, card)
    bring(field, card)
    found = double_recordings(office)
    assert {one.made[1].name for one in found} | {one.made[0].name for one in found} >= {"Orpa Contoh"}
    before = figures(office, visit)
    while found := double_recordings(office):
        rule_recordings(office, found[0], 2)
    assert figures(office, visit) == before
    assert counted_again(field, visit) == before[0] == 4
    proven(field.office.store)
