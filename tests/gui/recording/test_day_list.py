"""The list at the left by keys and clicks: who is here, next and done, and each row opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import Elided, ListTable
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from tests.gui.desks import SMALL, open_desk
from tests.gui.recording.page import RecordingPage
from tests.gui.recording.test_recording import ticket_of
from tests.gui.worlds import World
from tests.screens.recording import at_home

pytestmark = pytest.mark.gui


def table(page: RecordingPage, name: str) -> ListTable[object]:
    found = page.shell.findChild(ListTable, name)
    assert isinstance(found, ListTable)
    return found


def rows(page: RecordingPage, name: str) -> list[str]:
    model = table(page, name).rows
    cells = [model.cell(at, 0) for at in range(model.rowCount())]
    return [f"{cell.text}: {cell.under}" for cell in cells]


def click(world: World, page: RecordingPage, ticket: str) -> None:
    shown = table(page, "day_next")
    place = shown.visualRect(shown.rows.index(shown.rows.place_of(ticket_of(world, ticket).id), 0))
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    world.settle()


def test_each_row_of_the_day_is_seen_and_opened(called: World, page: RecordingPage) -> None:
    assert rows(page, "day_next") == [
        "A004  belum dikenali: di meja ini",
        "A005  belum dikenali: 61 mnt",
        "A006  belum dikenali: 61 mnt",
        "A007  belum dikenali: 61 mnt",
    ]
    page.press("Enter").search("yuliana").press("Enter", "1")
    assert rows(page, "day_next")[0] == "A004  Yuliana Tamonob Contoh: di meja ini · sejak 08.51"
    assert table(page, "day_next").selected_key() == ticket_of(called, "A004").id

    click(called, page, "A006")  # one who waits stands on their page, and is not taken from here
    assert (page.read("called_number"), page.focus_name()) == ("A006", "day_next")
    assert page.read("person_name") == ""
    assert "A004 belum selesai" in page.seen()
    page.press("Up", "Up", "Enter")
    assert (page.read("person_name"), page.focus_name()) == ("Yuliana Tamonob Contoh", "steps")
    assert page.steps()[0] == "Foto: sudah"

    page.press("Ctrl+Tab")
    assert [row.partition(":")[0] for row in rows(page, "day_ended")] == [
        "A003  Orpa Selan Contoh",
        "A002  Yulius Nenobais Contoh",
        "A001  Yuliana Tamonob Contoh",
    ]
    assert page.focus_name() == "steps"  # the keys stay where they act
    ended = table(page, "day_ended")
    ended.setFocus(Qt.FocusReason.TabFocusReason)
    page.press("Down", "Enter")
    assert page.went == [Go("queue", ticket=ticket_of(called, "A002").id)]
    page.press("Esc")
    assert (page.focus_name(), len(page.went)) == ("steps", 1)


def test_where_there_is_no_room_for_it_the_next_one_is_named_below(called: World) -> None:
    page = RecordingPage(called).open(width=1024, height=560)
    page.press("Enter").search("yuliana").press("Enter")

    assert not table(page, "day_next").isVisible()
    assert page.read("line_sought") == "Berikut: A005"


def test_there_who_is_sought_at_home_is_said_with_the_place(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        at_home(page)
        page.settle()
        line = page.window.findChild(Elided, "line_sought")
        assert line is not None
        assert line.text().startswith("Dicari: Bapak Melki Contoh · RT 005/RW 002, Fatumnasi · kios")
        assert line.full_text().endswith("kios biru dekat mata air · tidak bisa duduk lama")
