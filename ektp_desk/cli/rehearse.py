"""`rehearse`: live two visits of one day and say in one document whether anything is missing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, NamedTuple

import click

from ektp_desk.cli.common import telling, write_json
from ektp_desk.cli.rehearsal.ends import VERIFIES, End, check_ends, end_of
from ektp_desk.cli.rehearsal.evening import bring_home, take_in_day
from ektp_desk.cli.rehearsal.line import CuttingProxy, OfficeLine
from ektp_desk.cli.rehearsal.papers import NAMES, print_after, print_before
from ektp_desk.cli.rehearsal.school import CLASSES, visit_school
from ektp_desk.cli.rehearsal.serving import DESK
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, crash_in_mid_recording, refuse_small
from ektp_desk.cli.rehearsal.team import Team, equip
from ektp_desk.cli.rehearsal.village import HOMES, at_noon, go_on_with_spare, lose_laptop, morning, serve_rest
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport, surges
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.reports.queries import (
    recording_without_outcome,
    recordings_left_open,
    served_without_recording,
)
from ektp_desk.usecases.reports.served import served_report
from ektp_desk.usecases.reports.targets import school_report
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.words import _

_CHECKS = (served_without_recording, recording_without_outcome, recordings_left_open)


class DayReports(NamedTuple):
    """What the reports of the day say."""

    village: VisitReport
    pupils: VisitReport
    served: ServedReport
    school: SchoolReport


@click.command(help=_("Jalankan latihan: satu desa dan satu sekolah dengan orang buatan, tanpa layar."))
@click.option("--people", type=int, default=200, show_default=True, help=_("Banyaknya orang."))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=_("Folder hasil cetakan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def rehearse(*, people: int, out: Path | None, as_json: bool) -> None:
    """Rehearse; exit 1 if anything is missing."""
    refuse_small(people)
    target = out or Path(mkdtemp(prefix="ektp-desk-"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise EktpError("file.cannot_write") from None
    with TemporaryDirectory(prefix="ektp-desk-") as folder, ExitStack() as held:
        line = OfficeLine(Path(folder) / "hub", held.enter_context(CuttingProxy()), held)
        story, document = _lived(line, target, people, _pass if as_json else click.echo)
    if as_json:
        write_json(document)
    else:
        click.echo(_told(story, document))
    sys.exit(0 if document["ok"] else 1)


def _pass(_step: str) -> None:
    """One JSON document has no steps."""


def _lived(
    line: OfficeLine, out: Path, people: int, tell: Callable[[str], None]
) -> tuple[Rehearsed, dict[str, object]]:
    """Live both visits beside the hub's folder, and give what is to be told."""
    folder, pupils, group = line.folder.parent, people // 5, people // 8
    place = Folders(folder / "data", folder / "state")
    story = begin_story(place, out, people - pupils - 2 * group - HOMES, tell=tell)
    print_before(story)
    team = equip(story, folder, line)
    morning(team, group, people // 3)
    crashed = crash_in_mid_recording(team.laptops[DESK])
    at_noon(team)
    lose_laptop(team)
    go_on_with_spare(team)
    serve_rest(team, crashed)
    take_in_day(team)
    visit_school(story, pupils)
    return story, _checked(team, bring_home(team), people)


def _checked(team: Team, ends: list[End], people: int) -> dict[str, object]:
    """Print the papers, check the stores, and count."""
    story = team.office
    with story.desk() as (desk, session):
        print_after(story, session)
        today = session.today
        facts = DayReports(
            visit_report(session, story.visit),
            visit_report(session, story.school),
            served_report(session, today, today),
            school_report(session, story.school),
        )
        safety = check_ends(team, end_of(desk, session, story.visit), ends, facts.served.recorded)
        _check(story, session, desk.held_store())
    story.kills = team.laptops[DESK].kills
    brought = {"received": team.received, "links": dict(team.links)}
    return _document(story, facts, people=people, safety=safety | brought)


def _document(
    story: Rehearsed, facts: DayReports, *, people: int, safety: Mapping[str, Any]
) -> dict[str, object]:
    village, pupils, served, _school = facts
    numbered, outcomes = served.total.numbered, _outcomes(facts)
    story.expect("every number has one outcome", holds=sum(outcomes.values()) == numbered)
    story.expect("everybody got a number", holds=numbered == people)
    story.expect("photos and signatures were taken here", holds=safety["captured"] > 0)
    _expect_reports(story, facts)
    return {
        "ok": not story.missing,
        "people": people,
        "arrived": served.total.arrived,
        "numbered": numbered,
        "visits": {"desa": village.equation.numbered, "sekolah": pupils.equation.numbered},
        "outcomes": outcomes,
        "unclear": served.total.unclear,
        "recorded": served.recorded,
        **safety,
        "homes": HOMES,
        "events": village.events,
        "kills": story.kills,
        "verified": VERIFIES not in story.missing,
        "reports": sorted(path.name for path in story.out.iterdir()),
        "missing": story.missing,
    }


def _outcomes(facts: DayReports) -> dict[str, int]:
    """Add up how the numbers of both visits ended."""
    found = Counter[str]()
    for visit in (facts.village, facts.pupils):
        found.update({code.value: count.total for code, count in visit.outcomes.items()})
    return dict(found)


def _expect_reports(story: Rehearsed, facts: DayReports) -> None:
    village, pupils, served, school = facts
    came = village.equation.arrived + pupils.equation.arrived
    story.expect("who came is counted alike in every report", holds=served.total.arrived == came)
    recorded = _outcomes(facts).get(Outcome.RECORDED.value, 0)
    story.expect("recordings are counted alike in every report", holds=served.recorded == recorded)
    story.expect("both days are signed", holds=served.all_closed and len(served.visits) == 2)
    story.expect("the group that came at once is a surge", holds=bool(surges(village.intervals)))
    story.expect("every class is counted", holds=len(school.classes) == len(CLASSES))
    story.expect("pupils were recorded by class", holds=bool(school.total.recorded.total))


def _check(story: Rehearsed, session: Session, store: Store) -> None:
    held = dump_views(store.connection)
    rebuild(store)
    story.expect("rebuilt rows are the same", holds=dump_views(store.connection) == held)
    for check in _CHECKS:
        for visit in (story.visit, story.school):
            story.expect(check.__name__, holds=not check(session, visit))
    for name in NAMES:
        story.expect(name, holds=(story.out / name).is_file())


def _told(story: Rehearsed, document: dict[str, object]) -> str:
    if story.missing:
        return _("Latihan gagal: {missing}").format(missing="; ".join(story.missing))
    told = _(
        "Latihan berhasil: {people} orang, {recorded} direkam, {safe} aman di dua laptop kantor, "
        "1 mati listrik. Cetakan di {out}"
    )
    return told.format_map(document | {"out": story.out})
