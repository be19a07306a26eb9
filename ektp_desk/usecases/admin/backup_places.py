"""Where a backup may go: media that are plugged in and folders that fit what was typed; opens nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LOOKED_AT = 5_000  # entries of one folder
_MOST = 8


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder to put a backup into; `is_medium` when it can be carried away."""

    path: Path
    is_medium: bool


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
    found = [path for path in _inside(folder) if path.name.casefold().startswith(start) and path != typed]
    return [_own(path) for path in sorted(found, key=lambda path: path.name.casefold())[:_MOST]]


def media() -> list[Path]:
    """As the system mounts them."""
    if sys.platform == "win32":
        return [drive for letter in "DEFGHIJKL" if _is(drive := Path(f"{letter}:\\"))]
    user = os.environ.get("USER", "")
    roots = (Path("/media") / user, Path("/run/media") / user, Path("/Volumes"))
    return [path for root in roots if root.name and _is(root) for path in _inside(root)][:_MOST]


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
