"""Whoever only looks at what a cut restoring left moves nothing, and sees the office that counts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.lock import lock_of
from ektp_desk.desk.opening import doubts_of
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.verify import verify_chain, verify_lists
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.cli.desk_commands import command
from tests.desk.backups import backed_up, restored
from tests.desk.test_restoring import PLACES
from tests.desk.test_switching import aside_of, cut, opened
from tests.offices import CHEAP, WORDS, TestOffice

LATER = 3  # sent home after the backup


@pytest.fixture
def visit(office: TestOffice, backup: Path) -> str:
    """Back up, send some home, and close the office; give its visit."""
    made = backed_up(office, backup)
    for _ in range(LATER):
        count_sent_home(office.session, made)
    office.desk.__exit__(None, None, None)
    return made


def prints(folders: Folders) -> dict[str, str]:
    """Everything in and beside the data folder, and the state folder; the program's own log apart."""
    roots = {folders.data.parent, folders.state}
    files = {path for root in roots for path in root.rglob("*") if path.name != "ektp-desk.log"}
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "a folder"
        for path in files
    }


def looked_at(office: TestOffice, visit: str) -> tuple[int, list[str], EktpError | None]:
    """Look; give how many were sent home, what was told, and what the anchor says."""
    with Desk(office.folders, clock=office.clock, looking=True, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        store = desk.held_store()
        assert [*verify_chain(store.connection), *verify_lists(store)] == []
        assert verify_files(store, desk.objects().check) == []
        told = [news.code for news in desk.told]
        doubt = doubts_of(store, desk.folders, generation=desk.slots.generation, told=desk.told)
        return the_visit(session, visit).sent_home, told, doubt


@pytest.mark.parametrize("place", PLACES[1:])  # the first leaves nothing but in a kill
def test_who_looks_after_a_cut_moves_nothing_and_sees_what_the_next_start_will(
    office: TestOffice, visit: str, backup: Path, place: str
) -> None:
    cut(office, backup, place)
    before = prints(office.folders)

    seen, told, doubt = looked_at(office, visit)

    assert prints(office.folders) == before
    assert (seen, doubt) == (LATER, None)
    assert told == ["folder.restore_to_finish"]
    assert opened(office, visit)[0] == LATER, "and the next start ends it"
    assert looked_at(office, visit)[:2] == (LATER, [])


def test_what_was_cut_before_it_counted_is_told_and_left(office: TestOffice, visit: str) -> None:
    office.folders.half.mkdir()
    (office.folders.half / STORE).write_bytes(b"half")
    before = prints(office.folders)

    assert looked_at(office, visit) == (LATER, ["folder.restore_to_sweep"], None)
    assert prints(office.folders) == before


@pytest.mark.parametrize("place", ["ready", "moved aside", "anchor aside"])
def test_of_a_damaged_copy_the_old_office_is_looked_at_where_it_lies(
    office: TestOffice, visit: str, backup: Path, place: str
) -> None:
    cut(office, backup, place)
    store = office.folders.half / STORE
    content = bytearray(store.read_bytes())
    content[9000] ^= 1
    store.write_bytes(content)
    before = prints(office.folders)

    seen, told, doubt = looked_at(office, visit)

    assert prints(office.folders) == before
    assert (seen, told, doubt) == (LATER, ["folder.restore_to_take_back"], None)
    assert opened(office, visit) == (LATER, ["folder.restore_taken_back"])


def test_what_a_former_release_left_is_refused_and_not_touched(
    office: TestOffice, visit: str, backup: Path
) -> None:
    office.folders.data.rename(aside_of(office))
    office.folders.half.mkdir()
    (office.folders.half / STORE).write_bytes(b"half")
    before = prints(office.folders)

    with pytest.raises(EktpError, match=r"^restore\.unfinished$"):
        looked_at(office, visit)

    assert prints(office.folders) == before


def test_who_is_to_look_through_the_folder_set_aside_is_told(
    office: TestOffice, visit: str, backup: Path
) -> None:
    cut(office, backup, "in place")
    with Desk(office.folders, clock=office.clock, cost=CHEAP):
        pass  # a start, and nobody signs in
    before = prints(office.folders)

    assert looked_at(office, visit)[:2] == (LATER, ["folder.restore_to_look_through"])
    assert prints(office.folders) == before


@pytest.mark.usefixtures("visit")
def test_nobody_looks_while_a_restoring_is_at_work_and_none_begins_while_somebody_looks(
    office: TestOffice, backup: Path
) -> None:
    refused = []

    def look(place: str) -> None:
        with pytest.raises(EktpError) as told, Desk(office.folders, clock=office.clock, looking=True):
            pass
        refused.append((place, told.value.code))

    cut(office, backup, "ready")
    with (
        Desk(office.folders, clock=office.clock, looking=True),
        pytest.raises(EktpError, match=r"^desk\.in_use$"),
    ):
        restored(office, backup, office.folders, replace_office=True)
    restored(office, backup, office.folders, replace_office=True, point=look)

    assert {code for _place, code in refused} == {"desk.in_use"}


def test_a_folder_that_nobody_opened_yet_is_looked_at_without_a_trace(office: TestOffice, visit: str) -> None:
    Path(lock_of(office.folders).lock_file).unlink()
    before = prints(office.folders)

    assert looked_at(office, visit)[0] == LATER

    assert prints(office.folders) == before


@pytest.mark.journey
def test_doctor_and_verify_tell_of_it_and_change_nothing(
    office: TestOffice, visit: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EKTP_DESK_STATE", str(office.folders.state))
    data = office.folders.data
    cut(office, backup, "moved aside")
    before = prints(office.folders)

    closed = command("doctor", "--data", data, passphrase=None)
    doctor = command("doctor", "--data", data, "--json")
    verified = command("verify", "--data", data)

    assert prints(office.folders) == before
    assert "[folder.restore_to_finish]" in closed.out
    states = {check["name"]: check["state"] for check in doctor.document["checks"]}
    assert (states["restore"], states["anchor"], states["journal"]) == ("warn", "ok", "ok")
    assert (verified.code, "[folder.restore_to_finish]" in verified.err) == (0, True), verified.out
    assert "data.restoring" in verified.err
