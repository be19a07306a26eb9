"""README's way from one laptop to an office with a hub: each of its commands, as it stands there."""

from __future__ import annotations

import re
import shlex
import socket
from pathlib import Path

import pytest

from ektp_desk.settings import Folders
from tests.cli.desk_commands import command
from tests.cli.test_laptop_commands import open_kit
from tests.gui.admin.test_laptops import words_on
from tests.hub.test_commands import serving
from tests.kept import WORDS, lay_founded
from tests.test_docs import page

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
TITLE = "### From one laptop to an office with a hub"
ADDRESS, HUB, STICK = "https://10.10.20.5:8443", "/srv/ektp-hub", "/media/stik"


def lines() -> list[list[str]]:
    """The commands of README, without what is said behind them."""
    way = page("README.md").partition(TITLE)[2].partition("\n## ")[0]
    (block,) = re.findall(r"^```\n(.*?)^```", way, re.DOTALL | re.MULTILINE)
    return [shlex.split(line, comments=True) for line in block.splitlines()]


def test_the_five_commands_make_an_office_with_a_hub_of_one_laptop(folders: Folders, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    here = {ADDRESS: f"https://127.0.0.1:{port}", HUB: str(tmp_path / "hub"), STICK: str(tmp_path / "stik")}
    (tmp_path / "stik").mkdir()
    lay_founded(folders)
    there = tmp_path / "laptop"

    def said(words: list[str]) -> list[str]:
        """Words of a command with what this machine has."""
        return [re.sub("|".join(here), lambda found: here[found[0]], word) for word in words]

    init, serve, new, join, sync = map(said, lines())
    assert {one[0] for one in (init, serve, new, join, sync)} == {"ektp-desk"}
    at_office, at_laptop = ("--data", folders.data), ("--data", there)

    made = command(*init[1:], *at_office, "--json", passphrase=WORDS)
    assert made.code == 0, made.err
    assert serve[1:] == ["hub", "serve", here[HUB]]
    with serving(Path(serve[3]), port, made.document["fingerprint"]):
        kit = command(*new[1:], *at_office, passphrase=WORDS, cwd=tmp_path)
        assert kit.code == 0, kit.err
        six = " ".join(words_on((tmp_path / "kit-02.pdf").read_bytes()))
        assert join[1:4] == ["office", "laptop", "open"]
        opened = open_kit(Path(join[4]), six, there)
        assert opened.code == 0, opened.err
        for at in (at_office, at_laptop, at_office):
            done = command(*sync[1:], *at, "--json", passphrase=WORDS)
            assert done.code == 0, done.err + done.out
        assert done.document["events"] > 0, "the office has opened what the laptop wrote"
        told = command("hub", "status", here[HUB], passphrase=None)
        assert "02/a 1–" in told.out
