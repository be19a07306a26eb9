"""The real window that ends badly: a morning to work on, and what is left behind."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.cli.rehearsal.serving import grown_up
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, open_day
from ektp_desk.desk.folder.lock import lock_of
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_chain
from tests.cli.forking import Forked, Given
from tests.offices import CHEAP


class ForkedWindow(WindowProcess):
    """The window forked from a process that has loaded it: it can't lock itself, as nobody starts it anew."""

    def _start(self, line: list[str], keys: int) -> Forked:  # type: ignore[override]  # all that is asked of it
        reading, writing = os.pipe()
        given = Given(line, self._environment, str(Path.cwd()), keys)
        with open(writing, "wb") as out, open(os.devnull, "wb") as err:
            return Forked(given, out.fileno(), err.fileno(), stdout=open(reading, "rb"))


@dataclass
class Morning:
    """A visit in the morning."""

    story: Rehearsed
    nik: str
    name: str

    @property
    def folders(self) -> Folders:
        """Where it lies."""
        return self.story.folders

    def window(self, **environment: str) -> WindowProcess:
        """The real window on it."""
        return ForkedWindow(self.folders.data, environment=self._state | environment)

    def started(self, **environment: str) -> WindowProcess:
        """The same, started by its own line."""
        return WindowProcess(self.folders.data, environment=self._state | environment)

    @property
    def _state(self) -> dict[str, str]:
        return {"EKTP_DESK_STATE": str(self.folders.state)}

    def left_behind(self) -> str:
        """All that stands in the state folder's files that people may read."""
        kept = [path for path in self.folders.state.iterdir() if path.suffix not in (".anchor", ".tries")]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in kept)

    def names_nobody(self) -> bool:
        """Whether none of these files tells of a person, a passphrase or a folder."""
        text = self.left_behind()
        secrets = (self.nik, self.name, self.story.passphrase, str(self.folders.data), "RAHASIA")
        return not any(secret in text for secret in secrets) and not re.search(r"\d{16}", text)

    def is_whole(self) -> bool:
        """Check the journal from its first event on."""
        with self.story.desk() as (desk, _session):
            assert desk.store is not None
            return list(verify_chain(desk.store.connection)) == []


def begin_morning(tmp_path: Path) -> Morning:
    """Prepare the morning."""
    (tmp_path / "out").mkdir()
    story = begin_story(Folders(tmp_path / "data", tmp_path / "state"), tmp_path / "out", 12, cost=CHEAP)
    with story.desk() as (_desk, session):
        open_day(story, session)
        person = grown_up(session, story.visit)[0]
    return Morning(story, person.nik, person.name)


def record_half(scene: Morning, window: WindowProcess) -> str:
    """Sign in, call, serve, find the person and take two of five steps; give the number."""
    window.sign_in(scene.story.passphrase)
    window.press("Return", "Return")
    window.type(scene.nik)
    seen = window.press("Return", "1", "2")
    number: str = seen["labels"]["number"]
    return number


def said(window: WindowProcess) -> str:
    """The named words that are seen."""
    return "\n".join(window.look()["labels"].values())


def end(window: WindowProcess, number: int) -> None:
    """End the process by a signal that it cannot bring to a good end."""
    window._process.send_signal(number)
    window._process.wait(60)


def close(window: WindowProcess) -> None:
    """Close the window, also one that followed the first process, and wait until nothing of it runs.

    A process that ends closes its output before it lets go of the folder.
    """
    os.close(window._keys)
    window._keys = os.open(os.devnull, os.O_WRONLY)
    assert window._process.stdout is not None
    window._process.stdout.read()
    with lock_of(Folders(window._data, window._data)).acquire(timeout=60):
        pass
