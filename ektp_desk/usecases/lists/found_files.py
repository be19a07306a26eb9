"""Which files a list may come from, for whoever types a path; looks at names and dates, opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ektp_desk.domain.moments import Moment
from ektp_desk.settings import clock_in
from ektp_desk.words.lists import distance

FORMS = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".xml", ".htm", ".html")
_LOOKED_AT = 5_000  # entries of one folder
_MOST = 8
_MOST_OF_FOLDER = 500


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, or a folder to go on in."""

    path: Path
    is_folder: bool
    changed: Moment

    @property
    def age(self) -> str:
        """How many days ago it changed, by the clock that stamps files: a sample office has its own."""
        return distance(self.changed.day, clock_in(self.changed.offset)().day)


def complete(text: str, offset: int) -> list[FoundFile]:
    """What begins with the typed path, folders first; a folder that cannot be read has nothing in it."""
    typed = _whole(text)
    folder, start = (typed, "") if text.endswith(("/", os.sep)) else (typed.parent, typed.name.casefold())
    found = [entry for entry in _inside(folder, offset) if entry.path.name.casefold().startswith(start)]
    if len(found) == 1 and not found[0].is_folder and found[0].path == typed:
        return []  # typed whole: Enter is for the file, not for the choice
    found.sort(key=lambda entry: (not entry.is_folder, entry.path.name.casefold()))
    return found[:_MOST]


def newest(offset: int) -> list[FoundFile]:
    """From where downloads and documents lie."""
    home = Path.home()
    places = [home / name for name in ("Downloads", "Unduhan", "Documents", "Dokumen", "Desktop")]
    found = [entry for place in (*places, home) for entry in _inside(place, offset) if not entry.is_folder]
    return sorted(found, key=lambda entry: entry.changed.utc, reverse=True)[:_MOST]


def folder_of(path: Path, offset: int) -> list[FoundFile] | None:
    """By name; None when this is no folder."""
    try:
        if not path.is_dir():
            return None
    except OSError:
        return None
    found = [entry for entry in _inside(path, offset) if not entry.is_folder]
    return sorted(found, key=lambda entry: entry.path.name.casefold())[:_MOST_OF_FOLDER]


def path_of(text: str) -> Path:
    """Read a path as typed or pasted: quotes and `file://` of a file window are dropped, `~` is home."""
    return _whole(text.strip().strip("\"'").removeprefix("file://"))


def _whole(text: str) -> Path:
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:  # `~nobody`
        return Path(text.strip())


def _inside(folder: Path, offset: int) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            for _number, entry in zip(range(_LOOKED_AT), entries, strict=False):
                if not entry.name.startswith((".", "~$")) and (
                    entry.is_dir() or entry.name.lower().endswith(FORMS)
                ):
                    changed = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
                    yield FoundFile(Path(entry.path), entry.is_dir(), Moment(changed, offset))
    except OSError:
        return
