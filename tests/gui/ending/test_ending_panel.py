"""The ending panel over any screen, by keys alone."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import ONLY_BY_RECORDING, Outcome, Purpose
from ektp_desk.domain.typed_days import read_coming_day
from ektp_desk.gui.kit import on_key
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.outcomes import VOIDED, columns
from ektp_desk.gui.kit.style import dress

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui
TODAY = date(2019, 4, 2)


class Over:
    """A screen with one button and keys of its own, and the panel over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.screen = QWidget()
        self.button = QPushButton(self.screen)
        self.button.setObjectName("behind")
        self.behind: list[str] = []
        self.answers: list[tuple[str, str, str]] = []
        for key in ("P", "Enter", "Esc"):
            on_key(self.screen, key, lambda key=key: self.behind.append(key))  # type: ignore[misc]  # in a loop
        self.panels = Panels(lambda: self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(936, 413)
        self.screen.show()
        qtbot.waitExposed(self.screen)
        self.screen.activateWindow()
        qtbot.waitUntil(self.screen.isActiveWindow)
        self.button.setFocus()

    def ask(self, *, purpose: Purpose = Purpose.RECORD, recording: bool = False) -> None:
        self.panels.ask(
            lambda host: EndingPanel(
                host,
                "A042",
                self._hear,
                purpose=purpose,
                today=TODAY,
                may_refuse=True,
                recording=recording,
            )
        )

    def _hear(self, ending: ChosenEnding) -> None:
        self.answers.append((ending.value, ending.text, ending.on))

    @property
    def panel(self) -> EndingPanel:
        assert isinstance(self.panels.open, EndingPanel)
        return self.panels.open

    def press(self, *keys: Qt.Key | str) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.focus(), key)
            else:
                QTest.keyClick(self.focus(), key)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def over(qtbot: QtBot, qapp: object) -> Over:
    """A screen with the panel open for a recording ticket."""
    dress(qapp)  # type: ignore[arg-type]  # the fixture's type is pytest-qt's own
    made = Over(qtbot)
    made.ask()
    return made


ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_every_outcome_but_recorded_is_offered_once_with_a_letter_of_its_own() -> None:
    for purpose, may_refuse in product(Purpose, (True, False)):
        board = columns(purpose, may_refuse=may_refuse)
        offered = [each for column in board for group in column for each in group.endings]
        never = ONLY_BY_RECORDING if may_refuse else {*ONLY_BY_RECORDING, Outcome.NOT_RESIDENT}
        assert {each.value for each in offered} == {*set(Outcome) - never, VOIDED}
        assert len({each.key for each in offered}) == len(offered)


@pytest.mark.parametrize(
    ("letter", "outcome"),
    [("p", "left"), ("d", "no_documents"), ("j", "answered"), ("k", "card_handed_over"), ("x", "voided")],
)
def test_a_letter_and_enter_end_a_ticket(over: Over, letter: str, outcome: str) -> None:
    over.press(letter, Qt.Key.Key_Enter)
    assert over.answers == [(outcome, "", "")]
    assert over.behind == []


def test_nothing_is_chosen_for_a_recording_so_a_second_enter_does_no_harm(over: Over) -> None:
    over.press(ENTER, ENTER)
    assert over.answers == []


def test_a_card_or_an_answer_is_expected_of_who_came_for_it(over: Over) -> None:
    for purpose, outcome in ((Purpose.FETCH_CARD, "card_handed_over"), (Purpose.QUESTION, "answered")):
        over.ask(purpose=purpose)
        over.press(ENTER)
        assert over.answers[-1] == (outcome, "", "")


def test_a_reason_in_words_is_asked_for_where_its_reader_needs_it(over: Over) -> None:
    over.press("l", ENTER)
    assert over.answers == []
    assert over.panel.text.has_error()
    for letter in "sakit":
        over.press(letter)
    over.press(ENTER)
    assert over.answers == [("other", "sakit", "")]


def test_coming_back_tomorrow_or_next_week_is_one_key_each(over: Over) -> None:
    over.press("u", "o", ENTER)
    over.press("m", ENTER)
    assert over.answers == [("rescheduled", "", "2019-04-03"), ("rescheduled", "", "2019-04-09")]


def test_a_day_to_come_again_goes_with_any_reason_that_leaves_something_to_come_for(over: Over) -> None:
    over.press("h", "m", ENTER)
    over.ask(recording=True)
    over.press("d", "c", *"11-04-2019", ENTER)
    assert over.answers == [("cannot_today", "", "2019-04-09"), ("no_documents", "", "2019-04-11")]


def test_no_day_goes_with_a_reason_that_ends_the_matter(over: Over) -> None:
    over.press("h", "o", Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, "n", ENTER)
    assert over.answers == [("not_resident", "", "")]
    assert not over.panel.day.isVisible()


def test_no_letter_of_the_board_means_another_thing_beside_the_date(over: Over) -> None:
    assert not {button.ending.key for button in over.panel.board.buttons()} & {"O", "M", "C"}


def test_every_ending_stands_under_its_heading(over: Over) -> None:
    buttons = over.panel.board.buttons()
    assert all(button.accessibleDescription() for button in buttons)
    (waiting,) = [button for button in buttons if button.ending.value == Outcome.OUT_OF_TIME]
    assert waiting.accessibleDescription() == "Tidak dilayani (lanjutan)"


def test_a_day_that_has_passed_is_refused_beside_its_box(over: Over) -> None:
    over.press("u", *"01-04-2019", ENTER)
    assert over.answers == []
    assert over.panel.day.field.has_error()


def test_arrows_move_the_choice_and_the_first_arrow_takes_the_row_at_hand(over: Over) -> None:
    over.press(Qt.Key.Key_Down)
    assert over.panel.board.value() == "card_handed_over"
    over.press(Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert over.panel.board.value() == "data_differs"


def test_esc_gives_the_focus_back_and_tells_nothing(over: Over) -> None:
    over.press("p", ESC)
    assert (over.answers, over.behind) == ([], [])
    assert over.panels.open is None
    assert over.focus() is over.button


def test_tab_goes_round_inside_the_panel(over: Over) -> None:
    seen = set()
    for _round in range(8):
        seen.add(over.focus())
        over.press(Qt.Key.Key_Tab)
    assert over.button not in seen
    assert all(over.panel.isAncestorOf(each) for each in seen)


def test_a_refusal_is_said_inside_the_panel(over: Over) -> None:
    over.press("p", ENTER)
    over.panels.refuse(EktpError("ticket.ended", number="A042"))
    assert over.panel.isVisible()
    assert "A042" in over.panel._help.accessibleName()


@pytest.mark.parametrize(
    ("typed", "day"),
    [("11-04-2019", "2019-04-11"), ("11/4", "2019-04-11"), ("11042019", "2019-04-11"), ("1-2", "2020-02-01")],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: str) -> None:
    assert read_coming_day(typed, today=TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("besok", "date.unreadable"),
        ("31-02-2020", "date.unreadable"),
        ("02-04-2019", "outcome.day_not_ahead"),
    ],
)
def test_a_day_that_is_none_is_refused(typed: str, code: str) -> None:
    with pytest.raises(EktpError) as refused:
        read_coming_day(typed, today=TODAY)
    assert refused.value.code == code
