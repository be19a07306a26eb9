"""A store that gets another key is cut, refused or damaged on the way: it opens, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ektp_desk.desk.accepting import salvage_log
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.health.office import store_checks
from ektp_desk.desk.keys import rekeying
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.slots import NAMES, Unlocked, read_slots, write_slots
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.opening import STORE, copy_under
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.store_keys import ADI, doctor, opens, prints, refused, whole
from tests.kept import copy_office
from tests.offices import CHEAP, WORDS, TestOffice
from tests.store.test_trouble import small_disk

WAL = f"{STORE}-wal"


class PowerCut(BaseException):
    """What no code catches, as a kill."""


def cut_at(office: TestOffice, place: str) -> None:
    """Remove nobody more; sign in, and lose the power there."""
    office.desk.__exit__(None, None, None)

    def cut(at: str) -> None:
        if at == place:
            raise PowerCut

    with pytest.raises(PowerCut), Desk(office.folders, clock=office.clock, cost=CHEAP, point=cut) as desk:
        desk.sign_in(office.user, WORDS)


CUTS = ("another key", "copied", "in place")


@pytest.mark.parametrize("place", CUTS)
def test_a_cut_leaves_a_store_that_opens_and_the_next_sign_in_finishes(
    office: TestOffice, adi: str, held: Unlocked, place: str
) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    remove_user(office.session, adi)

    cut_at(office, place)

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert the_visit(session, visit).sent_home == 1
        assert desk.told == []
        whole(desk)
        assert desk.held_keys()[1:] == held.store_keys
        assert not opens(office.folders.data / STORE, held.store_key)
        desk.open_reader().connection.close()
    assert list(office.folders.data.glob("*.part*")) == []


def test_who_only_looks_where_it_was_cut_leaves_every_file_as_it_is(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    remove_user(office.session, adi)
    office.desk.__exit__(None, None, None)
    due = prints(office.folders.data)
    with Desk(office.folders, looking=True, cost=CHEAP) as desk:
        checks = store_checks(desk, desk.open_store(office.user, desk.unlock(office.user, WORDS)))
        assert [one.state for one in checks if one.name == "store_key"] == ["warn"]
    assert prints(office.folders.data) == due
    cut_at(office, "another key")
    before = prints(office.folders.data)

    with Desk(office.folders, looking=True, cost=CHEAP) as desk:
        desk.sign_in(office.user, WORDS)
        whole(desk)
        checks = store_checks(desk, desk.held_store())
        assert [one.state for one in checks if one.name == "store_key"] == ["warn"]
        reader = desk.open_reader()
        assert reader.rows("heads")
        reader.connection.close()

    assert prints(office.folders.data) == before
    assert opens(office.folders.data / STORE, held.store_key)


def test_a_full_disk_is_told_and_work_goes_on_under_the_key_of_before(
    office: TestOffice, adi: str, held: Unlocked, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = office.open_visit()
    remove_user(office.session, adi)

    def refuse(*_what: object) -> None:
        raise EktpError("store.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(rekeying, "copy_under", refuse)
        session = office.sign_in_again()
        assert [news.code for news in office.desk.told] == ["store.key_stays"]
        count_sent_home(session, visit)
        office.desk.open_reader().connection.close()
        make_backup(office.desk, session, backup)
        assert doctor(office) == ("warn", "")
    assert opens(office.folders.data / STORE, held.store_key)
    assert list(office.folders.data.glob("*.part*")) == []

    session = office.sign_in_again()
    assert office.desk.told == []
    assert not opens(office.folders.data / STORE, held.store_key)
    assert the_visit(session, visit).sent_home == 1
    with pytest.raises(EktpError, match=r"^slots\.changed$"):
        read_slots_of(backup).require_genuine(held.store_key)


def test_a_disk_with_any_room_left_opens_and_is_finished_when_there_is_more(
    office: TestOffice, adi: str, tmp_path: Path
) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    remove_user(office.session, adi)
    office.desk.__exit__(None, None, None)
    ends = set()
    for kilobytes in range(40, 1200, 80):  # less does not open a store at all
        with small_disk(tmp_path / "disk", 4096):
            there = Folders(tmp_path / "disk" / "data", tmp_path / "disk" / "state")
            copy_office(office.folders, there)
            room = os.statvfs(tmp_path / "disk")
            filled = bytes(room.f_bavail * room.f_frsize - kilobytes * 1024)
            (tmp_path / "disk" / "fill").write_bytes(filled)
            with Desk(there, clock=office.clock, cost=CHEAP) as desk:
                desk.sign_in(office.user, WORDS)
                ends.add(" ".join(news.code for news in desk.told))
            (tmp_path / "disk" / "fill").unlink()
            with Desk(there, clock=office.clock, cost=CHEAP) as desk:
                session = desk.sign_in(office.user, WORDS)
                assert (desk.told, desk.is_under_former_key, len(desk.held_keys())) == ([], False, 2)
                assert the_visit(session, visit).sent_home == 1
                whole(desk)
    assert ends == {"", "store.key_stays"}


@pytest.mark.parametrize("what", ["the store", "the copy"])
def test_a_damaged_page_leaves_the_store_as_it_is_and_the_desk_open(
    office: TestOffice, adi: str, held: Unlocked, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy takes the place of a store that holds more: what is damaged there is told as ever."""
    visit = office.open_visit()
    office.connection.execute("CREATE TABLE filled (content BLOB)")
    office.connection.execute("INSERT INTO filled VALUES (randomblob(100000))")
    remove_user(office.session, adi)
    office.desk.sign_out()
    if what == "the store":
        harm(office.folders.data / STORE)
    else:

        def copy_and_harm(connection: object, path: Path, key: bytes) -> None:
            copy_under(connection, path, key)
            harm(path)

        monkeypatch.setattr(rekeying, "copy_under", copy_and_harm)

    session = office.desk.sign_in(office.user, WORDS)

    assert [news.code for news in office.desk.told] == ["store.key_stays"]
    count_sent_home(session, visit)
    office.desk.sign_out()
    assert opens(office.folders.data / STORE, held.store_key)
    assert list(office.folders.data.glob("*.part*")) == []


def harm(store: Path) -> None:
    """Change a byte of the last page."""
    content = bytearray(store.read_bytes())
    content[-2000] ^= 1
    store.write_bytes(content)


def test_slots_that_the_disk_refuses_leave_all_as_it_was(
    office: TestOffice, adi: str, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_user(office.session, adi)
    kept = office.desk.slots

    def refuse(*_what: object) -> None:
        raise EktpError("disk.full", errno=28)

    with monkeypatch.context() as patched:
        patched.setattr("ektp_desk.desk.desk.write_slots", refuse)
        office.sign_in_again()
        assert [news.code for news in office.desk.told] == ["store.key_stays"]
    assert read_slots(office.folders.data).slots == kept
    assert office.desk.held_keys() == held.store_keys
    office.sign_in_again()
    assert len(office.desk.held_keys()) == 2


def test_no_store_hangs_on_one_copy_of_its_key(
    office: TestOffice, adi: str, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut between the two copies; then the disk takes no slot file."""
    remove_user(office.session, adi)
    second = office.folders.data / NAMES[1]
    before = second.read_bytes()
    cut_at(office, "another key")
    second.write_bytes(before)

    def refuse(*_what: object) -> None:
        raise EktpError("disk.full", errno=28)

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk, monkeypatch.context() as patched:
        patched.setattr("ektp_desk.desk.desk.write_slots", refuse)
        desk.sign_in(office.user, WORDS)
        assert [news.code for news in desk.told] == ["store.key_stays"]
    assert opens(office.folders.data / STORE, held.store_key)

    (office.folders.data / NAMES[0]).unlink()  # the copy alone signs in
    office.anchor.unlink()
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        desk.sign_in(office.user, WORDS)
        whole(desk)
        assert len(desk.held_keys()) == 2


def killed(office: TestOffice, visit: str, tmp_path: Path) -> Folders:
    """Give a copy of the folder as a kill leaves it, with acts in the log."""
    for _ in range(30):
        count_sent_home(office.session, visit)
    there = Folders(tmp_path / "killed" / "data", tmp_path / "killed" / "state")
    shutil.copytree(office.folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock", "*-shm"))
    there.state.mkdir()
    install = office.desk.slots.install
    shutil.copyfile(office.folders.anchor(install), there.anchor(install))
    return there


def spoil(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[32 + 4120 + 2000] ^= 1
    log.write_bytes(content)


@pytest.mark.parametrize("at", ["due", "cut"])
def test_a_damaged_log_under_the_key_of_before_is_salvaged_first(
    office: TestOffice, adi: str, held: Unlocked, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = office.open_visit()
    office.sign_in_again()
    remove_user(office.session, adi)
    if at == "cut":
        monkeypatch.setattr(rekeying, "copy_under", lambda *_what: (_ for _ in ()).throw(StoreDamaged("x")))
        office.sign_in_again()
        monkeypatch.undo()
    there = killed(office, visit, tmp_path)
    spoil(there.data / WAL)

    with Desk(there, clock=office.clock, cost=CHEAP, looking=True) as desk:
        desk.sign_in(office.user, WORDS)
        assert [news.code for news in desk.told] == ["store.log_damaged"]
    with Desk(there, clock=office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert [news.code for news in desk.told] == ["store.salvaged"]
        assert the_visit(session, visit).sent_home == 30
        whole(desk)
        assert desk.held_keys()[1:] == held.store_keys
    assert not opens(there.data / STORE, held.store_key)


def test_salvage_reads_a_log_that_lies_under_the_key_of_before(
    office: TestOffice, adi: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = office.open_visit()
    remove_user(office.session, adi)
    monkeypatch.setattr(rekeying, "copy_under", lambda *_what: (_ for _ in ()).throw(StoreDamaged("x")))
    office.sign_in_again()
    there = killed(office, visit, tmp_path)
    spoil(there.data / WAL)

    with Desk(there, clock=office.clock, cost=CHEAP) as desk:
        done = salvage_log(desk, office.user, desk.unlock(office.user, WORDS), accept=True)
        assert done.found.is_all
        session = desk.sign_in(office.user, WORDS)
        assert the_visit(session, visit).sent_home == 30


@pytest.fixture
def page(folders: Folders) -> tuple[str, str, RecoveryPage]:
    """An office from which Adi was removed, its first user, his key's store, and its recovery page."""
    pages: list[RecoveryPage] = []
    charter, clock = charter_of(RegionCode.parse("53.02"), sample=True), clock_in(480)
    maria = found(
        folders, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP, keep=pages.append
    ).user
    with Desk(folders, cost=CHEAP) as desk:
        session = desk.sign_in(maria, WORDS)
        adi = add_user(session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id
        remove_user(session, adi)
    return maria, adi, pages[0]


@pytest.mark.parametrize("at", ["due", "cut", "done"])
def test_the_recovery_page_opens_wherever_the_change_stands(
    folders: Folders, page: tuple[str, str, RecoveryPage], at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria, _adi, paper = page
    if at != "due":
        with Desk(folders, cost=CHEAP) as desk, monkeypatch.context() as patched:
            if at == "cut":
                patched.setattr(
                    rekeying, "copy_under", lambda *_what: (_ for _ in ()).throw(StoreDamaged("x"))
                )
            desk.sign_in(maria, WORDS)

    with Desk(folders, cost=CHEAP) as desk:
        words = reset_by_page(desk, keys_of_page(desk.slots, " ".join(paper.words)), "Maria T.", cost=CHEAP)

    for _twice in range(2):
        with Desk(folders, cost=CHEAP) as desk:
            desk.sign_in(maria, words)
            whole(desk)
            assert desk.told == []
            assert len(desk.held_keys()) == 2


def test_a_slot_file_of_before_the_other_key_opens_nothing_and_is_called_that(
    folders: Folders, page: tuple[str, str, RecoveryPage]
) -> None:
    maria, _adi, paper = page
    before = read_slots(folders.data).slots
    with Desk(folders, cost=CHEAP) as desk:
        desk.sign_in(maria, WORDS)
    kept = read_slots(folders.data).slots
    write_slots(folders.data, before)

    assert refused(folders, maria, WORDS) == "slots.former"
    with Desk(folders, cost=CHEAP) as desk, pytest.raises(EktpError, match=r"^slots\.former$"):
        reset_by_page(desk, keys_of_page(desk.slots, " ".join(paper.words)), "Maria T.", cost=CHEAP)
    write_slots(folders.data, kept)
    with Desk(folders, cost=CHEAP) as desk:
        desk.sign_in(maria, WORDS)
