"""The laptop's clock at the window: asked once more when it went back, asked anew when it jumps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.bodies import DayConfirmed
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.app import ClockWatch
from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import last_kept
from ektp_desk.words.dates import long_date
from tests.gui.crash.page import SetClock, clock_of
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


@dataclass
class Laptop:
    """A window and the clock behind it."""

    page: DeskPage
    clock: SetClock

    def set_back(self, **by: float) -> None:
        """Set the clock wrong."""
        self.clock.off -= timedelta(**by)


@pytest.fixture
def laptop(qtbot: QtBot, folders: Folders) -> Iterator[Laptop]:
    """Open the sample's window over a clock that can be set."""
    with open_desk(qtbot, folders) as page:
        yield Laptop(page, clock_of(page))


def answers(session: Session) -> list[int]:
    events = session.store.events(Entity.DEVICE, session.device)
    return [event.body.jump_minutes for event in events if isinstance(event.body, DayConfirmed)]


def test_a_clock_before_the_last_record_is_asked_about_once_more(laptop: Laptop) -> None:
    laptop.set_back(days=4000)
    page = laptop.page.sign_in()

    assert page.place == "sign_in"
    now = laptop.clock().local
    assert f"Jam laptop mundur: kini {long_date(now.date())}, {now:%H.%M}." in page.words()
    assert page.labels()["date"] == long_date(now.date())
    assert page.window.sign_in.view.choice.value() is None, "the answer was for another day"
    assert page.desk.store is None
    page.press("Return")
    assert page.place == "sign_in", "the same answer again is no answer"
    view = page.window.sign_in.view
    assert view.sure.isVisible()
    assert view.sure.height() == view.enter.height()

    page.press("F9")
    assert page.place == "queue"
    assert page.tell(answers)[-1] == pytest.approx(-4000 * 24 * 60, abs=2)


def test_a_wrong_year_is_told_with_what_it_takes_and_one_key_allows_it(laptop: Laptop) -> None:
    laptop.set_back(days=-800)
    page = laptop.page.sign_in()

    assert page.place == "sign_in"
    now = laptop.clock().local
    assert f"Tanggal laptop melompat jauh: kini {long_date(now.date())}, {now:%H.%M}." in page.words()
    assert "1 daftar habis masa simpannya." in page.words()
    assert page.desk.store is None
    page.press("1", "Return")
    assert page.place == "sign_in", "by habit nobody lets a list go"

    page.press("F9")
    assert page.place == "queue"
    assert [facts.state for facts in page.tell(lists)] == [ListState.DUE]


def test_a_wrong_year_that_is_set_right_before_the_key_takes_nothing(laptop: Laptop) -> None:
    laptop.set_back(days=-800)
    laptop.page.sign_in()
    laptop.set_back(days=800)
    page = laptop.page.press("1", "Return")

    assert page.place == "queue"
    assert [facts.state for facts in page.tell(lists)] == [ListState.STANDING]


def test_who_was_sure_of_a_clock_that_went_back_has_not_allowed_another_year(laptop: Laptop) -> None:
    laptop.set_back(days=4000)
    page = laptop.page.sign_in()
    laptop.set_back(days=-4800)
    page.press("F9")

    assert page.place == "sign_in"
    assert "1 daftar habis masa simpannya." in page.words()


def test_a_mended_clock_needs_no_second_answer(laptop: Laptop) -> None:
    laptop.set_back(days=1)
    laptop.page.sign_in()
    laptop.set_back(days=-1)
    page = laptop.page.press("1", "Return")

    assert page.place == "queue"
    assert page.tell(answers)[-1] == 0


def test_the_key_for_being_sure_does_nothing_unasked(laptop: Laptop) -> None:
    page = laptop.page.press("1").type(laptop.page.passphrase).press("F9")

    assert page.place == "sign_in"
    assert page.desk.store is None


def test_a_clock_that_jumps_locks_the_desk_with_all_work_saved(laptop: Laptop) -> None:
    page = laptop.page.sign_in().press("Ins")
    kept = page.tell(last_kept)
    seconds = [0.0]
    watch = ClockWatch(laptop.clock, ticks=lambda: seconds[0], parent=page.window)
    watch.jumped.connect(page.window.doubt_clock)
    seconds[0] += 60
    laptop.set_back(seconds=-60)
    watch.look()
    assert page.place == "queue"

    laptop.set_back(minutes=-47)
    watch.look()
    page.settle()

    assert page.place == "sign_in"
    assert "Jam laptop berubah 47 menit." in page.words()
    assert page.focus().startswith("day")
    page.press("Tab", "Tab").type(page.passphrase).press("Return")
    assert page.place == "sign_in", "the day was not answered for"
    page.press("1", "Return")
    assert page.place == "queue"
    after = page.tell(last_kept)
    assert kept is not None
    assert after is not None
    assert after.number == kept.number + 1


def test_a_clock_that_jumps_before_anybody_signed_in_takes_the_answer_back(laptop: Laptop) -> None:
    page = laptop.page.press("1")
    page.window.doubt_clock(-90)
    page.settle()

    assert "Jam laptop berubah 90 menit." in page.words()
    assert page.window.sign_in.view.choice.value() is None
