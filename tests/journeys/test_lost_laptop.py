"""A laptop broke: the new one finds no office, and its window brings the lost one back from a backup."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.domain.places import RegionCode
from ektp_desk.settings import Folders, clock_in
from tests.journeys.ends import ForkedWindow, said
from tests.offices import CHEAP, WORDS

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@dataclass
class NewLaptop:
    """A laptop on which the program was just installed, and what was saved of the old one."""

    folders: Folders
    backup: Path
    paper: str  # the recovery page's words

    def window(self) -> WindowProcess:
        return ForkedWindow(self.folders.data, environment=self._environment)

    def types(self, command: str, answer: str) -> subprocess.CompletedProcess[str]:
        """Type a command in a terminal of this laptop, in the folder of the backup."""
        return subprocess.run(  # noqa: S602  a terminal is what is tried
            command,
            shell=True,
            input=f"{answer}\n",
            capture_output=True,
            text=True,
            check=False,
            cwd=self.backup.parent,
            env={**os.environ, **self._environment},
            timeout=100,
        )

    @property
    def _environment(self) -> dict[str, str]:
        return {"EKTP_DESK_STATE": str(self.folders.state)}


@pytest.fixture
def laptop(tmp_path: Path) -> NewLaptop:
    """Found an office of invented people elsewhere, back it up, and lose it."""
    lost, stick = Folders(tmp_path / "lama", tmp_path / "lama-state"), tmp_path / "USB KANTOR"
    stick.mkdir()
    charter, clock = charter_of(RegionCode.parse("53.02"), sample=True), clock_in(480)
    made = found(lost, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP)
    with Desk(lost, clock=clock, cost=CHEAP) as desk:
        make_backup(desk, desk.sign_in(made.user, WORDS), stick / "cadangan kantor.ektp")
    return NewLaptop(
        Folders(tmp_path / "folder baru", tmp_path / "state"),
        stick / "cadangan kantor.ektp",
        " ".join(made.recovery.words),
    )


def told(window: WindowProcess, name: str) -> str:
    """Read a command off the screen, as it would be typed."""
    text: str = window.look()["labels"][name]
    return text.replace("\N{ZERO WIDTH SPACE}", "").replace("\N{WORD JOINER}", "")


def filled(command: str, **words: str) -> str:
    """Put a person's own words in the place of those in capitals."""
    typed = shlex.split(command)
    assert set(words) <= set(typed)
    return shlex.join([words.get(word, word) for word in typed])


def test_the_window_of_a_new_laptop_brings_the_office_back(laptop: NewLaptop) -> None:
    with laptop.window() as window:
        assert "Belum ada kantor di folder data ini." in said(window)
        window.press("2")
        window.type(str(laptop.backup))
        window.press("Return")
        window.type(WORDS)
        assert "01/b" in "".join(window.press("Return")["labels"].values())

        window.press("Return")
        assert window.sign_in(WORDS)["place"] == "today"


def test_the_paper_brings_it_back_when_the_passphrase_is_forgotten(laptop: NewLaptop) -> None:
    with laptop.window() as window:
        window.look()
        window.press("2")
        window.type(str(laptop.backup))
        window.press("Return", "Shift+Tab", "Down", "Tab")  # not somebody's passphrase, but the page's words
        window.type(laptop.paper)
        window.press("Return", "Return")
        assert window.sign_in(WORDS)["place"] == "today"


def test_a_folder_elsewhere_opens_by_the_command_that_is_told(laptop: NewLaptop) -> None:
    with laptop.window() as window:
        command = told(window, "open_command")
        window.press("2")
    elsewhere = filled(command, FOLDER=str(laptop.backup.parents[1] / "lama"))
    assert shlex.split(elsewhere)[-2:] == ["--data", str(laptop.backup.parents[1] / "lama")]

    done = laptop.types(elsewhere.replace("--data", "verify --user 'Maria T.' --data"), WORDS)
    assert (done.returncode, "[anchor.none]" in done.stdout) == (1, True), (
        "all but what only its laptop knows"
    )
