"""What a cut restoring left is brought to one end, also where a former release was cut or something broke."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal import files
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.backups import backed_up, restored
from tests.offices import CHEAP, WORDS, TestOffice


class PowerCut(BaseException):
    """What no code catches, as a kill."""


@pytest.fixture
def visit(office: TestOffice, backup: Path) -> str:
    """Back up, send somebody home, and close the office; give its visit."""
    made = backed_up(office, backup)
    count_sent_home(office.session, made)
    office.desk.__exit__(None, None, None)
    return made


def cut(office: TestOffice, backup: Path, place: str) -> None:
    """Restore over the office until a place; what would be tidied up by an error stays, as after a kill."""

    def stop(at: str) -> None:
        if at == place:
            raise PowerCut

    with pytest.raises(PowerCut):
        restored(office, backup, office.folders, replace_office=True, point=stop)


def opened(office: TestOffice, visit: str, folders: Folders | None = None) -> tuple[int, list[str]]:
    """Sign in; give how many were sent home, and what the opening told."""
    with Desk(folders or office.folders, clock=office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        return the_visit(session, visit).sent_home, [news.code for news in desk.told]


def refuse_to_move(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system hold a folder fast, as a virus scanner may."""
    move = files._replace

    def refuse(old: Path, new: Path) -> None:
        if old == folder:
            raise PermissionError
        move(old, new)

    monkeypatch.setattr(files, "_replace", refuse)


def aside_of(office: TestOffice) -> Path:
    return office.folders.data.with_name("data.before-restore-1")


def test_a_start_refuses_what_a_former_release_left_and_a_second_run_takes_all(
    office: TestOffice, visit: str, backup: Path
) -> None:
    folders = office.folders
    folders.data.rename(aside_of(office))  # a former release, cut between its renames, kept no record
    folders.half.mkdir()
    (folders.half / STORE).write_bytes(b"half")

    with pytest.raises(EktpError, match=r"^restore\.unfinished$"):
        opened(office, visit)
    charter = charter_of(RegionCode.parse("53.02"), sample=True)
    with pytest.raises(EktpError, match=r"^restore\.unfinished$"):
        found(folders, charter, user_name="x", passphrase=WORDS, clock=office.clock, cost=CHEAP)
    done = restored(office, backup, folders)

    assert (done.taken_over, done.missing, done.moved_to) == (2, 0, None)
    assert opened(office, visit) == (1, [])
    assert not folders.half.exists()


def test_what_a_former_release_left_aside_in_silence_is_taken_in_by_the_next_run(
    office: TestOffice, visit: str, backup: Path, tmp_path: Path
) -> None:
    office.folders.data.rename(tmp_path / "away")
    restored(office, backup, office.folders)  # as its second run did: it read no folder beside
    (tmp_path / "away").rename(aside_of(office))
    assert opened(office, visit) == (0, [])

    done = restored(office, backup, office.folders, replace_office=True)

    assert done.moved_to == office.folders.data.with_name("data.before-restore-2")
    assert opened(office, visit) == (1, [])


def test_a_copy_that_is_damaged_gives_the_place_back_to_the_old_office(
    office: TestOffice, visit: str, backup: Path
) -> None:
    stood = sorted(path.name for path in office.folders.data.parent.rglob("*"))
    cut(office, backup, "anchor aside")
    store = office.folders.half / STORE
    content = bytearray(store.read_bytes())
    content[9000] ^= 1
    store.write_bytes(content)

    assert opened(office, visit) == (1, ["folder.restore_taken_back"])
    assert opened(office, visit) == (1, [])
    assert sorted(path.name for path in office.folders.data.parent.rglob("*")) == stood


def test_what_was_done_in_the_folder_set_aside_comes_along_at_the_next_sign_in(
    office: TestOffice, visit: str, backup: Path
) -> None:
    cut(office, backup, "in place")
    with Desk(Folders(aside_of(office), office.folders.state), clock=office.clock, cost=CHEAP) as desk:
        count_sent_home(desk.sign_in(office.user, WORDS), visit)

    assert opened(office, visit) == (2, ["folder.restore_finished"])
    assert opened(office, visit) == (2, [])
    assert not office.folders.switch.exists()


def test_a_second_restoring_that_fails_forgets_no_folder_set_aside_by_a_cut_one(
    office: TestOffice, visit: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(office, backup, "in place")
    with Desk(Folders(aside_of(office), office.folders.state), clock=office.clock, cost=CHEAP) as desk:
        count_sent_home(desk.sign_in(office.user, WORDS), visit)
    with monkeypatch.context() as patched:
        refuse_to_move(patched, office.folders.half)
        with pytest.raises(EktpError, match=r"^disk\.refused$"):
            restored(office, backup, office.folders, replace_office=True)

    assert opened(office, visit) == (2, ["folder.restore_finished"])


@pytest.mark.parametrize("left", [b"kopi tumpah", b'{"format":1,"install":"\xff"}'])
def test_a_record_that_is_spoilt_leaves_the_old_office(
    office: TestOffice, visit: str, backup: Path, left: bytes
) -> None:
    cut(office, backup, "ready")
    office.folders.switch.write_bytes(left)

    assert opened(office, visit) == (1, [])
    assert not office.folders.switch.exists()
    assert not office.folders.half.exists()


def test_a_full_disk_leaves_the_folder_set_aside_to_a_later_sign_in(
    office: TestOffice, visit: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise EktpError("disk.full", errno=28)

    with monkeypatch.context() as patched:
        patched.setattr("ektp_desk.desk.salvaging.copy_pair", full)
        with pytest.raises(EktpError, match=r"^disk\.full$"):
            restored(office, backup, office.folders, replace_office=True)
        assert opened(office, visit) == (1, [])
    cut(office, backup, "in place")
    with monkeypatch.context() as patched:
        patched.setattr("ektp_desk.desk.salvaging.copy_pair", full)
        assert opened(office, visit) == (1, ["disk.full"])

    assert opened(office, visit) == (1, ["folder.restore_finished"])


def test_a_disk_that_refuses_the_second_move_leaves_the_old_office(
    office: TestOffice, visit: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_move(monkeypatch, office.folders.half)
    with pytest.raises(EktpError, match=r"^disk\.refused$"):
        restored(office, backup, office.folders, replace_office=True)

    assert opened(office, visit) == (1, [])
    assert not aside_of(office).exists()
    assert not office.folders.half.exists()


def test_a_link_to_the_data_folder_leads_to_the_restored_office(
    office: TestOffice, visit: str, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "meja").symlink_to(office.folders.data)
    linked = Folders(tmp_path / "meja", office.folders.state)

    done = restored(office, backup, linked, replace_office=True)

    assert done.moved_to == aside_of(office)
    assert opened(office, visit, linked) == opened(office, visit) == (1, [])


@pytest.mark.usefixtures("visit")
def test_nobody_opens_a_folder_that_is_being_moved(office: TestOffice, backup: Path) -> None:
    refused = []

    def try_it(place: str) -> None:
        with pytest.raises(EktpError) as told, Desk(office.folders, clock=office.clock):
            pass
        refused.append((place, told.value.code))

    restored(office, backup, office.folders, replace_office=True, point=try_it)

    assert {code for _place, code in refused} == {"desk.in_use"}
    assert len(refused) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="asks what only POSIX systems have")
@pytest.mark.usefixtures("visit")
def test_a_restored_office_is_on_the_disk_before_anything_is_moved(
    office: TestOffice, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: set[int] = set()
    lacking: list[str] = []
    fsync = os.fsync

    def seen(handle: int) -> None:
        flushed.add(os.fstat(handle).st_ino)
        fsync(handle)

    def look(place: str) -> None:
        if place == "ready":
            half = office.folders.half
            there = [half, half.parent, *half.rglob("*")]
            lacking.extend(path.name for path in there if path.stat().st_ino not in flushed)
            assert stat.S_ISREG((half / STORE).stat().st_mode)

    monkeypatch.setattr(os, "fsync", seen)
    restored(office, backup, office.folders, replace_office=True, point=look)

    assert lacking == []
