"""What a kill leaves in and beside a data folder, removed at the next start."""

from __future__ import annotations

import shutil
from contextlib import suppress

from ektp_desk.settings import Folders

CHECK = "backup-check"  # where a backup's store is opened once, as encrypted as the store
LOOK = ".looked-at"  # where the store of a folder set aside is opened
_PARTS = ("*.part", "*.part-*")  # of files written whole, and SQLite's beside them


def sweep(folders: Folders) -> None:
    """Remove what was never finished, for the process that holds the folder.

    A folder set aside and anybody's backup are never touched; captured files have their own day
    (`objects.py:sweep_loose`). What the disk refuses now goes at a later start.
    """
    for folder in (folders.data / CHECK, folders.data / LOOK, folders.half):
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
    for folder in (folders.data, folders.lists):
        for pattern in _PARTS:
            for path in folder.glob(pattern):
                with suppress(OSError):
                    path.unlink()
    for path in folders.parts():
        with suppress(OSError):
            path.unlink()
