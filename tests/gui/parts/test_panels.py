"""A panel over a screen: keys, Tab, what it says, and that it stands again over a screen built anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import Choice, Field, Option, PassphraseField
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.state import put_back, read_state
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import choose_look, look

pytestmark = pytest.mark.gui


class Asking(Panel):
    """A box, a choice of two, a blue act, and one by a digit."""

    def __init__(self, host: QWidget, done: list[str]) -> None:
        super().__init__(host, name="asking", widest=400, title="Asking", help_text="Help")
        self.box = Field("Word", "word")
        self.choice = Choice("Side", [Option("left", "Left"), Option("right", "Right")], name="side")
        self.put(self.box)
        self.put(self.choice, None)
        self.foot(
            Act(id="blue", text="Blue", keys=("Enter",), run=lambda: done.append("blue")),
            Act(id="one", text="One", keys=("1",), run=lambda: done.append("one")),
            Act(id="off", text="Off", keys=("O",), run=lambda: done.append("off"), why_not=lambda: "Not now"),
            also=(Act(id="sure", keys=("Ctrl+Enter",), run=lambda: done.append("sure")),),
        )


class Screen:
    """A screen of one button, which is built anew on demand, and the panel over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        self.window = QWidget()
        self._column = QVBoxLayout(self.window)
        self.panels = Panels(lambda: self.view)
        self.view = self._make()
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.view.findChildren(QPushButton)[0].setFocus()
        self.panels.ask(lambda host: Asking(host, self.done))

    def _make(self) -> QWidget:
        view = QWidget()
        button = QPushButton("behind")
        button.setObjectName("behind")
        QVBoxLayout(view).addWidget(button)
        self._column.addWidget(view)
        return view

    def renew(self) -> None:
        """Build the screen anew, as another look does, and throw the old one away."""
        kept, old = read_state(self.view), self.view
        self.view = self._make()
        self.panels.ask_again()
        old.hide()
        old.deleteLater()
        self.view.show()
        put_back(self.view, kept)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def panel(self) -> Asking:
        assert isinstance(self.panels.open, Asking)
        return self.panels.open

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def focus(self) -> str:
        held = QApplication.focusWidget()
        return held.objectName() if held else ""


@pytest.fixture
def screen(qtbot: QtBot, qapp: object) -> Iterator[Screen]:
    """A screen whose panel is open."""
    dress(qapp)  # type: ignore[arg-type]  # the fixture's type is pytest-qt's own
    was = look()
    choose_look(replace(was, small=False))
    yield Screen(qtbot)
    choose_look(was)


def test_a_digit_of_the_keypad_is_the_digit_of_an_act(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    screen.press(Qt.Key.Key_1)

    assert screen.done == ["one", "one"]


def test_a_passphrase_is_shown_by_the_key_that_is_printed_in_its_box(screen: Screen) -> None:
    def make(host: QWidget) -> Panel:
        panel = Panel(host, name="secret", widest=400, title="Secret")
        panel.put(PassphraseField("Passphrase", "passphrase"))
        panel.foot(Act(id="go", text="Go", keys=("Enter",), run=lambda: None))
        return panel

    edit = screen.panels.ask(make).findChild(QLineEdit, "passphrase")
    assert edit is not None
    assert edit.hasFocus()  # what lies over the box has its key, and is no stop of Tab

    screen.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)

    assert edit.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_and_enter_is_an_act_of_its_own(screen: Screen, key: Qt.Key) -> None:
    pad = Qt.KeyboardModifier.KeypadModifier if key == Qt.Key.Key_Enter else Qt.KeyboardModifier.NoModifier

    screen.press(key, Qt.KeyboardModifier.ControlModifier | pad)
    screen.press(key, pad)

    assert screen.done == ["sure", "blue"]


@pytest.mark.parametrize(
    ("key", "stops"),
    [
        (Qt.Key.Key_Tab, ["word", "side_left", "blue", "one", "asking_back", "word"]),
        (Qt.Key.Key_Backtab, ["word", "asking_back", "one", "blue", "side_left", "word"]),
    ],
)
def test_tab_stops_once_at_a_choice_and_passes_over_what_rests(
    screen: Screen, key: Qt.Key, stops: list[str]
) -> None:
    seen = []
    for _stop in range(6):
        seen.append(screen.focus())
        screen.press(key)

    assert seen == stops


def test_an_act_at_rest_says_why_in_place_of_the_help_until_another_is_done(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_O)
    said = screen.panel._help.text()
    screen.press(Qt.Key.Key_1)

    assert (said, screen.panel._help.text()) == ("Not now", "Help")
    assert screen.done == ["one"]


def test_a_letter_that_the_box_hands_on_is_an_acts_and_any_other_is_typed(screen: Screen) -> None:
    keep_keys(screen.panel.box.edit, "1")
    for key in (Qt.Key.Key_O, Qt.Key.Key_1):
        screen.press(key)

    assert (screen.panel.box.text(), screen.done) == ("o", ["one"])


def test_over_a_screen_built_anew_it_stands_as_it_was_and_gives_the_focus_back(screen: Screen) -> None:
    screen.panel.box.set_text("half")
    screen.panel.choice.take("right")
    screen.renew()

    assert (screen.panel.box.text(), screen.panel.choice.value()) == ("half", "right")
    assert screen.focus() == "word"

    screen.press(Qt.Key.Key_Escape)
    assert screen.panels.open is None
    assert screen.focus() == "behind"


def test_in_the_small_form_its_boxes_are_lower(screen: Screen) -> None:
    usual = screen.panel.box.edit.sizeHint().height()
    choose_look(replace(look(), small=True))
    screen.panels.ask(lambda host: Asking(host, screen.done))

    assert screen.panel.box.edit.sizeHint().height() < usual


def test_a_text_is_gone_on_with_where_it_was_left(qtbot: QtBot) -> None:
    left, anew = QPlainTextEdit("Word"), QPlainTextEdit("Word")
    for edit in (left, anew):
        edit.setObjectName("text")
        qtbot.addWidget(edit)
    QTest.keyClicks(left, "My ")

    put_back(anew, read_state(left))
    QTest.keyClicks(anew, "own ")

    assert anew.toPlainText() == "My own Word"
