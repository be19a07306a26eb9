"""Where a saved paper lies and what it is called; never writes over a file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import PaperKind, TabledFacts
from ektp_desk.usecases.session import Session
from ektp_desk.words.paper.books import book_of

_FOLDER = "ektp-desk"


def default_folder() -> Path:
    """Give the folder for paper: the user's documents, or their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / _FOLDER


_STEMS = {
    PaperKind.VISIT: "laporan-kunjungan",
    PaperKind.SERVED: "semua-terlayani",
    PaperKind.SCHOOL: "laporan-sekolah",
    PaperKind.NAMES: "nama-kunjungan",
    PaperKind.AGAIN: "kunjungan-ulang",
    PaperKind.VILLAGE_LIST: "daftar-desa",
    PaperKind.SCHOOL_LIST: "daftar-siswa",
    PaperKind.NUMBERS: "nomor-antrean",
    PaperKind.LETTER: "surat-undangan",
}


def file_stem(kind: PaperKind, *parts: str) -> str:
    """Name a paper by its kind and ISO days, codes or numbers: nobody's name stands in it."""
    return "-".join((_STEMS[kind], *(part for part in parts if part)))


def save_pdf(folder: Path, stem: str, pdf: bytes) -> Path:
    """Write a new file, with `-2`, `-3` … behind the name when it is taken; give where it lies.

    Raises `report.not_saved`; nothing half-written is left.
    """
    path = _reserve(folder, f"{stem}.pdf")
    return _fill(path, lambda: path.write_bytes(pdf))


def save_book(session: Session, folder: Path, stem: str, facts: TabledFacts) -> Path:
    """Write a paper's tables as .xlsx beside the others; raises `report.not_saved`."""
    path = _reserve(folder, f"{stem}.xlsx")
    return _fill(path, lambda: session.lists.write_book(path, book_of(facts)))


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


def _fill(path: Path, write: Callable[[], object]) -> Path:
    try:
        write()
    except (OSError, EktpError) as error:
        with suppress(OSError):
            path.unlink()
        raise EktpError("report.not_saved", folder=str(path.parent)) from error
    return path
