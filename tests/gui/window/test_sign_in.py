"""Sign-in, lock and start: what is asked, what is refused, what stays shut."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.usecases.visit.planning import day_is_confirmed
from tests.gui.desks import open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_the_day_is_answered_for_before_the_passphrase_is_tried(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("Tab", "Tab").type(page.passphrase).press("Return")

        assert page.place == "sign_in"
        assert "betulkah hari" in page.words()


def test_a_wrong_clock_is_told_how_to_mend(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("2")

        assert "Betulkan di setelan laptop" in page.words()


def test_the_right_words_open_the_queue_of_the_open_visit(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()

        assert page.place == "queue"
        assert page.tell(day_is_confirmed)


def test_wrong_words_open_nothing_and_cost_a_wait(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("bukan ini").press("Return")

        assert page.place == "sign_in"
        assert "Kata sandi tidak cocok" in page.words()
        assert page.desk.store is None


def test_an_office_without_a_visit_opens_on_today(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in()

        assert page.place == "today"


def test_the_lock_closes_the_store_and_the_same_words_open_it_again(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F12")

        assert page.place == "sign_in"
        assert page.desk.store is None
        page.type(page.passphrase).press("Return")
        assert page.place == "queue"


def test_a_sample_says_so_everywhere(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        assert "CONTOH" in page.words()
        page.sign_in()
        names = [widget.accessibleName() for widget in page.shown()]
        assert any("CONTOH" in name for name in names)
