"""An erasure reaches what lies sealed: runs, packs and pictures, on every desk, card and stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.wire.run import write_run
from tests.captures.taking import seen
from tests.exchange import plain
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_safety import record
from tests.offices import WORDS
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in

ERASED, KEPT = "Yuliana Contoh", "Rahel Contoh"


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


def opened(field: Field, *places: Path) -> dict[str, bytes]:
    """What the office's key opens of each run at these places, by name; of a picture nothing is opened."""
    (secret,) = field.office.desk.office_secrets()["office"]
    wholes = [path.read_bytes() for place in places for path in place.rglob("*.run")]
    wholes += [path.read_bytes() for place in places for path in place.rglob("*.age")]
    for place in places:
        for path in place.rglob("*.PCK"):
            wholes += plain.read_pack(path.read_bytes())
    found = dict[str, bytes]()
    for data in wholes:
        said = plain.read_object(data) if data.startswith(plain.OBJECT) else None
        is_run = said is not None and said["head"]["kind"] == "run"
        assert said is None or is_run or not said["payload"]
        found[plain.sha(data).hex()] = plain.open_object(said, [secret], 2**23) if said and is_run else b""
    return found


def names_in(field: Field, *places: Path) -> set[str]:
    """Which of the two people the runs at these places name."""
    said = b"".join(opened(field, *places).values())
    return {name for name in (ERASED, KEPT) if name.encode() in said}


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
    heads = [
        plain.read_object(entry)["head"]
        for path in stick.place.rglob("*.PCK")
        for entry in plain.read_pack(path.read_bytes())
        if entry.startswith(plain.OBJECT)
    ]
    anew = [head for head in heads if head.get("issuer")]
    assert {(head["issuer"], head["device"]) for head in anew} == {
        (field.office.session.device, laptop.device)
    }
    assert not any(file in dict(head["files"]) for head in anew)

    before = {path.name for path in objects.glob("*.run")}
    import_packs(laptop.desk, laptop.session, stick)
    export(laptop.desk, stick)
    assert names_in(field, objects) == {KEPT}
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
