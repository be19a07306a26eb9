"""The frame fits the smallest laptops at both type sizes, and everything in it can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.gui.kit.style import dress
from tests.gui.counter import PLACES, counter_shell
from tests.gui.gallery import Gallery
from tests.gui.sight import cut, nameless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ektp_desk.gui.shell.frame import Shell

pytestmark = pytest.mark.gui

SIZES = [(15, QSize(1024, 560)), (20, QSize(1360, 690))]


@pytest.fixture(params=SIZES, ids=["1024x560 at 15 px", "1360x690 at 20 px"])
def shell(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[Shell]:
    """Open the counter as small as it must still work."""
    base, size = request.param
    dress(qapp, base)
    made = counter_shell()
    qtbot.addWidget(made)
    made.resize(size)
    made.show()
    yield made
    dress(qapp)


def test_the_small_form_needs_no_more_than_the_smallest_window(shell: Shell) -> None:
    assert shell.is_small()
    needed = shell.room_needed()
    assert needed.width() <= shell.width()
    assert needed.height() <= shell.height()
    assert shell.minimumSizeHint().width() <= shell.width()


def test_nothing_reaches_over_the_edge_of_what_holds_it(shell: Shell) -> None:
    QApplication.processEvents()
    outside = [
        widget.objectName() or type(widget).__name__
        for widget in shell.findChildren(QWidget)
        if widget.isVisible() and not _inside(widget)
    ]
    assert outside == []


def _inside(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    return holder is None or holder.rect().contains(widget.geometry())


def test_no_word_has_less_room_than_it_needs(shell: Shell) -> None:
    QApplication.processEvents()
    assert cut(widget for widget in shell.findChildren(QWidget) if widget.isVisible()) == []


def test_the_window_takes_its_wide_form_when_there_is_room(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp)
    shell = counter_shell()
    qtbot.addWidget(shell)
    shell.resize(1366, 698)
    shell.show()
    assert not shell.is_small()
    assert shell.nav.width() == 184
    shell.resize(1366, 580)
    assert (shell.nav.width(), shell.header.height(), shell.strip.height()) == (64, 48, 32)


def test_each_place_and_the_lock_answer_to_their_keys(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp)
    shell = counter_shell()
    asked: list[str] = []
    qtbot.addWidget(shell)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.place_asked.connect(asked.append)
    shell.lock_asked.connect(lambda: asked.append("lock"))

    for number in range(1, 8):
        QTest.keyClick(shell, Qt.Key(Qt.Key.Key_F1 + number - 1))
    QTest.keyClick(shell, Qt.Key.Key_F12)

    assert asked == [key for key, *_rest in PLACES] + ["lock"]
    assert shell.current() == "queue"


@pytest.mark.parametrize("make", [counter_shell, Gallery])
def test_everything_that_acts_has_a_name_to_hear(
    qapp: QApplication,
    qtbot: QtBot,
    make: type[QWidget],
) -> None:
    dress(qapp)
    window = make()
    qtbot.addWidget(window)
    window.show()
    assert nameless(widget for widget in window.findChildren(QWidget) if widget.isVisible()) == []
