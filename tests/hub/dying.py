"""`python -m tests.hub.dying ACT PLACE FOLDER …`: puts a hub in order, and is killed at a place of that.

A place is the so-manyth time that something is about to happen to a file or the index.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.hub.opening import HubIndex
from ektp_desk.hub.pack_folder import NewPackFile, PackFolder
from ektp_desk.hub.restoring import rebuild_index, restore

_FILES = (*((NewPackFile, name) for name in ("__enter__", "write", "keep")), (PackFolder, "remove"))
_READS = ((PackFolder, "entries"), (PackFolder, "read"), (PackFolder, "content"))
_INDEX = (HubIndex, "write")
ACTS: dict[str, Callable[..., object]] = {"rebuild": rebuild_index, "restore": restore}


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


if __name__ == "__main__":
    act, place, *folders = sys.argv[1:]
    with pytest.MonkeyPatch.context() as patch:
        die_at(int(place), patch)
        ACTS[act](*map(Path, folders))
