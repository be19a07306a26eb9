"""What a kill leaves in and beside a data folder, removed at the next start."""

from __future__ import annotations

import shutil
from contextlib import suppress

from ektp_desk.settings import Folders

CHECK = "backup-check"  # where a backup's store is opened once, as encrypted as the store
HALF = "damaged.part"  # a damaged store that is being set aside
SALVAGING = ".salvaging"  # where its log is read anew
LOOK = ".looked-at"  # where the store of a folder set aside is opened
_PARTS = ("*.part", "*.part-*")  # of files written whole, and SQLite's beside them


def sweep(folders: Folders) -> None:
    """Remove what was never finished, for the process that holds the folder.

    A folder set aside and anybody's backup are never touched; captured files have their own day
    (`objects.py:sweep_loose`). What the disk refuses now goes at a later start.
    """
    within = [folders.data / name for name in (CHECK, HALF, LOOK, SALVAGING)]
    for folder in (*within, folders.half, folders.look):
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
