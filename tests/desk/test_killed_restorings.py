"""A restoring or a backup killed at each place between two writes: no act is lost, and nothing is left."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.opening import doubts_of
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.backups import backed_up, restored
from tests.desk.dying_restore import Facts
from tests.desk.test_looking_at_cut_restorings import prints
from tests.kept import copy_office
from tests.offices import CHEAP, WORDS, TestOffice, office_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="forks"),
]
ROOT = Path(__file__).parents[2]
LATER = 40  # acts that were acknowledged after the backup


@pytest.fixture(scope="module", params=["one key", "another key since"])
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[TestOffice, Facts, str]:
    """Live, back up, live on; close the office and give it with its visit."""
    folder = tmp_path_factory.mktemp("pulih")
    here, backup = Folders(folder / "data", folder / "state"), folder / "kantor.ektpbackup"
    with office_in(here) as office:
        adi = add_user(office.session, "Adi Contoh", ["operator"], passphrase="gula").id
        visit = backed_up(office, backup)
        if request.param == "another key since":
            remove_user(office.session, adi)
            office.sign_in_again()
            assert len(office.desk.held_keys()) == 2
        for _n in range(LATER):
            count_sent_home(office.session, visit)
        office.desk.sign_out()
    facts = Facts(str(here.data), str(here.state), "", str(backup), office.user)
    return office, facts, visit


def killed_everywhere(facts: Facts, root: Path) -> list[tuple[str, Folders]]:
    """Kill the restoring at each of its places; name each, and give its folders. The last one lived."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.dying_restore", replace(facts, root=str(root)).as_argument()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr
    *names, lived = done.stdout.splitlines()
    assert len(names) + 1 == int(lived) > 4
    facts = replace(facts, root=str(root))
    return [(f"{at} {name}", facts.place(at)) for at, name in enumerate([*names, "lived"], start=1)]


def check_whole(office: TestOffice, folders: Folders, visit: str, place: str) -> None:
    """Sign in, and find every act that was acknowledged before the restoring."""
    with Desk(folders, clock=office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert the_visit(session, visit).sent_home == LATER, place
        assert not desk.slots.rekey
        store = desk.held_store()
        assert [*verify_chain(store.connection), *verify_incarnations(store.connection)] == [], place


def check_looked_at(office: TestOffice, folders: Folders, visit: str, place: str) -> None:
    """Look first, find every act too, and leave every file as the kill left it."""
    before = prints(folders)
    with Desk(folders, clock=office.clock, looking=True, cost=CHEAP) as desk:
        assert the_visit(desk.sign_in(office.user, WORDS), visit).sent_home == LATER, place
        store = desk.held_store()
        assert doubts_of(store, desk.folders, generation=desk.slots.generation, told=desk.told) is None, place
    assert prints(folders) == before, place


def files_beside(folders: Folders) -> list[str]:
    """Name every file in and beside an office; an anchor's name has the digest of a folder that differs."""
    root = folders.data.parent
    names = (path.relative_to(root).as_posix() for path in root.rglob("*"))
    return sorted(re.sub(r"state/[0-9a-f]{16}", "state/place", name) for name in names)


@pytest.fixture(scope="module")
def cut(
    told: tuple[TestOffice, Facts, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[tuple[str, Folders]]]:
    """The restoring as a kill left it at each of its places, kept beside them."""
    root = tmp_path_factory.mktemp("cut")
    found = killed_everywhere(told[1], root / "now")
    shutil.copytree(root / "now", root / "kept", symlinks=True)
    return root, found


@pytest.fixture
def killed(cut: tuple[Path, list[tuple[str, Folders]]]) -> list[tuple[str, Folders]]:
    """The same where they were killed, since an anchor knows its folder by its place."""
    root, found = cut
    shutil.rmtree(root / "now")
    shutil.copytree(root / "kept", root / "now", symlinks=True)
    return found


def test_a_restoring_killed_anywhere_and_run_again_loses_no_act(
    told: tuple[TestOffice, Facts, str], killed: list[tuple[str, Folders]]
) -> None:
    office, facts, visit = told
    for place, folders in killed:
        restored(office, Path(facts.backup), folders, replace_office=True)
        check_whole(office, folders, visit, place)


def test_the_next_start_after_a_kill_anywhere_finds_one_whole_office(
    told: tuple[TestOffice, Facts, str], killed: list[tuple[str, Folders]], tmp_path: Path
) -> None:
    office, facts, visit = told
    for place, folders in killed:
        check_looked_at(office, folders, visit, place)
        check_whole(office, folders, visit, place)
    untouched = Folders(tmp_path / "none" / "data", tmp_path / "none" / "state")
    copy_office(Folders(Path(facts.data), Path(facts.state)), untouched)
    check_whole(office, untouched, visit, "none")

    left = [files_beside(folders) for _place, folders in killed]
    assert left[0] == files_beside(untouched)
    first = next(at for at, names in enumerate(left) if names != left[0])
    assert all(names == left[0] for names in left[:first])
    assert all(names == left[-1] for names in left[first:]), [
        set(names) ^ set(left[-1]) for names in left[first:]
    ]


def test_a_backup_killed_anywhere_leaves_nothing_after_the_next_start(
    told: tuple[TestOffice, Facts, str], tmp_path: Path
) -> None:
    office, facts, visit = told
    killed = killed_everywhere(replace(facts, act="backup"), tmp_path)
    assert any("piece passed" in place for place, _folders in killed)
    for place, folders in killed:
        check_whole(office, folders, visit, place)

    left = {place: files_beside(folders) for place, folders in killed}
    assert {place: names for place, names in left.items() if names != left[killed[-1][0]]} == {}
