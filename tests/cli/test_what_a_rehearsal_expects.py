"""A rehearsal is worth what it would notice: each of its expectations, broken once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.cli.rehearsal.ends import End, check_ends
from ektp_desk.cli.rehearsal.line import CuttingProxy, OfficeLine
from ektp_desk.cli.rehearsal.papers import NAMES
from ektp_desk.cli.rehearsal.story import Rehearsed
from ektp_desk.cli.rehearsal.team import Team
from ektp_desk.cli.rehearse import DayReports, _check, _document
from ektp_desk.domain.paper.figures import NOBODY, BySex
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.exchange.queries import SafetyLadder, SafetyRow
from ektp_desk.usecases.queue.commands import give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from tests.offices import WORDS, TestOffice
from tests.reports import facts
from tests.reports.papers import school, served

SEEN = DayReports(facts.story(), facts.story(), served(2), school(4))
PEOPLE = SEEN.served.total.numbered
OUTCOMES: dict[Outcome, BySex] = {
    code: n for code, n in SEEN.village.outcomes.items() if code is not Outcome.LEFT
}
QUIET = replace(SEEN.village, intervals=())
FEWER = replace(SEEN.village, equation=replace(SEEN.village.equation, sent_home=7))
MISSED = replace(SEEN.served, recorded=207)
OPEN = replace(SEEN.served.visits[0], closed=False)
UNRECORDED = tuple(replace(one, recorded=NOBODY) for one in SEEN.school.classes)


def story_in(out: Path, office: TestOffice | None = None) -> Rehearsed:
    folders = office.folders if office else None
    return Rehearsed(folders, out, PEOPLE, WORDS)  # type: ignore[arg-type]  # nothing is opened


def document(out: Path, seen: DayReports, *, people: int = PEOPLE, captured: int = 9) -> dict[str, Any]:
    return _document(story_in(out), seen, people=people, safety={"captured": captured})


def test_a_day_without_a_fault_is_ok(tmp_path: Path) -> None:
    told = document(tmp_path, SEEN)
    assert (told["ok"], told["missing"]) == (True, [])
    assert (told["numbered"], told["outcomes"]["recorded"]) == (286, 208)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (SEEN._replace(village=replace(SEEN.village, outcomes=OUTCOMES)), "every number has one outcome"),
        (SEEN._replace(served=served(1)), "both days are signed"),
        (SEEN._replace(served=replace(SEEN.served, visits=(OPEN, OPEN))), "both days are signed"),
        (SEEN._replace(village=QUIET), "the group that came at once is a surge"),
        (SEEN._replace(village=FEWER), "who came is counted alike in every report"),
        (SEEN._replace(served=MISSED), "recordings are counted alike in every report"),
        (SEEN._replace(school=school(3)), "every class is counted"),
        (SEEN._replace(school=replace(SEEN.school, classes=UNRECORDED)), "pupils were recorded by class"),
    ],
)
def test_a_broken_figure_is_named(tmp_path: Path, seen: DayReports, said: str) -> None:
    told = document(tmp_path, seen)
    assert not told["ok"]
    assert said in told["missing"]


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ("everybody got a number", {"people": PEOPLE + 1}),
        ("photos and signatures were taken here", {"captured": 0}),
    ],
)
def test_a_broken_promise_is_named(tmp_path: Path, said: str, broken: dict[str, int]) -> None:
    told = document(tmp_path, SEEN, **broken)
    assert (told["ok"], told["missing"]) == (False, [said])


def row(device: str, *, safe: int, own: bool = False) -> SafetyRow:
    return SafetyRow(
        visit="", device=device, day="", visit_name="", village="", number="", own=own,
        recorded=4, sealed=4, carried=4, sent=4, heard=4, unopened=0, spoilt=0, safe=safe,
    )  # fmt: skip


def end(*, safe: int = 4, own: bool = False) -> End:
    """A desk that shows what a laptop and the office recorded, of each four people."""
    rows = (row("laptop", safe=safe), row("office", safe=safe, own=own))
    return End(
        figures=(8,),
        safety=SafetyLadder(rows, at_office=True),
        to_settle=0,
        heard={"laptop": 20},
        holes=0,
        copies={"laptop": 2},
        files=frozenset({"one.age", "two.age"}),
        verified=True,
    )


OFFICE, OTHER = end(own=True), end()
SHORT = {"laptop": 19}
FEWER_FILES = frozenset({"one.age"})


@pytest.mark.parametrize(
    ("office", "other", "said"),
    [
        (OFFICE, replace(OTHER, verified=False), "the journals verify"),
        (replace(OFFICE, heard=SHORT), OTHER, "all that was sealed is at the office"),
        (replace(OFFICE, holes=1), OTHER, "all that was sealed is at the office"),
        (OFFICE, replace(OTHER, files=FEWER_FILES), "every captured file is at both office desks"),
        (replace(OFFICE, files=FEWER_FILES), OTHER, "every captured file is at both office desks"),
        (OFFICE, replace(OTHER, figures=(7,)), "every desk counts the visit alike"),
        (OFFICE, replace(OTHER, to_settle=1), "every ruling came home"),
        (end(), OTHER, "every recording was sealed"),
        (end(own=True, safe=3), end(safe=3), "every recording is safe"),
        (replace(OFFICE, copies={"laptop": 1}), OTHER, "what is safe lies in two places"),
        (OFFICE, end(safe=3), "every desk calls the same safe"),
    ],
)
def test_what_one_desk_says_otherwise_is_named(tmp_path: Path, office: End, other: End, said: str) -> None:
    def missing(own: End, ends: list[End]) -> list[str]:
        story = story_in(tmp_path)
        with CuttingProxy() as proxy, ExitStack() as held:
            line = OfficeLine(tmp_path / "hub", proxy, held)
        team = Team(story, story, {}, lambda: story, tmp_path, line)
        team.sealed, team.files, team.recordings = {"laptop": 20}, {"one.age", "two.age"}, 4
        check_ends(team, own, ends, recorded=8)
        return story.missing

    assert missing(OFFICE, [OTHER, OTHER]) == []
    assert missing(office, [other, other]) == [said]


def checked(office: TestOffice, out: Path, visit: str) -> list[str]:
    story = story_in(out, office)
    story.visit = story.school = visit
    _check(story, office.session, office.store)
    return list(dict.fromkeys(story.missing))


def test_a_row_that_no_event_gives_is_named_and_a_paper_that_is_not_there(
    office: TestOffice, tmp_path: Path
) -> None:
    visit = office.open_visit()
    for name in NAMES[1:]:
        (tmp_path / name).touch()
    assert checked(office, tmp_path, visit) == [NAMES[0]]
    office.connection.execute("UPDATE visits SET sent_home = 3")
    assert checked(office, tmp_path, visit) == ["rebuilt rows are the same", NAMES[0]]


def test_a_recording_that_was_left_open_is_named(office: TestOffice, tmp_path: Path) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Orpa Contoh", "P", birth="1999-05-06"))
    begin(session, ticket, desk="A")
    assert "recordings_left_open" in checked(office, tmp_path, visit)
