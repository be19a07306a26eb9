"""One table of acts: keys, buttons, reasons, rights and help read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.roles import Role
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.fields import RingedEdit
from ektp_desk.gui.shell.help import Bound, keys_of

pytestmark = pytest.mark.gui


class Desk:
    """A window with one act, a box and a plain button, and what happened to it."""

    def __init__(self, qtbot: QtBot, *keys: str, **act: object) -> None:
        self.done: list[str] = []
        self.why: list[str] = []
        self.window, self.box, self.other = QWidget(), RingedEdit(name="search"), QPushButton("other")
        run: Callable[[], None] = lambda: self.done.append("call")  # noqa: E731
        made = Act(id="call", keys=keys, run=run, **({"text": "Panggil…"} | act))  # type: ignore[arg-type]
        self.acts = Acts([made], explain=self.why.append, roles={Role.QUEUE})
        self.button = self.acts.button("call")
        column = QVBoxLayout(self.window)
        for part in (self.box, self.other, self.button):
            column.addWidget(part)
        self.acts.add_to(self.window)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: str, *, at: QWidget) -> list[str]:
        """Press a key where `at` holds the focus; what was done since the last key."""
        at.setFocus()
        self.done.clear()
        QTest.keySequence(at, QKeySequence(key))
        return list(self.done)


@pytest.mark.parametrize("key", ["Space", "Ctrl+A", "Ctrl+Z", "Ctrl+Ins", "Right", "+", "="])
def test_what_edits_a_box_never_reaches_an_act_of_the_window(qtbot: QtBot, key: str) -> None:
    desk = Desk(qtbot, key)

    assert desk.press(key, at=desk.box) == []
    assert desk.press(key, at=desk.other) == ["call"]


def test_a_page_turns_by_the_key_that_qt_spells_otherwise(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "PgDn")

    assert desk.press("PgDown", at=desk.other) == ["call"]
    assert keys_of(desk.window) == [Bound("PgDn", "Panggil")]


def test_enter_is_both_of_them_and_a_held_key_acts_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "Enter")

    assert desk.press("Return", at=desk.box) == ["call"]
    assert desk.press("Enter", at=desk.box) == ["call"]
    assert not desk.acts["call"].autoRepeat()


def test_the_button_is_the_act(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "C")

    assert desk.button.accessibleName() == "Panggil… (C)"
    desk.button.click()
    assert desk.done == ["call"]


def test_another_key_is_printed_for_as_long_as_it_presses_the_act(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "Enter", "Ctrl+Enter")

    desk.button.set_key("Ctrl+Enter")
    desk.acts.refresh()

    assert desk.button.accessibleName() == "Panggil… (Ctrl+Enter)"
    assert keys_of(desk.window) == [Bound("Ctrl+Enter", "Panggil")]


def test_an_act_at_rest_says_why_to_the_key_the_ear_and_the_pointer(qtbot: QtBot) -> None:
    reasons = ["A001 belum selesai"]
    desk = Desk(qtbot, "C", why_not=lambda: reasons[0])

    assert desk.press("C", at=desk.other) == []
    assert desk.why == ["A001 belum selesai"]
    assert not desk.button.isEnabled()
    assert desk.button.accessibleDescription() == desk.button.toolTip() == "A001 belum selesai"

    reasons[0] = ""
    desk.acts.refresh()
    assert desk.button.isEnabled()
    assert desk.press("C", at=desk.other) == ["call"]


def test_what_cannot_be_done_now_is_neither_seen_nor_bound(qtbot: QtBot) -> None:
    can = [False]
    desk = Desk(qtbot, "C", when=lambda: can[0])

    assert not desk.button.isVisible()
    assert desk.press("C", at=desk.other) == []
    assert keys_of(desk.window) == []

    can[0] = True
    desk.acts.refresh()
    assert desk.button.isVisible()
    assert desk.press("C", at=desk.other) == ["call"]


def test_a_button_that_is_made_while_its_act_is_away_stays_away(qtbot: QtBot) -> None:
    acts = Acts([Act(id="call", text="Panggil", run=print, when=lambda: False)], explain=print)
    window, button = QWidget(), acts.button("call")
    QVBoxLayout(window).addWidget(button)
    qtbot.addWidget(window)
    window.show()

    assert not button.isVisible()


def test_a_key_that_is_only_printed_is_not_bound(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "C", bound=False)

    assert desk.button.accessibleName() == "Panggil… (C)"
    assert desk.press("C", at=desk.other) == []


def test_who_may_not_do_it_does_not_see_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "C", roles={Role.ADB})

    assert not desk.button.isVisible()
    assert desk.press("C", at=desk.other) == []


def test_help_names_the_act_by_the_word_of_its_table(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "C")

    assert keys_of(desk.window) == [Bound("C", "Panggil")]


def test_a_table_that_names_roles_must_say_whose_they_are(qtbot: QtBot) -> None:
    with pytest.raises(TypeError):
        Acts([Act(id="settle", roles={Role.SUPERVISOR}, run=lambda: None)])
