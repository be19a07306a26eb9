"""Is this laptop ready: from the visit and from Kantor, on the whole window by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import ListTable
from ektp_desk.settings import Folders
from tests.gui.admin.machine import answer_for_machine
from tests.gui.desks import DeskPage, open_desk

pytestmark = pytest.mark.gui


def lines(page: DeskPage) -> dict[str, str]:
    """Each point's state by its title."""
    table = page.window.findChild(ListTable, "points")
    assert table is not None
    rows = table.rows
    return {rows.cell(at, 0).text: rows.cell(at, 2).text for at in range(rows.rowCount())}


def found(page: DeskPage) -> set[str]:
    """What was found, without what to do about it."""
    table = page.window.findChild(ListTable, "points")
    assert table is not None
    return {table.rows.cell(at, 1).text for at in range(table.rows.rowCount())}


def test_the_visit_leads_to_the_question_and_back(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F10", "Down", "S")

        assert page.place == "admin"
        shown = lines(page)
        assert (shown["Sasaran"], shown["Tanggal dan jam"], shown["Cadangan"]) == (
            "baik",
            "baik",
            "perhatikan",
        )
        assert page.labels()["ready_answer"] in ("Ya", "Belum")
        states = list(shown.values())
        order = ["belum", "perhatikan", "baik"]
        assert states == sorted(states, key=order.index), "what is missing stands first"
        page.press("Return")
        assert "Diperiksa lagi" in page.words()
        page.press("Esc")
        assert (page.place, page.focus()) == ("visits", "visits")


def test_a_screen_that_is_too_small_keeps_the_laptop_at_home(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+K", "5")

        screen = QApplication.primaryScreen().availableGeometry()
        fits = screen.width() >= 1024 and screen.height() >= 560
        assert lines(page)["Layar"] == ("baik" if fits else "belum")
        assert (page.labels()["ready_answer"] == "Ya") == fits


def test_without_a_visit_it_says_what_to_do_first(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in().press("Ctrl+K", "5")

        assert lines(page) == {}
        assert "Rencanakan dahulu" in page.words()


def test_a_laptop_that_has_everything_is_ready(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+K", "3", "B").type(str(tmp_path)).press("Return", "5")
        answer_for_machine(page)
        page.press("Return")

        assert set(lines(page).values()) == {"baik"}
        assert {"terakhir hari ini", "1366 × 728, cukup"} <= found(page)
        assert page.labels()["ready_answer"] == "Ya"
        assert "Semua yang diperiksa baik. Selamat jalan." in page.words()

        answer_for_machine(page, battery=62, plugged=True)
        page.press("Return")
        assert lines(page)["Baterai"] == "perhatikan"
        assert page.labels()["ready_answer"] == "Ya"
