"""On a crowded day no act holds the window's thread over 100 ms."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.recording.view import RecordingView
from ektp_desk.settings import Folders
from tests.gui.desks import DeskPage, unrecorded
from tests.gui.held.village import open_village
from tests.gui.probe import Probe, probing

LIMIT = 100  # ms of this thread's own work

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def press(page: DeskPage, probe: Probe, *keys: str) -> None:
    for key in keys:
        probe.during(f"{page.place} {key}", lambda key=key: page.press(key))  # type: ignore[misc]


def write(page: DeskPage, probe: Probe, text: str) -> None:
    probe.during(f"{page.place} typing", lambda: page.type(text))


def enter(page: DeskPage, probe: Probe) -> None:
    """Sign in and look at the screen for a second: the recording's place is made meanwhile, in 40 ms."""
    write(page, probe, page.passphrase)
    press(page, probe, "Return")
    probe.doing = "recording made"
    page.qtbot.waitUntil(lambda: page.window.findChild(RecordingView) is not None)


def test_no_act_of_a_crowded_day_holds_the_window(qtbot: QtBot, folders: Folders) -> None:
    with open_village(qtbot, folders) as page, probing() as probe:
        press(page, probe, "1")
        enter(page, probe)
        assert page.place == "queue"
        for act in (queue, counter, looks, recording, places, offices, people, closing):
            act(page, probe)
        assert probe.worst(LIMIT) == []


def queue(page: DeskPage, probe: Probe) -> None:
    press(page, probe, "N", "L", "Return", "P", "L", "Return", "B")
    write(page, probe, "200")
    press(page, probe, "Return", "Down", "Down", "PgDown", "End", "Home", "/")
    write(page, probe, "A450")
    press(page, probe, "Return", "Escape")


def counter(page: DeskPage, probe: Probe) -> None:
    """Who goes first, homes, a second desk, a group that came at once, its fold, the number display."""
    press(page, probe, "D", "1", "D", "0", "D", "J", "Escape", "R", "Tab", "Tab")
    write(page, probe, "Dusun Satu")
    press(page, probe, "Return", "H")
    assert "Dusun Satu" in page.words()
    press(page, probe, "N", "T", "H", "M", "Return", "M", "B")
    write(page, probe, "24")
    press(page, probe, "Tab", "Tab")
    write(page, probe, "Truk")
    press(page, probe, "Tab", "Tab", "Space", "Return")
    assert "24 nomor diberikan" in page.words()
    press(page, probe, "End", "G", "G", "Y", "Return", "Y", "Return")


def looks(page: DeskPage, probe: Probe) -> None:
    """The other theme and back, this screen's help, the book."""
    press(page, probe, "Shift+F11", "F11", "F11", "Shift+F11", "Shift+F1", "Escape", "Ctrl+F1", "Escape")
    assert page.place == "queue"


def offices(page: DeskPage, probe: Probe) -> None:
    """A plan, whether the laptop is ready, other papers."""
    press(page, probe, "F10", "N", "Escape", "Escape", "S")
    assert "siap" in page.words().lower()
    press(page, probe, "Escape", "F6", "L", "Down", "Down", "Return", "L", "Up", "Up", "Return")
    assert page.place == "reports"


def recording(page: DeskPage, probe: Probe) -> None:
    press(page, probe, "F2", "Return", "Return")
    write(page, probe, "ma")
    write(page, probe, "ria")
    press(page, probe, "Ctrl+A")
    write(page, probe, unrecorded(page).nik)
    press(page, probe, "Return", "1", "2", "=", "Ctrl+Return")


def places(page: DeskPage, probe: Probe) -> None:
    press(page, probe, "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F10", "Ctrl+K", "F1", "F6", "F10", "F12")
    enter(page, probe)


def people(page: DeskPage, probe: Probe) -> None:
    press(page, probe, "F4")
    write(page, probe, "ma")
    press(page, probe, "Down", "Return", "Escape")


def closing(page: DeskPage, probe: Probe) -> None:
    press(page, probe, "F1", "H", "S", "P", "Return", "Down", "Escape")
