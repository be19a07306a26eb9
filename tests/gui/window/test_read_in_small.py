"""What is cut in the small window though it had room, or could be said in fewer letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import Cell, Elided
from ektp_desk.gui.kit.rows import CELL, fitted
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import font, px
from ektp_desk.settings import Folders
from ektp_desk.words import SOURCE, _, speak
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, open_desk
from tests.screens.scenes import SCENES

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("forked_child")]
BY_NAME = {f"{scene.sheet} {scene.name}": scene for scene in SCENES}


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both, each at a size that is the narrowest for it."""
    speak(request.param)
    yield request.param
    speak(SOURCE)


def opened(page: DeskPage, scene: str) -> DeskPage:
    BY_NAME[scene].way(page)
    page.settle()
    return page


@pytest.mark.parametrize(
    "scene",
    [
        "5-tutup-hari koreksi",
        "5-tutup-hari koreksi tanpa kunjungan",
        "9-orang mencari",
        "16-kirim penuh",
        "16-kirim gambar dihapus",
    ],
)
def test_of_a_row_a_long_name_alone_is_cut(qtbot: QtBot, folders: Folders, scene: str, language: str) -> None:
    size = SMALL if language == "id" else LARGE_TYPE
    with open_desk(qtbot, folders, sample=BY_NAME[scene].sample, size=size) as page:
        opened(page, scene)
        tables = [table for table in page.window.findChildren(QTableView) if table.isVisible()]
        words = [word for table in tables for word in cut_in(table)]
        assert [word for word in words if not word.isupper()] == []


@pytest.mark.parametrize(
    "scene",
    ["3-antrean cari nama", "3-antrean selesai tidak penuh", "3-antrean belum datang"],
)
def test_of_a_card_no_line_is_cut(qtbot: QtBot, folders: Folders, scene: str, language: str) -> None:
    size = SMALL if language == "id" else LARGE_TYPE
    with open_desk(qtbot, folders, size=size) as page:
        opened(page, scene)
        cards = ("day_person", "finished_card")
        parts = [part for name in cards for part in page.window.findChildren(QLabel) if _is_in(part, name)]
        lines = [part.text() for part in parts if isinstance(part, Elided) and part.isVisible()]
        assert [line for line in lines if line.endswith("…")] == []


@pytest.mark.parametrize(
    "scene", ["3-antrean selesai", "3-antrean selesai dibetulkan", "3-antrean belum datang"]
)
def test_of_the_days_people_nothing_is_cut(qtbot: QtBot, folders: Folders, scene: str, language: str) -> None:
    """Not in the rows below those in view either."""
    size = SMALL if language == "id" else LARGE_TYPE
    with open_desk(qtbot, folders, size=size) as page:
        opened(page, scene)
        (table,) = [table for table in page.window.findChildren(QTableView) if table.isVisible()]
        assert cut_in(table, below=True) == []


@pytest.mark.parametrize("size", [SMALL, LARGE_TYPE], ids=["small", "large type"])
def test_of_who_is_found_age_and_day_of_recording_are_whole(
    qtbot: QtBot, folders: Folders, language: str, size: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def recorded(_row: object) -> Cell:
        return Cell(_("direkam {day}").format(day="04-11-2026"), shape=Shape.DONE)

    monkeypatch.setattr("ektp_desk.gui.queue.people.mark", recorded)
    with open_desk(qtbot, folders, size=size) as page:
        opened(page, "3-antrean cari nama")
        (table,) = [table for table in page.window.findChildren(QTableView) if table.isVisible()]
        assert [word for word in cut_in(table, below=True) if "-20" in word or "-19" in word] == []


def test_the_helping_line_of_who_saw_it_too_is_whole_at_each_size(
    qtbot: QtBot, folders: Folders, language: str
) -> None:
    with open_desk(qtbot, folders) as page:
        opened(page, "4-perekaman dikecualikan")
        for size in (USUAL, SMALL, LARGE_TYPE):
            page.resize(*size)
            helps = [part for part in page.window.findChildren(Elided) if _is_in(part, "exception")]
            seen = [part for part in helps if part.isVisible()]
            assert "supervisor" in " ".join(part.full_text() for part in seen)
            assert [part.text() for part in seen if part.text() != part.full_text()] == []


def test_where_a_file_was_saved_is_said_whole(qtbot: QtBot, folders: Folders, language: str) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        opened(page, "6-laporan tersimpan")
        for size in (SMALL, LARGE_TYPE):
            page.resize(*size)
            (words,) = [part for part in page.window.findChildren(Elided) if _is_in(part, "toast")]
            assert words.isVisible()
            assert words.text().endswith("/ektp-desk")
            assert words.full_text().startswith(f"{words.text()}: laporan-kunjungan-")
            assert words.full_text() == words.accessibleName()


def test_who_has_no_number_is_met_after_the_one_in_hand(qtbot: QtBot, folders: Folders) -> None:
    """Ctrl+N serves at once: it is named where the desk is free, else with whose end it waits for."""
    with open_desk(qtbot, folders) as page:
        assert (
            "Esc lalu Ins nomor tanpa nama, atau sesudah A137 Ctrl+N."
            in opened(page, "3-antrean cari tidak ada").words()
        )
        page.press("Esc", "F8").type("zzz")
        page.settle()
        assert "Ctrl+N orang baru, atau Esc lalu Ins" in page.words()


def test_how_many_more_rows_there_are_is_said_beside_keys_with_alt(
    qtbot: QtBot, folders: Folders, language: str
) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        page.window.appearance.choose(alt=True)
        opened(page, "9-orang riwayat")
        more = page.window.findChild(Elided, "person_line_table_more")
        assert more is not None
        assert more.isVisible()
        assert more.text().rpartition(" ")[2] == "↓"
        assert more.text().split(" ")[0].isdigit()


def cut_in(table: QTableView, *, below: bool = False) -> list[str]:
    """The words of the rows in view that are painted shorter than they are; also of those `below`."""
    model, found = table.model(), []
    whole = table.viewport().height()
    rows = [at for at in range(model.rowCount()) if below or table.rowViewportPosition(at) < whole]
    for row in rows:
        for at in range(model.columnCount()):
            cell = model.index(row, at).data(CELL)
            if isinstance(cell, Cell) and not table.isColumnHidden(at):
                found += _cut_words(table, cell, table.visualRect(model.index(row, at)))
    return found


def _cut_words(table: QTableView, cell: Cell, place: QRect) -> list[str]:
    """By the first column's sides, which are the widest."""
    room = place.width() - px(16 if place.left() <= 0 else 8) - px(8)
    room -= px(21) if cell.shape is not None and not cell.low else 0
    lines = (
        (cell.text, cell.end, font(15, 600 if cell.bold else 400)),
        (cell.under, cell.under_end, font(13)),
    )
    shown = [(text, fitted(text, end, QFontMetrics(letters), room)) for text, end, letters in lines]
    return [text for text, seen in shown if seen != text]


def _is_in(part: QLabel, card: str) -> bool:
    above = part.parentWidget()
    while above is not None:
        if above.objectName() == card:
            return True
        above = above.parentWidget()
    return False
