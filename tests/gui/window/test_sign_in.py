"""Sign-in, lock and start: what is asked, what is refused, what stays shut."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from ektp_desk.desk.keys.tries import Tries
from ektp_desk.settings import Folders
from ektp_desk.store.log import LOG
from ektp_desk.store.opening import STORE
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.visits.queries import day_is_confirmed
from tests.clock import seconds_now
from tests.gui.desks import LARGE_TYPE, SMALL, DeskPage, open_desk
from tests.offices import WORDS

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_the_day_is_answered_for_before_the_passphrase_is_tried(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("Tab", "Tab").type(page.passphrase).press("Return")

        assert page.place == "sign_in"
        assert "betulkah hari" in page.words()


def test_the_blue_button_is_off_until_the_day_is_answered_and_enter_answers_nothing(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        view = page.window.sign_in.view
        assert (view.enter.isEnabled(), view.enter.word()) == (False, "Jawab dahulu: 1 atau 2")
        page.press("Return")
        assert view.choice.value() is None
        page.press("1")
        assert (view.choice.value(), page.focus()) == ("right", "passphrase")
        assert (view.enter.isEnabled(), view.enter.word()) == (True, "Masuk dan buka hari")


def test_an_answer_for_the_day_ends_no_wait(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        wrong_tries(page, 7)
        page.press("1").type(page.passphrase).press("Return")
        view = page.window.sign_in.view

        view.choice.setFocus()
        page.press("2", "1")

        assert view.enter.word().startswith("Tunggu ")
        assert not view.enter.isEnabled()


def test_a_wrong_clock_is_told_how_to_mend(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("2")
        assert page.window.sign_in.view.enter.word() == "Betulkan jam dahulu"

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
        assert page.window.sign_in.view.enter.word() == "Buka kunci"
        page.type(page.passphrase).press("Return")
        assert page.place == "queue"


def test_a_day_that_must_be_answered_for_again_is_opened_again(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1")
        assert page.window.sign_in.view.enter.word() == "Masuk dan buka hari"
        page.type(page.passphrase).press("Return").window.doubt_clock(-47)
        page.settle()
        page.press("1")

        assert page.window.sign_in.view.enter.word() == "Masuk dan buka hari"


def test_a_banner_moves_nothing_and_who_is_out_of_sight_is_counted(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        lock_with(page, *(f"Orang Contoh {at}" for at in range(9)))
        view = page.window.sign_in.view
        before = view.choice.mapTo(view, QPoint())
        assert "4 orang lagi" in page.words()

        view.say("Jam laptop mundur.", then="Panjang sekali kalimat ini. " * 6, code="clock.backwards")
        page.settle()

        assert view.choice.mapTo(view, QPoint()) == before


def test_a_sample_says_so_everywhere(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        assert "CONTOH" in page.words()
        page.sign_in()
        names = [widget.accessibleName() for widget in page.shown()]
        assert any("CONTOH" in name for name in names)


def wrong_tries(page: DeskPage, many: int) -> None:
    """Leave on the disk what so many wrong tries in a row leave, the last of them just now."""
    user = page.desk.slots.users[0].user.id
    page.desk.folders.tries.write_text(json.dumps({user: {"count": many, "at": seconds_now()}}))
    page.desk.tries = Tries(page.desk.folders.tries, wall=seconds_now)


def people(page: DeskPage) -> list[str]:
    """Name who may be chosen."""
    rows = page.window.sign_in.view.people.findChildren(QRadioButton)
    return [row.accessibleName().split(",")[0] for row in rows]


def chosen(page: DeskPage) -> str:
    """Name who is chosen."""
    rows = page.window.sign_in.view.people.findChildren(QRadioButton)
    return next(row.accessibleName().split(",")[0] for row in rows if row.isChecked())


def lock_with(page: DeskPage, *names: str) -> None:
    """Let people in, and lock."""
    page.sign_in()
    page.tell(lambda session: [add_user(session, name, ["operator"], passphrase=WORDS) for name in names])
    page.press("F12")


def test_nothing_typed_is_no_wrong_try(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1", "Return", "Return", "Return", "Return")

        assert page.focus() == "passphrase"
        assert not page.desk.folders.tries.exists()


def test_the_wait_is_told_second_by_second_and_then_over(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1")
        for _time in range(3):
            page.type("bukan ini").press("Return")
        enter = page.window.sign_in.view.enter
        assert enter.word() == "Tunggu 2 detik"
        page.type(page.passphrase).press("Return")
        assert page.place == "sign_in"

        qtbot.waitUntil(lambda: enter.word() == "Tunggu 1 detik", timeout=3000)
        qtbot.waitUntil(enter.isEnabled, timeout=3000)
        page.press("Return")
        assert page.place == "queue"


def test_a_restart_takes_no_wait_away(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        wrong_tries(page, 7)
        page.press("1").type(page.passphrase).press("Return")

        assert page.place == "sign_in"
        assert "signin.wait" in page.words()
        assert re.fullmatch(r"Tunggu (30|2\d) detik", page.window.sign_in.view.enter.word())


def test_nobody_waits_for_somebody_elses_wrong_tries(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        lock_with(page, "Orpa Contoh")
        wrong_tries(page, 7)
        page.type(page.passphrase).press("Return")
        assert not page.window.sign_in.view.enter.isEnabled()

        page.press("Down").type(WORDS).press("Return")
        assert page.place == "queue"


def test_who_came_since_the_last_time_is_there(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        lock_with(page, "Orpa Contoh", "Noh Contoh", "Daud Contoh")

        assert people(page) == ["Maria T.", "Orpa Contoh", "Noh Contoh", "Daud Contoh"]
        page.press("Down", "Down")
        assert chosen(page) == "Noh Contoh"
        page.press("Up", "Up", "Up")
        assert chosen(page) == "Daud Contoh"


@pytest.mark.parametrize("size", [SMALL, LARGE_TYPE], ids=["1024x560", "1360x690 at 20 px"])
def test_twelve_people_fit_and_the_chosen_one_is_seen(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        lock_with(page, *(f"Orang Contoh {at}" for at in range(11)))
        view = page.window.sign_in.view.people
        for _step in range(12):
            page.press("Down")
            row = next(row for row in view.findChildren(QRadioButton) if row.isChecked())
            assert (
                view.viewport().rect().contains(row.rect().translated(row.mapTo(view.viewport(), QPoint())))
            )
        assert page.window.minimumSizeHint().height() <= size[1]


def test_the_folders_news_are_told_at_the_first_place(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F12")
        page.desk.folders.anchor(page.desk.slots.install).unlink()
        page.type(page.passphrase).press("Return")

        assert "folder.copied" in page.words()
        page.press("F1")
        assert re.search(r"Jurnal 01/b-[A-Z]{2} baru", page.words())


@pytest.mark.parametrize(
    ("wiped", "told", "place"), [(0, "store.salvaged", "queue"), (24_000, "store.part_salvaged", "sign_in")]
)
def test_a_damaged_log_is_told_where_somebody_signs_in(
    qtbot: QtBot, folders: Folders, wiped: int, told: str, place: str
) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        page.sign_in()
        page.tell(lambda session: add_user(session, "Noh Contoh", ["queue"], passphrase=WORDS))
        data = page.desk.folders.data
        left = {name: (data / name).read_bytes() for name in (STORE, LOG)}
        page.press("F12")
        log = bytearray(left[LOG])
        at = len(log) - 1000 - max(wiped, 2000)  # a few frames hold what the last act said
        log[at : at + wiped] = bytes(wiped)
        log[at] ^= 1
        for name, content in {**left, LOG: bytes(log)}.items():
            (data / name).write_bytes(content)

        page.type(page.passphrase).press("Return")

        assert told in page.words()
        assert page.place == place
        assert page.window.minimumSizeHint().height() <= SMALL[1]


def test_a_role_is_led_to_what_it_may_use(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        page.tell(lambda session: add_user(session, "Noh Contoh", ["queue"], passphrase=WORDS))
        page.press("F12", "Down").type(WORDS).press("Return")

        assert page.place == "queue"
        page.press("F3")
        assert page.place == "queue"
