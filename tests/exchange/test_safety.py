"""How many recordings are not safe, and how far each is, counted again from what was signed by other code."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.courier import DeskCourier
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.domain.journal.bodies import NoteWritten
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.safety import SafetyLine
from ektp_desk.reports.safety import render_safety
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.exchange.queries import SafetyRow, recordings_unsafe, safety_ladder
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify_walk_in,
    set_all_complete,
)
from ektp_desk.usecases.reports.safety import safety_report
from ektp_desk.usecases.session import Session
from ektp_desk.words.paper.summaries import summary_of
from tests.captures.taking import at_the_desk, seen
from tests.exchange import plain
from tests.exchange.carrying import bring, card_of
from tests.offices import DAY
from tests.reports.reading import placed_text
from tests.store.several.field import Field


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    monkeypatch.setattr("ektp_desk.desk.exchange.mirror._is_own_disk", lambda _desk, _place: False)


def record(session: Session, visit: str, name: str, *, letter: str = "A", photo: bytes | None = None) -> str:
    """Record a walk-in, with a photo of these bytes; give the recording."""
    give_numbers(session, visit, letter=letter)
    ticket = call_next(session, visit, desk=letter)
    assert ticket is not None
    serve(session, ticket, desk=letter)
    identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-02"))
    recording = begin(session, ticket, desk=letter)
    set_all_complete(session, recording)
    if photo is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(session.devices), "photo_file", lambda _devices, _picture: photo)
            capture_photo(session, recording, seen())
    finish(session, recording)
    return recording


def counted_again(connection: Any, device: str) -> tuple[int, int, int]:
    """Of a laptop's finished recordings: all, heard at the office, safe there."""
    heard, opened, kept, wrong = set[int](), set[int](), dict[tuple[str, str], set[int]](), set[str]()
    for (data,) in connection.execute("SELECT object FROM verdicts WHERE device = ?", (device,)):
        head = plain.read_object(data)["head"]
        heard |= {seq for first, last, _link in head["heard"] for seq in range(first, last + 1)}
        opened |= {seq for first, last in head["opened"] for seq in range(first, last + 1)}
        wrong |= {digest for digest, _reason in head["wrong"]}
        for machine, disk, spans in head["kept"]:
            seqs = {seq for first, last in spans for seq in range(first, last + 1)}
            kept[machine, disk] = kept.get((machine, disk), set()) | seqs
    said: dict[str, list[tuple[int, str, dict[str, Any]]]] = {}
    sql = """SELECT e.entity_id, e.seq, e.kind, e.body FROM events e JOIN journals j ON j.no = e.journal
        WHERE j.device = ? AND e.entity = 'recording' ORDER BY e.seq"""
    for recording, seq, kind, body in connection.execute(sql, (device,)):
        said.setdefault(recording, []).append((seq, kind, json.loads(body or b"{}")))
    counts = [0, 0, 0]
    for events in said.values():
        ends = [seq for seq, kind, _body in events if kind == "recording_finished"]
        if not ends:
            continue
        files = {
            body["modality"]: body.get("file", "") for _seq, kind, body in events if kind == "modality_set"
        }
        places = [place for place, seqs in kept.items() if {seq for seq, *_ in events} <= seqs]
        counts[0] += 1
        counts[1] += ends[-1] in heard
        counts[2] += (
            {seq for seq, *_ in events} <= opened and len(places) > 1 and not set(files.values()) & wrong
        )
    return counts[0], counts[1], counts[2]


def test_the_ladder_is_what_the_office_signed(field: Field, card: Carrier, tmp_path: Path) -> None:
    laptop, office = field.joined(), field.office

    def row(*, at_office: bool = False) -> SafetyRow:
        session = office.session if at_office else laptop.session
        found = safety_ladder(session)
        (one,) = [each for each in found.rows if each.device == laptop.device]
        counted = counted_again(session.store.connection, laptop.device)  # type: ignore[attr-defined]
        assert (one.recorded, one.heard, one.safe) == counted
        line = printed(session)
        assert (line.recorded, line.heard, line.safe) == counted
        assert line.own == (session is laptop.session)
        assert (found.unsafe, recordings_unsafe(session)) == (one.unsafe, one.unsafe)
        return one

    def printed(session: Session) -> SafetyLine:
        paper = safety_report(session, session.today, session.today)
        (line,) = [one for one in paper.lines if not one.own or session is laptop.session]
        assert (paper.recorded, paper.safe) == (line.recorded, line.safe)
        return line

    def home() -> None:
        export(office.desk, card)
        import_packs(laptop.desk, laptop.session, card)

    assert recordings_unsafe(laptop.session) == 0
    assert safety_ladder(laptop.session).rows == ()
    first = record(laptop.session, field.visit, "Yuliana Contoh")
    record(laptop.session, field.visit, "Rahel Contoh", photo=b"no picture")
    assert (row().recorded, row().sealed, row().carried, row().safe) == (2, 0, 0, 0)
    seal_runs(laptop.desk)
    assert (row().sealed, row().carried) == (2, 0)
    DeskCourier(on_own_thread(laptop.desk), laptop.session).choose_mirror(card.place)
    export(laptop.desk, card)
    assert (row().sealed, row().carried, row().heard) == (2, 2, 0)
    assert row().sent == 0, "the card that mirrors it stays in the laptop"
    record(laptop.session, field.visit, "Orpa Contoh")
    assert (row().recorded, row().sealed, row().carried) == (3, 2, 2)

    bring(field, card)
    assert (row(at_office=True).heard, row(at_office=True).one_copy) == (2, 1)
    home()
    one = row()
    assert (one.recorded, one.heard, one.unopened, one.spoilt, one.safe) == (3, 2, 0, 1, 0)
    assert one.sent == 2, "what the office heard was sent, on whichever way"
    export(laptop.desk, card_of(field, tmp_path / "stick"))
    assert (row().carried, row().sent, row().heard) == (3, 3, 2)
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    home()
    one = row()
    assert (one.heard, one.spoilt, one.safe, one.unsafe) == (2, 1, 1, 2)

    laptop.say(NoteWritten(text="datang lagi besok"), Entity.RECORDING, first)
    assert (row().heard, row().safe) == (2, 0), "what was said of it since is on this laptop alone"
    export(laptop.desk, card)
    bring(field, card)
    home()
    assert (row().heard, row().safe, row().one_copy) == (3, 0, 2)
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    home()
    assert (row().safe, row(at_office=True).safe) == (2, 2)


def test_no_word_says_more_than_all_of_a_recording(field: Field, card: Carrier, tmp_path: Path) -> None:
    """What it began with may lie in a pack that is gone, and what finished it in one that is there."""
    laptop, stick = field.joined(), card_of(field, tmp_path / "stick")
    recording = at_the_desk(laptop.session, field.visit)
    export(laptop.desk, card)
    set_all_complete(laptop.session, recording)
    finish(laptop.session, recording)

    def told() -> tuple[int, int, int]:
        (row,) = safety_ladder(laptop.session).rows
        return row.sealed, row.carried, row.sent

    assert told() == (0, 0, 0)
    export(laptop.desk, card)
    export(laptop.desk, stick)
    assert told() == (1, 1, 1)
    begun = laptop.store.runs.sealed()[-2].name
    laptop.store.runs.forget_carried(stick.id, [begun])
    assert told() == (1, 1, 1), "on one of the two it is whole"
    laptop.store.runs.forget_carried(card.id, [begun])
    assert told() == (1, 0, 0)
    DeskCourier(on_own_thread(laptop.desk), laptop.session).choose_mirror(card.place)
    export(laptop.desk, card)
    assert told() == (1, 1, 0), "on the card in the laptop alone"


def test_what_did_not_arrive_is_named(field: Field, card: Carrier) -> None:
    laptop, office = field.joined(), field.office
    export(laptop.desk, card)
    for name in ("Yuliana Contoh", "Rahel Contoh"):
        record(laptop.session, field.visit, name)
        seal_runs(laptop.desk)
    runs = laptop.store.runs.sealed()
    export(laptop.desk, card)
    lost = [pack for pack in card.packs() if pack.path.exists()][-2]
    lost.path.unlink()
    bring(field, card)
    export(office.desk, card)
    import_packs(laptop.desk, laptop.session, card)

    (row,) = safety_ladder(laptop.session).rows
    gap = runs[-2]
    assert row.gaps == (f"02/a {gap.first}–{gap.last}",)
    for session in (laptop.session, office.session):
        paper = safety_report(session, session.today, session.today)
        assert [one.gaps for one in paper.lines] == [row.gaps]
        assert paper.missing == (f"Laptop 02: kurang {row.gaps[0]}.",)
        assert safety_report(session, DAY - timedelta(days=9), DAY - timedelta(days=1)).lines == ()
        assert f"0 dari {2 - (session is office.session)} rekaman aman di kantor, 2 Apr" in summary_of(paper)
    assert (row.recorded, row.heard) == (2, 1)
    assert safety_ladder(office.session).rows[0].gaps == row.gaps
    safe = replace(paper, lines=tuple(replace(one, safe=one.recorded) for one in paper.lines))
    for missing in ((), paper.missing):
        words = " ".join(piece.text for piece in placed_text(render_safety(replace(safe, missing=missing))))
        nothing_lost = "Tidak ada yang hilang bila satu laptop hilang." in words
        assert nothing_lost == (not missing)
