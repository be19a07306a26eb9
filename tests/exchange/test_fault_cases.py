"""Faults between desks that no other test has: equal files, a disk that went back, clocks, a lost key."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.keys.passphrases import word_list
from ektp_desk.desk.recovery import make_page
from ektp_desk.domain.chance.passwords import words_to_bytes
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.seal.age import identity_from_bytes, open_sealed
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import begin_day
from ektp_desk.wire.envelope import check_signature, head_of, read_object
from ektp_desk.wire.heads import RunHead
from ektp_desk.wire.run import open_run
from ektp_desk.words.errors import sentence
from tests.captures.taking import seen
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_courier import capturing, photo_of
from tests.exchange.test_safety import record
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in


def test_case_26_one_file_in_two_recordings_is_carried_kept_and_opened_once(
    field: Field, card: Carrier
) -> None:
    laptop = field.joined()
    photo = laptop.session.devices.photo_file(seen())
    first = record(laptop.session, field.visit, "Yuliana Contoh", photo=photo)
    second = record(laptop.session, field.visit, "Rahel Contoh")
    (file,) = laptop.store.files.named()
    size = (laptop.desk.folders.objects / f"{file}.age").stat().st_size
    said = ModalitySet("photo", "captured", 1, file=file, size=size, algorithm="photo-plain 1")
    act = NewEvent(Entity.RECORDING, second, said, field.visit)
    laptop.store.write([act], at=laptop.session.clock())

    done, found = export(laptop.desk, card), bring(field, card)

    assert (done.files, done.lacking) == (1, 0)
    assert (found.files, found.opened.whole, found.opened.missing) == (1, 1, 0)
    assert len(list(field.office.desk.folders.objects.glob("*.age"))) == 1
    proven(field.office.store)
    store, taken_anew = field.office.store, ModalitySet("photo", "missing", 0)
    at, later = (Moment(datetime(year, 1, 1, tzinfo=UTC), 480) for year in (2030, 2031))
    ((noted,),) = store.connection.execute("SELECT recording FROM sealed_files").fetchall()
    for recording in (noted, ({first, second} - {noted}).pop()):  # each lets go of it in turn
        assert store.files.loose_since(later) == []
        store.write([NewEvent(Entity.RECORDING, recording, taken_anew, field.visit)], at=at)


def gone_back(field: Field, laptop: Laptop, place: Path) -> None:
    """Put the laptop's whole disk, with its anchor, where it was when `place` was copied."""
    laptop.desk.sign_out()
    for name in ("data", "state"):
        here = laptop.desk.folders.data.with_name(name)
        for path in here.iterdir():
            if path.name != "desk.lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(place / name, here, dirs_exist_ok=True)
    laptop.session = laptop.desk.sign_in(field.adi, field.words)


def test_case_30_a_whole_disk_that_went_back_is_told_and_both_keep_what_they_have(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """Nothing on it can tell. Who reads the last card first goes on; else the office names the fork."""
    laptop = field.by_kit()
    laptop.desk.sign_out()
    shutil.copytree(laptop.desk.folders.data, tmp_path / "image" / "data")
    shutil.copytree(laptop.desk.folders.state, tmp_path / "image" / "state")
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    bring(field, card)

    gone_back(field, laptop, tmp_path / "image")
    taken = import_packs(laptop.desk, laptop.session, card)
    assert (taken.refused, taken.events) == ({}, 2)
    give_numbers(laptop.session, field.visit, letter="A", count=1)
    export(laptop.desk, card)
    assert bring(field, card).refused == {}
    assert field.numbers() == 3

    gone_back(field, laptop, tmp_path / "image")
    give_numbers(laptop.session, field.visit, letter="A", count=5)
    other, before = card_of(field, tmp_path / "other"), events_in(field.office.store)
    export(laptop.desk, other)
    assert dict(bring(field, other).refused) == {"journal.forked": 1}
    own = laptop.written()
    assert set(import_packs(laptop.desk, laptop.session, card).refused) == {"journal.forked"}
    assert laptop.written()[: len(own)] == own, "what it wrote anew stays there"
    assert without_heard(events_in(field.office.store)) == without_heard(before)
    proven(field.office.store)


def without_heard(events: list[Arrived]) -> list[bytes]:
    return [one.link for one in events if b'"journals_heard"' not in one.header]


@pytest.mark.parametrize("year", [1970, 2038])
def test_case_35_a_clock_of_any_year_keeps_and_carries_everything(
    field: Field, card: Carrier, year: int
) -> None:
    """The person is asked about the day; what they wrote under the wrong one arrives like any other."""
    laptop, clock = field.joined(), field.office.clock
    today, people = clock.day, "SELECT count(*) FROM people"
    record(laptop.session, field.visit, "Yuliana Contoh")
    clock.day = date(year, 1, 20)
    clock.set(clock_time(9))

    told = asked(laptop)
    give_numbers(laptop.session, field.visit, letter="A")
    export(laptop.desk, card)
    found = bring(field, card)
    clock.day = today
    clock.set(clock_time(10))
    told += asked(laptop)
    record(laptop.session, field.visit, "Orpa Contoh")
    export(laptop.desk, card)

    assert (found.refused, found.damaged) == ({}, [])
    assert bring(field, card).refused == {}
    assert told == ["clock.backwards"], "when it went back, and once"
    assert field.numbers() == 3
    for connection in (laptop.connection, field.office.connection):
        assert connection.execute(people).fetchone() == (2,), "nothing expired by it"
    proven(field.office.store)


def asked(laptop: Laptop) -> list[str]:
    """What the day's question was refused by, after which the person is sure."""
    try:
        begin_day(laptop.session)
    except EktpError as error:
        sentence(error)  # there is one
        begin_day(laptop.session, sure=True)
        return [error.code]
    return []


def test_case_49_the_recovery_page_alone_opens_every_run_and_file_on_a_card(
    field: Field, card: Carrier
) -> None:
    pages: list[RecoveryPage] = []
    make_page(field.office.desk, field.office.session, pages.append)
    secret = identity_from_bytes(words_to_bytes(list(pages[0].words), word_list())).secret
    laptop = capturing(field)
    photo_of(laptop, field.visit)
    export(laptop.desk, card)

    opened, pictures = list[bytes](), 0
    for pack in card.packs():
        for entry in card.read(pack):
            assert isinstance(entry, bytes)
            if entry.startswith(b"age-encryption"):
                pictures += open_sealed(entry, secret).startswith(b"\xff\xd8")
                continue
            envelope = read_object(entry)
            head = head_of(envelope)
            assert isinstance(head, RunHead)
            signed = check_signature(envelope, laptop.desk.device_keys().public, bytes.fromhex(head.office))
            opened += [one.link for one in open_run(signed, {"recovery": (secret,)})]

    assert opened == [one.link for one in laptop.written()]
    assert pictures == 1


def test_case_63_new_work_asks_no_more_of_the_store_however_much_there_was(
    field: Field, card: Carrier
) -> None:
    """Counted, not timed: what is put on a card and taken in after one number, early and late."""
    laptop, counts = field.joined(), list[tuple[int, int]]()

    def carry() -> tuple[int, int]:
        give_numbers(laptop.session, field.visit, letter="A", count=1)
        put = asked_of(laptop.connection, lambda: export(laptop.desk, card))
        return put, asked_of(field.office.connection, lambda: bring(field, card))

    for _ in range(40):
        counts.append(carry())

    assert counts[-1] == counts[8]
    assert field.numbers() == 40


def asked_of(connection: Any, work: Any) -> int:
    """How many statements a connection hears meanwhile."""
    heard: list[str] = []
    connection.set_trace_callback(heard.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return len(heard)
