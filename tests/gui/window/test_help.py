"""Help on every screen: for this place, with the keys that are bound there, and gone by Esc."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ektp_desk.gui.shell.help import keys_of
from ektp_desk.gui.shell.workplace import _MADE
from ektp_desk.settings import Folders
from ektp_desk.words.help import TOPICS
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def shown(page: DeskPage) -> str:
    return page.labels().get("help_purpose", "")


def test_help_at_the_sign_in_lets_the_typing_go_on(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("lima").press("Shift+F1")
        assert shown(page) == TOPICS["sign_in"].purpose
        page.press("Esc").type(" kata")
        assert shown(page) == ""
        assert page.window.sign_in.view.passphrase.text() == "lima kata"


def test_each_place_has_its_own_help(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        for key, place in (("F1", "today"), ("F2", "queue"), ("F4", "people"), ("F10", "visits")):
            page.press(key, "Shift+F1")
            assert shown(page) == TOPICS[place].purpose
            page.press("Shift+F1")
            assert shown(page) == ""


def test_no_place_is_without_words() -> None:
    assert [place for place in _MADE if place not in TOPICS] == []
    assert all(len(topic.asked) == 3 for topic in TOPICS.values())


def test_the_keys_are_those_that_are_bound_with_the_words_of_their_buttons(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        assert page.window.shell is not None
        screen = page.window.shell.seen()
        assert screen is not None
        here = {bound.key: bound.word for bound in keys_of(screen)}
        assert here["F8"] == "Tidak ada, lewati"
        assert here["Enter"] == "Layani"
        anywhere = {bound.key: bound.word for bound in keys_of(page.window)}
        assert anywhere["F12"] == "Kunci"
        assert anywhere["F11"] == "Matahari atau terang"
        assert anywhere["Ctrl+F1"] == "Buku petunjuk"

        page.press("?")
        assert "Kotak atau tombol berikutnya" in page.words()
        assert "Tidak ada, lewati" in page.words()
        assert "Matahari atau terang" in page.words()


def test_keys_of_the_screen_rest_behind_help_and_places_do_not(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("?")
        before = page.words()
        page.press("F8", "Return", "Ins")
        assert page.words() == before
        page.press("F1")
        assert page.place == "today"
        assert shown(page) == ""


def test_a_question_mark_is_typed_where_somebody_types(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("siapa?")
        assert shown(page) == ""
        assert page.window.shell is not None
        search = page.window.shell.findChild(QLineEdit, "queue_search")
        assert isinstance(search, QLineEdit)
        assert search.text() == "siapa?"


def test_help_goes_with_the_lock(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("?", "F12")
        assert page.place == "sign_in"
        assert shown(page) == ""


def test_the_licences_open_from_the_page_of_the_look_and_go_back_to_it(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("Shift+F11", "L")
        assert page.focus() == "notices_table"
        page.press("End", "Esc", "Esc", "1").type(page.passphrase).press("Return")
        assert page.place == "queue"
