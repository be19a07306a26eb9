"""What F4 shows of a person where room is scarce, and which of its acts stands out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.people.commands import say_same
from ektp_desk.usecases.session import Session
from tests.gui.people.page import PeoplePage
from tests.gui.place_pages import USUAL
from tests.gui.worlds import World, open_world
from tests.people.lists_of_people import keep_list, row

pytestmark = pytest.mark.gui

SMALL = QSize(1020, 517)


def test_what_differs_is_named_whole_the_surest_sign_of_a_wrong_join_first(world: World) -> None:
    def act(session: Session) -> None:
        keep_list(session, row(11, "old", "ORPA CONTO", sex="L", birth="1988-03-04"))
        keep_list(session, row(12, "new", "ORPA CONTOH", sex="P", birth="1989-03-04"))
        say_same(session, "old", "new")

    world.tell(act)
    page = PeoplePage(world, size=SMALL)
    page.type("orpa").press("Down")

    (shown,) = page.view.differing._rows
    assert shown.title.full_text() == "NIK"
    assert page.text("differing_rest_0") == "juga L/P, Tanggal lahir, Nama"
    assert "…" not in shown.rest.text()  # named, not cut
    page.press("K")
    assert page.corrected()[0] == "Nama"  # nobody is led to a number that would be shown whole
    page.press("Esc")
    small = page.view
    page.shell.resize(USUAL)
    page.still()
    assert page.view is not small
    assert [each.title.full_text() for each in page.view.differing._rows] == ["NIK", "L/P", "Tanggal lahir"]
    assert page.text("differing_rest_2") == "juga Nama"


def test_the_blue_is_on_what_the_list_is_for(page: PeoplePage) -> None:
    view = page.view
    page.type("orpa").press("Down")
    assert (view.correct._kind, view.join._kind) == ("blue", "normal")
    page.press("3")
    assert (view.correct._kind, view.join._kind) == ("normal", "blue")
    page.press("1")
    assert (view.correct._kind, view.join._kind) == ("blue", "normal")


def test_rows_that_do_not_fit_are_counted_in_the_line_of_the_tabs(world: World) -> None:
    def act(session: Session) -> None:
        for at in range(9):
            keep_list(session, row(1, "yuliana", "YULIANA"), name=f"DAFTAR {at}")

    world.tell(act)
    page = PeoplePage(world, size=SMALL)
    page.type("yuliana").press("Down")
    table = page.view.line
    fit = table.viewport().height() // table.verticalHeader().defaultSectionSize()
    assert 2 <= fit < table.rows.rowCount()
    assert page.text("person_line_table_more") == f"{table.rows.rowCount() - fit} lagi ↓"
    page.press("D")
    assert page.text("claims_table_more").endswith(" lagi ↓")
    assert not page.sees("person_line_table_more")


def test_without_lists_the_search_says_where_they_come_from(
    qapp: QApplication, qtbot: QtBot, folders: Folders
) -> None:
    dress(qapp)
    with open_world(qtbot, folders) as world:
        page = PeoplePage(world)
        assert page.view.people.empty.accessibleName().startswith("Belum ada daftar. Muat daftar dahulu: F10")
        world.tell(lambda session: keep_list(session, row(1, "yuliana", "YULIANA TAMONOB")))
        page.come()
        assert page.view.people.empty.accessibleName().startswith("Cari orang")


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_a_long_name_is_whole_in_the_head(world: World, size: QSize) -> None:
    name = "YOHANES BAPTISTA MARIA FRANSISKUS XAVERIUS TEFNAI CONTOH"
    world.tell(lambda session: keep_list(session, row(7, "long", name)))
    page = PeoplePage(world, size=size)
    page.type("yohanes").press("Down")

    shown = page.view.head.name
    assert shown.text().replace("\n", " ") == name
    assert shown.height() >= shown.sizeHint().height()
