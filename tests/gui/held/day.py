"""A crowded day by keys: every place, every card, a person served; what sees it is told each act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ektp_desk.gui.recording.view import RecordingView
from tests.gui.desks import DeskPage, unrecorded


class Sees(Protocol):
    """A probe or a watch."""

    doing: str

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Have an act done, and see what it sets off."""


def press(page: DeskPage, seen: Sees, *keys: str) -> None:
    for key in keys:
        seen.during(f"{page.place} {key}", lambda key=key: page.press(key))  # type: ignore[misc]


def write(page: DeskPage, seen: Sees, text: str) -> None:
    seen.during(f"{page.place} typing", lambda: page.type(text))


def enter(page: DeskPage, seen: Sees) -> None:
    """Sign in and look at the screen for a second: the recording's place is made meanwhile, in 40 ms.

    On a busy machine that second is over before the sign-in is: both count as one act.
    """
    write(page, seen, page.passphrase)

    def come() -> None:
        page.press("Return")
        page.qtbot.waitUntil(lambda: page.window.findChild(RecordingView) is not None)
        page.settle()

    seen.during(f"{page.place} Return", come)


def walk(page: DeskPage, seen: Sees) -> None:
    """Live the day by keys."""
    press(page, seen, "1")
    enter(page, seen)
    assert page.place == "queue"
    for act in (queue, counter, looks, recording, places, offices, people, closing):
        act(page, seen)


def queue(page: DeskPage, seen: Sees) -> None:
    press(page, seen, "Ins", "F8", "Return", "Ctrl+R", "F8", "Return", "Ctrl+Ins")
    write(page, seen, "200")
    press(page, seen, "Return", "Down", "Down", "PgDown", "End", "Home")
    write(page, seen, "A450")
    press(page, seen, "Return", "Escape")


def counter(page: DeskPage, seen: Sees) -> None:
    """Who goes first, homes, a second desk, a group that came at once, its fold, the number display."""
    press(page, seen, "Ctrl+Up", "1", "Ctrl+Up", "0", "Ctrl+Up", "J", "Escape", "Ctrl+H", "Tab", "Tab")
    write(page, seen, "Dusun Satu")
    press(page, seen, "Return", "Ctrl+Shift+H")
    assert "Dusun Satu" in page.words()
    press(page, seen, "Ctrl+Up", "Ctrl+Down", "Escape", "Ctrl+M", "Return", "Ctrl+M", "Ctrl+Ins")
    write(page, seen, "24")
    press(page, seen, "Tab", "Tab")
    write(page, seen, "Truk")
    press(page, seen, "Tab", "Tab", "Space", "Return")
    assert "24 nomor diberikan" in page.words()
    press(page, seen, "End", "Right", "Right", "Ctrl+D", "Return", "Ctrl+D", "Return")


def looks(page: DeskPage, seen: Sees) -> None:
    """The other theme and back, this screen's help, the book."""
    press(page, seen, "Shift+F11", "F11", "F11", "Shift+F11", "Shift+F1", "Escape", "Ctrl+F1", "Escape")
    assert page.place == "queue"


def offices(page: DeskPage, seen: Sees) -> None:
    """A plan, whether the laptop is ready, other papers."""
    press(page, seen, "F10", "N", "Escape", "Escape", "S")
    assert "siap" in page.words().lower()
    press(page, seen, "Escape", "F6", "L", "Down", "Down", "Return", "L", "Up", "Up", "Return")
    assert page.place == "reports"


def recording(page: DeskPage, seen: Sees) -> None:
    press(page, seen, "F2", "Return", "Return")
    write(page, seen, "ma")
    write(page, seen, "ria")
    press(page, seen, "Ctrl+A")
    write(page, seen, unrecorded(page).nik)
    press(page, seen, "Return", "1", "2", "=", "=", "Ctrl+Return")


def places(page: DeskPage, seen: Sees) -> None:
    press(page, seen, "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F10", "Ctrl+K", "F1", "F6", "F10", "F12")
    enter(page, seen)


def people(page: DeskPage, seen: Sees) -> None:
    press(page, seen, "F4")
    write(page, seen, "ma")
    press(page, seen, "Down", "Return", "Escape")


def closing(page: DeskPage, seen: Sees) -> None:
    press(page, seen, "F1", "H", "S", "P", "Return", "Down", "Escape")
