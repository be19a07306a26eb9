"""A disk that is full or refuses, a folder in a cloud: what the clerk reads, and that work goes on."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.store import Store
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import last_kept
from tests.gui.desks import DeskPage, open_desk
from tests.store.test_trouble import small_disk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def number(page: DeskPage) -> int:
    """The number of the last record."""
    kept = page.tell(last_kept)
    assert kept is not None
    return kept.number


def chain_is_whole(session: Session) -> bool:
    """Check the journal from its first event on."""
    assert isinstance(session.store, Store)
    return list(verify_chain(session.store.connection)) == []


def fill(disk: Path) -> None:
    """Leave no block free."""
    room = os.statvfs(disk)
    (disk / "fill").write_bytes(bytes(room.f_bavail * room.f_frsize))


def press_until_refused(page: DeskPage) -> int:
    """Returns how many numbers were given until one was not kept."""
    for given in range(200):
        page.press("Ins")
        if "Disk penuh" in page.words() or "Kosongkan ruang" in page.words():
            return given
    raise AssertionError("the disk took everything")


def test_a_full_disk_is_told_and_the_next_press_works_when_there_is_room(
    qtbot: QtBot, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    folders = Folders(disk / "data", disk / "state")
    with ExitStack() as stack:
        stack.enter_context(small_disk(disk, 24 * 1024))
        page = stack.enter_context(open_desk(qtbot, folders))
        page.sign_in()
        before = number(page)
        fill(disk)

        given = press_until_refused(page)
        assert "aman" in page.words()
        assert number(page) >= before + given

        (disk / "fill").unlink()
        refused_at = number(page)
        page.press("Ins")
        assert number(page) == refused_at + 1
        assert "Disk penuh" not in page.words()
        assert page.tell(chain_is_whole)


def test_a_disk_that_is_full_at_sign_in_opens_nothing_and_then_everything(
    qtbot: QtBot, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    folders = Folders(disk / "data", disk / "state")
    with ExitStack() as stack:
        stack.enter_context(small_disk(disk, 24 * 1024))
        page = stack.enter_context(open_desk(qtbot, folders))
        fill(disk)
        page.sign_in()
        assert page.place == "sign_in"
        assert "aman" in page.words()

        (disk / "fill").unlink()
        page.press("Return")
        assert page.place == "queue"
        assert page.tell(chain_is_whole)


def test_a_folder_in_a_cloud_is_told_and_works(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "awan"
    folders = Folders(place / "data", tmp_path / "state")
    with open_desk(qtbot, folders) as page:
        (place / ".stfolder").mkdir()
        page.sign_in()
        assert "Syncthing" in page.words()

        page.press("Ins")
        assert "Syncthing" not in page.words()
        assert page.tell(chain_is_whole)
