"""What one place asks of another arrives there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.visits.queries import last_saved
from tests.gui.crash.page import clock_of
from tests.gui.desks import DeskPage, attest, open_desk, unrecorded
from tests.offices import WORDS

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def waiting(page: DeskPage) -> int:
    workplace = page.window.workplace
    assert workplace is not None
    assert workplace.work.visit is not None
    visit = workplace.work.visit.id
    return len(page.tell(lambda session: waiting_tickets(session, visit)))


def chosen_row(page: DeskPage) -> str:
    (table,) = [w for w in page.shown() if isinstance(w, QTableView) and w.objectName() == "queue_table"]
    return str(table.currentIndex().siblingAtColumn(0).data())


def test_today_leads_to_who_did_not_come_and_to_a_home(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        before = waiting(page)
        page.press("F1", "D")
        assert (page.place, page.focus()) == ("queue", "queue_search")
        assert any(w.objectName() == "to_come_table" for w in page.shown())
        page.press("F1", "Ctrl+H")
        assert (page.place, page.focus()) == ("queue", "home_contact")
        page.press("Escape", "F1", "/")
        assert (page.place, page.focus()) == ("queue", "queue_search")
        assert waiting(page) == before


def test_who_stands_in_no_list_goes_from_the_search_into_the_form(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F9", "P", "Return").type("zzz contoh").press("Ctrl+N")
        assert (page.place, page.focus()) == ("recording", "walk_in_nik")
        (name,) = [w for w in page.shown() if w.objectName() == "walk_in_name"]
        assert isinstance(name, QLineEdit)
        assert name.text() == "zzz contoh"


def test_what_needs_attention_leads_to_its_number(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "1")

        assert page.place == "queue"
        assert chosen_row(page) == "A135"


def test_the_strip_says_the_last_save_before_anything_is_done(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F12")
        page.type(page.passphrase).press("Return")  # the day is confirmed already: nothing is written

        saved = page.tell(last_saved)
        assert saved is not None
        assert f"Tersimpan {saved:%H.%M.%S}" in page.words()


def test_the_clock_is_never_behind_the_last_save(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        clock = clock_of(page)
        page.sign_in()
        clock.off = timedelta(minutes=3)  # as at the turn of a minute, before the clock ticks again
        page.press("Ins")

        saved = page.tell(last_saved)
        (shown,) = [w for w in page.shown() if isinstance(w, QLabel) and w.objectName() == "clock"]
        assert saved is not None
        assert f"Tersimpan {saved:%H.%M.%S}" in page.words()
        assert shown.text() >= f"{saved:%H.%M}"


def test_whoever_unlocks_the_desk_goes_on_with_the_recording_and_its_note(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        attest(page)
        page.press("Return").type(unrecorded(page).nik).press("Return", "1", "N")
        page.type("datang dengan kursi roda").press("F12")
        assert page.place == "sign_in"
        page.type(page.passphrase).press("Return")

        assert page.place == "recording"
        (note,) = [w for w in page.shown() if isinstance(w, QLineEdit) and w.objectName() == "note"]
        assert note.text() == "datang dengan kursi roda"


def test_somebody_else_begins_at_their_own_place(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F10")
        page.tell(lambda session: add_user(session, "Noh Contoh", ["head"], passphrase=WORDS))
        page.press("F12", "Down").type(WORDS).press("Return")

        assert page.place == "today"


@pytest.mark.parametrize(("place", "box"), [("F4", "people_search"), ("F6", "report_search")])
def test_a_screen_with_a_search_of_its_own_has_its_key(
    qtbot: QtBot, folders: Folders, place: str, box: str
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press(place)
        if page.focus() == box:
            page.type("a").press("Down")
        page.press("/")
        assert page.focus() == box
        page.press("F2")
        assert page.focus() == "queue_search"


def test_a_number_that_ended_is_shown(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().type("A001").press("Return")

        assert page.labels()["finished_number"] == "A001"
