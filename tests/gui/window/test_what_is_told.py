"""News and refusals lie where nothing is read or pressed, and go away by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import ActButton, ListTable, Marked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.settings import Folders
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, open_desk
from tests.gui.sight import misplaced_parts

pytestmark = [pytest.mark.gui, pytest.mark.journey]
SIZES = pytest.mark.parametrize("size", [USUAL, SMALL, LARGE_TYPE], ids=["1366", "1024", "20 px"])


def named(page: DeskPage, name: str) -> list[QWidget]:
    return [widget for widget in page.shown() if widget.objectName() == name]


def place_of(page: DeskPage, name: str) -> QRect:
    (widget,) = named(page, name)
    return QRect(widget.mapTo(page.window, widget.rect().topLeft()), widget.size())


@SIZES
def test_good_news_cover_neither_the_equation_nor_a_button(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("Ins")

        assert place_of(page, "strip").contains(place_of(page, "toast"))
        assert not place_of(page, "toast").intersects(place_of(page, "lock"))


@SIZES
def test_good_news_cut_through_no_word_of_the_strip(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F2")
        assert page.window.shell is not None
        toast, network = page.window.shell.toast, page.window.shell.strip.findChildren(Marked)[0]
        whole, heard = network.words.text(), network.accessibleName()

        toast.say(lambda: "A137 dilewati: dipanggil lagi sesudah yang lain", undo_key="Ctrl+Z")
        page.settle()
        told = network.words.fontMetrics().horizontalAdvance(network.words.text())
        assert told < toast.x() - network.x() - network.words.x()
        assert network.accessibleName().startswith(heard)

        toast.hide()
        page.settle()
        assert network.words.text() == whole


@SIZES
def test_a_refusal_leaves_the_name_of_the_place_and_the_keys_of_every_screen(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F1", "H", "Ctrl+Return")
        assert page.window.shell is not None
        header = page.window.shell.header
        name = QRect(header.mapTo(page.window, header.rect().topLeft()), header.size())
        name.setWidth(header.behind_title() - px(12))
        assert not place_of(page, "refusal").intersects(name)
        assert not place_of(page, "refusal").intersects(place_of(page, "help"))


@SIZES
def test_a_refusal_covers_neither_the_called_number_nor_the_search(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in()
        assert page.window.workplace is not None
        page.window.workplace.tell_news(EktpError("visit.unclear_tickets", count=2))
        page.settle()

        assert place_of(page, "header").contains(place_of(page, "refusal"))
        assert not place_of(page, "refusal").intersects(place_of(page, "queue_search"))


def test_a_number_that_was_never_given_is_named(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("a999").press("Return")

        (card,) = named(page, "unseen")
        assert card.accessibleName() == "A999 belum dibagikan di laptop ini"
        assert not named(page, "refusal")


@SIZES
def test_news_of_a_recording_leads_there_by_its_button(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in()
        assert page.window.workplace is not None
        page.window.workplace.tell_news(EktpError("stop.left_open", number="A042"))
        page.settle()

        assert place_of(page, "header").contains(place_of(page, "refusal"))
        assert place_of(page, "refusal").contains(place_of(page, "refusal_go"))
        assert place_of(page, "refusal").left() > place_of(page, "header").left() + px(10)
        (button,) = named(page, "refusal_go")
        assert isinstance(button, ActButton)
        button.click()
        page.settle()
        assert page.place == "recording"


@SIZES
def test_the_queue_leaves_no_room_in_which_a_row_would_fit(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F2")
        (table,) = named(page, "queue_table")
        assert isinstance(table, ListTable)
        assert (
            table.viewport().height() // table.rowHeight(0) == {15: 9 if size == USUAL else 6, 20: 5}[size[2]]
        )


def test_esc_takes_a_refusal_away_before_it_leaves_the_screen(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "H", "Ctrl+Return")
        assert named(page, "refusal")

        page.press("Esc")
        assert not named(page, "refusal")
        assert page.place == "closing"

        page.press("Esc")
        assert page.place == "today"


def test_a_queue_too_long_for_today_names_no_hour(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+Ins").type("200").press("Return")

        assert page.labels()["queue_finish"] == "bukan hari ini"


def test_home_and_end_reach_both_ends_of_a_long_queue(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+Ins").type("200").press("Return")
        call = page.window.findChild(ActButton, "queue_call")
        assert isinstance(call, ActButton)

        page.press("End")
        assert call.word() == "Panggil A345"
        page.press("Home")
        assert call.word() == "Panggil A138"  # the first of the lorry who waits; A137 is called


def test_closing_names_its_village_from_the_first_moment(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "H")

        assert "Desa Noebesi" in page.words()


def test_why_an_act_is_off_is_no_good_news(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F4").type("yu").press("Down", "P")

        assert page.window.workplace is not None
        toast = page.window.workplace.shell.toast
        assert (toast.text(), toast.mark()) == ("Orang ini tidak tergabung", Shape.LOOK)


def test_the_toast_offers_no_way_back_once_something_else_was_written(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F9", "P", "Return")
        assert named(page, "toast_undo")

        page.press("Return")
        assert not named(page, "toast_undo")
        assert "pergi" in page.words()

        page.press("F8")
        assert named(page, "toast_undo")


def test_cells_and_tabs_are_told_where_they_are_painted(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=USUAL) as page:
        page.sign_in()
        for keys in (["F2"], ["F3", "Return"], ["F4", "a", "n", "a", "Down"], ["F1", "H"]):
            page.press(*keys)
            shown = page.shown()
            assert any(isinstance(widget, QTableView) and widget.model().rowCount() for widget in shown)
            assert misplaced_parts(shown) == []
        page.press("F2", "Down", "Down", "End")
        assert misplaced_parts(page.shown()) == []
