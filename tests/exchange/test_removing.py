"""A laptop removes captured files that the office keeps safe, no other: said first, by confirmed days."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import incoming, removing
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.exchange.removing import remove_safe
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.desk.folder.objects import sweep_removed
from ektp_desk.desk.health.office import store_checks
from ektp_desk.domain.journal.bodies import HomeAsked, ModalitySet, NoteWritten, TicketCalled
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.office.policies import Policy
from ektp_desk.gui.exchange.words import removed_words
from ektp_desk.settings import Folders
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.verify import verify_views
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.exchange.queries import removed_here
from ektp_desk.usecases.laptops.courier import Inspection, RemovedFiles
from ektp_desk.usecases.people.commands import erase_expired
from ektp_desk.usecases.people.queries import places_past_retention
from ektp_desk.usecases.visits.commands import close_visit, confirm_day
from tests.ageing import after, confirm_week
from tests.captures.taking import seen
from tests.dying import Countdown
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_dying_imports import in_a_child
from tests.exchange.test_fault_cases import gone_back
from tests.exchange.test_safety import record
from tests.offices import CHEAP, TestOffice, proved
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in

NOTHING = RemovedFiles()


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


def recorded(laptop: Laptop, field: Field, *names: str) -> list[str]:
    """Record people with a photo each; give the names of the files."""
    files = list[str]()
    for at, name in enumerate(names, start=1):
        before = laptop.store.files.named()
        photo = laptop.session.devices.photo_file(seen(at=float(at)))
        record(laptop.session, field.visit, name, photo=photo)
        files += laptop.store.files.named() - before
    return files


def lying(laptop: Laptop, files: Iterable[str]) -> list[bool]:
    return [(laptop.desk.folders.objects / f"{file}.age").exists() for file in files]


def live(laptop: Laptop, days: int) -> None:
    """Let so many days pass, and confirm that one and a week's days more."""
    confirm_day(after(laptop.session, days))
    confirm_week(after(laptop.session, days))


def remove(laptop: Laptop) -> RemovedFiles:
    return remove_safe(on_own_thread(laptop.desk), laptop.session)


def home(field: Field, laptop: Laptop, card: Carrier) -> RemovedFiles:
    """Bring the office's word; give what the laptop removed by it."""
    export(field.office.desk, card)
    return import_packs(laptop.desk, laptop.session, card).removed


def second_disk(field: Field, place: Path) -> None:
    make_backup(field.office.desk, field.office.session, place / "office.backup")


def test_case_62_nothing_goes_by_a_lesser_word_than_safe(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Carried, heard, opened on one disk: not yet. Safe: what is safe goes, said first, and lacks nowhere."""
    laptop, office = field.joined(), field.office
    files = recorded(laptop, field, "Yuliana Contoh", "Rahel Contoh", "Orpa Contoh", "Rut Contoh")
    noted = laptop.connection.execute(
        "SELECT recording FROM modalities WHERE file = ?", (files[1],)
    ).fetchone()
    record(laptop.session, field.visit, "Ester Contoh", photo=b"no picture")
    (bad,) = laptop.store.files.named() - set(files)
    export(laptop.desk, card)
    laptop.say(NoteWritten("kurus"), Entity.RECORDING, *noted)
    laptop.say(ModalitySet("photo", "captured", 1, file=files[2], size=9), Entity.RECORDING, "of another one")
    live(laptop, 15)
    assert remove(laptop) == NOTHING, "nobody at the office heard of them"
    with monkeypatch.context() as patch:
        patch.setattr(incoming, "inspect_files", lambda *_args, **_said: Inspection())
        bring(field, card)
    renew_verdicts(office.desk)
    assert home(field, laptop, card) == NOTHING, "heard, and not opened"
    bring(field, card)
    assert home(field, laptop, card) == NOTHING, "on one disk"
    second_disk(field, tmp_path)
    size = sum((laptop.desk.folders.objects / f"{files[at]}.age").stat().st_size for at in (0, 3))

    assert home(field, laptop, card) == RemovedFiles(2, size), "of the others something is on its way, or bad"

    assert lying(laptop, [*files, bad]) == [False, True, True, False, True]
    assert (removed_here(laptop.session).files, removed_here(laptop.session).unsafe) == (2, 0)
    fresh, late = card_of(field, tmp_path / "fresh"), card_of(field, tmp_path / "late")
    assert (export(laptop.desk, fresh).lacking, export(laptop.desk, late).lacking) == (0, 0)
    assert laptop.store.runs.uncarried(fresh.id, with_files=True) == [], "what was removed is asked no more"
    assert import_packs(laptop.desk, laptop.session, card).files == 0, "nor does its card bring it back"
    bring(field, late)
    second_disk(field, tmp_path)
    assert home(field, laptop, card).files == 2
    assert lying(laptop, [*files, bad]) == [False, False, False, False, True]
    for one in (laptop, office):
        proven(one.store)
        assert len(one.store.removed.due()) == 0
        assert verify_files(one.store, one.desk.objects().check) == []
        (captures,) = (check for check in store_checks(one.desk, one.store) if check.name == "captures")
        assert captures.facts["lost"] == 0
    assert office.desk.objects().names() >= set(files), "the office keeps what it has"
    assert not set(files) & {file for file, _size in laptop.store.files.named_here()}

    assert removed_here(laptop.session).files == 4, "made anew they are the same"
    laptop.connection.execute("DELETE FROM files_removed WHERE file = ?", (files[0],))
    assert laptop.store.compare_views().differing == 1
    mate = field.joined()
    mate.take_in(events_in(laptop.store))
    assert mate.connection.execute("SELECT count(*) FROM files_removed").fetchone() == (0,)


def test_a_teammate_keeps_a_picture_of_another_branch_than_the_office_has(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A laptop's whole disk went back, and it went on once more: the office heard of that alone."""
    monkeypatch.setattr(removing, "is_nearly_full", lambda _folder: True)
    laptop, mate, other = field.by_kit(), field.by_kit(), card_of(field, tmp_path / "other")
    laptop.desk.sign_out()
    shutil.copytree(laptop.desk.folders.data, tmp_path / "image" / "data")
    shutil.copytree(laptop.desk.folders.state, tmp_path / "image" / "state")
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    (file,) = recorded(laptop, field, "Yuliana Contoh")
    export(laptop.desk, other)
    gone_back(field, laptop, tmp_path / "image")
    recorded(laptop, field, "Rahel Contoh", "Orpa Contoh")
    export(mate.desk, card)
    export(laptop.desk, card)
    bring(field, card)
    second_disk(field, tmp_path)
    stick = card_of(field, tmp_path / "stick")
    give_package(field.office.desk, field.office.session, field.visit, stick, letters={})
    assert import_packs(mate.desk, mate.session, stick).refused == {}

    found = import_packs(mate.desk, mate.session, other)

    assert (found.files, found.removed, remove(mate), lying(mate, [file])) == (1, NOTHING, NOTHING, [True])
    assert file in {
        name for run in mate.store.runs.taken() for name, _size in mate.store.runs.files_of(run.name)
    }
    carried = card_of(field, tmp_path / "carried")
    assert export(mate.desk, carried).files == 1, "it lies nowhere else"


def test_days_are_those_that_people_confirmed_and_a_full_disk_waits_for_none(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, office = field.joined(), field.office
    files = recorded(laptop, field, "Yuliana Contoh", "Orpa Contoh")
    export(laptop.desk, card)
    bring(field, card)
    second_disk(field, tmp_path)
    monkeypatch.setattr(removing, "is_nearly_full", lambda _folder: False)
    assert home(field, laptop, card) == NOTHING, "recorded today"
    confirm_day(after(laptop.session, 16))
    far = replace(laptop, session=after(laptop.session, 800))
    assert remove(far) == NOTHING, "by one day, and by a clock"
    live(laptop, 14)
    assert remove(laptop) == NOTHING, "a week more is due"
    unsafe = recorded(laptop, field, "Rahel Contoh")
    set_policy(office.session, Policy.FILE_DAYS, "0")
    laptop.take_in(events_in(office.store))
    monkeypatch.setattr(removing, "is_nearly_full", lambda _folder: True)
    assert remove(laptop) == NOTHING, "the office keeps them for ever"
    set_policy(office.session, Policy.FILE_DAYS, "14")
    laptop.take_in(events_in(office.store))
    assert remove_safe(on_own_thread(office.desk), office.session) == NOTHING, "no office desk ever"

    monkeypatch.setattr(removing, "_AT_ONCE", 1)
    looks = [True, True, False]
    monkeypatch.setattr(removing, "is_nearly_full", lambda _folder: looks.pop(0))
    assert remove(laptop).files == 1, "whatever the days, until it is not full"
    monkeypatch.setattr(removing, "is_nearly_full", lambda _folder: True)
    assert remove(laptop).files == 1

    assert lying(laptop, files + unsafe) == [False, False, True], "not what is not safe"
    live(laptop, 30)
    assert remove(laptop) == NOTHING
    assert removed_words(removed_here(laptop.session)).startswith("2 gambar yang aman")
    laptop.connection.execute("DELETE FROM verdicts")  # whose word it was counts no more
    VerdictIndex(laptop.store).conclude()
    assert removed_words(removed_here(laptop.session)).endswith(
        "2 di antaranya tidak aman lagi: ambil dari kartu laptop ini di kantor."
    )
    laptop.connection.execute("UPDATE files_removed SET gone = 0")  # as if it had been cut
    assert sweep_removed(laptop.session, laptop.store.removed, laptop.desk.objects()) == []


def test_case_60_what_is_not_safe_does_not_expire_on_a_laptop(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """The days of personal data are over there: they wait for the office's word."""
    office = field.office
    set_policy(office.session, Policy.PERSON_DAYS, "90")
    laptop = field.joined()
    (file,) = recorded(laptop, field, "Yuliana Contoh")
    (ticket,) = laptop.connection.execute("SELECT entity FROM tickets").fetchone()
    laptop.say(HomeAsked(address="Jalan Contoh"), Entity.TICKET, ticket)
    export(laptop.desk, card)
    bring(field, card)
    close_visit(office.session, field.visit, proof=proved(office.session, field.visit))
    laptop.take_in(events_in(office.store))

    def named(at: Laptop | TestOffice) -> bool:
        ((name,),) = at.connection.execute("SELECT name FROM recordings").fetchall()
        return bool(name)

    def due() -> set[str]:
        return {one.entity for one in places_past_retention(later, later.now, most=9)}

    live(laptop, 120)
    later = after(laptop.session, 128)
    assert (due(), erase_expired(later)) == (set(), 0)
    assert named(laptop)
    second_disk(field, tmp_path)
    assert home(field, laptop, card).files == 1
    assert due() == {"person", "recording", "ticket"}
    laptop.say(TicketCalled("A"), Entity.TICKET, "its former number")
    laptop.connection.execute("UPDATE tickets SET was = 'its former number'")
    assert due() == {"person", "recording"}, "what was written there is on its way"
    laptop.connection.execute("UPDATE tickets SET was = ''")
    assert erase_expired(later) > 0
    assert (named(laptop), named(office)) == (False, True)
    assert lying(laptop, [file]) == [False]
    assert verify_files(laptop.store, laptop.desk.objects().check) == []
    assert list(verify_views(laptop.connection)) == []


@pytest.mark.journey
def test_removing_that_is_killed_anywhere_never_lacks_a_file_unsaid(folders: Folders, tmp_path: Path) -> None:
    with field_in(folders, tmp_path) as field:
        laptop, card = field.joined(), card_of(field, tmp_path / "card")
        files = recorded(laptop, field, "Yuliana Contoh", "Rahel Contoh")
        export(laptop.desk, card)
        bring(field, card)
        second_disk(field, tmp_path)
        home(field, laptop, card)
        live(laptop, 15)
        own, adi, words, clock = laptop.desk.folders, field.adi, field.words, field.office.clock

    def act(place: Folders, kill_at: int = 0) -> tuple[int, int, int]:
        """How many of its files lie there, are said to be removed, and were removed now."""
        count = Countdown()
        with Desk(place, clock=clock, cost=CHEAP, point=count) as desk:
            session = desk.sign_in(adi, words)
            store, lie = desk.held_store(), len(desk.objects().names() & set(files))
            (said,) = store.connection.execute("SELECT count(*) FROM files_removed WHERE gone").fetchone()
            assert lie + said == 2, "what was begun is done at the start"
            proven(store)
            assert verify_files(store, desk.objects().check) == []
            count.left = kill_at
            return lie, said, remove_safe(on_own_thread(desk), session).files

    states = set[tuple[int, int, int]]()
    for kill_at in range(1, 40):
        place = Folders(tmp_path / str(kill_at) / "data", tmp_path / str(kill_at) / "state")
        shutil.copytree(own.data, place.data)
        shutil.copytree(own.state, place.state)
        lived = in_a_child(partial(act, place, kill_at))
        states.add(act(place))
        if lived:
            break
    assert lived
    assert states == {(2, 0, 2), (0, 2, 0)}
