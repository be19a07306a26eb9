"""Worlds for the stories of F4."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.people.commands import correct, say_same
from ektp_desk.usecases.session import Session
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World, open_world
from tests.offices import WORDS
from tests.people.lists_of_people import VILLAGE, keep_list, row


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """An office whose list names Yuliana, once more in a slip, and Marthen."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        made.tell(
            lambda session: keep_list(
                session,
                row(1, "yuliana", "YULIANA TAMONOB", kk_number="5302320101199001", rt="003", rw="001"),
                row(2, "slip", "TAMONOB YULIANNA", village="53.02.32.2001"),
                row(3, "marthen", "MARTHEN BOIMAU", birth="1975-05-11", sex="L"),
            )
        )
        yield made


@pytest.fixture
def page(world: World) -> PeoplePage:
    """F4 of an office whose two lists name one joined person differently, the newer without a NIK."""

    def act(session: Session) -> None:
        old = row(11, "old", "ORPA CONTO", sex="L", birth="1988-03-04", village="53.02.32.2001")
        new = row(12, "new", "ORPA CONTOH", sex="P", birth="1989-03-04", village=VILLAGE, nik="")
        keep_list(session, old, as_of="2018-01-01", source="DKB")
        keep_list(session, new, as_of="2019-03-28", source="SIAK")
        keep_list(session, row(13, "like", "ORPAH CONTO", birth="1988-03-04"))
        say_same(session, "old", "new")
        correct(session, "new", "name", value="Orpa Contoh", ground="KK", passphrase=WORDS)

    world.tell(act)
    return PeoplePage(world)
