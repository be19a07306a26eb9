"""What a saved paper is called, and its tables as a file."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.domain.paper.kinds import PaperKind, TabledFacts
from ektp_desk.gui.printing.saving import save_as
from ektp_desk.usecases.session import Session
from ektp_desk.words.paper.books import book_of

_STEMS = {
    PaperKind.VISIT: "laporan-kunjungan",
    PaperKind.SERVED: "semua-terlayani",
    PaperKind.SCHOOL: "laporan-sekolah",
    PaperKind.NAMES: "nama-kunjungan",
    PaperKind.AGAIN: "kunjungan-ulang",
    PaperKind.HOMES: "kunjungan-rumah",
    PaperKind.VILLAGE_LIST: "daftar-desa",
    PaperKind.SCHOOL_LIST: "daftar-siswa",
    PaperKind.NUMBERS: "nomor-antrean",
    PaperKind.LETTER: "surat-undangan",
}


def file_stem(kind: PaperKind, *parts: str) -> str:
    """Name a paper by its kind and ISO days, codes or numbers: nobody's name stands in it."""
    return "-".join((_STEMS[kind], *(part for part in parts if part)))


def save_book(session: Session, folder: Path, stem: str, facts: TabledFacts) -> Path:
    """Write a paper's tables as .xlsx beside the others; raises `report.not_saved`."""
    return save_as(folder, f"{stem}.xlsx", lambda path: session.lists.write_book(path, book_of(facts)))
