"""Rows that were changed while the desk was locked are told after the sign-in; a true start keeps a mark."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.shell.workplace import Workplace
from ektp_desk.settings import Folders
from tests.attacks.key_in_hand import store_in_hand
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
COMPARE_LATER = Workplace.compare_later  # `open_desk` puts another in its place
AT_ONCE = patch.object(Workplace, "compare_later", Workplace.compare)
MARK = "SELECT count(*) FROM facts WHERE name = 'compared'"


def behind_its_back(page: DeskPage, statement: str) -> object:
    """Lock the desk, do something to its store, and sign in again; give the statement's first row."""
    key = page.desk.unlock(page.desk.slots.users[0].user.id, page.passphrase).store_key
    page.press("F12")
    with store_in_hand(page.desk.folders, key) as store:
        found = store.execute(statement).fetchone()
    page.type(page.passphrase).press("Return")
    return found


def test_changed_rows_are_told_at_the_first_place(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page, AT_ONCE:
        page.sign_in()
        assert "views.differ" not in page.words()

        behind_its_back(page, "UPDATE tickets SET outcome_group = 'left', outcome = 'left'")

        assert "views.differ" in page.words()


def test_a_start_without_differences_keeps_how_far_it_compared(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page, AT_ONCE:
        page.sign_in()

        assert behind_its_back(page, MARK) == (1,)


def test_it_begins_once_the_first_place_was_shown(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        workplace = page.window.workplace
        assert workplace is not None

        with patch.object(Workplace, "compare") as compare:
            COMPARE_LATER(workplace)
            assert not compare.called
            qtbot.waitUntil(lambda: compare.called)
