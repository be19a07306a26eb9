"""`dbus-run-session xvfb-run -a python -m tests.listened`: what each key of a visit was told to who listens.

Wants Debian's at-spi2-core, dbus, gir1.2-atspi-2.0, openbox, python3-gi and xvfb. It ends with 1 where an act
was not announced once, a letter of a passphrase was told, or the focus came to rest on what has no kind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

from tests.journeys.ends import Morning, begin_morning
from tests.listened.listener import HEARD

_REST = 1.0  # s
_XCB = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
_LISTENER = ("/usr/bin/python3", str(Path(__file__).with_name("listener.py")))


@dataclass
class Ear:
    """What was told since it was asked last."""

    heard: int  # the listener's output
    events: int = 0

    def since(self) -> list[dict[str, Any]]:
        """All until nothing was told for a second."""
        told = b""
        while select([self.heard], [], [], _REST)[0] and (part := os.read(self.heard, 1 << 16)):
            told += part
        new = [json.loads(line) for line in told.splitlines()]
        self.events += len(new)
        return new


def main() -> int:
    """Walk, and give how many acts were not told as they should be."""
    with TemporaryDirectory() as folder:
        manager = subprocess.Popen(["openbox"])
        listener = subprocess.Popen(_LISTENER, stdout=subprocess.PIPE)
        assert listener.stdout is not None
        try:
            return int(walk(begin_morning(Path(folder)), Ear(listener.stdout.fileno())))
        finally:
            listener.terminate()
            manager.terminate()


def walk(morning: Morning, ear: Ear) -> bool:
    """Give whether anything was amiss."""
    amiss: list[str] = []
    words = morning.story.passphrase

    def told(act: Callable[..., object], *keys: str, times: int = 1) -> None:
        act(*keys)
        heard = ear.since()
        said = [one["text"] for one in heard if one["kind"].startswith("announcement")]
        letters = {one["text"] for one in heard if one["kind"].startswith("text-changed")}
        held = [one for one in heard if one["kind"] == "state-changed:focused" and one["on"]]
        shown = "•" * len(keys[0]) if keys[0] == words else " ".join(keys)
        sys.stdout.write(f"{shown:40} {' | '.join(said)}\n")
        if len(said) != times:
            amiss.append(f"{shown}: said {len(said)} times")
        if keys[0] == words and set("".join(letters)) != {"•"}:
            amiss.append("letters of the passphrase")
        if held and held[-1]["role"] == "filler":
            amiss.append(f"{shown}: the focus rests on what has no kind")

    with morning.started(**_XCB) as window:
        window.look()
        ear.since()  # until the window's manager has given it the keyboard
        told(window.press, "1", times=0)
        window.type("bukan ini")
        told(window.press, "Return")
        told(window.type, words, times=0)
        told(window.press, "Return")
        told(window.press, "Return")  # calls
        told(window.press, "Return")  # serves
        told(window.type, "qqq")
        window.press("Ctrl+A")
        told(window.type, morning.nik)
        told(window.press, "Return")
        for place in ("F1", "F2", "F4", "F6", "F7", "F10"):
            told(window.press, place)
    sys.stdout.write(f"{ear.events} events of {', '.join(HEARD)}; amiss: {amiss or 'nothing'}\n")
    return bool(amiss)


if __name__ == "__main__":
    sys.exit(main())
