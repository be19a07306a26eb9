"""What the closing screen says adds up and is not cut."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel

from ektp_desk.domain.paper.figures import BySex, VisitReport
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.closing.flow import FlowChart
from ektp_desk.gui.closing.view import ClosingHead
from ektp_desk.gui.closing.words import day_terms, help_words
from ektp_desk.gui.kit import Elided
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI, TERANG, Tokens
from ektp_desk.gui.queue.figures import QueueEquation
from ektp_desk.usecases.reports.closing import ClosingFacts
from ektp_desk.usecases.shapes import Visit
from ektp_desk.words import SOURCE, speak
from tests.reports import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui
_REASONS = [outcome for outcome in Outcome if GROUP_OF[outcome] is TicketGroup.NOT_SERVED]


def test_what_has_no_line_of_its_own_is_summed_as_people() -> None:
    story = facts.story()
    counts = {reason: BySex(male=at + 1) for at, reason in enumerate(_REASONS)}
    people = sum(n.total for n in counts.values())
    report = replace(story, equation=replace(story.equation, not_served=people), outcomes=counts)
    (term,) = [each for each in day_terms(report) if each.parts]
    for most in range(1, len(_REASONS) + 2):
        lines = term.lines(most)
        assert len(lines) <= most
        assert sum(int(line.partition(" ")[0]) for line in lines) == people
    assert "lainnya" not in " ".join(term.lines(len(_REASONS)))


def test_the_queue_gathers_the_terms_of_closing_into_three(qtbot: QtBot) -> None:
    report = facts.story()
    keys = (Act(id=f"sent_home_{sign}", run=bool) for sign in ("minus", "plus"))
    queue = QueueEquation(Acts([*keys]))
    qtbot.addWidget(queue)
    queue.show_equation(report.equation)
    _arrived, _is, terms = queue.text().partition(" = ")
    of_queue = {term.partition(" ")[2]: int(term.partition(" ")[0]) for term in terms.split(" + ")}
    of_closing = {term.word: int(term.number) for term in day_terms(report)[:-1]}
    rest = sum(of_closing.values()) - of_closing["dilayani"]
    assert of_queue == {
        "dilayani": of_closing["dilayani"],
        "menunggu": report.equation.unclear,
        "tidak penuh": rest,
        "pulang tanpa nomor": report.equation.sent_home,
    }


def _are_whole(lines: list[Elided]) -> bool:
    return all(line.text() == line.full_text() for line in lines)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    speak(request.param)
    yield
    speak(SOURCE)


def _closing(report: VisitReport, state: VisitState, *, following: str = "") -> ClosingFacts:
    visit = Visit(
        id="v", kind="village", village="", day="2019-04-02", closing_hour="16.00", state=state,
        sent_home=report.equation.sent_home, opened_at=None, closed_at=None, supervisor="Ferdinan Contoh",
        desks="A", own_desks="A",
    )  # fmt: skip
    return ClosingFacts(visit, report, unclear=(), to_read=(), following=following)


def test_the_last_line_of_a_day_says_which_visit_is_next() -> None:
    report, closed = facts.story(), VisitState.CLOSED
    line = help_words(_closing(report, closed, following="Desa Nunbena, Kamis, 4 April 2019"))
    assert "ditandatangani Ferdinan Contoh · Berikutnya: Desa Nunbena, Kamis, 4 April 2019" in line
    assert "Berikutnya" not in help_words(_closing(report, closed))


@pytest.mark.parametrize(("base", "width", "small"), [(15, 1150, False), (15, 936, True), (20, 1242, True)])
@pytest.mark.usefixtures("language")
def test_the_answer_and_the_sentence_below_it_are_never_cut(
    qtbot: QtBot, qapp: QApplication, *, base: int, width: int, small: bool
) -> None:
    dress(qapp, base, small=small)
    story = facts.story()
    clear = replace(story, waits=replace(story.waits, served_after_hours=131))
    many = replace(clear, equation=replace(story.equation, numbered=1298, left=160, unclear=1000))
    signed = _closing(clear, VisitState.CLOSED, following="Desa Nunbena, Kamis, 4 April 2019")
    for day in (_closing(clear, VisitState.OPEN), _closing(many, VisitState.OPEN), signed):
        head = ClosingHead()
        qtbot.addWidget(head)
        head.show_day(day)
        head.resize(width, head.sizeHint().height())
        head.show()
        qtbot.waitUntil(head.isVisible)
        lines = [line for line in head.findChildren(Elided) if line.isVisible()]
        qtbot.waitUntil(partial(_are_whole, lines))
        parts = [part for part in head.findChildren(QLabel) if part.isVisible() and part.text()]
        boxes = [QRect(part.mapTo(head, QPoint()), part.size()) for part in parts]
        assert all(head.rect().contains(box) for box in boxes)
        assert not [one for one, other in combinations(boxes, 2) if one.intersects(other)]
    dress(qapp)


@pytest.mark.parametrize("theme", [TERANG, MATAHARI])
def test_who_was_not_served_in_full_is_as_large_as_who_was(
    qtbot: QtBot, qapp: QApplication, *, theme: Tokens
) -> None:
    dress(qapp, theme=theme)
    head, story = ClosingHead(), facts.story()
    qtbot.addWidget(head)

    def said() -> list[str]:
        halves = (head.served, head.rest)
        return [f"{one.number.text()} {one.word.text()} {one.detail.full_text()}" for one in halves]

    head.resize(1150, head.sizeHint().height())
    head.show()
    for state in (VisitState.OPEN, VisitState.CLOSED):
        head.show_day(_closing(story, state))
        assert said() == [
            "132 dilayani 87,4 % dari 151 yang datang",
            "19 tidak terlayani penuh 11 bernomor, 8 pulang tanpa nomor",
        ]
    assert head.served.number.font() == head.rest.number.font()
    letters = head.rest.number.palette().windowText().color()
    assert letters.toHsl().lightnessF() < 0.4, "read without its colour"
    waiting = replace(story.equation, served=118, unclear=14)
    head.show_day(_closing(replace(story, equation=waiting), VisitState.OPEN))
    assert said() == [
        "118 dilayani 78,1 % dari 151 yang datang",
        "19 tidak terlayani penuh menjadi 33 bila 14 yang belum jelas pergi",
    ]
    dress(qapp)


@pytest.mark.parametrize("low", [True, False])
@pytest.mark.parametrize("width", [640, 936, 1150])
@pytest.mark.parametrize(("arrived", "numbered"), [(151, 143), (4, 3), (100, 3), (9, 0), (0, 0)])
def test_a_person_is_as_wide_in_every_bar(
    qtbot: QtBot, qapp: QApplication, *, low: bool, width: int, arrived: int, numbered: int
) -> None:
    dress(qapp, small=width < 1000)
    flow = FlowChart()
    qtbot.addWidget(flow)
    flow.set_low(low=low)
    flow.resize(width, 200)
    whole, given, home = flow.bars(arrived, numbered)
    person = whole.width() / arrived if arrived else 0
    assert given.width() == pytest.approx(person * numbered)
    assert home.width() == pytest.approx(person * (arrived - numbered))
    assert (given.left(), home.right()) == pytest.approx((whole.left(), whole.right()))
    assert whole.right() < width - 150, "the words of the last keep their room"
    dress(qapp)


@pytest.mark.parametrize("theme", [TERANG, MATAHARI])
def test_words_in_the_boxes_stand_on_a_light_ground(
    qtbot: QtBot, qapp: QApplication, *, theme: Tokens
) -> None:
    dress(qapp, theme=theme)
    flow = FlowChart()
    qtbot.addWidget(flow)
    flow.show_report(facts.story())
    flow.resize(1000, 260)
    drawn = flow.grab().toImage()
    inside = [drawn.pixelColor(x, drawn.height() - 12).lightness() for x in range(10, 990, 20)]
    assert sorted(inside)[len(inside) // 2] > 200, "most of it is ground"
    dress(qapp)
