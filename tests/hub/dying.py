"""`python -m tests.hub.dying ACT PLACE FOLDER …`: puts a hub in order, and is killed at a place of that.

A place is the so-manyth time that something is about to happen to a file or the index.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def died(place: int, act: str, *folders: Path) -> bool:
    """Whether the process was killed before it was through."""
    line = [sys.executable, "-m", "tests.hub.dying", act, str(place), *map(str, folders)]
    code = subprocess.run(line, check=False).returncode
    assert code in (0, -signal.SIGKILL)
    return code != 0


if __name__ == "__main__":
    act, place, *folders = sys.argv[1:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.hub.second_place.is_other_disk", lambda _folder, _place: True)
        die_at(int(place), patch)
        ACTS[act](*map(Path, folders))
