"""What a laptop is told to be safe: not by who names its picture first, a desk that is out, or rot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange import incoming
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.journal.bodies import Body, ModalitySet, RecordingDropped, Withdrawn
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Modality
from ektp_desk.domain.safety import Spans
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.laptops.courier import Inspection
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.recording.commands import WalkIn, finish, set_all_complete
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.wire.pack import EntryKind, kind_of_entry
from tests.captures.taking import at_the_desk, seen
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_safety import record
from tests.exchange.test_verdicts import at_office
from tests.offices import WORDS, TestOffice
from tests.store.several.field import Field
from tests.store.several.kits import Laptop


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


def _path(office: TestOffice, file: str) -> Path:
    return office.desk.folders.objects / f"{file}.age"


def _is_file(entry: bytes) -> bool:
    return kind_of_entry(entry) is EntryKind.FILE


@pytest.mark.parametrize("then", ["captured", "missing"], ids=["kept", "taken anew"])
def test_a_laptop_that_names_anothers_picture_first_takes_it_from_nobody(
    field: Field, tmp_path: Path, then: str
) -> None:
    """The digest stands in clear on the card, which somebody else carries; the picture comes later."""
    victim, thief, office = field.joined(), field.joined(), field.office
    card, thiefs, home, whole = (
        card_of(field, tmp_path / name) for name in ("card", "other", "home", "whole")
    )
    record(victim.session, field.visit, "Yuliana Contoh", photo=victim.session.devices.photo_file(seen()))
    (file,) = victim.store.files.named()
    kept = office.desk.folders.objects / f"{file}.age"
    confirm_day(thief.session)
    open_desk(thief.session, field.visit, letter="B")
    own = record(thief.session, field.visit, "Rahel Contoh", letter="B")
    said = ModalitySet("photo", "captured", 1, file=file, size=4711, algorithm="photo-plain 1")
    for body in (said, ModalitySet("photo", "missing", 0))[: 1 + (then == "missing")]:
        thief.store.write([NewEvent(Entity.RECORDING, own, body, field.visit)], at=thief.session.clock())
    export(thief.desk, thiefs)
    bring(field, thiefs)
    export(victim.desk, card)
    packs = {pack: [one for one in card.read(pack) if isinstance(one, bytes)] for pack in card.packs()}
    (without,) = [pack for pack, entries in packs.items() if any(map(_is_file, entries))]
    entries = [one for one in packs[without] if not _is_file(one)]
    without.path.unlink()
    card.write(without.journal, entries)
    last = victim.store.head.seq
    (naming,) = victim.connection.execute(
        "SELECT seq FROM events WHERE kind = 'modality_set' AND instr(CAST(body AS TEXT), ?)", (file,)
    ).fetchone()

    assert bring(field, card).opened == Inspection(missing=1)
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    export(office.desk, home)
    import_packs(victim.desk, victim.session, home)

    assert not kept.exists()
    assert at_office(victim, "safe") == at_office(victim, "opened") == ((1, naming - 1), (naming + 1, last))

    export(victim.desk, whole)
    assert (bring(field, whole).files, kept.exists()) == (1, True)
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    export(office.desk, home)
    import_packs(victim.desk, victim.session, home)
    assert at_office(victim, "safe") == ((1, last),)


def test_the_word_of_a_desk_that_was_revoked_counts_no_more(
    field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two desks had it; one was stolen. Its word counts no more as soon as that is heard."""
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda _path: "")
    office, laptop = field.office, field.by_kit()
    second = field.by_kit(user=office.user, words=WORDS, at_office=True)
    record(laptop.session, field.visit, "Yuliana Contoh")
    joins, card, stick, home = (
        card_of(field, tmp_path / name) for name in ("joins", "card", "stick", "home")
    )
    export(second.desk, joins)
    export(laptop.desk, card)
    bring(field, joins)
    bring(field, card)

    def give_to(*laptops: Laptop) -> None:
        give_package(office.desk, office.session, field.visit, stick, letters={})
        for one in laptops:
            assert import_packs(one.desk, one.session, stick).packages == 1

    def safe(at: Session) -> int:
        (row,) = [one for one in safety_ladder(at).rows if one.device == laptop.device]
        return row.safe

    give_to(second, laptop)
    import_packs(second.desk, second.session, card)
    export(second.desk, home)
    import_packs(laptop.desk, laptop.session, home)
    bring(field, home)
    assert at_office(laptop, "safe")
    assert (safe(laptop.session), safe(office.session)) == (1, 1)

    revoke_laptop(office.session, second.device, reason="dicuri")
    assert safe(office.session) == 0
    assert at_office(laptop, "safe"), "it has not heard"
    give_to(laptop)

    assert at_office(laptop, "safe") == ()
    assert safe(laptop.session) == 0
    export(office.desk, stick)
    assert import_packs(laptop.desk, laptop.session, stick).refused == {}, "no word of it is carried on"


@pytest.mark.parametrize("how", ["lost", "rotten", "lost before opened", "rotten before opened"])
def test_a_card_mends_a_picture_that_the_office_lost(
    field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The very card that was read before; and a picture that rotted is safe nowhere until then."""
    laptop, office = field.joined(), field.office
    card, home, backup = card_of(field, tmp_path / "card"), card_of(field, tmp_path / "home"), tmp_path / "b"
    record(laptop.session, field.visit, "Yuliana Contoh", photo=laptop.session.devices.photo_file(seen()))
    (file,) = laptop.store.files.named()
    export(laptop.desk, card)
    with monkeypatch.context() as patch:
        if "before" in how:
            patch.setattr(incoming, "inspect_files", lambda *_args, **_said: Inspection())
        bring(field, card)
    kept, last = office.desk.folders.objects / f"{file}.age", laptop.store.head.seq
    true = kept.read_bytes()
    if how.startswith("lost"):
        kept.unlink()
    else:
        kept.write_bytes(true[:-9] + bytes(9))

    def told() -> Spans:
        make_backup(office.desk, office.session, backup)
        export(office.desk, home)
        import_packs(laptop.desk, laptop.session, home)
        return at_office(laptop, "safe")

    assert len(told()) == 2, "neither here nor in the backup is what was sent"
    assert inspect_files(office.desk) == Inspection(missing=1)

    assert bring(field, card).files == 1
    assert kept.read_bytes() == true
    assert told() == ((1, last),)
    assert bring(field, card).files == 0
    assert inspect_files(office.desk) == Inspection()


def test_no_other_laptop_takes_a_finished_recordings_picture_from_the_office(
    field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another picture for it, by dropping it, by undoing: whatever it says, and by whatever clock.

    One that is not finished has its day, from when the office sees it.
    """
    victim, thief, office = field.joined(), field.joined(), field.office
    card, thiefs, home = (card_of(field, tmp_path / name) for name in ("card", "other", "home"))
    files = dict[str, str]()
    for at, name in enumerate(("Yuliana Contoh", "Rahel Contoh", "Orpa Contoh"), start=1):
        photo = victim.session.devices.photo_file(seen(at=float(at)))
        before = victim.store.files.named()
        recording = record(victim.session, field.visit, name, photo=photo)
        (files[recording],) = victim.store.files.named() - before
    session, twice = victim.session, at_the_desk(victim.session, field.visit)
    for moment in (4.0, 5.0):  # taken anew, and that undone
        capture_photo(session, twice, seen(at=moment))
        files.setdefault(twice, steps_of(session, twice)[Modality.PHOTO].file)
    withdraw(session, Entity.RECORDING, twice, session.store.events(Entity.RECORDING, twice)[-1].link)
    set_all_complete(session, twice)
    finish(session, twice)
    monkeypatch.setattr("tests.captures.taking.YULIANA", WalkIn("Debora Contoh", "P"))
    begun = at_the_desk(session, field.visit)
    capture_photo(session, begun, seen(at=6.0))
    files[begun] = steps_of(session, begun)[Modality.PHOTO].file
    export(victim.desk, card)
    bring(field, card)
    thief.take_in(victim.written())
    renamed, dropped, undone, *_others = files
    taken = thief.store.life(Entity.RECORDING, undone).decided("recording.photo")
    assert taken is not None
    another = ModalitySet("photo", "captured", 1, file="ab" * 32, size=4711, algorithm="photo-plain 1")
    said: list[tuple[str, Body]] = [
        (renamed, another),
        (dropped, RecordingDropped("")),
        (undone, Withdrawn(taken.link)),
        (twice, another),
        (begun, RecordingDropped("")),
    ]
    long_ago = replace(office.clock(), utc=datetime(1970, 1, 1, tzinfo=UTC))
    for recording, body in said:
        thief.store.write([NewEvent(Entity.RECORDING, recording, body, field.visit)], at=long_ago)
    export(thief.desk, thiefs)
    bring(field, thiefs)
    (person,) = office.connection.execute("SELECT person FROM recordings WHERE id = ?", (dropped,)).fetchone()

    def kept() -> set[str]:
        return {recording for recording, file in files.items() if _path(office, file).exists()}

    office.sign_in_again()
    assert kept() == files.keys(), "by the clock of who said it a day is over"
    office.clock.wait(23 * 3600)
    office.sign_in_again()
    assert kept() == files.keys()
    for _day in range(2):
        office.clock.wait(25 * 3600)
        office.sign_in_again()
    assert kept() == files.keys() - {begun}
    del files[begun]

    def told() -> Spans:
        make_backup(office.desk, office.session, tmp_path / "office.backup")
        export(office.desk, home)
        import_packs(victim.desk, victim.session, home)
        return at_office(victim, "safe")

    last = victim.store.head.seq
    assert told() == ((1, last),)
    _path(office, files[renamed]).unlink()
    assert len(told()) == 2, "nobody calls safe what the office has no more"
    bring(field, card)
    assert kept() == files.keys()
    assert told() == ((1, last),)
    erase_person(office.session, person, ground=Ground.REQUEST, note="Surat 4/2019", passphrase=WORDS)
    office.sign_in_again()  # it is seen to be named by nothing
    office.clock.wait(25 * 3600)
    office.sign_in_again()
    assert kept() == {renamed, undone, twice}, "an ADB said so"
