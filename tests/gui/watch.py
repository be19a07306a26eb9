"""What holds the window's thread, and what each act costs, whatever the machine's moment.

Told by the calls themselves: sleeping, waiting for another thread or process, a file, the network, the store.
A slow machine makes none of them, and a quick one hides none.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from ektp_desk.settings import RESOURCES

_PACKAGE = RESOURCES.parent / "ektp_desk"
_OWN = (str(_PACKAGE), str(RESOURCES), sys.prefix, sys.base_prefix)  # the program's own files are read once
_CHOICES = "settings.py:"  # what is kept for comfort is one small file, and the disk is not waited for
_WAITS = frozenset({threading.Condition.wait.__code__, threading.Thread.join.__code__})
_SLEEPS = ("sleep", "msleep", "usleep", "wait", "select", "poll", "fsync")  # of `time`, `os`, Qt, a process
_STORE = "sqlcipher3"
_OUTSIDE = ("subprocess.", "socket.", "os.system", "os.exec", "os.posix_spawn")
_ON_DISK = ("open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.")


@dataclass
class Watch:
    """What is seen of the desk's own lines, by the act that set it off.

    `held` is of the watched thread: `queue Enter: sleep in gui/queue/seen.py:12`. `cost` is of all: how many
    jobs were given to another thread, how often the store was asked, how often the disk was waited for.
    """

    held: list[str] = field(default_factory=list)
    cost: dict[str, Counter[str]] = field(default_factory=dict)
    doing: str = "start"
    _thread: int = field(default_factory=threading.get_ident)

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Do something from outside the loop; what it sets off counts for it too."""
        self.doing = f"{len(self.cost)} {name}"
        self.cost[self.doing] = Counter()
        act()

    def on_call(self, frame: FrameType, event: str, called: Any) -> None:
        """Hear of a call as `sys.setprofile` tells it."""
        if event == "c_call":
            self._on_builtin(frame, getattr(called, "__name__", ""), type(getattr(called, "__self__", None)))
        elif event == "call" and frame.f_code in _WAITS:
            # A pool looks whether a thread rests (a wait of no time), and starts one.
            if frame.f_locals.get("timeout") != 0 and not _starts_a_thread(frame):
                self.note(frame.f_code.co_qualname, frame)
        elif event == "call" and frame.f_code is ThreadPoolExecutor.submit.__code__:
            self._count("jobs")

    def note(self, what: str, frame: FrameType | None) -> None:
        """Keep what holds the watched thread."""
        if threading.get_ident() != self._thread:
            return
        place = _place(frame)
        if place and not place.startswith(_CHOICES):
            self.held.append(f"{self.doing}: {what} in {place}")

    def _on_builtin(self, frame: FrameType, name: str, owner: type) -> None:
        if owner.__module__.startswith(_STORE):
            self.note(name, frame)
            if name.startswith("execute"):
                self._count("statements")
        elif name in _SLEEPS:
            self.note(name, frame)
            if name == "fsync":
                self._count("fsyncs")

    def _count(self, what: str) -> None:
        if self.cost:
            self.cost[self.doing][what] += 1


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch this thread, and count in those that it starts."""
    watch = Watch()
    _AUDITED.append(watch)
    threading.setprofile(watch.on_call)
    sys.setprofile(watch.on_call)
    try:
        yield watch
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        _AUDITED.clear()


_AUDITED: list[Watch] = []  # an audit hook stays until the process ends


def _audit(event: str, told: tuple[Any, ...]) -> None:
    if _AUDITED and event.startswith((*_OUTSIDE, *_ON_DISK)):
        subject = str(told[0]) if told else ""
        if not subject.startswith(_OWN):
            _AUDITED[0].note(f"{event} {Path(subject).name}", sys._getframe(1))


sys.addaudithook(_audit)


def _place(frame: FrameType | None) -> str:
    """Name the desk's line that led there; nothing where a test's own did."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if _PACKAGE in path.parents:
            return f"{path.relative_to(_PACKAGE).as_posix()}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _starts_a_thread(frame: FrameType) -> bool:
    above = frame.f_back and frame.f_back.f_back
    return above is not None and above.f_code is threading.Thread.start.__code__
