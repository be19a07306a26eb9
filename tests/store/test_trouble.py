"""Trouble with the disk around the store: what is told, what stays."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.head import Head
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.offices import WORDS, TestOffice, found_office_in


class FullDisk:
    """An anchor whose disk is full."""

    def write(self, _head: Head) -> None:
        raise EktpError("disk.full", errno=28)


def test_an_act_whose_anchor_cannot_be_written_is_told_as_saved(office: TestOffice) -> None:
    visit = office.open_visit()
    held, office.store._anchor = office.store._anchor, FullDisk()

    with pytest.raises(EktpError) as told:
        count_sent_home(office.session, visit)
    assert told.value.code == "anchor.not_written"

    office.store._anchor = held
    again = office.sign_in_again()
    assert the_visit(again, visit).sent_home == 1
    count_sent_home(again, visit)
    assert list(verify_chain(office.connection)) == []


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Lay a file system of so many kilobytes over a folder."""
    folder.mkdir(exist_ok=True)
    line = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("only root may lay a small disk over a folder")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_founding_on_a_disk_of_any_size_gives_an_office_or_nothing(tmp_path: Path) -> None:
    ends, left = [], set()
    for kilobytes in range(4, 2600, 40):
        with small_disk(tmp_path / "disk", kilobytes):
            folders = Folders(tmp_path / "disk" / "data", tmp_path / "disk" / "state")
            try:
                with found_office_in(folders):
                    ends.append("founded")
            except EktpError as error:
                ends.append(error.code)
                left |= {path.name for path in folders.data.rglob("*")}
    assert set(ends) <= {"founded", "disk.full", "store.disk_full", "store.disk_trouble"}
    assert left <= {"desk.lock"}
    assert ends.count("founded") > 5


def test_a_disk_that_fills_at_any_write_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 4096), found_office_in(Folders(disk / "data", disk / "state")) as office:
        visit, saved, told = office.open_visit(), 0, set()
        for free in (*range(8), *range(8, 160, 8)):
            room = os.statvfs(disk)
            (disk / "fill").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - free * 1024)))
            with suppress(EktpError):
                for _ in range(40):
                    try:
                        count_sent_home(office.session, visit)
                    except EktpError as error:
                        told.add(error.code)
                        saved += error.code == "anchor.not_written"
                        raise
                    saved += 1
            (disk / "fill").unlink()
            assert the_visit(office.sign_in_again(), visit).sent_home == saved
        assert "store.disk_full" in told <= {"store.disk_full", "store.disk_trouble", "anchor.not_written"}
        rebuild(office.store)
        assert list(verify_chain(office.connection)) == []


def keep_no_rows(office: TestOffice) -> None:
    with Desk(office.folders) as desk:
        store = desk.sign_in(office.user, WORDS).store
        store.keep_list(lambda *_: NewEvent(Entity.LIST, "x", SentHome(count=0)), [], at=office.clock())


@pytest.mark.parametrize("what", ["lists", "desk.lock"])
def test_what_stands_in_the_way_is_told(office: TestOffice, what: str) -> None:
    """A file where a folder belongs, a folder where a file does."""
    office.desk.__exit__(None, None, None)
    path = office.folders.data / what
    path.unlink(missing_ok=True)
    if what == "lists":
        path.write_text("")
    else:
        path.mkdir()

    with pytest.raises(EktpError) as told:
        keep_no_rows(office)
    assert (told.value.code, told.value.facts) == ("file.irregular", {"name": what})


def test_row_files_that_no_list_names_are_swept(office: TestOffice) -> None:
    orphan = office.folders.lists / "abc.rows"
    orphan.parent.mkdir()
    orphan.write_bytes(b"left by a crash")

    office.sign_in_again()

    assert not orphan.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere, so nothing would be refused")
def test_a_folder_that_may_not_be_written_is_told(office: TestOffice) -> None:
    visit = office.open_visit()
    office.desk.sign_out()
    for path in office.folders.data.iterdir():
        path.chmod(0o400)

    with pytest.raises(EktpError):
        count_sent_home(office.sign_in_again(), visit)


def test_a_full_store_is_told_and_goes_on_when_there_is_room(office: TestOffice) -> None:
    visit = office.open_visit()
    (pages,) = office.connection.execute("PRAGMA page_count").fetchone()
    office.connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(400):
            count_sent_home(office.session, visit)

    with pytest.raises(EktpError) as told:
        fill()
    assert told.value.code == "store.disk_full"
    saved = the_visit(office.session, visit).sent_home

    office.connection.execute("PRAGMA max_page_count = 1073741823")
    count_sent_home(office.session, visit)
    assert the_visit(office.session, visit).sent_home == saved + 1
    rebuild(office.store)
    assert list(verify_chain(office.connection)) == []
