"""Every figure on the visit's paper, counted again from the journal's own bytes by other code."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pypdf
import pytest

from ektp_desk.cli.rehearsal.story import Story, begin_story, grown_up, serve_one
from ektp_desk.settings import Folders
from ektp_desk.usecases.visit.closing import close_visit
from ektp_desk.usecases.visit.planning import count_sent_home
from ektp_desk.usecases.visit.reporting import visit_report

pytestmark = pytest.mark.journey
PEOPLE = 60
SERVED = {"recorded", "card_handed_over", "answered", "referred"}
# What the paper calls each group, written down here again on purpose.
ROWS = {
    "served": "Dilayani",
    "partly": "Sebagian dilayani",
    "left": "Pergi sebelum dilayani",
    "rescheduled": "Dijadwalkan ulang",
}
Act = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Act], str]:
    """Live a visit; give the journal as headers and bodies, and the paper's text."""
    root = tmp_path_factory.mktemp("figures")
    (root / "out").mkdir()
    story = begin_story(Folders(root / "data", root / "state"), root / "out", PEOPLE)
    with story.desk() as (desk, session):
        live(story, session)
        pdf = session.prints.visit_report(visit_report(session, story.visit))
        assert desk.store is not None
        rows = desk.store.connection.execute(
            "SELECT header, body FROM events ORDER BY journal, seq"
        ).fetchall()
    (root / "out" / "visit.pdf").write_bytes(pdf)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return [(json.loads(header), json.loads(body)) for header, body in rows], text


def live(story: Story, session: Any) -> None:
    targets = grown_up(session, story.visit)
    number = 0
    while serve_one(session, story.visit, targets, number):
        number += 1
    count_sent_home(session, story.visit, 7)
    close_visit(session, story.visit, supervisor="Ferdinan Contoh")


def at(header: dict[str, Any]) -> datetime:
    zone = timezone(timedelta(minutes=header["offset"]))
    return datetime.fromisoformat(header["at"]).astimezone(zone)


def said(acts: list[Act], kind: str) -> list[Act]:
    return [(header, body) for header, body in acts if header["kind"] == kind]


def endings(acts: list[Act]) -> dict[str, str]:
    return {header["id"]: body["outcome"] for header, body in said(acts, "ticket_ended")}


def sexes(acts: list[Act]) -> dict[str, str]:
    return {header["id"]: body["sex"] for header, body in said(acts, "ticket_identified")}


def numbers_after(text: str, words: str) -> list[int]:
    """Give a row's whole numbers, each on a line of its own below the row's words; a dash is 0."""
    lines = text.splitlines()
    places = [i for i, line in enumerate(lines) if line == words]
    assert places, words
    cells: list[int] = []
    for line in lines[places[-1] + 1 :]:
        if re.fullmatch(r"\d+|–", line):
            cells.append(int(line.replace("–", "0")))
        elif not line.startswith("(") and not re.fullmatch(r"\d+,\d", line):
            break
    return cells


def test_the_equation_on_paper_is_the_journals(lived: tuple[list[Act], str]) -> None:
    acts, text = lived
    ended = endings(acts)
    given = {header["id"] for header, _ in said(acts, "ticket_given")}
    home = sum(body["count"] for _, body in said(acts, "sent_home"))
    served = sum(outcome in SERVED for outcome in ended.values())

    assert set(ended) == given
    assert len(given) == PEOPLE
    assert re.search(rf"\b{served}\b", text)
    assert f"dari {len(given) + home} orang yang datang" in text
    assert numbers_after(text, "Pulang tanpa nomor")[-1] == home
    assert numbers_after(text, "Orang yang datang")[-1] == len(given) + home


@pytest.mark.parametrize("group", ROWS)
def test_each_row_counts_men_women_and_the_unknown(lived: tuple[list[Act], str], group: str) -> None:
    acts, text = lived
    members = SERVED if group == "served" else {"recording_incomplete" if group == "partly" else group}
    known = sexes(acts)
    counted = Counter(known.get(ticket, "") for ticket, code in endings(acts).items() if code in members)
    expected = [counted["L"], counted["P"], counted[""]]

    row = numbers_after(text, ROWS[group])
    assert row[:4] == [*expected, sum(expected)]


def test_waiting_is_from_number_to_desk(lived: tuple[list[Act], str]) -> None:
    acts, text = lived
    given = {header["id"]: at(header) for header, _ in said(acts, "ticket_given")}
    begun: dict[str, datetime] = {}
    for header, _ in said(acts, "ticket_served"):
        begun.setdefault(header["id"], at(header))
    minutes = sorted(int((begun[t] - given[t]).total_seconds() // 60) for t in begun)

    assert re.search(rf"\b{int(median(minutes))} menit", text)


def test_recordings_by_age_are_the_finished_ones(lived: tuple[list[Act], str]) -> None:
    acts, text = lived
    finished = {header["id"]: at(header).date() for header, _ in said(acts, "recording_finished")}
    births = {h["id"]: b["birth"] for h, b in said(acts, "recording_started") if h["id"] in finished}
    ages = []
    for recording, day in finished.items():
        year, month, date = map(int, births[recording].split("-"))
        ages.append(day.year - year - ((day.month, day.day) < (month, date)))

    assert len(finished) == sum(code == "recorded" for code in endings(acts).values())
    assert numbers_after(text, "17–21 tahun")[-1] == sum(17 <= age <= 21 for age in ages)
    assert numbers_after(text, "Direkam")[-1] == len(finished)


def test_the_paper_names_the_journals_head(lived: tuple[list[Act], str], tmp_path: Path) -> None:
    acts, text = lived
    assert re.search(r"01/a [0-9A-F]{4}", text)
    assert len(acts) == acts[-1][0]["seq"]
