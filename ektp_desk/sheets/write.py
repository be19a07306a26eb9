"""Writes tables in which nothing can run when somebody opens them, and sample lists as SIAK exports them."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ektp_desk.domain.chance.inventing import InventedPerson
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError

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
# What makes a spreadsheet take a cell for a formula; East Asian versions take the full-width forms too.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u3000"  # passed over before the first sign
_SAFE = "'"  # a spreadsheet shows what follows as text
_LONGEST = 32_767  # Excel's own limit of a cell


def is_runnable(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula; also behind spaces."""
    return text.lstrip(_UNSEEN).startswith(_RUNS)


def plain(cell: Cell) -> str | float:
    """As another program can hold it: "" for none, a failed one's name, a date in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return (cell.what if isinstance(cell, CellError) else cell).replace("\x00", "")


def harmless(cell: Cell) -> str | float:
    """What may stand in a CSV file: text that could run behind an apostrophe, numbers as numbers."""
    value = plain(cell)
    return _SAFE + value if isinstance(value, str) and is_runnable(value) else value


def write_rows_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV, UTF-8 marked as such, whole or not at all; raises `file.cannot_write`."""
    write_whole(path, lambda part: _write_csv(part, titles, rows))


def write_rows_xlsx(
    path: Path, titles: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = ""
) -> None:
    """Write a table as .xlsx, under a title when there is one, whole or not at all.

    Raises `file.cannot_write`. Text is written as text, never as a formula or a link. What
    could run carries Excel's own mark for text and stays text when somebody edits the cell.
    """
    write_whole(path, lambda part: _write_xlsx(part, titles, rows, title))


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


def _write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(name) for name in titles])
        writer.writerows([harmless(cell) for cell in row] for row in rows)


def _write_xlsx(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        quoted = book.add_format({"quote_prefix": True})
        lines = chain([[title], []] if title else [], [titles], rows)
        for at, row in enumerate(lines):
            for column, cell in enumerate(row):
                put(sheet, (at, column), plain(cell), quoted)


def put(
    sheet: Worksheet,
    place: tuple[int, int],
    value: str | float,
    quoted: Format,
    look: Format | None = None,
) -> None:
    """Write one cell as what it is; text that could run is `quoted`: Excel's own mark for text."""
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, look)
    elif not isinstance(value, str):
        sheet.write_number(*place, value, look)
    else:
        sheet.write_string(*place, value[:_LONGEST], quoted if is_runnable(value) else look)


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside the place and move it there; raises `file.cannot_write`."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        part = Path(name)
        os.close(handle)
        try:
            write(part)
            _flush(part)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except (OSError, FileCreateError) as error:
        raise EktpError("file.cannot_write") from error


def _flush(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


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
