"""Which process serves a hub's folder: one at a time, and whoever sits at the machine may end it.

A lock of the system's own, so that a dead process holds nothing; beside it who holds it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import telling_disk_errors, write_whole

_LOCK, _HOLDER = "hub.lock", "hub.running.json"
_LOOK = 0.2  # seconds: whoever only looks who serves holds the lock for less
_ENDING = 15.0  # seconds in which one that was asked to end must have ended


class Holder(msgspec.Struct, frozen=True):
    """The process that serves, and where it listens."""

    pid: int
    listen: str


@contextmanager
def serving_alone(folder: Path, listen: str) -> Iterator[None]:
    """Serve a folder as the only process. Raises `hub.runs`, `disk.full`, `disk.refused`."""
    with holding(folder):
        try:
            write_whole(folder / _HOLDER, msgspec.json.encode(Holder(os.getpid(), listen)))
            yield
        finally:
            (folder / _HOLDER).unlink(missing_ok=True)


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Keep a folder to this process. Raises as `serving_alone`."""
    lock = _lock(folder)
    with telling_disk_errors():
        try:
            lock.acquire(timeout=_LOOK)
        except Timeout:
            raise EktpError("hub.runs") from None
    try:
        (folder / _HOLDER).unlink(missing_ok=True)  # of one that was killed: its number may be another's now
        yield
    finally:
        lock.release()


def holder_of(folder: Path) -> Holder | None:
    """Who serves a hub's folder now; None for nobody."""
    if not folder.is_dir():
        return None
    with suppress(OSError, Timeout), _lock(folder).acquire(timeout=_LOOK, poll_interval=_LOOK / 4):
        return None
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / _HOLDER).read_bytes(), type=Holder)
    return None


def end_serving(folder: Path) -> None:
    """Ask whoever serves it to end, and wait for that. Raises `hub.not_ended`."""
    holder = holder_of(folder)
    if holder is None:
        return
    with suppress(ProcessLookupError):
        os.kill(holder.pid, signal.SIGTERM)
    try:
        with _lock(folder).acquire(timeout=_ENDING):
            return
    except Timeout:
        raise EktpError("hub.not_ended") from None


def _lock(folder: Path) -> FileLock:
    return FileLock(folder / _LOCK, mode=0o600)
