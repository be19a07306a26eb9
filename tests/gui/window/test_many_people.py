"""However many may sign in: the rows that are seen are whole, and the chosen one is among them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.shell.sign_in_view import People
from ektp_desk.usecases.environment import SignInPerson
from tests.gui.desks import LARGE_TYPE, SMALL

pytestmark = pytest.mark.gui


def seen(people: People) -> dict[str, bool]:
    """The rows that lie in the view, and whether the whole of each does."""
    height = people.viewport().height()
    found = {}
    for row in people.findChildren(QRadioButton):
        top = row.mapTo(people.viewport(), row.rect().topLeft()).y()
        if top + row.height() > 0 and top < height:
            found[row.objectName()] = top >= 0 and top + row.height() <= height
    return found


@pytest.mark.parametrize("type_px", [SMALL[2], LARGE_TYPE[2]])
@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12])
def test_no_row_is_cut_whoever_is_chosen(qtbot: QtBot, *, count: int, small: bool, type_px: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    people = shown_in(qtbot, app, count, type_px, small=small)
    for at in [*range(1, count), 0, *range(count - 1, -1, -1)]:
        assert all(seen(people).values())
        assert f"person_{people.chosen()}" in seen(people)
        people.step(at - int(people.chosen()))
        QApplication.processEvents()
    other = shown_in(qtbot, app, count, type_px, small=not small)
    other.choose(people.chosen())
    assert all(seen(other).values())
    assert f"person_{people.chosen()}" in seen(other)


def shown_in(qtbot: QtBot, app: QApplication, count: int, type_px: int, *, small: bool) -> People:
    dress(app, type_px, small=small)
    people = People([])
    qtbot.addWidget(people)
    people.resize(600, 300)
    people.show()
    people.show_people([SignInPerson(str(at), f"Orang {at}", ("queue",)) for at in range(count)])
    QApplication.processEvents()
    return people
