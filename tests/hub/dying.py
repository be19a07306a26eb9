"""`python -m tests.hub.dying`: puts a hub in order for each line that it reads, killed at a place of that.

A place is the so-manyth time that something is about to happen to a file or the index.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.opening import HubIndex
from ektp_desk.hub.pack_folder import NewPackFile, PackFolder
from ektp_desk.hub.restoring import rebuild_index, restore
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.hub.second_place import SecondPlace, choose_copy

_FILES = (*((NewPackFile, name) for name in ("__init__", "write", "keep")), (PackFolder, "remove"))
_READS = ((PackFolder, "entries"), (PackFolder, "read"), (PackFolder, "content"))
_INDEX = (HubIndex, "write")


def keep(folder: Path) -> None:
    """Delete what is to go, and read all back."""
    mailbox = Mailbox(folder)
    mailbox.shelf.sweep()
    scrub(mailbox.shelf)
    mailbox.close()


def copy(folder: Path, place: Path) -> None:
    """Copy what lacks there, of a disk that is another."""
    mailbox = Mailbox(folder)
    choose_copy(mailbox.shelf, place)
    SecondPlace(mailbox.shelf, folder).follow()
    mailbox.close()


ACTS: dict[str, Callable[..., object]] = {
    "rebuild": rebuild_index,
    "restore": restore,
    "keep": keep,
    "copy": copy,
}


def die_at(place: int, patch: pytest.MonkeyPatch) -> None:
    left = [place]

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(kind: type, name: str) -> None:
        do = getattr(kind, name)

        def counted(*given: Any, **named: Any) -> Any:
            count()
            return do(*given, **named)

        patch.setattr(kind, name, counted)

    for kind, name in (*_FILES, *_READS, _INDEX):
        before(kind, name)


@cache
def _loaded() -> subprocess.Popen[bytes]:
    """A process that has read the program, and forks for each act: reading it costs more than most acts."""
    made = subprocess.Popen(
        [sys.executable, "-m", "tests.hub.dying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    atexit.register(made.communicate)
    return made


def died(place: int, act: str, *folders: Path) -> bool:
    """Whether the process was killed before it was through."""
    process = _loaded()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode((act, place, [str(one) for one in folders])) + b"\n")
    process.stdin.flush()
    code = int(process.stdout.readline())
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _act(act: str, place: int, folders: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.hub.second_place.is_other_disk", lambda _folder, _place: True)
        die_at(place, patch)
        ACTS[act](*map(Path, folders))


def _fork_for_each() -> None:
    for line in sys.stdin.buffer:
        act, place, folders = msgspec.json.decode(line, type=tuple[str, int, list[str]])
        child = os.fork()
        if not child:
            code = 1
            try:
                _act(act, place, folders)
                code = 0
            finally:
                os._exit(code)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _fork_for_each()
