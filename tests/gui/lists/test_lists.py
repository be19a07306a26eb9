"""Loading a list: from a typed path to rows in the store, and every way out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.usecases.lists.queries import lists
from tests.gui.lists.holding import hold_at_first_step
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World
from tests.sheets.making import SIAK_TITLES, make_xlsx, people

pytestmark = pytest.mark.gui


def test_an_empty_office_leads_to_its_first_list(page: ListsPage) -> None:
    assert page.sees("Belum ada daftar dan kunjungan")
    assert page.at() == "first_list"
    page.press("Enter")
    assert page.at() == "kinds"


def test_a_list_is_checked_seen_and_loaded_by_keys_alone(page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    assert page.sees("baris dapat dimuat, dari 40")
    assert page.sees("Muat 40 baris")
    assert world.tell(lists) == []  # the dry run kept nothing

    page.press("Enter")

    (kept,) = world.tell(lists)
    assert (kept.name, kept.rows, kept.source) == ("belum rekam noebesi", 40, "SIAK/ADB")
    assert page.told == ["40 baris dimuat"]
    assert page.table("lists")[0][0] == "belum rekam noebesi"
    assert page.at() == "lists"
    assert page.sees("Desa Noebesi")


def test_the_preview_says_of_each_column_what_it_becomes_and_how_it_fares(
    page: ListsPage, messy: Path
) -> None:
    page.load(messy)
    shown = {row[0]: row[1:] for row in page.table("columns")}
    assert shown["NIK"] == ["→", "NIK", "530232**********", "2 ditolak"]
    assert shown["TGL_LHR"][1::2] == ["Tanggal lahir", "1 beda dengan NIK"]
    assert shown["NAMA_IBU"] == ["×", "tidak diambil", "disembunyikan", "tidak diperlukan"]
    assert page.sees("baris dapat dimuat, dari 12")
    assert page.sees("2 ditolak")
    assert page.sees("Baris 7: ")
    assert page.sees("[nik.damaged]")
    assert page.sees("Baris 9: NIK bukan 16 angka.")


def test_what_a_person_adds_to_a_list_is_kept_with_it(page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.go_to("list_name")
    page.retype("Belum rekam Maret")
    page.press("Tab")
    page.retype("25-03-2019")
    page.press("Tab", "Down", "Enter")
    (kept,) = world.tell(lists)
    assert (kept.name, kept.as_of, kept.source) == ("Belum rekam Maret", "2019-03-25", "Desa")


@pytest.mark.parametrize(
    ("typed", "code"), [("31-02-2019", "date.unreadable"), ("03-04-2019", "date.future")]
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    page: ListsPage, world: World, clean: Path, typed: str, code: str
) -> None:
    page.load(clean)
    page.go_to("list_as_of")
    page.retype(typed)
    page.press("Enter")
    assert page.sees(code)
    assert page.at() == "list_as_of"
    assert world.tell(lists) == []


def test_the_refused_rows_are_saved_without_anybodys_values(
    page: ListsPage, messy: Path, tmp_path: Path
) -> None:
    page.load(messy)
    page.press_with_ctrl("S", window=False)
    page.press("Enter")  # beside the list
    saved = tmp_path / "kacau-ditolak.csv"
    assert saved.read_text("utf-8-sig").splitlines() == [
        "lembar,baris,kolom,kode",
        "BELUM,7,NIK,nik.damaged",
        "BELUM,9,NIK,nik.not_16_digits",
    ]


def test_a_clean_list_has_no_refused_rows_to_save(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    assert not page.sees("baris yang ditolak")
    page.press_with_ctrl("S", window=False)
    assert page.at() == "list_load"


# The window's own list of completions asks the offscreen platform for what only real screens have.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_file_is_picked_in_the_window_of_files(page: ListsPage, clean: Path) -> None:
    page.press("I", "1")
    page.press_with_ctrl("O")
    page.type(str(clean))
    page.leave_window()
    assert page.at() == "list_path"
    page.press("Enter")
    assert page.sees("Muat 40 baris")


def test_esc_leaves_the_preview_without_a_trace(page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.press("Esc")
    assert page.sees("Belum ada daftar dan kunjungan")
    assert world.tell(lists) == []


def test_a_damaged_file_is_refused_and_the_same_screen_takes_the_next(
    page: ListsPage, tmp_path: Path, clean: Path
) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    page.load(broken)
    assert page.banner() == "import.damaged"
    assert page.at() == "list_path"

    page.retype(str(clean))
    page.press("Enter")

    assert page.sees("Muat 40 baris")


def test_a_file_that_is_not_there_is_refused(page: ListsPage, tmp_path: Path) -> None:
    page.load(tmp_path / "tidak-ada.xlsx")
    assert page.banner() == "import.cannot_open"


def test_a_path_is_completed_while_it_is_typed(page: ListsPage, clean: Path) -> None:
    page.press("I", "1")
    page.type(str(clean)[:-12])
    page.press("Enter")  # takes the one that fits
    page.press("Enter")
    assert page.sees("Muat 40 baris")


def test_a_check_that_takes_long_shows_how_far_it_is_and_esc_stops_it(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = make_xlsx(tmp_path / "banyak.xlsx", {"BELUM": [SIAK_TITLES, *people(1_000)]})
    hold_at_first_step(monkeypatch)
    page.press("I", "1")
    page.type(str(many))
    page.start()
    world.qtbot.waitUntil(lambda: page.sees("500 baris dibaca · belum ada yang disimpan"), timeout=10_000)
    page.press("Esc")
    assert page.told == ["Pemeriksaan dihentikan. Tidak ada yang disimpan."]
    assert page.at() == "list_path"


def test_a_load_that_is_stopped_keeps_nothing(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = make_xlsx(tmp_path / "banyak.xlsx", {"BELUM": [SIAK_TITLES, *people(1_000)]})
    page.load(many)
    hold_at_first_step(monkeypatch)
    page.start()
    world.qtbot.waitUntil(lambda: page.sees("500 dari 1.000 baris"), timeout=10_000)
    page.press("Esc")
    assert page.told == ["Pemuatan dihentikan. Tidak ada yang disimpan."]
    assert world.tell(lists) == []
    assert page.sees("Muat 1.000 baris")


def test_a_second_check_is_stopped_by_esc_and_the_first_still_stands(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = make_xlsx(tmp_path / "banyak.xlsx", {"BELUM": [SIAK_TITLES, *people(1_000)]})
    page.load(many)
    hold_at_first_step(monkeypatch)
    page.press("Down", "Enter")
    page.type("tidak diambil")
    page.start()
    world.qtbot.waitUntil(lambda: page.sees("500 dari 1.000 baris"), timeout=10_000)
    page.press("Esc")
    assert page.told == ["Pemeriksaan dihentikan. Tidak ada yang disimpan."]
    assert page.table("columns")[0][2] == "NIK"
    assert page.sees("Muat 1.000 baris")
    assert world.tell(lists) == []


def test_a_desk_locked_in_mid_reading_stops_the_reading(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = make_xlsx(tmp_path / "banyak.xlsx", {"BELUM": [SIAK_TITLES, *people(1_000)]})
    page.load(many)
    hold_at_first_step(monkeypatch)
    page.start()
    world.qtbot.waitUntil(lambda: page.sees("500 dari 1.000 baris"), timeout=10_000)
    page.shut()
    assert world.tell(lists) == []


def test_a_file_that_changed_since_the_preview_is_shown_anew_by_one_key(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.go_to("list_name")
    page.retype("Belum rekam Maret")
    make_xlsx(clean, {"BELUM": [SIAK_TITLES, *people(1)]})

    page.press("Enter")

    assert (page.where(), page.banner(), page.at()) == ("preview", "import.changed", "list_load")
    assert page.sees(f"{clean.name}: Berkas berubah")
    assert page.sees("Lihat daftarnya lagi")
    assert not page.sees("dari 40")
    assert world.tell(lists) == []

    page.press("Enter")

    assert (page.where(), page.banner()) == ("preview", "")
    assert page.sees("Muat 1 baris")
    assert world.tell(lists) == []

    page.press("Enter")

    (kept,) = world.tell(lists)
    assert (kept.name, kept.rows) == ("Belum rekam Maret", 1)


def test_a_column_of_a_file_that_changed_is_not_corrected_unseen(
    page: ListsPage, world: World, misread: Path
) -> None:
    page.load(misread)
    make_xlsx(misread, {"BELUM": [SIAK_TITLES[::-1], *(row[::-1] for row in people(3))]})

    page.correct("LAHIR_DLM_AKTA", "Tanggal lahir")

    assert (page.where(), page.banner()) == ("preview", "import.changed")
    page.press("Enter", "Enter")
    (kept,) = world.tell(lists)
    assert kept.rows == 3
