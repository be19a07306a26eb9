"""The manual in the window: from any place, by keys, and back to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.settings import Folders
from ektp_desk.words.paper.manual import chapters
from tests.gui.desks import DeskPage, open_desk

pytestmark = pytest.mark.gui


def read(page: DeskPage) -> str:
    """What stands on the page."""
    found = page.window.findChild(QTextBrowser, "manual_page")
    assert isinstance(found, QTextBrowser)
    return found.toPlainText()


def test_the_manual_opens_from_a_place_and_goes_back_there(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F3", "Ctrl+F1")
        assert page.place == "manual"
        assert read(page).startswith(chapters()[0].title)
        page.press("Down", "Down")
        assert read(page).startswith(chapters()[2].title)
        page.press("Escape")
        assert page.place == "recording"


def test_asking_twice_does_not_lose_the_way_back(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F2", "Ctrl+F1", "Ctrl+F1", "Escape")
        assert page.place == "queue"


def test_every_picture_of_a_chapter_is_shown(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+F1")
        browser = page.window.findChild(QTextBrowser, "manual_page")
        assert isinstance(browser, QTextBrowser)
        wide = browser.document().idealWidth()
        assert browser.viewport().width() - 60 < wide <= browser.viewport().width()


def test_it_is_saved_as_the_pdf_that_the_command_writes(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+F1", "Ctrl+S", "Return")
        (saved,) = (tmp_path / "home").rglob("petunjuk.pdf")
        assert saved.read_bytes() == ReportlabPapers().manual()


def test_another_look_keeps_the_chapter_and_how_far_it_was_read(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+F1", "Down", "PgDown", "PgDown")
        before = read(page)

        page.press("F11")

        assert read(page) == before
        browser = page.window.findChild(QTextBrowser, "manual_page")
        assert isinstance(browser, QTextBrowser)
        assert browser.verticalScrollBar().value() > 0
        assert page.focus() == "manual_chapters"
