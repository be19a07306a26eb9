"""An act that would do nothing, or be refused, is off, the screen says why, and its key does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.roles import Role
from ektp_desk.gui.kit import ActButton
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.session import Session
from tests.gui.admin.page import AdminPage, sign_in_as
from tests.gui.desks import DeskPage, open_desk
from tests.offices import WORDS

pytestmark = [pytest.mark.gui, pytest.mark.journey]
NOH = "Noh Contoh"


def off(page: DeskPage) -> set[str]:
    """Name the buttons that are seen and off."""
    return {b.objectName() for b in page.shown() if isinstance(b, ActButton) and not b.isEnabled()}


def test_nobody_puts_out_themselves_or_somebody_who_is_out(qtbot: QtBot, folders: Folders) -> None:
    def live(session: Session) -> None:
        remove_user(session, add_user(session, NOH, ["queue"], passphrase="lima kata buatan").id)

    with open_desk(qtbot, folders) as page:
        page.sign_in().tell(live)
        office = AdminPage(page).come()
        assert office.chosen() == "Maria T."
        assert off(page) == {"remove_user"}
        assert "Diri sendiri tidak dapat dikeluarkan." in page.words()

        office.choose(NOH)
        assert off(page) == {"change_roles", "reset_words", "remove_user"}
        assert page.labels()["person_why_not"].startswith("Sudah dikeluarkan.")
        page.press("R", "S", "H")
        assert office.sees("person_panel")


def test_an_adb_without_the_offices_key_lets_nobody_in(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Roles may reach a user by another journal before a passphrase that wraps the key does."""

    def let_in(session: Session) -> None:
        add_user(session, NOH, [Role.ADB], passphrase=WORDS)

    with open_desk(qtbot, folders) as page:
        page.sign_in().tell(let_in)
        sign_in_as(page, NOH, WORDS)
        workplace = page.window.workplace
        assert workplace is not None
        guard = workplace.work.session.guard
        held = guard.holders()
        monkeypatch.setattr(guard, "holders", lambda: dict.fromkeys(held, False))
        office = AdminPage(page).come()

        office.choose("Maria T.")
        assert off(page) == {"change_roles", "reset_words", "add_user"}
        assert page.labels()["person_why_not"].startswith("Kata sandi Anda tidak memegang kunci kantor.")
        page.press("N", "R", "S")
        assert office.sees("person_panel")


def test_a_rule_is_saved_only_when_it_is_another(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come("2")
        page.press("Down", "Return")
        assert off(page) == {"rule_keep"}
        assert "Nilai ini sudah berlaku." in page.labels()["rule_same"]

        page.type("12")
        assert off(page) == set()
        assert not office.sees("rule_same")
        page.press("Backspace", "Backspace").type("5").press("Return")
        assert page.focus() == "rules_table"
        assert office.row("Kunci otomatis")[2] == "belum pernah"


def test_the_command_that_restores_is_copied_and_names_the_last_backup(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("3")
        page.press("C")
        assert QApplication.clipboard().text() == "ektp-desk restore BERKAS --user 'Maria T.'"
        assert "Perintah disalin (C)" in {b.accessibleName() for b in page.shown()}

        page.press("B").type(str(tmp_path)).press("Return", "C")
        (made,) = tmp_path.glob("*.ektp")
        assert QApplication.clipboard().text() == f"ektp-desk restore {made.name} --user 'Maria T.'"


@pytest.mark.parametrize("keys", [("4",), ("1", "N")])
def test_what_a_passphrase_is_for_is_off_while_one_has_to_wait(
    qtbot: QtBot, folders: Folders, keys: tuple[str, ...]
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+K", *keys[:2])
        if keys[1:]:
            page.type(NOH).press("Tab", "2", "Tab", "Tab", "Tab", "Tab")
        for _time in range(3):
            page.type("bukan ini").press("Return")
        waiting = {"own_change"} if keys == ("4",) else {"user_keep"}
        assert off(page) == waiting
        page.press("F11")  # it goes on counting in the sun
        assert off(page) == waiting
        assert "Tidak cocok, tunggu" in page.words()

        qtbot.waitUntil(lambda: off(page) == set(), timeout=5000)
