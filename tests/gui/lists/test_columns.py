"""A column that was understood wrongly is corrected by keys, and for that layout never asked again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.queries import corrections_of, lists
from ektp_desk.usecases.session import Session
from tests.gui.lists.conftest import open_again
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World, open_world
from tests.sheets.making import SIAK_TITLES, make_xlsx, people, person

pytestmark = pytest.mark.gui


def remembered(session: Session) -> list[tuple[Meaning, ...]]:
    return list(corrections_of(session, "belum-rekam").values())


def shown(page: ListsPage, title: str) -> list[str]:
    return next(row[2:] for row in page.table("columns") if row[0] == title)


def test_a_misread_column_is_corrected_and_never_asked_again(
    page: ListsPage, world: World, misread: Path
) -> None:
    page.load(misread)
    assert shown(page, "LAHIR_DLM_AKTA")[0] == "tidak diambil"
    assert page.sees("20 diberi tanda")

    page.correct("LAHIR_DLM_AKTA", "tanggal")

    assert shown(page, "LAHIR_DLM_AKTA") == ["Tanggal lahir", "01-01-1980", "semua terisi"]
    assert page.sees("0 diberi tanda")
    assert page.sees("Arti kolom diubah; diingat untuk susunan ini begitu daftar dimuat")
    assert world.tell(remembered) == []  # until the list is loaded
    assert world.tell(lists) == []

    page.press("Enter")
    (meanings,) = world.tell(remembered)
    assert meanings[SIAK_TITLES.index("TGL_LHR")] is Meaning.BIRTH_DATE

    page.load(misread)
    assert shown(page, "LAHIR_DLM_AKTA")[0] == "Tanggal lahir"
    assert page.sees("Diatur seperti 2 April oleh Maria T.")


def test_a_correction_outlives_a_restart_and_holds_for_another_file_of_the_layout(
    qtbot: QtBot, folders: Folders, misread: Path, tmp_path: Path
) -> None:
    titles = [title.replace("TGL_LHR", "LAHIR_DLM_AKTA") for title in SIAK_TITLES]
    other = make_xlsx(tmp_path / "lain.xlsx", {"LEMBAR": [["JUDUL"], titles, *people(9)]})
    with open_world(qtbot, folders) as world:
        page = ListsPage(world)
        page.load(misread)
        page.correct("LAHIR_DLM_AKTA", "tanggal")
        page.press("Enter")
        page.shut()
    with open_again(qtbot, folders, world) as after:
        page = ListsPage(after)
        page.load(other)
        assert shown(page, "LAHIR_DLM_AKTA")[0] == "Tanggal lahir"
        assert page.sees("Diatur seperti 2 April oleh Maria T.")
        assert page.sees("9 NIK berulang")


def test_a_key_forgets_a_correction_and_the_file_is_guessed_again(
    page: ListsPage, world: World, misread: Path
) -> None:
    page.load(misread)
    page.correct("LAHIR_DLM_AKTA", "tanggal")
    page.press("Enter")
    page.load(misread)

    page.press("G")

    assert world.tell(remembered) == []
    assert shown(page, "LAHIR_DLM_AKTA")[0] == "tidak diambil"
    assert not page.sees("Diatur seperti")
    assert page.sees("Muat 20 baris")


def test_a_correction_that_is_left_changes_and_remembers_nothing(
    page: ListsPage, world: World, misread: Path
) -> None:
    page.load(misread)
    before = page.table("columns")
    page.press("Down", "Enter")
    assert page.at() == "column_meaning"
    page.press("Esc")
    assert page.at() == "columns"
    assert page.table("columns") == before
    page.correct("LAHIR_DLM_AKTA", "tanggal")
    page.press("Esc")  # leaves the whole preview
    assert world.tell(remembered) == []


def test_enter_loads_from_the_blue_button_and_corrects_in_the_columns(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    assert page.key_of("list_load") == "Enter"
    page.press("Down")
    assert page.key_of("list_load") == "Ctrl+Enter"
    page.press("Enter")
    assert page.at() == "column_meaning"
    page.press("Esc", "Ctrl+Enter")
    assert len(world.tell(lists)) == 1


def test_a_list_of_which_nothing_can_be_loaded_begins_at_its_columns(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    page.correct("NIK", "alamat")
    assert page.sees("Tidak ada yang dapat dimuat")
    assert page.at() == "columns"
    page.correct("NIK", "nik")
    assert page.sees("Muat 40 baris")


def test_sheets_of_one_layout_are_one_table(page: ListsPage, tmp_path: Path) -> None:
    other = [*SIAK_TITLES[:-1], "CATATAN"]
    sheets = {f"Desa {at}": [SIAK_TITLES, *(person(at * 5 + n) for n in range(3))] for at in range(30)}
    sheets |= {"Susulan": [other, *people(3)], "Rekap": [["JUMLAH", 93]]}
    page.load(make_xlsx(tmp_path / "desa.xlsx", sheets))
    assert len(page.table("columns")) == 2 * len(SIAK_TITLES)
    assert page.sees("31 lembar, 2 susunan · dilewati: Rekap")


def words(page: ListsPage) -> list[str]:
    return [row[0] for row in page.table("meaning_choices")]


def at_column(page: ListsPage, title: str) -> None:
    page.press("Down", "Home")
    while page.row_at_hand("columns")[0] != title:
        page.press("Down")
    page.press("U")


def test_a_column_that_is_not_taken_proposes_what_its_values_look_like(
    page: ListsPage, misread: Path
) -> None:
    page.load(misread)
    at_column(page, "LAHIR_DLM_AKTA")
    assert words(page)[0] == "Tanggal lahir"
    assert words(page)[-1] == "tidak diambil"
    assert page.sees("Jadikan Tanggal lahir")
    page.press("Enter")
    assert shown(page, "LAHIR_DLM_AKTA")[0] == "Tanggal lahir"


def test_what_a_column_means_now_is_at_hand_and_enter_leaves_it_so(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    before = page.table("columns")
    at_column(page, "KODE_KECAMATAN")
    assert words(page)[0] == "RT"  # two digits could also be that
    assert page.sees("Tetap Kecamatan")
    page.press("Enter")
    assert page.table("columns") == before
    assert not page.sees("Arti kolom diubah")
    assert page.at() == "columns"


def test_a_column_that_looks_like_nothing_stays_untaken_on_enter(page: ListsPage, tmp_path: Path) -> None:
    titles = [*SIAK_TITLES, "CATATAN_LAIN"]
    page.load(make_xlsx(tmp_path / "catatan.xlsx", {"A": [titles, *([*row, ""] for row in people(9))]}))
    at_column(page, "CATATAN_LAIN")
    assert page.sees("tanpa contoh")
    page.press("Enter")
    assert shown(page, "CATATAN_LAIN")[0] == "tidak diambil"


def test_not_taken_is_one_key_away_whatever_was_typed(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    at_column(page, "TMPT_LHR")
    page.type("zzz")
    assert words(page) == []
    assert page.sees("Tidak ada arti dengan huruf itu")
    page.press("Enter")  # takes nothing
    assert page.at() == "column_meaning"
    page.press_with_ctrl("T", window=False)
    assert shown(page, "TMPT_LHR")[0] == "tidak diambil"


def test_an_arrow_up_from_the_first_goes_to_not_taken(page: ListsPage, misread: Path) -> None:
    page.load(misread)
    at_column(page, "LAHIR_DLM_AKTA")
    page.press("Up")
    assert page.row_at_hand("meaning_choices") == ["tidak diambil"]
    page.press("Down", "Down")
    assert page.row_at_hand("meaning_choices") == words(page)[1:2]


def test_two_columns_mistaken_for_each_other_are_put_right_at_once(page: ListsPage, tmp_path: Path) -> None:
    titles = [*SIAK_TITLES, "NO_KK"]
    titles[0], titles[-1] = titles[-1], titles[0]  # the numbers stand under each other's title
    rows = [[*row, f"53023201010{at:05}"] for at, row in enumerate(people(9))]
    page.load(make_xlsx(tmp_path / "tertukar.xlsx", {"A": [titles, *rows]}))
    at_column(page, "NO_KK")
    assert words(page)[:2] == ["Nomor KK", "NIK"]
    assert page.second_lines("meaning_choices", 0)[:2] == ["arti sekarang", "bertukar dengan NIK"]
    page.press("Down", "Enter")
    assert (shown(page, "NO_KK")[0], shown(page, "NIK")[0]) == ("NIK", "Nomor KK")
    assert page.sees("Muat 9 baris")


def test_a_column_whose_values_do_not_fit_is_said_to_be_dropped(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    at_column(page, "NAMA_LGKP")
    page.type("tanggal")
    assert page.second_lines("meaning_choices", 0) == ["TGL_LHR lalu tidak diambil"]
    page.press("Enter")
    assert shown(page, "TGL_LHR")[0] == "tidak diambil"
