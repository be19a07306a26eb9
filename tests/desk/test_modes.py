"""Whatever the program makes in its folders is its owner's alone, in a whole life of an office."""

from __future__ import annotations

import logging
import os
import random
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.chance.inventing import Inventor
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.gui.shell.crashes import write_report
from ektp_desk.gui.shell.hard_stop import RunningMark
from ektp_desk.logs import log, start_log
from ektp_desk.settings import RESOURCES, Folders
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.recording.capture import capture_photo
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.desk.backups import backed_up, restored
from tests.offices import CHEAP, DAY, VILLAGE, WORDS, TestOffice, found_office_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights than modes")


@pytest.fixture
def _lax() -> Iterator[None]:
    """Let nothing be strict by itself, and put the log back."""
    before = os.umask(0o022)
    yield
    os.umask(before)
    logger = logging.getLogger("ektp_desk")
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
        handler.close()


def load_list(office: TestOffice, path: Path) -> None:
    inventor = Inventor(random.Random(3), load_names(RESOURCES / "names"))
    born = (date(1960, 1, 1), date(2002, 1, 1))
    write_list(path, [inventor.invent(RegionCode.parse(VILLAGE), born_between=born) for _n in range(5)])
    import_list(office.session, [path], "belum-rekam", name="Uji", as_of=DAY)


def at_work(office: TestOffice, visit: str) -> RunningMark:
    """Capture, mistype, choose, fail: each leaves a file of its own."""
    folders = office.folders
    capture_here(office.session)
    capture_photo(office.session, at_the_desk(office.session, visit), seen())
    with suppress(EktpError):
        office.desk.unlock(office.user, "bukan ini")
    folders.choices.keep(printer="Meja A")
    mark = RunningMark(folders.running, folders.fault)
    mark.begin(office.session.now)
    write_report(folders.crash_report, "Kesalahan")
    log().warning("program.error")
    return mark


def open_to_others(root: Path) -> list[str]:
    """Name what others may enter or read, with its mode."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")}
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in modes}
    return sorted(
        f"{path.relative_to(root)} {mode:o}" for path, mode in modes.items() if mode != wanted[path]
    )


@pytest.mark.usefixtures("_lax")
def test_every_folder_and_file_of_a_life_is_its_owners_alone(tmp_path: Path, backup: Path) -> None:
    life = tmp_path / "life"
    folders = Folders(life / "data", life / "state")
    start_log(folders.state)
    with found_office_in(folders) as office:
        visit = backed_up(office, backup)
        load_list(office, tmp_path / "daftar.xlsx")
        mark = at_work(office, visit)
        assert open_to_others(life) == []
    restored(office, backup, folders, replace_office=True)
    with Desk(folders, clock=office.clock, cost=CHEAP) as desk:
        desk.sign_in(office.user, WORDS)
        assert open_to_others(life) == []

    there = {path.relative_to(life).parts[0] for path in life.rglob("*")}
    assert there == {"data", "data.before-restore-1", "state"}
    assert len(list(folders.lists.iterdir())) == len(list(folders.objects.iterdir())) == 1
    assert len(list(folders.state.iterdir())) == 8
    mark.end()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
