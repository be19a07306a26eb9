"""A backup or a restoring whose process is killed: nothing of the office is lost, and the next try works."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.usecases.admin.queries import last_backup
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.backups import backed_up, restored
from tests.offices import WORDS, TestOffice

pytestmark = pytest.mark.journey
PLACES = ("unpacked", "ready", "moved aside", "anchor aside", "in place", "anchored")

_RESTORING = """
import json, os, signal, sys
from pathlib import Path
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.settings import Folders, clock_in
backup, data, state, user, words, place = json.loads(sys.argv[1])
keys = read_slots_of(Path(backup)).unlock(user, words)
restore(
    Path(backup), Folders(Path(data), Path(state)), keys, by=user, clock=clock_in(480), replace_office=True,
    point=lambda at: os.kill(os.getpid(), signal.SIGKILL) if at == place else None,
)
"""
_BACKING_UP = """
import json, os, signal, sys
from pathlib import Path
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
backup, data, state, user, words, share = json.loads(sys.argv[1])
def progress(done, whole):
    if done >= whole * float(share):
        os.kill(os.getpid(), signal.SIGKILL)
with Desk(Folders(Path(data), Path(state))) as desk:
    make_backup(desk, desk.sign_in(user, words), Path(backup), progress=progress)
"""


def killed(script: str, office: TestOffice, backup: Path, at: str) -> None:
    """Run a script that kills itself at a place."""
    folders = office.folders
    facts = [str(backup), str(folders.data), str(folders.state), office.user, WORDS, at]
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(facts)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_restoring_is_begun_again(office: TestOffice, backup: Path, place: str) -> None:
    count_sent_home(office.session, backed_up(office, backup))
    head = office.store.head
    office.desk.__exit__(None, None, None)

    killed(_RESTORING, office, backup, place)

    aside = office.folders.data.with_name("data.before-restore-1")
    old = office.folders.data if place in ("unpacked", "ready") else aside
    with Desk(Folders(old, office.folders.state), clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.held_store().last_seq(head.incarnation) == head.seq
    restored(office, backup, office.folders, replace_office=True)
    with Desk(office.folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.told == []
        assert list(verify_chain(desk.held_store().connection)) == []


@pytest.mark.parametrize("second", PLACES)
@pytest.mark.parametrize("first", ["ready", "moved aside", "in place"])
def test_a_restoring_killed_twice_loses_no_act(
    office: TestOffice, backup: Path, first: str, second: str
) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    office.desk.__exit__(None, None, None)

    killed(_RESTORING, office, backup, first)
    killed(_RESTORING, office, backup, second)

    with Desk(office.folders, clock=office.clock) as desk:
        assert the_visit(desk.sign_in(office.user, WORDS), visit).sent_home == 1
        assert list(verify_chain(desk.held_store().connection)) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_restoring_into_an_empty_folder_is_killed_and_leaves_an_office_or_nothing(
    office: TestOffice, backup: Path, tmp_path: Path, place: str
) -> None:
    visit = backed_up(office, backup)
    there = Folders(tmp_path / "there" / "data", tmp_path / "there" / "state")

    killed(_RESTORING, replace(office, folders=there), backup, place)

    with ExitStack() as stack:
        if place == "unpacked":
            with pytest.raises(EktpError, match=r"^office\.none$"):
                stack.enter_context(Desk(there, clock=office.clock))
        else:
            desk = stack.enter_context(Desk(there, clock=office.clock))
            assert the_visit(desk.sign_in(office.user, WORDS), visit).id == visit
            assert [news.code for news in desk.told] == ["folder.restore_finished"]
    assert sorted(path.name for path in there.data.parent.iterdir()) == ["data", "state"]


@pytest.mark.parametrize("share", ["0.1", "0.5", "0.9"])
def test_a_killed_backup_leaves_the_office_and_the_older_backup(
    office: TestOffice, backup: Path, share: str
) -> None:
    backed_up(office, backup)
    before, made = backup.read_bytes(), last_backup(office.session.store)
    office.desk.__exit__(None, None, None)
    stood = {path.name for path in office.folders.data.iterdir()}

    killed(_BACKING_UP, office, backup, share)

    with Desk(office.folders, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert {path.name for path in office.folders.data.iterdir()} == stood | {
            f"{STORE}-wal",
            f"{STORE}-shm",
        }
        assert last_backup(session.store) == made
        assert backup.read_bytes() == before or share == "0.9"  # then it stands, and does not count
        make_backup(desk, session, backup)
    restored(office, backup, Folders(backup.parent / "there", office.folders.state))
