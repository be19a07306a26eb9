"""Two users take turns at one laptop: what one promised lands as theirs, what one typed nobody else sees."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.events import Entity
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import visits
from tests.gui.admin.page import sign_in_as
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
ORPA, WORDS, DRAFT = "Orpa Contoh", "lima kata milik orpa", "Rahasia Nenobais"


def both(page: DeskPage) -> DeskPage:
    page.sign_in().tell(lambda s: add_user(s, ORPA, ["queue", "operator"], passphrase=WORDS))
    return page


def press_at_once(page: DeskPage, *keys: str) -> None:
    """Press keys without waiting for what they began."""
    for key in keys:
        QTest.keySequence(QApplication.focusWidget() or page.window, QKeySequence(key))
    page.settle()


def held(page: DeskPage, words: str) -> list[str]:
    """Name everything in the window, seen or not, that still holds words."""
    found = []
    for widget in page.window.findChildren(QWidget):
        text = ""
        if isinstance(widget, QLabel | QLineEdit):
            text = widget.text()
        elif isinstance(widget, QPlainTextEdit):
            text = widget.toPlainText()
        if words in text or words in widget.accessibleName() or words in widget.toolTip():
            found.append(widget.objectName() or type(widget).__name__)
    return found


def test_an_act_under_way_at_the_lock_lands_once_in_the_name_of_who_asked(
    qtbot: QtBot, folders: Folders
) -> None:
    def givers(session: Session) -> list[str]:
        """Name who gave each number, first first."""
        visit = visits(session)[0].id
        tickets = sorted(waiting_tickets(session, visit), key=lambda ticket: ticket.number)
        return [session.store.events(Entity.TICKET, ticket.id)[0].header.by for ticket in tickets]

    with open_desk(qtbot, folders) as page:
        before = both(page).tell(givers)
        maria = before[-1]
        press_at_once(page, "Ins", "Ins", "F12")
        assert page.place == "sign_in"
        sign_in_as(page, ORPA, WORDS)
        press_at_once(page, "Ins", "F12")
        sign_in_as(page, "Maria T.", page.passphrase)

        (orpa,) = set(page.tell(givers)) - {maria}
        assert page.tell(givers)[len(before) :] == [maria, maria, orpa]


@pytest.mark.parametrize("keys", [("Ctrl+K", "N"), ("F4",), ("F2",)])
def test_a_draft_is_gone_when_the_idle_lock_comes(
    qtbot: QtBot, folders: Folders, keys: tuple[str, ...]
) -> None:
    with open_desk(qtbot, folders) as page:
        both(page).press(*keys).type(DRAFT)
        assert held(page, DRAFT)

        page.window._idle.timeout.emit()  # as when the minutes of the rule have passed
        page.settle()
        assert page.place == "sign_in"
        assert held(page, DRAFT) == []
        sign_in_as(page, ORPA, WORDS)
        assert held(page, DRAFT) == []
