"""What a hub says of itself to whoever opens its page: numbers, counts and hours, and nobody's name."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import urllib3

from ektp_desk.domain.hub import HubStanding
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.page import page
from ektp_desk.wire.heads import RosterDevice
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, events, sent, taken
from tests.hub.lines import RunningHub, desks, made_hub, name, roster, running
from tests.hub.standings import EMPTY, FULL, GAPS, TIGHT

FILE = b"age-encryption.org/v1\n" + bytes(2000)


def asked(hub: RunningHub, path: str) -> urllib3.BaseHTTPResponse:
    with urllib3.HTTPConnectionPool("127.0.0.1", hub.port) as pool:
        return pool.request("GET", path)


def text(html: str) -> str:
    """The words that stand on a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]))


def test_the_page_names_what_lacks_by_the_labels_that_the_office_gave(tmp_path: Path) -> None:
    whole = events([SentHome(count=1), SentHome(count=2), taken(name(FILE), len(FILE)), SentHome(count=4)])
    early, late = sent(whole[:1]), sent(whole[2:], earlier=2)
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP) as (office, laptop):
        known = RosterDevice(
            "laptop", "02", LAPTOP.public.hex(), is_office=False, labels=(("first", "02/b"),)
        )
        desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
        office.send(roster(number=2, devices=(desk, known)))
        laptop.send(early, late)
        answer = asked(hub, "/")
        said = text(answer.data.decode())
    assert answer.status == 200
    assert "02/b 1–4" in said
    assert "kurang 2, 1 gambar" in said
    assert "1 laptop kurang" in said
    assert "2 dari 2 laptop terdengar" in said


def test_a_laptop_is_remembered_by_the_ten_minutes_in_which_it_came(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP, OTHER) as (_office, laptop, _mate):
        laptop.offer()
        before = standing(hub)
    with running(folder) as hub:
        after = standing(hub)
    came = sorted(one.asked for one in before.laptops)
    assert sorted(one.asked for one in after.laptops) == came
    assert came[0] == "", "it has entered, and asked for nothing"
    assert {at[15:] for at in came[1:]} == {"0:00+00:00"}


def standing(hub: RunningHub) -> HubStanding:
    return msgspec.json.decode(asked(hub, "/v1/standing").data, type=HubStanding)


def test_of_a_revoked_laptop_the_page_says_what_is_held_and_why(tmp_path: Path) -> None:
    whole = events([SentHome(count=one) for one in range(4)])
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP, OTHER) as (office, _laptop, mate):
        gone = RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False, until=(("first", 2),))
        known = RosterDevice("other", "03", OTHER.public.hex(), is_office=False)
        desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
        office.send(roster(number=2, devices=(desk, gone, known)))
        mate.send(sent(whole[:2]), sent(whole[2:], earlier=2))
        said = text(asked(hub, "/").data.decode())
    assert "02 dicabut" in said
    assert "1 dari laptop dicabut" in said


def test_what_a_roster_says_is_only_ever_text(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub) as (office,):
        evil = RosterDevice("laptop", "<b>07", LAPTOP.public.hex(), is_office=False)
        desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
        office.send(roster(number=2, devices=(desk, evil)))
        html = asked(hub, "/").data.decode()
    assert "&lt;b&gt;07" in html
    assert "<b>07" not in html


def test_a_browser_loads_nothing_for_the_page_but_its_own_style(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub:
        answer = asked(hub, "/")
    rules = answer.headers["Content-Security-Policy"]
    assert rules.startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script|<img|<link|style=|\bon\w+=|https?://", answer.data.decode())


@pytest.mark.parametrize(
    ("hub", "said"),
    [
        (EMPTY, "belum ada kiriman"),
        (FULL, "tidak ada yang kurang"),
        (GAPS, "2 laptop kurang"),
        (TIGHT, "disk hampir penuh: gambar tidak diterima"),
    ],
    ids=["empty", "full", "gaps", "tight"],
)
def test_the_page_says_first_what_is_to_be_seen(hub: HubStanding, said: str) -> None:
    assert said in text(page(hub))


def test_hours_are_those_of_the_office() -> None:
    said = text(page(GAPS))
    assert "08.34 jam hub, WITA Selasa, 2 April 2019" in said
    assert "06 laptop lapangan belum pernah 06, jurnal baru 3–12 kurang 1–2" in said
    assert "03/b 1–1.240 kurang 117–119, 12 gambar" in said
    assert "3 dari 5 laptop terdengar" in said
