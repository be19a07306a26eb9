"""An ADB lets people in and out; the words are seen once; roles see only what is theirs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import KeyOffered
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.seal.keys import UserSigner, new_user_keys
from ektp_desk.settings import Folders
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.queries import users
from ektp_desk.usecases.session import Session
from tests.gui.admin.page import AdminPage, people_at_the_door, sign_in_as
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
ORPA = "Orpa Contoh"


def test_an_operator_comes_in_is_helped_and_goes(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "2", page.passphrase)
        first = office.take_words()
        assert office.keeps(first) == []
        assert office.row(ORPA) == [ORPA, "dapat masuk", "–"]

        sign_in_as(page, ORPA, first)
        assert page.place == "queue"
        page.press("Ctrl+K")
        assert not office.sees("section_users")
        assert office.sees("own_page") or office.sees("backup_page")

        sign_in_as(page, "Maria T.", page.passphrase)
        office.come().choose(ORPA)
        page.press("S").type(page.passphrase).press("Return")
        second = office.take_words()
        assert second != first
        sign_in_as(page, ORPA, first)
        assert page.place == "sign_in"
        page.type(second).press("Return")
        assert page.place == "queue"

        sign_in_as(page, "Maria T.", page.passphrase)
        office.come().choose(ORPA)
        page.press("H").type(page.passphrase).press("Return")
        assert office.row(ORPA)[1] == "dikeluarkan"
        assert f"Perubahan tersimpan: {ORPA}" in page.words()
        page.press("F12")
        assert people_at_the_door(page) == ["Maria T."]
        page.type(page.passphrase).press("Return")
        assert (page.place, len(page.desk.held_keys())) == ("admin", 2), "the store has another key"


def test_a_key_is_confirmed_when_it_was_told_on_which_laptop_it_was_made(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "1", page.passphrase)
        office.take_words()
        page.tell(offers_a_key)
        page.press("F1")
        office.come().choose(ORPA)
        assert office.row(ORPA)[1] == "kunci belum sah"

        page.press("K")
        assert "Kunci ini dibuat di laptop 01/a." in page.words()
        page.type(page.passphrase).press("Return")
        assert office.row(ORPA)[1] == "dapat masuk"


def offers_a_key(session: Session) -> None:
    """As Orpa's sign-in would here."""
    own, store = new_user_keys(), session.store
    assert isinstance(store, Store)
    (orpa,) = [user.id for user in users(session) if user.name == ORPA]
    signer, store._signer = store._signer, UserSigner(orpa, own)
    store.write([NewEvent(Entity.USER, orpa, KeyOffered(sign=own.sign, seal=own.seal))], at=session.clock())
    store._signer = signer


def test_words_left_by_another_place_are_gone(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "1", page.passphrase)
        words = office.words()
        assert office.keeps(words)
        page.press("F1")

        assert office.keeps(words) == []
        office.come()
        assert office.words() == ""
        assert office.row(ORPA)[1] == "dapat masuk"


def test_enter_pressed_twice_does_not_take_the_words_away(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "1", page.passphrase)
        words = office.words()
        page.press("Return", "Space")

        assert office.words() == words


def test_a_wrong_passphrase_of_the_adb_changes_nothing(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "2", "bukan ini")

        assert "signin.wrong" in page.words()
        assert page.focus() == "user_confirm"
        page.press("Esc")
        assert office.names() == ["Maria T."]


def test_what_is_missing_is_said_beside_it(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come()
        page.press("N", "Return")
        assert ("user.name_missing" in page.words(), page.focus()) == (True, "user_name")

        page.type("Maria t.").press("Return")
        assert "Belum ada peran yang dipilih" in page.words()
        page.press("2", "Tab", "Tab", "Tab", "Tab", "Return")
        assert "passphrase.empty" in page.words()
        page.type(page.passphrase).press("Return")
        assert ("user.name_taken" in page.words(), page.focus()) == (True, "user_name")


def test_nobody_takes_themselves_out(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come()
        page.press("H")

        assert not office.sees("ask_panel")


def test_the_last_adb_keeps_the_role(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come()
        page.press("R", "4", "Tab", "Tab").type(page.passphrase).press("Return")

        assert "user.own_standing" in page.words()
        assert office.sees("user_form")


def test_a_head_of_office_reads_and_changes_a_passphrase_only(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add("Kepala Contoh", "5", page.passphrase)
        sign_in_as(page, "Kepala Contoh", office.take_words())

        assert page.place == "today"
        assert [office.sees(f"nav_{key}") for key in ("today", "reports", "admin")] == [True] * 3
        assert not any(office.sees(f"nav_{key}") for key in ("queue", "recording", "visits"))
        assert not office.sees("close_day")
        page.press("F2", "Ins", "1")
        assert page.place == "today"
        page.press("Ctrl+K")
        assert office.sees("own_page")


def test_one_changes_ones_own_passphrase(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come("4")
        page.type("bukan ini").press("Return")
        assert "signin.wrong" in page.words()
        page.type(page.passphrase).press("Return")
        words = office.take_words()
        assert office.keeps(words) == []

        page.press("F12").type(page.passphrase).press("Return")
        assert page.place == "sign_in"
        page.type(words).press("Return")
        assert page.place == "admin"


def test_a_passphrase_of_somebody_removed_opens_nothing(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add(ORPA, "2", page.passphrase)
        words = office.take_words()
        (orpa,) = [slot.user.id for slot in page.desk.slots.users if slot.user.name == ORPA]
        office.choose(ORPA)
        page.press("H").type(page.passphrase).press("Return", "F12")

        with pytest.raises(EktpError, match=r"user\.unknown|signin\.wrong"):
            page.desk.unlock(orpa, words)


def test_the_sections_print_their_digits_only_where_these_choose_a_section(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come()
        assert (digits(page), "panah" in page.words()) == ("123456789", True)

        page.press("N").type("A").press("Tab")
        assert page.focus() == "role_queue"
        assert digits(page) == ""
        page.press("3", "Esc")
        assert (office.sees("person_panel"), digits(page)) == (True, "123456789")

        page.press("S").type(page.passphrase).press("Return")
        assert len(office.words().split()) == 5
        assert (digits(page), "panah" in page.words()) == ("", False)


def digits(page: DeskPage) -> str:
    """The digits that the sections print."""
    tabs = [one for one in page.shown() if one.objectName().startswith("section_")]
    heard = [one.accessibleName() for one in tabs if isinstance(one, QRadioButton)]
    return "".join(name[-2] for name in heard if name.endswith(")"))
