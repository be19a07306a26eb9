"""Writes a list file as the ministry's system exports one: for samples, rehearsals and tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from ektp_desk.domain.chance.inventing import InventedPerson

_TITLES = (
    "NIK",
    "NAMA_LGKP",
    "JENIS_KLM",
    "TMPT_LHR",
    "TGL_LHR",
    "WKTP_KET",
    "KODE_KECAMATAN",
    "KODE_DESA",
    "NO_RT",
    "NO_RW",
    "ALAMAT",
    "KETERANGAN",
)
_SEX = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}


def write_list(path: Path, people: Iterable[InventedPerson], *, title: str = "") -> None:
    """Write a `belum-rekam` list as .xlsx, every cell as text: numbers would lose a NIK's last digit."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("BELUM_REKAM")
        at = 0
        if title:
            sheet.write_string(0, 0, title)
            at = 2
        sheet.write_row(at, 0, _TITLES)
        for number, person in enumerate(people, start=at + 1):
            for column, cell in enumerate(_cells(person)):
                sheet.write_string(number, column, cell)


def _cells(person: InventedPerson) -> tuple[str, ...]:
    digits = person.village.digits
    return (
        person.nik,
        person.name.upper(),
        _SEX[person.sex],
        person.birth_place.upper(),
        f"{person.born:%d-%m-%Y}",
        "WKTP PEMULA",
        digits[4:6],
        digits[6:],
        person.rt,
        person.rw,
        person.address.upper(),
        "BLM_RKM_KTP",
    )
