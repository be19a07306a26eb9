"""What the office says that it has: opened, signed, carried home, and taken for safe only with two copies."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from ektp_desk.desk.backup import making
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange import inspecting
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.safety import Spans
from ektp_desk.seal.backup import write_backup
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.laptops.courier import CarrierExport, CarrierImport, Inspection
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.wire.envelope import read_as, read_object, write_object
from ektp_desk.wire.heads import OfficeVerdict
from tests.captures.taking import SIGNED, at_the_desk, capture_here, seen
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_courier import capturing, photo_of
from tests.offices import WORDS
from tests.store.several.field import Field
from tests.store.several.kits import Laptop


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would be with a stick beside the laptop; what the system says of its disks is told below."""
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


def heard_of(laptop: Laptop) -> OfficeVerdict:
    """The newest word of the office on a laptop's journal, as it lies there."""
    (data,) = laptop.connection.execute(
        "SELECT object FROM verdicts WHERE device = ?", (laptop.device,)
    ).fetchone()
    return read_as(read_object(data), OfficeVerdict)


def at_office(laptop: Laptop, state: str) -> Spans:
    """What a laptop knows of its own journal."""
    sql = """SELECT first, last FROM at_office a JOIN journals j ON j.no = a.journal
        WHERE j.device = ? AND state = ? ORDER BY first"""
    return tuple(laptop.connection.execute(sql, (laptop.device, state)).fetchall())


def home(field: Field, laptop: Laptop, card: Carrier) -> CarrierImport:
    """Let the office write on the card, and the laptop read it."""
    export(field.office.desk, card)
    return import_packs(laptop.desk, laptop.session, card)


def test_what_the_office_opened_comes_home_and_is_safe_with_a_second_disk(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop = capturing(field)
    file = photo_of(laptop, field.visit)
    export(laptop.desk, card)
    last = laptop.store.head.seq

    assert bring(field, card).opened == Inspection(whole=1)
    found = home(field, laptop, card)

    assert found.verdicts == 2, "on the office's own journal and on the laptop's"
    said = heard_of(laptop)
    assert (said.number, said.files_opened, said.wrong) == (1, 1, ())
    assert [said.heard_spans, said.opened] == [((1, last),)] * 2
    assert at_office(laptop, "heard") == at_office(laptop, "opened") == ((1, last),)
    assert at_office(laptop, "safe") == (), "one disk only"

    make_backup(field.office.desk, field.office.session, tmp_path / "office.backup")
    assert home(field, laptop, card).verdicts >= 1
    assert at_office(laptop, "safe") == ((1, last),)

    give_numbers(laptop.session, field.visit, letter="A", count=2)
    assert at_office(laptop, "safe") == ((1, last),), "what came since is not"
    assert export(field.office.desk, card) == CarrierExport(0, 0, 0, 0), "nothing new is said"
    assert home(field, laptop, card).verdicts == 0

    (field.office.desk.folders.objects / f"{file}.age").unlink()
    home(field, laptop, card)
    assert at_office(laptop, "safe") != ((1, last),)
    (gap,) = {*range(1, last + 1)} - {seq for a, b in at_office(laptop, "safe") for seq in range(a, b + 1)}
    assert (
        b"modality_set"
        in laptop.connection.execute(
            "SELECT header FROM events JOIN journals j ON j.no = journal WHERE device = ? AND seq = ?",
            (laptop.device, gap),
        ).fetchone()[0]
    )


def bomb(width: int, height: int) -> bytes:
    into = BytesIO()
    Image.new("1", (width, height)).save(into, "PNG")
    return into.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xd8\xff\xe0 not a picture", "picture.not_one"),
        (bomb(8000, 5001), "picture.too_big"),
        (bomb(900, 300)[:-30], "picture.not_one"),
    ],
    ids=["no picture", "too many pixels", "cut"],
)
def test_a_file_that_is_no_whole_picture_is_named_and_never_safe(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch, content: bytes, why: str
) -> None:
    laptop = capturing(field)
    monkeypatch.setattr(type(laptop.session.devices), "photo_file", lambda _devices, _picture: content)
    file = photo_of(laptop, field.visit)
    export(laptop.desk, card)

    assert bring(field, card).opened == Inspection(wrong=1)
    home(field, laptop, card)

    assert heard_of(laptop).wrong == ((file, why),)
    assert heard_of(laptop).files_opened == 0
    assert laptop.connection.execute("SELECT * FROM wrong_files").fetchall() == [(file, why)]
    assert inspect_files(field.office.desk) == Inspection(), "it is not opened again"


KILLED = """
import os, sys
hears = sys.stdin.buffer
while size := hears.read(8):
    if hears.read(int.from_bytes(size, "big")).startswith(b"kill"):
        os.kill(os.getpid(), 9)
    print("whole", flush=True)
"""


def test_a_picture_that_kills_its_reader_spoils_no_other(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, begun = capturing(field), list[subprocess.Popen[bytes]]()
    devices = type(laptop.session.devices)
    monkeypatch.setattr(devices, "photo_file", lambda _devices, _picture: b"kill")
    recording = at_the_desk(laptop.session, field.visit)
    capture_photo(laptop.session, recording, seen())
    capture_signature(laptop.session, recording, SIGNED)

    def begin() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", KILLED]
        begun.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return begun[-1]

    monkeypatch.setattr(inspecting, "_begin", begin)
    export(laptop.desk, card)

    assert bring(field, card).opened == Inspection(whole=1, wrong=1)
    said = field.office.connection.execute("SELECT DISTINCT verdict FROM files_opened ORDER BY 1")
    assert said.fetchall() == [("",), ("picture.no_answer",)]
    assert len(begun) >= 2, "it is tried once more by another"
    assert all(process.poll() is not None for process in begun), "none is left"


def test_the_reader_of_pictures_has_little_memory_and_writes_no_file() -> None:
    process = inspecting._begin()
    assert process.stdin is not None
    assert process.stdout is not None
    small = bomb(10, 10)
    process.stdin.write(len(small).to_bytes(8, "big") + small)
    process.stdin.flush()
    assert process.stdout.readline() == b"whole\n"
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="utf-8")
    process.stdin.close()
    assert process.wait() == 0
    process.stdout.close()

    said = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert said["Max address space"] == str(2**30)
    assert said["Max file size"] == "0"
    assert int(said["Max cpu time"]) <= 60


def test_files_wait_for_an_adb_and_a_changed_one_is_not_opened(field: Field, card: Carrier) -> None:
    laptop = capturing(field)
    file = photo_of(laptop, field.visit)
    export(laptop.desk, card)
    path = field.office.desk.folders.objects / f"{file}.age"
    office = field.office
    found: list[Inspection] = []
    import_packs(office.desk, office.session, card)
    office.connection.execute("DELETE FROM files_opened")
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    found.append(inspect_files(office.desk))
    path.write_bytes(sealed)
    office.desk.sign_out()
    office.session = office.desk.sign_in(field.adi, field.words)
    found.append(inspect_files(office.desk))

    assert found == [Inspection(missing=1), Inspection(waiting=1)]
    renew_verdicts(office.desk)
    office.sign_in_again()
    assert inspect_files(office.desk) == Inspection(whole=1)


def put(card: Carrier, said: OfficeVerdict, seed: bytes) -> None:
    card.write("ZZZZ2222", [write_object(said, lambda message: sign(seed, message))])


def test_case_44_only_an_office_desks_newest_word_counts(field: Field, card: Carrier, tmp_path: Path) -> None:
    laptop, forged = field.joined(), card_of(field, tmp_path / "forged")
    export(laptop.desk, card)
    bring(field, card)
    home(field, laptop, card)
    true, office = heard_of(laptop), field.office.desk.device_keys().seed
    everything = ((1, 2**40, true.heard[-1][2]),)
    newer = replace(true, number=9, heard=everything, opened=((1, 2**40),))
    own = laptop.desk.device_keys().seed
    before = at_office(laptop, "opened")

    put(forged, newer, own)  # another key than the one it names
    put(forged, replace(newer, by=key_name(verify_key(own)), desk=laptop.device), own)  # a field laptop's
    put(forged, replace(newer, by="ab" * 16, desk="nobody"), own)  # of nobody
    put(forged, replace(newer, office="cd" * 32), office)
    found = import_packs(laptop.desk, laptop.session, forged)
    assert dict(found.refused) == {
        "object.not_signed": 1,
        "verdict.not_office": 1,
        "object.unknown_sender": 1,
        "object.other_office": 1,
    }
    assert (found.verdicts, heard_of(laptop), at_office(laptop, "opened")) == (0, true, before)

    put(card, newer, office)  # of another branch of the journal: its last event is none of ours
    assert import_packs(laptop.desk, laptop.session, card).verdicts == 1
    assert at_office(laptop, "heard") == at_office(laptop, "opened") == ()
    put(card, replace(true, number=8), office)
    assert import_packs(laptop.desk, laptop.session, card).verdicts == 0
    put(card, replace(true, number=10), office)
    assert import_packs(laptop.desk, laptop.session, card).verdicts == 1
    assert at_office(laptop, "opened") == before


def test_a_desk_that_was_restored_speaks_above_what_it_had_said(field: Field, card: Carrier) -> None:
    """It has forgotten its numbers, and hears its own former word from a card."""
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    home(field, laptop, card)
    told = heard_of(laptop)
    field.office.connection.execute("DELETE FROM verdicts")
    field.office.connection.execute("UPDATE packs_read SET size = 0")
    seed = field.office.desk.device_keys().seed
    put(card, replace(told, number=40, files_opened=7), seed)

    bring(field, card)
    home(field, laptop, card)

    assert (heard_of(laptop).number, heard_of(laptop).files_opened) == (41, 0)


def test_a_package_brings_the_offices_word(field: Field, card: Carrier, tmp_path: Path) -> None:
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    stick, last = card_of(field, tmp_path / "stick"), laptop.written()[-1].seq
    give_package(field.office.desk, field.office.session, field.visit, stick, letters={})

    assert import_packs(laptop.desk, laptop.session, stick).packages == 1
    assert at_office(laptop, "heard") == ((1, last),)


def test_a_second_office_desk_is_the_second_copy_whatever_its_disk(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda _path: "")
    office = field.office
    capture_here(office.session)
    laptop, second = field.by_kit(), field.by_kit(user=office.user, words=WORDS, at_office=True)
    photo_of(laptop, field.visit)
    joins, stick, home = (card_of(field, tmp_path / name) for name in ("joins", "stick", "home"))
    export(second.desk, joins)
    export(laptop.desk, card)
    bring(field, joins)
    bring(field, card)
    give_package(office.desk, office.session, field.visit, stick, letters={})  # the office's key is in it
    for one in (second, laptop):
        import_packs(one.desk, one.session, stick)
    last = laptop.written()[-2].seq
    assert at_office(laptop, "opened") == ((1, last),)
    assert at_office(laptop, "safe") == (), "one machine"

    assert import_packs(second.desk, second.session, card).opened == Inspection(whole=1)
    export(second.desk, home)
    import_packs(laptop.desk, laptop.session, home)

    assert at_office(laptop, "safe") == ((1, last),)


def test_a_word_on_a_teammate_counts_once_what_it_speaks_of_is_here(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop, teammate = field.by_kit(), field.by_kit()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    bring(field, card)
    stick, last = card_of(field, tmp_path / "stick"), laptop.written()[-1].seq
    export(field.office.desk, stick)

    def heard() -> list[tuple[int, int]]:
        sql = """SELECT first, last FROM at_office a JOIN journals j ON j.no = a.journal
            WHERE device = ? AND state = 'heard'"""
        return list(teammate.connection.execute(sql, (laptop.device,)).fetchall())

    assert import_packs(teammate.desk, teammate.session, stick).verdicts == 2
    assert heard() == [], "nothing of that journal is here"
    assert import_packs(teammate.desk, teammate.session, card).events > 0
    assert heard() == [(1, last)]

    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    bring(field, card)
    export(field.office.desk, stick)
    assert import_packs(teammate.desk, teammate.session, stick).verdicts == 2
    assert heard() == [(1, laptop.written()[-1].seq)], "a later word takes nothing back"


def test_what_is_held_or_not_here_is_not_called_opened(field: Field, card: Carrier, tmp_path: Path) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    bring(field, card)
    counted = laptop.store.head.seq
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    give_numbers(laptop.session, field.visit, letter="A", count=3)
    export(laptop.desk, card)
    bring(field, card)

    said = next(
        one
        for one in VerdictIndex(field.office.store).holds(field.office.desk.objects().is_there)
        if one.device == laptop.device
    )
    assert [(first, last) for first, last, _link in said.heard] == [(1, laptop.store.head.seq)]
    assert said.opened == ((1, counted),)
    make_backup(field.office.desk, field.office.session, tmp_path / "office.backup")
    home(field, laptop, card)
    assert at_office(laptop, "safe") == ((1, counted),)
    with pytest.raises(EktpError, match=r"^act\.office_only$"):
        renew_verdicts(laptop.desk)


def test_what_comes_while_the_desk_looks_is_in_no_word(
    field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture is taken while a verdict is made, and a file arrives while a backup is written."""
    office = field.office
    capture_here(office.session)
    recording = at_the_desk(office.session, field.visit)
    capture_photo(office.session, recording, seen())
    inspect_files(office.desk)
    own, index, last = office.store.head.device, VerdictIndex(office.store), office.store.head.seq

    def takes_another(file: str, size: int) -> bool:
        if office.store.head.seq == last:
            capture_signature(office.session, recording, SIGNED)
        return office.desk.objects().is_there(file, size)

    (said,) = [one for one in index.holds(takes_another) if one.device == own]
    assert office.store.head.seq > last
    assert said.opened == said.lying == ((1, last),)

    late = office.desk.folders.objects / f"{max(office.store.files.named())}.age"
    sealed = late.read_bytes()
    late.unlink()

    def writes(*args: Any, **kwargs: Any) -> Any:
        written = write_backup(*args, **kwargs)
        late.write_bytes(sealed)
        return written

    monkeypatch.setattr(making, "write_backup", writes)
    before = office.store.head.seq
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    kept = {seq for one, end in index.backups(1)["officebackup"] for seq in range(one, end + 1)}
    assert len(set(range(1, before + 1)) - kept) == 1, "the event of the file that the backup has not"
