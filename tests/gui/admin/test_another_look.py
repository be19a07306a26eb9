"""Another look in the middle of the office's work loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import ActButton
from ektp_desk.settings import Folders
from tests.gui.admin.page import AdminPage
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def typed(page: DeskPage, name: str) -> str:
    found = page.window.findChild(QLineEdit, name)
    assert found is not None
    return found.text()


def test_a_half_written_user_and_their_roles_stay(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come()
        page.press("N").type("Noh Contoh").press("Tab", "2")
        held = page.focus()

        page.press("F11")

        assert typed(page, "user_name") == "Noh Contoh"
        assert page.focus() == held
        keep = page.window.findChild(ActButton, "user_keep")
        assert keep is not None
        assert keep.word() == "Tambahkan"
        page.press("F11", "Escape")
        assert page.focus() == "users_table"


def test_new_words_stay_until_they_are_on_paper(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come()
        office.add("Noh Contoh", "1", page.passphrase)
        before = office.words()

        page.press("F11")

        assert office.words() == before
        assert office.take_words() == before
        assert office.words() == ""
        assert office.keeps(before) == []


def test_a_rule_being_typed_and_a_folder_stay(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come("2")
        page.press("Down", "Return").type("12")
        page.press("F11")
        assert typed(page, "rule_value") == "12"
        assert page.focus() == "rule_value"
        page.press("Return")
        assert office.row("Kunci otomatis")[1] == "12 menit"

        office.come("3")
        page.press("B").type("/tidak/ada")
        page.press("F11")
        assert typed(page, "backup_folder") == "/tidak/ada"
        assert page.focus() == "backup_folder"
