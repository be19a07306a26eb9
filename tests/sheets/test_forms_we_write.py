"""What is exported comes back as it was, and nothing in it runs in somebody's spreadsheet."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.sheets.write import harmless, is_runnable, write_rows_csv, write_rows_xlsx
from tests.sheets.test_forms import seen

TITLES = ("NIK", "Nama", "Angka")
ATTACKS = (
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
    "  =1+1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u3000＝1",
    '=HYPERLINK("http://127.0.0.1","klik")',
    "-5",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_that_could_run_stands_behind_an_apostrophe_in_csv(tmp_path: Path, attack: str) -> None:
    write_rows_csv(tmp_path / "a.csv", (attack, "x"), [[attack, attack, 1]])

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert cells == ["'" + attack, "x", "'" + attack, "'" + attack, "1"]


@pytest.mark.parametrize("attack", [*ATTACKS, "http://127.0.0.1/x", "mailto:x@contoh.id", "{=1+1}"])
def test_no_text_is_a_formula_or_a_link_in_a_workbook(tmp_path: Path, attack: str) -> None:
    write_rows_xlsx(tmp_path / "a.xlsx", ("x", attack), [[attack]], title=attack)

    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        styles = book.read("xl/styles.xml")
    assert b"<f>" not in sheet
    assert b"<f " not in sheet
    assert b"hyperlink" not in sheet
    assert is_runnable(attack) == (b'quotePrefix="1"' in styles and b's="1"' in sheet)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_is_read_back(tmp_path: Path, form: str) -> None:
    rows: list[list[Cell]] = [
        ["5302320204039007", 'Ne\'u, "Domi" Benu', -5],
        [None, CellError("#REF!"), 0.5],
        [date(1982, 3, 3), "baris\nkedua", 3],
    ]
    path = tmp_path / f"a.{form}"
    if form == "csv":
        write_rows_csv(path, TITLES, rows)
    else:
        write_rows_xlsx(path, TITLES, rows)

    found = seen(path)

    assert [cells[:2] for _, cells in found] == [
        ["NIK", "Nama"],
        ["5302320204039007", 'Ne\'u, "Domi" Benu'],
        [None, "#REF!"],
        ["1982-03-03", "baris\nkedua"],
    ]
    numbers = ["Angka", "-5", "0.5", "3"] if form == "csv" else ["Angka", -5.0, 0.5, 3.0]
    assert [cells[2] for _, cells in found] == numbers


def test_a_title_stands_two_rows_above_the_names_of_columns(tmp_path: Path) -> None:
    write_rows_xlsx(tmp_path / "a.xlsx", TITLES, [["1", "2", 3]], title="DAFTAR")
    assert seen(tmp_path / "a.xlsx") == [(1, ["DAFTAR"]), (3, list(TITLES)), (4, ["1", "2", 3.0])]


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none() | st.dates())
def test_nothing_harmless_can_run_and_numbers_stay_numbers(cell: Cell) -> None:
    value = harmless(cell)
    assert not (isinstance(value, str) and is_runnable(value))
    if isinstance(cell, int | float):
        assert value is cell


@pytest.mark.parametrize("write", [write_rows_csv, write_rows_xlsx])
def test_an_export_that_fails_in_the_middle_leaves_the_old_file(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def breaking() -> Iterator[list[Cell]]:
        yield ["a"]
        raise OSError(28, "full")

    with pytest.raises(EktpError, match=r"file\.cannot_write"):
        write(path, TITLES, breaking())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob(".*")) == []
    with pytest.raises(EktpError, match=r"file\.cannot_write"):
        write(tmp_path / "none" / "a", TITLES, [])
