"""The blue button prints the key that presses it: Enter, or Ctrl+Enter where Enter is another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ektp_desk.gui.kit import ActButton
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.visits.queries import visits
from tests.gui.lists import test_esc as states
from tests.gui.lists.page import ListsPage
from tests.gui.lists.test_esc import Desk
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def on(way: Callable[[Desk], None], name: str) -> Callable[[Desk], None]:
    """Go on from a state to a widget by Tab."""

    def go(desk: Desk) -> None:
        way(desk)
        desk.page.go_to(name)

    return go


def _typed(desk: Desk) -> None:
    path = desk.list()
    desk.page.press("I", "1")
    desk.page.paste(str(path))


def _planned_desa(desk: Desk) -> None:
    states.planning_a_desa(desk)
    desk.page.press("Enter")


KEPT = "overview, 1 lists, 0 visits"
COLUMNS, FILES = "preview, 0 lists, 0 visits", "file, 0 lists, 0 visits"
PLANNED = "overview, 0 lists, 1 visits"
STATES: dict[str, tuple[Callable[[Desk], None], str, str, str]] = {
    # way, what is printed on the blue button, where Enter leads, where Ctrl+Enter leads
    "choosing the kind": (states.kind, "Pilih dahulu berkasnya (Ctrl+Enter)", FILES, FILES),
    "choosing the file": (states.file, "Pilih dahulu berkasnya (Enter)", FILES, FILES),
    "file typed": (_typed, "Periksa (Enter)", COLUMNS, COLUMNS),
    "file typed, at the kinds": (on(_typed, "kinds"), "Periksa (Ctrl+Enter)", FILES, COLUMNS),
    "file typed, at Esc": (
        on(_typed, "list_back"), "Periksa (Ctrl+Enter)", "overview, 0 lists, 0 visits", COLUMNS
    ),
    "completing a path": (states.completing, "Periksa (Ctrl+Enter)", FILES, FILES),
    "another kind proposed": (
        states.other_kind, "Periksa sebagai Dapodik (Enter)", COLUMNS, COLUMNS
    ),
    "preview": (states.preview, "Muat 8 baris (Enter)", KEPT, KEPT),
    "preview, at a field": (on(states.preview, "list_name"), "Muat 8 baris (Enter)", KEPT, KEPT),
    "preview, file changed": (states.changed, "Lihat daftarnya lagi (Enter)", COLUMNS, COLUMNS),
    "preview, at the columns": (
        states.columns, "Muat 8 baris (Ctrl+Enter)", "preview, correction, 0 lists, 0 visits", KEPT
    ),
    "preview, at the tally's button": (
        on(states.preview, "to_tally"), "Muat 8 baris (Ctrl+Enter)", "preview, tally, 0 lists, 0 visits", KEPT
    ),
    "preview, rows": (
        states.rows, "Muat 8 baris (Ctrl+Enter)", "preview, rows, 0 lists, 0 visits", KEPT
    ),
    "preview, tally": (
        states.tally, "Muat 8 baris (Ctrl+Enter)", "preview, tally, 0 lists, 0 visits", KEPT
    ),
    "correcting": (states.correcting, "Tetap NIK (Enter)", COLUMNS, COLUMNS),
    "correcting, focus beside": (
        states.correcting_beside,
        "Tetap NIK (Ctrl+Enter)", "preview, correction, 0 lists, 0 visits", COLUMNS
    ),
    "planning, desa at hand": (
        states.planning_a_desa,
        "Rencanakan (Ctrl+Enter)",
        "plan, 0 lists, 0 visits",
        "plan, choices, 0 lists, 0 visits",
    ),
    "planning": (_planned_desa, "Rencanakan (Ctrl+Enter)", "plan, 0 lists, 0 visits", PLANNED),
}  # fmt: skip


@pytest.fixture
def desk(page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The place with what a state is reached with."""
    return Desk(page, world, tmp_path, monkeypatch)


@pytest.mark.parametrize("key", ["Enter", "Ctrl+Enter"])
def test_the_blue_button_is_pressed_by_the_key_it_prints(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    for number, (state, (way, printed, *after)) in enumerate(STATES.items()):
        folder = tmp_path / state
        folder.mkdir()
        desk = Desk(page, world, folder, monkeypatch, first=20 * number)
        kept, planned = len(world.tell(lists)), len(world.tell(visits))
        way(desk)
        assert _blue(page) == [printed], state

        page.press(key)

        kept, planned = len(world.tell(lists)) - kept, len(world.tell(visits)) - planned
        assert f"{page.where()}, {kept} lists, {planned} visits" == after[key == "Ctrl+Enter"], state
        desk.go_home()


def _blue(page: ListsPage) -> list[str]:
    """What is printed on the blue buttons that are seen."""
    blue = ("list_check", "list_load", "column_take", "plan_keep")
    buttons = page.presenter.view.findChildren(ActButton)
    return [one.accessibleName() for one in buttons if one.isVisible() and one.objectName() in blue]


def test_only_of_a_folder_is_it_said_that_it_holds_no_list(page: ListsPage, tmp_path: Path) -> None:
    page.press("I", "1")
    assert page.sees("Isi folder tampil di sini; Spasi menandai satu, A semuanya.")
    page.type(str(tmp_path))
    page.press("Esc", "Enter")
    assert page.sees("Tidak ada berkas daftar dalam folder itu.")


def test_below_the_columns_stands_the_key_that_corrects_one_now(desk: Desk) -> None:
    desk.preview()
    assert desk.page.keys_below("columns") == "↑ ↓ memilih, U mengubah arti"  # Enter loads
    desk.page.press("Down")
    assert desk.page.keys_below("columns") == "↑ ↓ memilih, Enter mengubah arti"
    desk.page.press("U")
    assert desk.page.keys_below("columns") == ""  # both are the box's
    desk.page.press("Esc")
    desk.page.go_to("list_name")
    assert desk.page.keys_below("columns") == ""  # a letter is only typed


def test_a_key_that_can_do_nothing_now_says_why(desk: Desk, world: World) -> None:
    said: list[str] = []
    world.work.explained.connect(said.append)
    way, *_expected = states.STATES["reading"]
    way(desk)
    QTest.keyClick(desk.page.focus(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Menunggu pembacaan selesai"]
    desk.page.press("Esc")

    desk.page.retype(str(desk.list()))
    desk.page.press("Enter")
    desk.page.correct("NIK", "alamat")
    desk.page.press("Ctrl+Enter")
    assert said[1:] == ["Tidak ada yang dapat dimuat"]
