"""A start without an office: each way is a command, and one key copies it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.shell.no_office import NoOffice, NotOpened, window_for
from ektp_desk.words.commands import program
from tests.gui.desks import LARGE_TYPE, SMALL

pytestmark = pytest.mark.gui
LONG = Path("/media/petugas/KARTU DATA KANTOR/ektp-desk/kantor-kabupaten-timor-tengah-selatan")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("C", "restore BERKAS --user NAMA"),
        ("K", "office init --region KODE --user NAMA"),
        ("B", "office laptop open KIT"),
        ("F", "--data FOLDER"),
    ],
)
def test_a_key_copies_each_command_and_says_so(qtbot: QtBot, key: str, said: str) -> None:
    door = NoOffice(None)
    qtbot.addWidget(door)
    door.show()
    door.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is door)
    QTest.keySequence(QApplication.focusWidget() or door, QKeySequence(key))

    assert QApplication.clipboard().text() == f"{program()} {said}"
    words = [line.button.word() for line in (door.join, door.restore, door.found, door.other)]
    assert words.count("Disalin") == 1
    assert not door.again


def test_a_folder_of_ones_own_stands_in_the_commands(qtbot: QtBot) -> None:
    door = NoOffice(LONG)
    qtbot.addWidget(door)

    assert door.join.command().endswith(f"--data '{LONG}'")
    assert door.restore.command().endswith(f"--data '{LONG}'")
    assert door.found.command().endswith(f"--data '{LONG}'")


@pytest.mark.parametrize("size", [SMALL, LARGE_TYPE])
@pytest.mark.parametrize("data", [None, LONG])
def test_it_fits_the_smallest_window(qtbot: QtBot, size: tuple[int, int, int], data: Path | None) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, size[2])
    door = NoOffice(data)
    qtbot.addWidget(door)
    door.resize(size[0], size[1])
    door.show()
    QApplication.processEvents()

    assert (door.width(), door.height()) == size[:2]
    for part in door.findChildren(QLabel):
        assert part.height() >= part.heightForWidth(part.width()), part.text()
        assert door.rect().contains(part.rect().translated(part.mapTo(door, part.rect().topLeft())))


def test_other_troubles_keep_their_own_window(qtbot: QtBot) -> None:
    window = window_for(EktpError("desk.in_use"), None)
    qtbot.addWidget(window)
    assert isinstance(window, NotOpened)
    assert not isinstance(window, NoOffice)
