"""`dbus-run-session xvfb-run -a python -m tests.listened`: what each key of a visit was told to who listens.

Wants Debian's at-spi2-core, dbus, gir1.2-atspi-2.0, openbox, python3-gi and xvfb, and what the desk's own
window wants. It ends with 1 where an act was not announced once, a letter of a passphrase was told, or the
focus came to rest on what has no kind.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ektp_desk.cli.rehearsal.process import WindowProcess
from tests.journeys.ends import Morning, begin_morning
from tests.listened.listener import HEARD

_XCB = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
_LISTENER = ("/usr/bin/python3", str(Path(__file__).with_name("listener.py")))
_MANAGER = ("openbox", "--startup", "echo ready")


@dataclass
class Ear:
    """What was told since it was asked last."""

    process: subprocess.Popen[str]
    events: int = 0

    def ask(self, what: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """All that was told until it answers, and the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        told: list[dict[str, Any]] = []
        for line in self.process.stdout:
            one = json.loads(line)
            if one["kind"] == "answer":
                self.events += len(told)
                return told, one
            told.append(one)
        raise EOFError(what)

    def until_still(self, window: WindowProcess) -> list[dict[str, Any]]:
        """All until the window is still and had nothing more to tell."""
        told, _answer = self.ask("until")
        window.look()
        while new := self.ask("until")[0]:
            told += new
            window.look()
        return told


def main() -> int:
    """Walk, and give how many acts were not told as they should be."""
    pipe = subprocess.PIPE
    with TemporaryDirectory() as folder:
        manager = subprocess.Popen(_MANAGER, stdout=pipe, text=True)
        listener = subprocess.Popen(_LISTENER, stdin=pipe, stdout=pipe, text=True)
        try:
            assert manager.stdout is not None
            manager.stdout.readline()
            return int(walk(begin_morning(Path(folder)), Ear(listener)))
        finally:
            listener.terminate()
            manager.terminate()


def walk(morning: Morning, ear: Ear) -> bool:
    """Give whether anything was amiss."""
    amiss: list[str] = []
    slowest = 0.0
    words = morning.story.passphrase

    def told(act: Callable[..., object], *keys: str, times: int = 1) -> None:
        nonlocal slowest
        begun = time.monotonic()
        act(*keys)
        heard = ear.until_still(window)
        announced = [one for one in heard if one["kind"].startswith("announcement")]
        letters = {one["text"] for one in heard if one["kind"].startswith("text-changed")}
        held = [one for one in heard if one["kind"] == "state-changed:focused" and one["on"]]
        shown = "•" * len(keys[0]) if keys[0] == words else " ".join(keys)
        slowest = max(slowest, *(one["at"] - begun for one in announced), 0)
        sys.stdout.write(f"{shown:40} {' | '.join(one['text'] for one in announced)}\n")
        if len(announced) != times:
            amiss.append(f"{shown}: said {len(announced)} times")
        if keys[0] == words and set("".join(letters)) != {"•"}:
            amiss.append("letters of the passphrase")
        if held and held[-1]["role"] == "filler":
            amiss.append(f"{shown}: the focus rests on what has no kind")

    ear.ask("until")
    with morning.started(**_XCB) as window:
        window.look()  # one that cannot start is heard of here, not waited for
        ear.ask("active")
        assert window.look()["focus"]
        screen = window.seen["screen"]
        ear.until_still(window)
        told(window.press, "1", times=0)
        told(window.type, "bukan ini", times=0)
        told(window.press, "Return")
        told(window.type, words, times=0)
        told(window.press, "Return")
        told(window.press, "Return")  # calls
        told(window.press, "Return")  # serves
        told(window.type, "qqq")
        told(window.press, "Ctrl+A", times=0)
        told(window.type, morning.nik)
        told(window.press, "Return")
        told(window.press, "Ctrl+Return")  # is refused
        told(window.press, "=")
        told(window.press, "Ctrl+Return")
        told(window.press, "=")
        told(window.press, "Ctrl+Return")
        told(window.press, "F2")
        told(window.press, "Return")
        told(window.press, "F8")
        told(window.press, "Ctrl+Z", times=0)  # the focus goes to the last act
        told(window.press, "1")
        told(window.press, "Ins")
        told(window.type, "an")
        told(window.press, "Down")
        told(window.press, "Ins")
        for place in ("F1", "F3", "F2", "F4", "F6", "F7", "F10"):
            told(window.press, place)
            outside = (part for part in ear.ask("rects")[1]["parts"] if _is_outside(part, screen))
            amiss += (f"{place}: {part} is outside" for part in outside)
    sys.stdout.write(f"{ear.events} events of {', '.join(HEARD)}; slowest {slowest:.2f} s; ")
    sys.stdout.write(f"amiss: {amiss or 'nothing'}\n")
    return bool(amiss)


def _is_outside(part: dict[str, Any], screen: list[int]) -> bool:
    """Whether what shows is told to lie beyond the screen; what scrolls has no kind, and may be longer."""
    left, top, width, height = part["rect"]
    reaches: bool = left < 0 or top < 0 or left + width > screen[2] or top + height > screen[3]
    return reaches and part["role"] != "filler"


if __name__ == "__main__":
    sys.exit(main())
