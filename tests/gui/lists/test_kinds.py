"""Each kind of list once through the screen, several files as one list, and a kind chosen wrongly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ektp_desk.usecases.lists import preview
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.lists.queries import lists
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World
from tests.sheets.forms import make_xls
from tests.sheets.layouts import (
    BIP_2012,
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
    DPT_KABKO,
    SIAK,
    bip_2012,
    dkb,
    dpt,
    figures,
    nik_of,
    pupil,
    siak,
)
from tests.sheets.making import SIAK_TITLES, Formula, make_csv, make_xlsx, people

pytestmark = pytest.mark.gui
Make = Callable[[Path], Path]
_FIVE = range(1, 6)


def _siak(folder: Path) -> Path:
    return make_xlsx(folder / "siak.xlsx", {"A": [SIAK, *map(siak, _FIVE)]})


def _bip(folder: Path) -> Path:
    return make_xls(folder / "bip.xls", {"A": [BIP_2012, *map(bip_2012, _FIVE)]})


def _dapodik(folder: Path) -> Path:
    return make_xlsx(folder / "murid.xlsx", {"A": [DAPODIK_ABOVE, DAPODIK_BENEATH, *map(pupil, _FIVE)]})


def _dpt(folder: Path) -> Path:
    return make_csv(folder / "dpt.csv", [DPT_KABKO, *map(dpt, _FIVE)])


def _dkb(folder: Path) -> Path:
    rows: list[Any] = [["NUNBENA", *figures(300)], ["Lill'ana", *figures(100)], ["NOEBESI", *figures(200)]]
    rows[2][4] = Formula("#REF!")
    return make_xlsx(folder / "dkb.xlsx", {"KTP": dkb(rows)})


def _status(folder: Path) -> Path:
    words = ("PRINT_READY_RECORD", "BIO_CAPTURED", "CARD_SHIPPED", "PRINT_READY_RECORD", "BIO_CAPTURED")
    rows = [["NIK", "CURRENT_STATUS_CODE"], *([nik_of(at), words[at - 1]] for at in _FIVE)]
    return make_csv(folder / "status.csv", rows)


KINDS = (
    ("2", _siak, "SIAK", "SIAK/ADB"),
    ("3", _bip, "BIP", "Desa"),
    ("4", _dapodik, "Dapodik", "Sekolah"),
    ("5", _dpt, "DPT", "KPU"),
    ("6", _dkb, "DKB", "Kemendagri"),
    ("7", _status, "Status", "SIAK/ADB"),
)


def test_every_kind_goes_through_the_screen(page: ListsPage, world: World, tmp_path: Path) -> None:
    for digit, make, word, source in KINDS:
        path = make(tmp_path)
        page.load(path, digit)
        page.press("Enter")
        kept = next(one for one in world.tell(lists) if one.name == path.stem)
        assert kept.source == source
        row = page.row_at_hand("lists")
        assert (row[0], row[1], row[-1]) == (path.stem, word, "berlaku")
        plannable = word not in ("DKB", "Status")
        assert page.shows("plan_from_list") is plannable, word
    assert len(world.tell(lists)) == len(KINDS)


def test_a_kind_says_what_it_is_and_where_it_comes_from(page: ListsPage) -> None:
    page.press("I")
    rows = page.table("kinds")
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(words.endswith(".") for words in page.second_lines("kinds", 1))


def test_base_figures_stand_by_group_and_what_is_unknown_is_no_nought(
    page: ListsPage, tmp_path: Path
) -> None:
    page.load(_dkb(tmp_path), "6")
    assert page.sees("Muat 3 wilayah")
    page.press("A")
    rows = page.table("tally_groups")
    assert [row[0] for row in rows] == [
        "Wajib KTP", "Sudah rekam", "Belum rekam", "Sudah cetak", "Belum cetak"
    ]  # fmt: skip
    assert rows[0] == ["Wajib KTP", "300", "302", "602", "semua terbaca"]
    assert rows[1] == ["Sudah rekam", "tak diketahui", "300", "598", "1 sel tidak diketahui"]


def test_statuses_stand_in_the_order_of_the_process(page: ListsPage, tmp_path: Path) -> None:
    page.load(_status(tmp_path), "7")
    page.press("A")
    assert page.second_lines("tally_statuses", 0) == ["BIO_CAPTURED", "PRINT_READY_RECORD", "CARD_SHIPPED"]
    page.press("Esc")
    assert page.at() == "columns"


def test_a_wrong_kind_is_answered_by_the_kind_it_looks_like_and_one_key(
    page: ListsPage, world: World, tmp_path: Path, clean: Path
) -> None:
    page.load(_dapodik(tmp_path), "1")
    assert page.banner() == "import.wrong_kind"
    assert page.sees("Judul kolomnya seperti daftar Dapodik.")
    assert page.sees("Periksa sebagai Dapodik")
    page.press("Esc")  # what is proposed can be left alone
    assert (page.at(), page.banner()) == ("list_path", "")
    page.retype(str(clean))
    page.press("Enter")
    assert page.sees("Muat 40 baris")

    page.press("Esc")
    page.load(_dapodik(tmp_path), "1")
    page.press("Enter")
    assert page.sees("Muat 5 baris")
    page.press("Enter")
    assert [kept.kind for kept in world.tell(lists)] == ["dapodik"]


def test_several_marked_files_of_a_folder_are_one_list(page: ListsPage, world: World, tmp_path: Path) -> None:
    folder = tmp_path / "maret"
    folder.mkdir()
    rows = people(30)
    for at, name in enumerate(("a.xlsx", "b.xlsx", "c.xlsx")):
        make_xlsx(folder / name, {"BELUM": [SIAK_TITLES, *rows[at * 10 : at * 10 + 10]]})
    page.press("I", "1")
    page.type(f"{folder}/")
    page.press("Enter")  # opens the folder
    assert page.at() == "list_files"
    assert [row[1] for row in page.table("list_files")] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    page.press("Space", "Down", "Space")
    assert page.sees("2 berkas ditandai, dimuat sebagai satu daftar")
    marks = (page.cell("list_files", row, 0) for row in range(3))
    assert [mark.data(Qt.ItemDataRole.AccessibleTextRole) for mark in marks] == [
        "ditandai",
        "ditandai",
        "tidak ditandai",
    ]
    page.press("Enter")
    assert page.sees("Muat 20 baris")
    assert page.sees("20 penduduk · 2 berkas · 2 lembar, satu susunan")
    page.press("Enter")
    assert [(kept.name, kept.rows) for kept in world.tell(lists)] == [("maret", 20)]


def test_a_refused_file_among_several_is_named_and_esc_goes_back_to_the_marks(
    page: ListsPage, tmp_path: Path
) -> None:
    folder = tmp_path / "maret"
    folder.mkdir()
    long = f"daftar-{'x' * 60}-akhir.xlsx"
    make_xlsx(folder / "a.xlsx", {"BELUM": [SIAK_TITLES, *people(3)]})
    (folder / long).write_bytes((folder / "a.xlsx").read_bytes()[:2000])
    page.press("I", "1")
    page.type(f"{folder}/")
    page.press("Enter", "A", "Enter")

    assert page.banner() == "import.damaged"
    assert page.sees("daftar-xxxxxxxxxxxxxxxx…xxxxx-akhir.xlsx: Berkas")
    assert page.esc_words() == ["Kembali ke berkas yang ditandai"]
    page.press("Esc")
    assert (page.where(), page.at()) == ("file", "list_files")
    assert page.sees("2 berkas ditandai")
    page.press("Esc")
    assert page.where() == "overview"


def test_the_same_file_again_is_noticed_and_not_loaded_by_one_enter_too_many(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.press("Enter")
    page.load(clean)
    assert page.sees("Berkas ini pernah dimuat")
    assert page.sees("Berkas yang sama sudah ada dalam: belum rekam noebesi.")
    assert page.sees("barisnya ada dua kali, tetapi orangnya dihitung satu kali.")
    assert page.sees("40 NIK berulang")
    assert not page.sees("Tetap dimuat")  # the same people are not told of twice
    assert page.row_at_hand("columns")[-1] == "40 NIK berulang"
    assert page.second_lines("columns", 4)[0] == ""

    assert (page.at(), page.key_of("list_load")) == ("columns", "Ctrl+Enter")
    page.press("Enter", "Esc")
    assert len(world.tell(lists)) == 1
    page.press("Ctrl+Enter")
    assert len(world.tell(lists)) == 2


def test_each_row_with_a_finding_is_seen_with_place_and_sentence(page: ListsPage, messy: Path) -> None:
    page.load(messy)
    assert page.sees("Simpan 2 baris yang ditolak")
    page.press("L")
    assert page.sees("3 temuan")
    rows = page.table("finding_rows")
    assert rows[0][:4] == ["7", "BELUM", "NIK", "ditolak"]
    assert [row[3] for row in rows] == ["ditolak", "ditolak", "diberi tanda"]
    assert page.sees("NIK dirusak program tabel (dibulatkan menjadi bilangan).")
    page.press("Down")
    assert page.sees("[nik.not_16_digits]")


def test_findings_beyond_what_is_listed_are_counted_on_the_screen(
    page: ListsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "import_list", partial(import_list, problems_kept=5))
    rows = people(30)
    for row in rows[:12]:
        row[0] = "123"
    page.load(make_xlsx(tmp_path / "banyak.xlsx", {"A": [SIAK_TITLES, *rows]}))
    assert page.sees("12 ditolak")
    assert page.sees("lebih dari 5 baris ditolak")
    assert page.sees("Simpan 5 pertama yang ditolak")
    checks = {row[0]: row[-1] for row in page.table("columns")}
    assert (checks["NIK"], checks["NAMA_LGKP"]) == ("5+ ditolak", "temuan terlalu banyak")
    page.press("L")
    assert len(page.table("finding_rows")) == 5
    assert page.sees("5 yang pertama dari 12 temuan")
