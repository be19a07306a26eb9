"""Where a saved paper lies; never writes over a file, and leaves nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ektp_desk.domain.errors import EktpError

_FOLDER = "ektp-desk"


def default_folder() -> Path:
    """Give the folder for paper: the user's documents, or their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / _FOLDER


def save_pdf(folder: Path, stem: str, pdf: bytes) -> Path:
    """Write a new PDF, with `-2`, `-3` … behind its name when that is taken; give where it lies.

    Raises `report.not_saved`.
    """
    return save_as(folder, f"{stem}.pdf", lambda path: path.write_bytes(pdf))


def save_as(folder: Path, name: str, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a new file of this name, or of the next that is free; raises `report.not_saved`."""
    path = _reserve(folder, name)
    try:
        write(path)
    except (OSError, EktpError) as error:
        with suppress(OSError):
            path.unlink()
        raise EktpError("report.not_saved", folder=str(path.parent)) from error
    return path


def _reserve(folder: Path, name: str) -> Path:
    """Take a free name by making the file: two savings never write over each other."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            stem, _dot, ending = name.rpartition(".")
            path = folder / (name if number == 1 else f"{stem}-{number}.{ending}")
            with suppress(FileExistsError):
                path.open("xb").close()
                return path
    except OSError as error:
        raise EktpError("report.not_saved", folder=str(folder)) from error
    raise AssertionError  # count() has no end
