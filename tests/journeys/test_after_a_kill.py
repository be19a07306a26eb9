"""What a kill leaves, then harmed through the store's own key: each harm is named, with exit 1."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.cli.rehearsal.serving import grown_up
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, open_day
from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, connect
from tests.cli.desk_commands import Done, command
from tests.journeys.ends import ForkedWindow
from tests.offices import CHEAP

pytestmark = pytest.mark.journey
WAL = f"{STORE}-wal"


@dataclass
class Killed:
    """An office whose window was killed in mid-recording: the store with its log, as they lay then."""

    story: Rehearsed
    kept: Path
    key: bytes

    @property
    def data(self) -> Path:
        return self.story.folders.data

    def restore(self) -> None:
        """Put the folder back as the kill left it."""
        for folder in (self.data, self.story.folders.state):
            shutil.rmtree(folder)
            shutil.copytree(self.kept / folder.name, folder)

    def through_the_key(self, harm: Callable[[Any], object]) -> None:
        """Do to the open store what nobody should."""
        connection = connect(self.data / STORE, self.key)
        harm(connection)
        connection.close()

    def verify(self, monkeypatch: pytest.MonkeyPatch) -> Done:
        """Run the command on the folder."""
        monkeypatch.setenv("EKTP_DESK_STATE", str(self.story.folders.state))
        return command("verify", "--data", self.data, passphrase=self.story.passphrase)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Kill the real window between two steps of a recording."""
    root = tmp_path_factory.mktemp("killed")
    (root / "out").mkdir()
    folders = Folders(root / "data", root / "state")
    story = begin_story(folders, root / "out", 12, cost=CHEAP)
    with story.desk() as (_desk, session):
        open_day(story, session)
        nik = grown_up(session, story.visit)[0].nik
    with ForkedWindow(folders.data, environment={"EKTP_DESK_STATE": str(folders.state)}) as window:
        window.sign_in(story.passphrase)
        window.press("Return", "Return")
        window.type(nik)
        window.press("Return", "1", "2")
        window.kill()
    for folder in (folders.data, folders.state):
        shutil.copytree(folder, root / "kept" / folder.name)
    with Desk(folders) as desk:
        key = desk.unlock(story.user, story.passphrase).store_key
    return Killed(story, root / "kept", key)


def test_what_the_kill_left_verifies_as_it_is(killed: Killed, monkeypatch: pytest.MonkeyPatch) -> None:
    killed.restore()
    assert (killed.data / WAL).stat().st_size > 0

    done = killed.verify(monkeypatch)

    assert done.code == 0
    assert "[" not in done.out + done.err, "no code of an error"


HARMS = {
    "event.changed": "UPDATE events "
    "SET body = CAST(replace(CAST(body AS TEXT), 'attested', 'excepted') AS BLOB) "
    "WHERE kind = 'modality_set' AND seq = (SELECT max(seq) FROM events)",
    "event.missing": "DELETE FROM events WHERE kind = 'ticket_called'",
    "store.behind_anchor": "DELETE FROM events WHERE seq > (SELECT max(seq) - 2 FROM events)",
}


@pytest.mark.parametrize("code", HARMS)
def test_each_harm_through_the_key_is_named(
    killed: Killed, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    killed.restore()
    killed.through_the_key(lambda connection: connection.execute(HARMS[code]))

    done = killed.verify(monkeypatch)

    assert done.code == 1
    assert f"[{code}]" in done.out + done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_flipped_byte_of_the_log_is_named(
    killed: Killed, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    killed.restore()
    log = killed.data / WAL
    held = bytearray(log.read_bytes())
    held[int(len(held) * part)] ^= 1
    log.write_bytes(held)

    done = killed.verify(monkeypatch)

    assert done.code == 1
    assert "[store.log_damaged]" in done.out + done.err
