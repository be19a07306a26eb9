"""What is closed or built anew is let go, with all that it held: a desk runs for a whole day on 4 GB."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid, ownedByPython

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.act import Acts
from ektp_desk.settings import Folders
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.session import Session
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
PLACES = ("F1", "F2", "F3", "F4", "F6", "F9", "F10", "Shift+F1", "Shift+F1", "Shift+F11", "Shift+F11")


def held() -> Counter[str]:
    """Name what Python holds: tables of acts, sessions, and those of our parts that Qt let go before."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return Counter(
        type(each).__name__
        for each in gc.get_objects()
        if isinstance(each, Acts | Session) or (isinstance(each, QObject) and _is_over(each))
    )


def _is_over(part: QObject) -> bool:
    """Of Qt's own parts a window keeps the names that `findChildren` gave, for as long as it stands."""
    return not isValid(part) and type(part).__module__.startswith("ektp_desk")


def walk(page: DeskPage) -> None:
    """Through the places, each in another theme, and a panel that is opened and left."""
    for key in PLACES:
        page.press(key, "F11")
    page.press("F2", "F9", "Esc")


def test_places_and_panels_that_are_built_anew_hold_no_more_than_before(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        walk(page)
        once = held()
        walk(page)

        assert held() == once


def test_a_closed_window_leaves_nothing_behind(qtbot: QtBot, folders: Folders) -> None:
    before = held()
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        walk(page)
    page.window.deleteLater()
    del page

    assert held() - before == Counter()


def test_a_closed_window_hears_no_more_of_what_is_carried(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        workplace, jobs, heard = page.window.workplace, page.window.jobs, list[Changes]()
        assert workplace is not None
        workplace.work.changed.connect(heard.append)
        written = Changes(frozenset({Entity.VISIT}), frozenset(), Origin.OWN)
        jobs.carried.emit((written,))
        page.settle()
        assert heard == [written]

        jobs.carried.emit((written,))
        page.window.close()
        page.settle()
        assert heard == [written]


def test_no_object_of_qt_is_left_to_whichever_thread_collects(qtbot: QtBot, folders: Folders) -> None:
    """Python collects what is young on a lane too: what is a widget's goes with that widget."""
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        held()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            walk(page)
            gc.collect()
            left = [each for each in gc.garbage if isinstance(each, QObject)]
        finally:
            gc.set_debug(0)
            gc.garbage.clear()

        assert [type(each).__name__ for each in left if isValid(each) and ownedByPython(each)] == []
