"""A visit lived for its paper: the journal's bytes on one side, the PDF's text on the other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf

from ektp_desk.cli.rehearsal.serving import explain_absences, grown_up, serve_one
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, open_day
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.queue.queries import tickets_of
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.recording.corrections import Vouched, correct_outcome
from ektp_desk.usecases.reports.safety import safety_report
from ektp_desk.usecases.reports.served import served_report
from ektp_desk.usecases.reports.tickets import names_behind
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import close_visit, count_sent_home
from tests.exchange import plain
from tests.offices import CHEAP, proved

PEOPLE = 120  # enough for every outcome
Act = tuple[dict[str, Any], dict[str, Any]]
_CELL = re.compile(r"–|\d+(,\d)?|\d+ menit|\d\d\.\d\d|\d+ \(\d+,\d %\)")


class PassingClock(DayClock):
    """A clock on which `pace` seconds go by whenever somebody looks."""

    pace = 0

    def __call__(self) -> Moment:
        """Say what time it is, then let it pass."""
        now = super().__call__()
        self.wait(self.pace)
        return now


@dataclass(frozen=True)
class Lived:
    """The journal as headers and bodies in order, the last link, the list's people, the papers' text.

    `period` is the report over the visit's day, `names` the list of names behind the figures,
    `safety` what is safe of the day; `heard` the events of which the office says that it heard them.
    """

    acts: list[Act]
    last_link: str
    targets: set[str]
    text: str
    period: str
    names: str
    safety: str
    heard: set[int]

    def said(self, kind: str) -> list[Act]:
        """First first."""
        return [(header, body) for header, body in self.acts if header["kind"] == kind]

    def at(self, header: dict[str, Any]) -> datetime:
        """Local time."""
        zone = timezone(timedelta(minutes=header["offset"]))
        return datetime.fromisoformat(header["at"]).astimezone(zone)

    def given(self) -> set[str]:
        return {header["id"] for header, _ in self.said("ticket_given")}

    def endings(self) -> dict[str, str]:
        """Each ticket's outcome."""
        return {header["id"]: body["outcome"] for header, body in self.said("ticket_ended")}

    def sexes(self) -> dict[str, str]:
        """The sex of each identified ticket."""
        return {header["id"]: body["sex"] for header, body in self.said("ticket_identified")}

    def finished(self) -> set[str]:
        return {header["id"] for header, _ in self.said("recording_finished")}

    def sent_home(self) -> int:
        return sum(body["count"] for _, body in self.said("sent_home"))


def live_and_print(root: Path) -> Lived:
    """Live the rehearsal's visit from noon on, close it, and print it."""
    (root / "out").mkdir()
    clock = PassingClock(date(2019, 4, 2), 480)
    clock.set(time(12, 30))
    story = begin_story(Folders(root / "data", root / "state"), root / "out", PEOPLE, cost=CHEAP, clock=clock)
    clock.pace = 9
    with story.desk() as (desk, session):
        open_day(story, session)
        _live(story, session, clock.wait)
        pdf = session.prints.visit_report(visit_report(session, story.visit))
        period = session.prints.pdf(served_report(session, clock.day, clock.day))
        names = session.prints.pdf(names_behind(session, story.visit))
        renew_verdicts(desk)
        safety = session.prints.pdf(safety_report(session, clock.day, clock.day))
        assert desk.store is not None
        rows = desk.store.connection.execute(
            "SELECT header, body, link FROM events ORDER BY journal, seq"
        ).fetchall()
        (signed,) = desk.store.connection.execute("SELECT object FROM verdicts").fetchall()
        spans = plain.read_object(signed[0])["head"]["heard"]
        heard = {seq for first, last, _link in spans for seq in range(first, last + 1)}
        listed = desk.store.connection.execute(
            "SELECT person FROM register WHERE village = '53.02.32.2003'"
        ).fetchall()
    acts = [(json.loads(header), json.loads(body)) for header, body, _ in rows]
    papers = (_text(pdf), _text(period), _text(names), _text(safety), heard)
    return Lived(acts, rows[-1][2].hex(), {person for (person,) in listed}, *papers)


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def _live(story: Rehearsed, session: Any, wait: Callable[[float], None]) -> None:
    targets, number = grown_up(session, story.visit), 0
    while serve_one(session, story.visit, targets, number):
        number += 1
        wait(40)
    count_sent_home(session, story.visit, 7)
    _correct_some(story, session, [one.id for one in targets[:3]])
    explain_absences(session, story.visit)
    accept_exceptions(session, story.visit, proof=proved(session, story.visit, story.passphrase))
    close_visit(session, story.visit, proof=proved(session, story.visit, story.passphrase))


def _correct_some(story: Rehearsed, session: Any, people: list[str]) -> None:
    """Correct two people of the visit with a witness, one without, one outside any visit; and an outcome."""
    words = "kata sandi milik noh contoh"
    noh = add_user(session, "Noh Contoh", ["queue"], passphrase=words).id
    for person, address, witness, visit in (
        (people[0], "Jalan Contoh 1", noh, story.visit),
        (people[1], "Jalan Contoh 2", noh, story.visit),
        (people[2], "Jalan Contoh 3", "", story.visit),
        (people[2], "Jalan Contoh 4", "", ""),
    ):
        correct(
            session,
            person,
            "address",
            value=address,
            ground="KK",
            passphrase=words if witness else story.passphrase,
            witness=witness,
            visit=visit,
        )
    left = next(one for one in tickets_of(session, story.visit) if one.outcome is Outcome.LEFT)
    correct_outcome(session, left.id, Outcome.CANNOT_TODAY, Vouched("salah tekan", noh, words))


def rows_between(text: str, start: str, end: str | tuple[str, ...], *, head: int) -> dict[str, list[str]]:
    """Read a printed table: row words, then one cell a line; `head` lines below the title are its head."""
    lines = text.splitlines()
    first = lines.index(start) + 1 + head
    last = next(i for i, line in enumerate(lines) if i >= first and line.startswith(end))
    rows: dict[str, list[str]] = {}
    words = ""
    for line in lines[first:last]:
        if _CELL.fullmatch(line) and words:
            rows[words].append(line)
        elif not line.startswith("("):
            words = line
            assert words not in rows, f"{words} stands twice"
            rows[words] = []
    return rows
