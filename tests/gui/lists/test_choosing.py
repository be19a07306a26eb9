"""What is printed where a list's kind and files are chosen: only keys that act, only what is missing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ektp_desk.gui.kit import ActButton
from ektp_desk.settings import clock_in
from ektp_desk.usecases.lists.found_files import folder_of
from tests.clock import stamp
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
    button, whole = page.file.check, ActButton("Pilih berkasnya", "Ctrl+Enter", kind="blue")
    assert button.width() >= whole.minimumSizeHint().width() == button.minimumSizeHint().width()


def test_the_day_in_a_files_name_is_proposed_and_called_a_guess(page: ListsPage, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "belum-rekam-per-maret-2019.xlsx", {"A": [SIAK_TITLES, *people(3)]})
    page.load(path)
    box = page.preview.note.as_of
    assert box.text() == "31-03-2019"
    assert page.sees("Per tanggal · ditebak")
    page.go_to("list_as_of")
    page.press("End", "Backspace", "9")
    assert not page.sees("Per tanggal · ditebak")


@pytest.mark.parametrize("offset", [420, 480, 540])
@pytest.mark.parametrize(("seconds", "said"), [(0, "hari ini"), (1, "kemarin")])
def test_a_file_is_as_old_as_the_offices_days_say(
    tmp_path: Path, offset: int, seconds: int, said: str
) -> None:
    midnight = clock_in(offset)().local.replace(hour=0, minute=0, second=0, microsecond=0)
    path = make_xlsx(tmp_path / "daftar.xlsx", {})
    stamp(path, midnight - timedelta(seconds=seconds))

    found = folder_of(tmp_path, offset)

    assert found is not None
    assert [file.age for file in found] == [said]
