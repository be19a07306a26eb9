"""The lock that keeps a data folder to one process: two would give two events one sequence.

The system's own, so that a dead process holds nothing. Network folders do not keep such locks.
"""

from __future__ import annotations

from filelock import FileLock, Timeout

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.settings import Folders

LOCK = "desk.lock"


def lock_of(folders: Folders) -> FileLock:
    return FileLock(folders.data / LOCK, mode=0o600)


def take(lock: FileLock) -> None:
    """Take a folder's lock at once or not at all; raises `desk.in_use`, `disk.full`, `disk.refused`."""
    with telling_disk_errors():
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise EktpError("desk.in_use") from None
