"""One office desk twice: a backup put back on two machines, or a copied folder; all speak, all are heard."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.journal.bodies import RecordingCounted
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.settings import Folders
from ektp_desk.store.concluding import counting, said_in
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.exchange.queries import recordings_unsafe
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_rows_by_package import Listed
from tests.exchange.test_rows_by_package import listed as listed  # noqa: PLC0414  a fixture
from tests.exchange.test_safety import record
from tests.exchange.test_verdicts import at_office, heard_of, home, put
from tests.kept import new_kit
from tests.offices import CHEAP, WORDS, TestOffice
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven


def test_copies_of_one_office_desk_are_several_givers_and_all_their_words_hold(listed: Listed) -> None:
    field, office, first, second = listed.field, listed.field.office, listed.laptop, listed.field.by_kit()
    card, between = (card_of(field, listed.place / name) for name in ("card", "between"))
    export(second.desk, card)
    bring(field, card)
    old = listed.give()[0]
    give_numbers(first.session, field.visit, letter="A", count=2)
    export(first.desk, card)
    office.desk.sign_out()
    folders = [Folders(listed.place / name / "data", listed.place / name / "state") for name in "bc"]
    for one in folders:
        shutil.copytree(office.folders.data, one.data, ignore=shutil.ignore_patterns("desk.lock"))
        one.state.mkdir()
    office.sign_in_again()
    with ExitStack() as held:
        desks = list[tuple[Desk, Session]]()
        for one in folders:
            desk = held.enter_context(Desk(one, clock=office.clock, cost=CHEAP))
            desks.append((desk, desk.sign_in(office.user, WORDS)))
            export(desk, between)
        copies = {desk.held_store().head.incarnation for desk, _session in desks}
        sticks = [given(listed, between, card, *desk) for desk in desks]

    assert len(copies) == 2
    for laptop, order in ((first, [old, *sticks[::-1]]), (second, [*sticks, old])):
        refused = [dict(import_packs(laptop.desk, laptop.session, stick).refused) for stick in order]
        assert [of for of in refused if of] == ([] if laptop is first else [{"package.older": 1}])
        assert givers(laptop) == (copies, copies), "both went on from what the first one had given and said"

    more, all_three = (
        given(listed, between, card, office.desk, office.session),
        {*copies, office.store.head.incarnation},
    )
    for laptop in (first, second):
        assert import_packs(laptop.desk, laptop.session, more).refused == {}
        assert givers(laptop) == (all_three, all_three), (
            "it has heard of them, and says anew what it had said"
        )
        proven(laptop.store)
    assert spoken_of(first) == spoken_of(second)


def given(listed: Listed, between: Carrier, card: Carrier, desk: Desk, session: Session) -> Carrier:
    """A package of a desk that has taken in what laptops and the others wrote."""
    for carrier in (card, between):
        assert import_packs(desk, session, carrier).refused == {}
    stick = card_of(listed.field, listed.place / f"of {session.store.heads()[0].replace('/', ' ')}")
    give_package(desk, session, listed.visit, stick, letters={})
    return stick


def test_of_a_disk_that_copies_of_a_desk_name_only_what_all_of_them_find_there_counts(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One may have been put back over the other, and nobody can say which of them is gone."""
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda _path: "")
    laptop, seed = field.joined(), field.office.desk.device_keys().seed
    export(laptop.desk, card)
    bring(field, card)
    home(field, laptop, card)
    true = heard_of(laptop)
    everything = ((1, true.heard[-1][1]),)

    def say(of: str, number: int, **disks: tuple[tuple[int, int], ...]) -> None:
        kept = tuple((true.desk, disk, spans) for disk, spans in disks.items())
        put(card, replace(true, desk_incarnation=of, desk_seq=1, number=number, kept=kept), seed)
        assert import_packs(laptop.desk, laptop.session, card).verdicts == 1

    former = [(of, true.desk_incarnation) for of in ("one", "other")]
    for of, copy in (*permutations(("one", "other"), 2), *former):
        heard = replace(true, device=true.desk, incarnation=copy, heard=(), opened=(), kept=())
        put(card, replace(heard, desk_incarnation=of, desk_seq=1), seed)
    assert import_packs(laptop.desk, laptop.session, card).verdicts == 4, "each has heard of the others"
    say("one", 1, d1=everything, d2=everything)
    assert at_office(laptop, "safe") == everything
    say("other", 1, d1=())
    assert at_office(laptop, "safe") == ()
    say("other", 2, d1=((1, 1),))
    assert at_office(laptop, "safe") == ((1, 1),)


def test_what_a_desk_said_before_an_older_backup_was_put_back_counts_no_more(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another disk: of a laptop that joined since the backup the desk says nothing, and has nothing."""
    disk = "first"
    monkeypatch.setattr(
        "ektp_desk.desk.exchange.verdicts.disk_of", lambda path: {"data": disk}.get(path.name, "stick")
    )
    office, home = field.office, card_of(field, tmp_path / "home")
    kit = new_kit(office.desk, office.session, at_office=False, cost=CHEAP)
    keep(office, tmp_path / "kept")
    laptop = field.laptops.open_kit(kit, by=field.adi, words=field.words)
    record(laptop.session, field.visit, "Yuliana Contoh")
    export(laptop.desk, card)

    def told(*backups: Path) -> set[tuple[int, int]]:
        for path in backups:
            make_backup(office.desk, office.session, path)
        give_package(office.desk, office.session, field.visit, home, letters={})
        assert import_packs(laptop.desk, laptop.session, home).packages == 1
        return set(at_office(laptop, "safe"))

    bring(field, card)
    everything = {(1, laptop.store.head.seq)}
    assert told(tmp_path / "office.backup") == everything

    disk = "new"
    put_back(office, tmp_path / "kept")

    export(office.desk, home)
    import_packs(laptop.desk, laptop.session, home)
    assert at_office(laptop, "safe") == (), "though nothing there says yet which backup that was"
    assert told() == set(at_office(laptop, "heard")) == set()
    bring(field, card)
    assert told(tmp_path / "office.backup") == everything


@pytest.mark.parametrize("stick", ["read", "lost"])
def test_what_a_desk_said_before_the_same_backup_was_put_back_again_counts_no_more(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stick: str
) -> None:
    """Neither goes on from the other, so nobody knows which is gone, until one speaks of the other."""
    disk = "first"
    monkeypatch.setattr(
        "ektp_desk.desk.exchange.verdicts.disk_of",
        lambda path: disk if path.name == "data" else f"{disk}stick",
    )
    office, laptop = field.office, field.by_kit()
    record(laptop.session, field.visit, "Yuliana Contoh")
    export(laptop.desk, card)
    keep(office, tmp_path / "kept")
    home = card_of(field, tmp_path / "home")

    def told(*, package: bool = True) -> set[tuple[int, int]]:
        make_backup(office.desk, office.session, tmp_path / f"{disk}.backup")
        export(office.desk, home)
        if package:
            give_package(office.desk, office.session, field.visit, home, letters={})
        import_packs(laptop.desk, laptop.session, home)
        return set(at_office(laptop, "safe"))

    disk = "second"
    put_back(office, tmp_path / "kept")
    bring(field, card)
    everything = {(1, laptop.store.head.seq)}
    assert told(package=stick == "read") == everything
    if stick == "lost":
        home = card_of(field, tmp_path / "another")

    disk = "third"
    put_back(office, tmp_path / "kept")

    assert told() == set(), "the machine is gone, and the stick with its backup"
    bring(field, card)
    if stick == "read":
        bring(field, home)
    else:
        export(laptop.desk, card)
        bring(field, card)
    ((first, last),) = told()
    assert (first, last) >= max(everything), "also what it has said since"


def test_what_a_lost_desk_ruled_comes_back_with_a_package_that_it_gave(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what it said of a recording is safe nowhere, and the recording never again."""
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    office, laptop, package = field.office, field.by_kit(), card_of(field, tmp_path / "package")
    recording = record(laptop.session, field.visit, "Yuliana Contoh")
    export(laptop.desk, card)
    bring(field, card)
    keep(office, tmp_path / "kept")
    ruled = RecordingCounted(counts=True, other="another")
    office.session.write(NewEvent(Entity.RECORDING, recording, ruled, field.visit))
    told_by_package(field, laptop, package, tmp_path / "office.backup")
    assert recordings_unsafe(laptop.session) == 0

    put_back(office, tmp_path / "kept")

    export(laptop.desk, card)
    bring(field, card)
    home = card_of(field, tmp_path / "home")
    told_by_package(field, laptop, home, tmp_path / "later.backup")
    assert recordings_unsafe(laptop.session) == 1, "what was ruled lies on the laptop alone"
    found = bring(field, package)
    assert (found.packages, found.refused) == (1, {})
    told_by_package(field, laptop, home, tmp_path / "later.backup")
    assert recordings_unsafe(laptop.session) == 0
    for store in (office.store, laptop.store):
        proven(store)


def told_by_package(field: Field, laptop: Laptop, stick: Carrier, backup: Path) -> None:
    """Let a laptop hear what the office has, by its package alone."""
    make_backup(field.office.desk, field.office.session, backup)
    give_package(field.office.desk, field.office.session, field.visit, stick, letters={})
    assert import_packs(laptop.desk, laptop.session, stick).packages == 1


def keep(office: TestOffice, place: Path) -> None:
    """Copy a desk's folder as a backup has it."""
    office.desk.sign_out()
    shutil.copytree(office.folders.data, place, ignore=shutil.ignore_patterns("desk.lock"))
    office.sign_in_again()


def put_back(office: TestOffice, kept: Path) -> None:
    """Lay such a copy in the place of the desk's folder, as on a new disk."""
    office.desk.sign_out()
    for path in (*office.folders.data.iterdir(), *office.folders.state.iterdir()):
        if path.name != "desk.lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, office.folders.data, dirs_exist_ok=True)
    office.sign_in_again()


def givers(laptop: Laptop) -> tuple[set[str], set[str]]:
    """In which journals of an office desk packages and words on a laptop were made that count there."""
    packages = laptop.connection.execute("SELECT DISTINCT incarnation FROM list_parts WHERE is_here")
    words = [said_in(data) for _name, data in counting(laptop.connection, laptop.store.authority)]
    return {of for (of,) in packages}, {one.desk_incarnation for one in words if one.device == laptop.device}


def spoken_of(laptop: Laptop) -> set[tuple[str, str, int, int]]:
    asked = "SELECT device, state, first, last FROM at_office a JOIN journals j ON j.no = a.journal"
    return set(laptop.connection.execute(asked))
