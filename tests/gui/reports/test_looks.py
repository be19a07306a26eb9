"""The reports in another look, in the middle of work: what was typed, chosen and opened is there again."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI, base, is_small
from ektp_desk.gui.screen import Room
from ektp_desk.settings import Folders
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, Waits, open_desk
from tests.gui.reports.page import ReportsPage

pytestmark = pytest.mark.gui


def the(page: DeskPage, name: str) -> QWidget:
    """The visible widget of that name in the screen that stands now."""
    (found,) = [each for each in page.shown() if each.objectName() == name]
    return found


def down_to(kind: PaperKind) -> list[str]:
    """The keys from the first paper of the list to one."""
    return ["Down"] * list(PaperKind).index(kind)


def typed(page: DeskPage, name: str) -> str:
    edit = the(page, name)
    assert isinstance(edit, QLineEdit)
    return edit.text()


def test_the_page_that_is_read_stays_in_sight(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F6", "PgDown")
        old, place = the(page, "reports"), page.labels()["page"]
        assert place == "halaman 2 dari 2"

        page.press("F11")
        assert (page.labels()["page"], page.focus()) == ("2/2", "preview")
        page.resize(*SMALL)
        assert (page.labels()["page"], page.focus()) == ("2/2", "preview")
        page.resize(*LARGE_TYPE)
        assert (page.labels()["page"], page.focus()) == ("2/2", "preview")

        assert the(page, "reports") is not old
        assert base() == 20
        page.press("PgUp", "PgUp")  # first to the top of this one
        assert page.labels()["page"] == "1/2"


def test_a_letter_is_written_on_where_it_was_left_and_kept(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F6", "L", *down_to(PaperKind.LETTER), "U").type(" Hormat ami,").press(
            *["Left"] * 4
        )
        before = the(page, "letter_words")

        page.press("F11")
        page.type("k")

        text = the(page, "letter_words")
        assert text is not before
        assert isinstance(text, QPlainTextEdit)
        assert text.toPlainText().endswith(" Hormat kami,")
        page.press("Ctrl+Return")
        assert page.focus() == "report_pulldown"  # in these letters there is no room for the list
        page.press("U")
        again = the(page, "letter_words")
        assert isinstance(again, QPlainTextEdit)
        assert again.toPlainText().endswith(" Hormat kami,")


def test_what_is_typed_for_names_and_a_period_stays(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F6", "L", *down_to(PaperKind.NAMES), "Return")
        page.type("diperiksa").press("Tab").type("dua kata")
        page.press("F11")
        assert (typed(page, "names_purpose"), typed(page, "names_passphrase")) == ("diperiksa", "dua kata")
        assert page.focus() == "names_passphrase"

        page.press("Shift+Tab", "Shift+Tab", "Up", "Up", "Tab", "Tab", "Tab")
        the(page, "period_first").setFocus()
        page.press("Ctrl+A").type("31-1")
        page.resize(*LARGE_TYPE)
        assert (typed(page, "period_first"), page.focus()) == ("31-1", "period_first")


def test_the_focus_goes_between_the_list_and_the_box_that_takes_its_place(
    qtbot: Waits, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F6", "L", *down_to(PaperKind.SAFETY))
        assert page.focus() == "report_list"

        page.resize(*SMALL)
        assert is_small()
        assert page.focus() == "report_pulldown"
        page.press("Down")
        page.resize(*USUAL)

        assert page.focus() == "report_list"
        assert page.labels()["of_whom"].startswith("Sekolah")


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """The look is the usual one again afterwards."""
    yield
    dress(qapp)


def renew(qapp: QApplication, page: ReportsPage) -> None:
    dress(qapp, 20, theme=MATAHARI)
    room = page.shell.findChild(Room)
    assert isinstance(room, Room)
    room.renew()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no more of the old view


@pytest.mark.usefixtures("large")
def test_what_did_not_work_is_still_said(qapp: QApplication, page: ReportsPage) -> None:
    page.press(Qt.Key.Key_P, ctrl=True)
    before = page.notice()
    assert before[0] == "Tidak ada printer di laptop ini."

    renew(qapp, page)

    assert page.notice() == before


@pytest.mark.usefixtures("large")
def test_what_takes_long_is_still_seen_and_given_up(
    qapp: QApplication, page: ReportsPage, qtbot: QtBot
) -> None:
    gate = Event()
    page.world.work.make(lambda _session: gate.wait(10), lambda _opened: None)
    page.place.read_anew()
    qtbot.waitUntil(lambda: page.sees("report_progress"))

    renew(qapp, page)

    assert page.sees("report_progress")
    gate.set()
    page.settle()
    assert not page.sees("report_progress")
