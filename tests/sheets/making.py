"""Makes list files as offices have them, with invented people only (NIK serial 9xxx)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.clock import stamp

SIAK_TITLES = (
    "NIK",
    "NAMA_LGKP",
    "JENIS_KLM",
    "TMPT_LHR",
    "TGL_LHR",
    "WKTP_KET",
    "KODE_KECAMATAN",
    "KODE_DESA",
    "KETERANGAN",
    "KET_DISABILITAS",
    "CURRENT_STATUS_CODE",
)
EXPORT_TITLES = (
    "No",
    "NIK",
    "Nama Lengkap",
    "Jenis Kelamin",
    "Tempat Lahir",
    "Tanggal Lahir",
    "Kecamatan",
    "Desa",
    "Status",
    "Keterangan",
)
_NAMES = ("Maria", "Yosef", "Yuliana", "Petrus", "Marselina", "Domi", "Ferderika", "Antonius")
_CLANS = ("Nabuasa", "Tefa", "Sae", "Liunokas", "Benu", "Selan", "Boimau", "Fallo")

Cells = Sequence[Any]


def name(number: int) -> str:
    return f"{_NAMES[number % 8]} {_CLANS[number // 8 % 8]}"


def nik(number: int, born: date, sex: str, region: str = "530232") -> str:
    """Invent a NIK that agrees with its bearer."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{region}{day:02d}{born:%m%y}{9000 + number:04d}"


def person(number: int, **other: Any) -> list[Any]:
    """Make a clean row under SIAK_TITLES; `other` replaces cells by their title."""
    sex = "LP"[number % 2]
    born = date(1980 + number % 20, 1 + number % 12, 1 + number % 28)
    cells = {
        "NIK": nik(number, born, sex),
        "NAMA_LGKP": name(number),
        "JENIS_KLM": sex,
        "TMPT_LHR": "Soe",
        "TGL_LHR": f"{born:%d-%m-%Y}",
        "WKTP_KET": "WKTP S/D 31-12-2025",
        "KODE_KECAMATAN": "32",
        "KODE_DESA": "2003",
        "KETERANGAN": "BLM_RKM_KTP",
        "KET_DISABILITAS": "",
        "CURRENT_STATUS_CODE": "",
    } | other
    return [cells[title] for title in SIAK_TITLES]


def people(count: int) -> list[list[Any]]:
    """Make so many clean rows."""
    return [person(number) for number in range(count)]


class Formula(str):
    """A formula cell that failed: `Formula("#REF!")`."""

    __slots__ = ()


def make_xlsx(path: Path, sheets: Mapping[str, Iterable[Cells]], *, hidden: Sequence[str] = ()) -> Path:
    """Write a workbook; text stays text, numbers numbers, dates dates, None is no cell."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        if title in hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Formula):
                    sheet.write_formula(at, column, "=1/0", None, str(cell))
                elif isinstance(cell, datetime):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return stamp(path)


def csv_text(rows: Iterable[Cells], *, delimiter: str = ",", line_end: str = "\r\n") -> str:
    """Write rows as delimited text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def make_csv(path: Path, rows: Iterable[Cells], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a CSV file."""
    path.write_bytes(csv_text(rows, delimiter=delimiter).encode(encoding))
    return stamp(path)


def change_zip(source: Path, path: Path, changed: dict[str, bytes]) -> Path:
    """Copy a workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in changed:
                new.writestr(part, old.read(part))
        for part, body in changed.items():
            new.writestr(part, body)
    return path


def messy_rows() -> list[Cells]:
    """Make a list as it comes third-hand: 14 person rows, of which 8 are taken; see `MESSY`."""
    rows: list[Cells] = [
        ["PEMERINTAH KABUPATEN TIMOR TENGAH SELATAN"],
        ["DAFTAR PENDUDUK BELUM REKAM KTP-EL"],
        [],
        list(SIAK_TITLES),
        list(range(1, len(SIAK_TITLES) + 1)),
    ]
    taken = {
        6: person(0),
        7: person(1, NAMA_LGKP="  Drs. Ne'u   Benu, M.Si  ", KETERANGAN="SDH_RKM_KTP   "),
        8: person(2, NIK=f'="{person(2)[0]}"', TGL_LHR=datetime(1982, 3, 3)),  # noqa: DTZ001  a cell's date
        9: person(3, NIK=f"\u00a0{person(3)[0][:6]} {person(3)[0][6:]}", JENIS_KLM="L"),  # sex differs
        10: person(4, KODE_DESA="2999"),  # no such village
        11: person(5, KET_DISABILITAS=Formula("#REF!"), TMPT_LHR=Formula("#DIV/0!")),
        12: person(0),  # again
        13: person(6, KODE_KECAMATAN="53.03.01", KODE_DESA="53.03.01.2005"),
    }
    refused = {
        16: person(7, NIK=5302320204039010),
        17: person(8, NIK="5,3E+15"),
        18: person(9, NIK=""),
        19: person(10, NAMA_LGKP=" "),
        20: person(11, TGL_LHR="31-02-1991"),
        21: person(12, TGL_LHR="01-01-2091"),
    }
    rows += taken.values()
    rows += [["JUMLAH", "", 8], list(SIAK_TITLES)]
    rows += refused.values()
    rows += [[], ["TOTAL", "14 orang", "L 8", None, "P 6"], ["", "", "", "", "Soe, 2 April 2019"]]
    return rows


MESSY = {
    "rows_read": 14,
    "accepted": 8,
    "warned": 4,
    "refused": 6,
    "duplicates": 1,
    "residents": 7,
}
