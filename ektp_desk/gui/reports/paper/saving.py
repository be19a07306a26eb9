"""Where a saved PDF lies and what it is called; never writes over a file."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QStandardPaths

from ektp_desk.domain.errors import EktpError

_FOLDER = "ektp-desk"


def default_folder() -> Path:
    """Give the folder for paper: the user's documents, or their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / _FOLDER


def file_stem(day: str, village: str) -> str:
    """Name a visit's report by ISO day and village code: nobody's name stands in it."""
    return f"laporan-kunjungan-{day}-{village}"


def save_pdf(folder: Path, stem: str, pdf: bytes) -> Path:
    """Write a new file, with `-2`, `-3` … behind the name when it is taken; give where it lies.

    Raises `report.not_saved`; nothing half-written is left.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path, file = _new_file(folder, stem)
    except OSError as error:
        raise EktpError("report.not_saved", folder=str(folder)) from error
    try:
        with file:
            file.write(pdf)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise EktpError("report.not_saved", folder=str(folder)) from error
    return path


def _new_file(folder: Path, stem: str) -> tuple[Path, BinaryIO]:
    for number in count(1):
        path = folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
        with suppress(FileExistsError):
            return path, path.open("xb")
    raise AssertionError  # count() has no end
