"""Where a backup, a kit or a saved paper may go or lie: what is plugged in, what fits what was typed."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_LOOKED_AT = 5_000  # entries of one folder
_MOST = 8


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder to put a backup into, or with `is_file` one that lies there; a medium can be carried away."""

    path: Path
    is_medium: bool
    is_file: bool = False


def places(text: str) -> list[BackupPlace]:
    """Folders that begin with the typed path; for no text what is plugged in, then the user's own."""
    if not text.strip():
        own = [Path.home() / name for name in ("Documents", "Dokumen")]
        return [
            *(BackupPlace(path, is_medium=True) for path in media()),
            *(_own(path) for path in own if _is(path)),
        ]
    typed = folder_of(text)
    folder, start = (typed, "") if text.endswith(("/", os.sep)) else (typed.parent, typed.name.casefold())
    found = [path for path in _inside(folder) if _begins(path, start) and path != typed]
    return [_own(path) for path in sorted(found, key=lambda path: path.name.casefold())[:_MOST]]


def files(text: str, ending: str) -> list[BackupPlace]:
    """Files of one kind, and folders to go on in, that begin with the typed path.

    For no text the files on what is plugged in, then where downloads lie, the newest first.
    """
    if not text.strip():
        own = [Path.home() / name for name in ("Downloads", "Unduhan", "Documents", "Dokumen", "Desktop")]
        carried = [inner for medium in media() for inner in (medium, *_inside(medium))]
        found = [
            *_files(carried, ending, is_medium=True),
            *_files([*own, Path.home()], ending, is_medium=False),
        ]
        return found[:_MOST]
    typed = folder_of(text)
    folder, start = (typed, "") if text.endswith(("/", os.sep)) else (typed.parent, typed.name.casefold())
    found = [place for place in _files([folder], ending, is_medium=False) if _begins(place.path, start)]
    if [place.path for place in found] == [typed]:
        return []  # typed whole: Enter is for the file, not for the choice
    return [*places(text), *found][:_MOST]


def _files(folders: Iterable[Path], ending: str, *, is_medium: bool) -> list[BackupPlace]:
    found: dict[Path, float] = {}
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in islice(entries, _LOOKED_AT):
                if entry.name.casefold().endswith(ending) and entry.is_file():
                    found[Path(entry.path)] = entry.stat().st_mtime
    newest = sorted(found, key=lambda path: (-found[path], path.name))
    return [BackupPlace(path, is_medium, is_file=True) for path in newest]


def _begins(path: Path, start: str) -> bool:
    return path.name.casefold().startswith(start)


@dataclass(frozen=True, slots=True)
class SavePlace:
    """A folder to save into: its free bytes, None where nobody knows, and the code of why it cannot be."""

    path: Path
    is_medium: bool
    free: int | None = None
    trouble: str = ""


def save_places(wished: Sequence[Path], own: Path, size: int) -> list[SavePlace]:
    """What is plugged in, then those of the `wished` folders that are there, and `own`, which can be made."""
    there = [path for path in (*media(), *wished) if _is(path)]
    places = [save_place(path, size) for path in dict.fromkeys((*there, own))]
    return sorted(places, key=lambda place: not place.is_medium)


def save_place(path: Path, size: int) -> SavePlace:
    """Try a folder, or the nearest that is there, with an empty file, for one of `size` bytes."""
    at = next((each for each in (path, *path.parents) if _is(each)), path)
    is_medium = any(path.is_relative_to(medium) for medium in media())
    probe = at / f".{os.getpid()}.ektp-desk"
    try:
        with suppress(FileExistsError):
            probe.open("xb").close()
        probe.unlink()
        free = shutil.disk_usage(at).free
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return SavePlace(path, is_medium, trouble="disk.full" if full else "file.cannot_write")
    return SavePlace(path, is_medium, free, "disk.full" if free < size else "")


def media() -> list[Path]:
    """As the system mounts them."""
    if sys.platform == "win32":
        return [drive for letter in "DEFGHIJKL" if _is(drive := Path(f"{letter}:\\"))]
    roots = [Path("/Volumes")]
    if user := os.environ.get("USER", ""):  # else these hold users' folders, and no media
        roots = [Path("/media") / user, Path("/run/media") / user, *roots]
    return [path for root in roots if _is(root) for path in _inside(root)][:_MOST]


def folder_of(text: str) -> Path:
    """Read a folder as typed or pasted: quotes and `file://` are dropped, `~` is home."""
    said = text.strip().strip("\"'").removeprefix("file://")
    try:
        return Path(said).expanduser()
    except RuntimeError:  # `~nobody`
        return Path(said)


def _own(path: Path) -> BackupPlace:
    return BackupPlace(path, is_medium=False)


def _is(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _inside(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for _number, entry in zip(range(_LOOKED_AT), entries, strict=False):
                if not entry.name.startswith(".") and entry.is_dir():
                    yield Path(entry.path)
    except OSError:
        return
