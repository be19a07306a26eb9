"""What the window itself says and holds is there again when it was built anew in another look or language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.settings import Folders
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.words import SOURCE, speak
from tests.gui.desks import SMALL, USUAL, DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


@pytest.fixture(autouse=True)
def _indonesian_again() -> Iterator[None]:
    yield
    speak(SOURCE)


def named(page: DeskPage, name: str) -> QWidget:
    (found,) = [widget for widget in page.shown() if widget.objectName() == name]
    return found


def place_of(page: DeskPage, name: str) -> QRect:
    widget = named(page, name)
    return QRect(widget.mapTo(page.window, QPoint()), widget.size())


def arrive(page: DeskPage, entity: Entity) -> None:
    """Have another desk's change arrive."""
    assert page.window.workplace is not None
    page.window.workplace.work.hear([Changes(frozenset({entity}), frozenset(), Origin.ARRIVED)])
    page.settle()


def in_english(page: DeskPage) -> None:
    page.window.appearance.choose(language="en")
    page.settle()


def refused(page: DeskPage) -> None:
    assert page.window.workplace is not None
    page.window.workplace.tell_news(EktpError("visit.unclear_tickets", count=2))
    page.settle()


def test_the_toast_its_way_back_and_a_refusal_stay_in_another_look(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F9", "P", "Return")
        refused(page)
        said = named(page, "toast").accessibleName()

        page.press("F11")
        assert named(page, "toast").accessibleName() == said
        assert "2 nomor belum jelas hasilnya" in page.words()
        page.resize(*SMALL)
        assert named(page, "toast_undo").isVisible()
        assert place_of(page, "header").contains(place_of(page, "refusal"))
        page.press("Esc")
        assert "Tidak ditemukan di antrean dan di register." not in page.words()


def test_what_is_searched_for_stays_with_the_focus_where_it_was(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("nen")
        page.press("F11")
        page.resize(*SMALL)
        page.type("o")
        search = named(page, "queue_search")
        assert isinstance(search, QLineEdit)
        assert (search.text(), page.focus()) == ("neno", "queue_search")


def test_a_clerk_who_searches_is_not_interrupted_by_what_arrives(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("ne")
        arrive(page, Entity.TICKET)
        page.type("no")
        in_english(page)
        page.type("s")
        search = named(page, "queue_search")
        assert isinstance(search, QLineEdit)
        assert (search.text(), page.focus()) == ("nenos", "queue_search")


def test_a_panel_that_was_clicked_open_gives_the_search_its_focus_back(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("ne")
        QTest.mouseClick(named(page, "queue_many"), Qt.MouseButton.LeftButton)
        page.settle()
        for _again in range(2):
            page.press("F11")
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert page.focus() == "many_count"
        page.press("Esc")
        assert page.focus() == "queue_search"


def test_a_correction_of_somebody_new_is_not_interrupted_by_what_arrives(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F4").type("yu").press("Down", "2", "K")
        assert page.focus() == "correction_value"
        arrive(page, Entity.PERSON)
        assert page.focus() == "correction_value"
        in_english(page)
        assert page.focus() == "correction_value"
        page.press("Esc")
        assert page.focus() == "people_table"


def test_what_is_marked_in_a_box_is_typed_over(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+Ins").type("250").press("Return")  # refused, and marked to be typed over
        page.press("F11").type("20")
        count = named(page, "many_count")
        assert isinstance(count, QLineEdit)
        assert count.text() == "20"
        page.press("Home", "Right", "Shift+Home")
        page.resize(*SMALL)
        count = named(page, "many_count")
        assert isinstance(count, QLineEdit)
        assert (count.selectedText(), count.cursorPosition()) == ("2", 0)


def test_a_refusal_and_the_frame_are_said_in_the_other_language(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        refused(page)
        assert "2 nomor belum jelas hasilnya" in page.words()
        in_english(page)
        words = page.words()
        assert "2 numbers have no clear outcome" in words
        assert "No network" in words
        assert "Tanpa jaringan" not in words


def test_the_sign_in_says_again_what_went_wrong_and_goes_on_from_there(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("bukan ini").press("Return")
        assert "Kata sandi tidak cocok" in page.words()
        page.press("F11")
        assert "Kata sandi tidak cocok" in page.words()
        in_english(page)
        assert "passphrase does not fit" in page.words()
        assert page.focus() == "passphrase"
        page.press("Ctrl+A").type(page.passphrase).press("Return")
        assert page.place == "queue"


def test_help_stays_open_where_it_was_read_and_gives_the_focus_back(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        held = page.sign_in().focus()
        page.press("?", "PgDown")
        page.resize(*USUAL)
        page.press("F11")
        (area,) = named(page, "help_panel").findChildren(QScrollArea)
        assert area.verticalScrollBar().value() > 0
        in_english(page)
        assert "Larger letters" in page.words()
        page.press("Esc")
        assert page.focus() == held
