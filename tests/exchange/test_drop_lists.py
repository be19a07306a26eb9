"""An erasure reaches what lies sealed: runs, packs and pictures, on every desk, card and stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.mirror import choose_mirror, mirror
from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.erasing import expiry_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.drops import DropIndex
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import DropList, RunHead
from ektp_desk.wire.part import cut, read_part
from ektp_desk.wire.run import write_run
from tests.captures.taking import seen
from tests.exchange import plain
from tests.exchange.carrying import bring, card_of
from tests.exchange.making import stream
from tests.exchange.test_safety import record
from tests.offices import WORDS, TestOffice
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in

ERASED, KEPT = "Yuliana Contoh", "Rahel Contoh"


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


def opened(field: Field, *places: Path) -> dict[str, bytes]:
    """What the office's key opens of each run and package at these places, by name; pictures stay shut."""
    (secret,) = field.office.desk.office_secrets()["office"]
    wholes = [path.read_bytes() for place in places for path in place.rglob("*.run")]
    wholes += [path.read_bytes() for place in places for path in place.rglob("*.age")]
    for place in places:
        for path in (*place.rglob("*.PCK"), *place.rglob("*.BAD")):
            wholes += plain.read_pack(path.read_bytes())
    found = dict[str, bytes]()
    for data in wholes:
        said = plain.read_object(data) if data.startswith(plain.OBJECT) else {"payload": b""}
        found[plain.sha(data).hex()] = plain.open_object(said, [secret], 2**25) if said["payload"] else b""
    return found


def names_in(field: Field, *places: Path) -> set[str]:
    """Which of the two people are named at these places."""
    said = b"".join(opened(field, *places).values())
    return {name for name in (ERASED, KEPT) if name.encode() in said}


def entries_on(carrier: Carrier) -> list[bytes]:
    return [entry for path in carrier.place.rglob("*.PCK") for entry in plain.read_pack(path.read_bytes())]


def kinds_on(carrier: Carrier) -> set[str]:
    objects = (one for one in entries_on(carrier) if one.startswith(plain.OBJECT))
    return {plain.read_object(one)["head"]["kind"] for one in objects}


def erase(field: Field) -> None:
    """Let the ADB erase the first of them."""
    ((person,),) = field.office.connection.execute("SELECT id FROM people WHERE name = ?", (ERASED,))
    erase_person(field.office.session, person, ground=Ground.REQUEST, note="surat", passphrase=WORDS)


def two_people(field: Field, laptop: Laptop) -> str:
    """Record both with a photo; give the picture of who is erased."""
    record(laptop.session, field.visit, ERASED, photo=laptop.session.devices.photo_file(seen()))
    (file,) = laptop.store.files.named()
    record(laptop.session, field.visit, KEPT, photo=laptop.session.devices.photo_file(seen(light=0.9)))
    return file


def test_what_was_erased_is_sealed_anew_without_it_at_the_office_and_on_its_laptop(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop, teammate = field.by_kit(), field.by_kit()
    file, objects = two_people(field, laptop), laptop.desk.folders.objects
    export(laptop.desk, card)
    bring(field, card)
    assert names_in(field, objects) == names_in(field, card.place) == {ERASED, KEPT}
    whole = [one.link for one in laptop.written()]

    erase(field)
    stick = card_of(field, tmp_path / "stick")
    export(field.office.desk, stick)

    assert names_in(field, field.office.desk.folders.objects, stick.place) == {KEPT}
    heads = [plain.read_object(one)["head"] for one in entries_on(stick) if one.startswith(plain.OBJECT)]
    anew = [head for head in heads if head.get("issuer")]
    assert {(head["issuer"], head["device"]) for head in anew} == {
        (field.office.session.device, laptop.device)
    }
    assert not any(file in dict(head["files"]) for head in anew)

    before = {path.name for path in objects.glob("*.run")}
    import_packs(laptop.desk, laptop.session, stick)
    assert names_in(field, objects) == {KEPT}
    export(laptop.desk, stick)
    assert not before <= {path.name for path in objects.glob("*.run")}
    assert [one.link for one in laptop.written()][: len(whole)] == whole
    ends = [(run.first, run.last) for run in laptop.store.runs.sealed()]
    assert [seq for first, last in ends for seq in range(first, last + 1)] == list(range(1, ends[-1][1] + 1))
    assert seal_runs(laptop.desk) == seal_runs(field.office.desk) == 0, "each once"

    give_package(field.office.desk, field.office.session, field.visit, stick, letters={})
    found = import_packs(teammate.desk, teammate.session, stick)
    assert (found.refused, found.damaged) == ({}, [])
    for store in (field.office.store, laptop.store, teammate.store):
        proven(store)


def test_what_a_laptops_days_take_stays_sealed_and_what_the_offices_take_goes(
    field: Field, card: Carrier
) -> None:
    """An office that was put back may take the laptop's card for the only copy."""
    laptop = field.by_kit()
    record(laptop.session, field.visit, KEPT)
    export(laptop.desk, card)
    bring(field, card)
    before = {run.name for run in laptop.store.runs.sealed()}

    for one in (laptop, field.office):
        store = one.desk.held_store()
        ((person,),) = store.connection.execute("SELECT id FROM people WHERE name = ?", (KEPT,))
        expired = expiry_of(store.events(Entity.PERSON, person), "retention")
        assert expired is not None
        store.write([NewEvent(Entity.PERSON, person, expired)], at=one.session.clock())
        seal_runs(one.desk)

    assert before <= {run.name for run in laptop.store.runs.sealed()}
    assert names_in(field, laptop.desk.folders.objects) == {KEPT}
    (anew,) = (run for run in field.office.store.runs.sealed() if run.device == laptop.device)
    assert anew.name not in before


def test_a_run_that_no_office_desk_sealed_anew_is_not_taken(field: Field, card: Carrier) -> None:
    laptop, other = field.joined(), field.joined()
    export(other.desk, card)
    bring(field, card)
    seed, own = other.desk.device_keys().seed, laptop.written()
    sealed = write_run(
        own, office=office_root(laptop.connection).hex(), by=key_name(verify_key(seed)), visit="",
        to={"office": field.office.desk.objects().recipients()[0]}, earlier=0, sign=partial(sign, seed),
        issuer=other.device,
    )  # fmt: skip
    card.write(folder_signs(other.device, "first"), [sealed])

    found = bring(field, card)

    assert dict(found.refused) == {"run.not_office": 1}
    assert not any(one.device == laptop.device for one in events_in(field.office.store))
    index = DropIndex(field.office.store)
    index.note_looked_through(card.id, {"a": ""}, is_clean=True)
    assert index.is_looked_through(card.id, {"a": ""}, left=False)
    assert not index.is_looked_through(card.id, {"b": ""}, left=False), "another list, as long"


def test_case_59_an_erasure_reaches_a_laptop_that_was_away_and_all_it_carried(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.mirror._is_own_disk", lambda _desk, _place: False)
    office, laptop, teammate = field.office, field.by_kit(), field.by_kit()
    old, new, package = (card_of(field, tmp_path / name) for name in ("old", "new", "package"))
    file, lane = two_people(field, laptop), on_own_thread(laptop.desk)
    choose_mirror(lane, card.place)
    assert mirror(lane, is_whole=True).trouble is None
    export(laptop.desk, old)
    bring(field, old)
    give_package(office.desk, office.session, field.visit, old, letters={})
    import_packs(teammate.desk, teammate.session, old)
    events = {one.link for one in laptop.written()}
    objects = [one.desk.folders.objects for one in (laptop, teammate, office)]

    erase(field)
    assert export(office.desk, new).unlisted == 1
    assert "droplist" not in kinds_on(new), "what lies on one disk alone is called back nowhere"
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    assert export(office.desk, new).unlisted == 0
    assert "droplist" in kinds_on(new)
    give_package(office.desk, office.session, field.visit, package, letters={})
    assert all(names_in(field, place) == {ERASED, KEPT} for place in (card.place, old.place))

    import_packs(laptop.desk, laptop.session, new)
    assert names_in(field, objects[0]) == {KEPT}, "though nothing was put on a card since"
    assert mirror(lane, is_whole=False).trouble is None
    assert names_in(field, card.place) == {KEPT}
    again = export(laptop.desk, card)
    assert (again.runs, again.files, again.lacking) == (0, 0, 0), "what is left lies where it was moved"
    import_packs(teammate.desk, teammate.session, package)
    told = import_packs(teammate.desk, teammate.session, old)
    assert (told.dropped >= 2, told.undropped, told.refused, told.damaged) == (True, 0, {}, [])
    assert bring(field, card).dropped == import_packs(teammate.desk, teammate.session, new).dropped == 0

    for place in (card.place, old.place, new.place, package.place, *objects):
        assert names_in(field, place) <= {KEPT}, place
        assert file not in opened(field, place), place
    for store in (office.store, laptop.store, teammate.store):
        links = [one.link for one in events_in(store)]
        assert events <= set(links)
        assert len(links) == len(set(links))
        proven(store)


def test_a_card_that_cannot_be_written_keeps_what_was_erased_and_says_so(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop, new = field.office, field.by_kit(), card_of(field, tmp_path / "new")
    file = two_people(field, laptop)
    picture = (laptop.desk.folders.objects / f"{file}.age").read_bytes()
    export(laptop.desk, card)
    bring(field, card)
    make_backup(office.desk, office.session, tmp_path / "office.backup")
    erase(field)
    export(office.desk, new)
    new.write(folder_signs(laptop.device, "first"), [picture])
    locked = EktpError("carrier.read_only")

    with monkeypatch.context() as patch:
        patch.setattr(Carrier, "write_without", lambda *_: (_ for _ in ()).throw(locked))
        found = bring(field, new)
    assert (found.dropped, found.undropped, found.refused) == (1, 1, {})
    (pack,) = (pack for pack in new.packs() if pack.journal == folder_signs(laptop.device, "first"))
    whole = pack.path.read_bytes()
    pack.path.write_bytes(whole + b"x")
    found = bring(field, new)
    assert (found.dropped, found.undropped, len(found.damaged)) == (1, 1, 1), "more may be read one day"
    pack.path.with_suffix(".BAD").write_bytes(whole)
    found = bring(field, new)
    assert (found.dropped, found.undropped, file in opened(field, new.place)) == (1, 0, False)


def sheet(by: Laptop | TestOffice, dropped: dict[str, str], *, number: int = 1) -> bytes:
    """A drop list of a desk's key, whatever it is."""
    seed, own = by.desk.device_keys().seed, by.desk.held_store().head
    said = DropList(
        office=office_root(by.desk.held_store().connection).hex(), by=key_name(verify_key(seed)), audience=(),
        device=own.device, incarnation=own.incarnation, number=number, dropped=tuple(sorted(dropped.items())),
    )  # fmt: skip
    return write_object(said, partial(sign, seed))


def test_a_drop_list_loses_nothing_that_was_not_erased_whoever_wrote_it(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    office, laptop, other = field.office, field.by_kit(), field.by_kit()
    file, stick = two_people(field, laptop), card_of(field, tmp_path / "stick")
    export(laptop.desk, card)
    export(other.desk, card)
    bring(field, card)
    give_package(office.desk, office.session, field.visit, card, letters={})
    import_packs(laptop.desk, laptop.session, card)
    kept = [name for name in laptop.store.files.named() if name != file]
    rows = laptop.connection.execute(
        "SELECT link FROM events WHERE kind = 'modality_set' AND body LIKE ? LIMIT 1", (f"%{file}%",)
    )
    ((link,),) = rows.fetchall()
    wholes = {*opened(field, card.place), *opened(field, laptop.desk.folders.objects)}
    everything = dict.fromkeys(wholes, link.hex())
    before = {path: path.read_bytes() for path in card.place.rglob("*.PCK")}

    def told_by(data: bytes) -> CarrierImport:
        card.write(folder_signs(office.session.device, "first"), [data])
        before.update({path: path.read_bytes() for path in card.place.rglob("*.PCK") if path not in before})
        return import_packs(laptop.desk, laptop.session, card)

    assert told_by(sheet(other, everything)).refused["verdict.not_office"] == 1
    found = told_by(sheet(office, everything))
    assert ("verdict.not_office" in found.refused, found.dropped) == (True, 0), "it is on the card still"
    import_packs(other.desk, other.session, card)
    assert DropIndex(other.store).listed() == everything
    assert {path: path.read_bytes() for path in card.place.rglob("*.PCK")} == before, "nothing was erased"

    erase(field)
    assert DropIndex(laptop.store).listed() == everything
    export(office.desk, stick)
    import_packs(laptop.desk, laptop.session, stick)
    fresh = {run.name: link.hex() for run in laptop.store.runs.sealed()}
    stick.write(folder_signs(office.session.device, "first"), [sheet(office, fresh, number=2)])
    import_packs(laptop.desk, laptop.session, stick)
    export(laptop.desk, card)

    lies = opened(field, card.place)
    assert not {file, *everything} & {path.stem for path in laptop.desk.folders.objects.glob("*.age")} - {
        *kept
    }
    assert set(kept) <= lies.keys() & {path.stem for path in laptop.desk.folders.objects.glob("*.age")}
    assert {run.name for run in laptop.store.runs.sealed()} <= lies.keys(), (
        "what is sealed now is on its card"
    )
    assert (names_in(field, card.place), file in lies) == ({KEPT}, False)
    runs = [data for data in entries_on(card) if data.startswith(plain.OBJECT)]
    heads = [plain.read_object(data)["head"] for data in runs]
    assert {head["device"] for head in heads if head["kind"] == "run"} == {laptop.device, other.device}
    assert sum(head["kind"] == "droplist" for head in heads) == 2

    true = sheet(office, everything, number=3)
    stick.write(folder_signs(office.session.device, "first"), [true[:-1] + bytes([true[-1] ^ 1])])
    assert import_packs(laptop.desk, laptop.session, stick).refused["object.not_signed"] == 1


def test_what_lies_in_parts_is_looked_into_first(field: Field, card: Carrier, tmp_path: Path) -> None:
    """As in one piece: only a run that says it has the erased event; where a part of it is missing, all."""
    laptop, other = field.by_kit(), field.by_kit()
    two_people(field, laptop)
    export(laptop.desk, card)
    bring(field, card)
    of_them = "SELECT link, seq FROM events WHERE kind = 'person_met' ORDER BY seq LIMIT 1"
    ((link, seq),) = laptop.connection.execute(of_them)
    erase(field)

    def large(of: Laptop, size: int) -> list[bytes]:
        head = RunHead(
            office=office_root(of.connection).hex(), by=of.device, audience=("office",), device=of.device,
            incarnation=of.store.head.incarnation, first=seq, last=seq, before="ab" * 32, link="cd" * 32,
            visit="", earlier=0, files=(),
        )  # fmt: skip
        return list(cut(write_object(head, partial(sign, of.desk.device_keys().seed), stream(size))))

    holding, others = large(laptop, limits.ENTRY + 1), large(other, limits.ENTRY + 2)
    torn = large(laptop, limits.ENTRY + 3)[1:]
    named = {read_part(parts[0]).whole.hex(): link.hex() for parts in (holding, others, torn)}
    laid = card_of(field, tmp_path / "laid")
    laid.write(folder_signs(field.office.session.device, "first"), [sheet(field.office, named)])
    laid.write(folder_signs(laptop.device, "first"), [*holding, *others, *torn])

    found = bring(field, laid)

    assert [entry for entry in entries_on(laid) if entry.startswith(plain.PART)] == others
    assert (found.dropped, found.undropped, found.refused["part.missing"]) == (2, 0, 0)
