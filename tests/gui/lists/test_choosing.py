"""What is printed where a list's kind and files are chosen: only keys that act, only what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.gui.kit import ActButton
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, pupil
from tests.sheets.making import SIAK_TITLES, make_xlsx, people

pytestmark = pytest.mark.gui


def test_a_digit_chooses_wherever_it_is_not_typed_and_only_there_is_asked_for(
    page: ListsPage, tmp_path: Path
) -> None:
    rows = [DAPODIK_ABOVE, DAPODIK_BENEATH, *map(pupil, range(1, 6))]
    page.load(make_xlsx(tmp_path / "murid.xlsx", {"A": rows}), "1")
    assert (page.at(), page.title("kinds", 1)) == ("list_check", "Jenis daftar: tekan angkanya")
    page.press("4")
    assert page.sees("Muat daftar: Dapodik")
    assert (page.at(), page.title("kinds", 1)) == ("list_path", "Jenis daftar: Alt dan angkanya")
    page.press("5")  # a digit is typed there
    assert page.sees("Muat daftar: Dapodik")
    page.press("Alt+5")
    assert page.sees("Muat daftar: DPT")


def test_the_small_form_keeps_what_is_missing_for_the_check(page: ListsPage, world: World) -> None:
    page.press("I")
    page.shell.resize(1024, 560)
    world.settle()
    button, whole = page.presenter.view.file.button, ActButton("Pilih berkasnya", "Ctrl+Enter", kind="blue")
    assert button.width() >= whole.minimumSizeHint().width() == button.minimumSizeHint().width()


def test_the_day_in_a_files_name_is_proposed_and_called_a_guess(page: ListsPage, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "belum-rekam-per-maret-2019.xlsx", {"A": [SIAK_TITLES, *people(3)]})
    page.load(path)
    box = page.presenter.view.preview.note.as_of
    assert box.text() == "31-03-2019"
    assert page.sees("Per tanggal · ditebak")
    page.go_to("list_as_of")
    page.press("End", "Backspace", "9")
    assert not page.sees("Per tanggal · ditebak")
