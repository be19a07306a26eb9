"""The bench's document: its shape, and that every act has a floor of its own run. No limit is asserted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.store.proof.rebuild import refold
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.views import dump_views
from tests.bench.__main__ import ACTS, HEAVY, HUB, document, table
from tests.bench.acts import carry, held, hub, hub_links, hub_years, paper, save, taking
from tests.bench.acts.regency import LIMITS
from tests.bench.measuring import Pair, Row, row
from tests.bench.office import BenchOffice, make_office
from tests.bench.probe import probing
from tests.bench.regency import Size, grown
from tests.gui.held.village import Crowd

Measure = Callable[..., Row]
SMALL = Size(400, 300)
KEYS = {"act", "size", "unit", "floor", "ours", "ratio", "limit", "holds"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where acts are measured: what one has made there another takes again, as in a run of the bench."""
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def office(folder: Path) -> BenchOffice:
    return make_office(folder / "office")


def test_the_ratio_is_the_median_of_pairs_so_that_one_slow_second_decides_nothing() -> None:
    """One pair was taken while the machine was busy with something else."""
    found = row("act", "sample", [Pair(10, 14), Pair(10, 13), Pair(10, 900)], limit=1.5)
    assert (found.ratio, found.floor, found.ours, found.holds) == (1.4, 10, 14, True)


def test_an_act_over_its_limit_does_not_hold_and_says_so() -> None:
    """The reader of the table must not have to compare figures."""
    found = row("act", "sample", [Pair(10, 16)], limit=1.5)
    assert not found.holds
    assert "EXCEEDED" in table([found])


@pytest.mark.journey
@pytest.mark.parametrize("measure", [save.measure, paper.measure, carry.mirror])
def test_a_measured_act_names_its_floor_and_its_limit(
    measure: Measure, office: BenchOffice, tmp_path: Path
) -> None:
    """Few pairs: only the document is looked at."""
    (found,) = document([measure(office, tmp_path / "act", pairs=2)])["rows"]
    assert set(found) == KEYS
    assert found["act"] in ACTS
    assert found["floor"] > 0
    assert found["ours"] > 0
    assert found["limit"] in (save.LIMIT, paper.LIMIT, carry.MIRROR_LIMIT)


@pytest.mark.journey
@pytest.mark.gui
def test_a_held_window_is_measured_beside_a_bare_one(office: BenchOffice, tmp_path: Path) -> None:
    """On a calm day, lived once: only the document is looked at."""
    (tmp_path / "held").mkdir()
    made = held.measure(office, tmp_path / "held", crowd=Crowd(900, 24, 6), runs=1)
    assert (made.act in ACTS, made.limit) == (True, held.LIMIT)
    assert min(made.floor, made.ours) > 0


@pytest.mark.gui
def test_a_window_that_sleeps_is_held_so_long(qtbot: QtBot) -> None:
    with probing() as probe:
        probe.during("asleep", lambda: sleep(0.2))
        qtbot.waitUntil(lambda: probe.held["0 asleep"] >= 190)  # it was asked when it had begun to sleep
        probe.during("awake", lambda: None)
    assert list(probe.held) == ["0 asleep", "1 awake"]


@pytest.mark.journey
def test_a_grown_office_is_one_that_its_journal_tells(office: BenchOffice, folder: Path) -> None:
    """What is measured on rows that no desk would have left says nothing."""
    there = grown(office, folder / f"regency-{SMALL}", SMALL)
    with there.signed_in() as (desk, _session):
        store = desk.held_store()
        before = dump_views(store.connection)
        (recordings,) = store.connection.execute("SELECT count(*) FROM recordings").fetchone()
        assert recordings >= 300
        assert list(verify_chain(store.connection)) == []
        refold(store.connection)
        assert dump_views(store.connection) == before


@pytest.mark.journey
@pytest.mark.parametrize("act", [*sorted(HEAVY), "take_in_run"])
def test_a_heavy_act_names_its_floor_and_its_limit(act: str, office: BenchOffice, folder: Path) -> None:
    """On a small store: only the document is looked at."""
    made = (ACTS | HEAVY)[act](office, folder / act, size=SMALL)
    assert made.act == act
    assert made.limit == (taking.LIMIT if act == "take_in_run" else LIMITS.get(act, save.LIMIT))
    assert min(made.floor, made.ours) > 0


@pytest.mark.journey
@pytest.mark.parametrize(
    ("act", "of"),
    [
        ("hub_offer_to_receipt", {"recordings": 4, "pairs": 1}),
        ("hub_cut_twenty_times", {"recordings": 30}),
        ("hub_idle_desk", {"old": 100}),
        ("hub_dying_link", {"recordings": 6}),
        ("hub_after_years", {"old": 400, "recordings": 10}),
    ],
)
def test_what_a_hub_takes_is_measured_beside_what_it_must(
    act: str, of: dict[str, int], tmp_path: Path
) -> None:
    """Of little: only the document is looked at, and that nothing was lost."""
    (found,) = document([HUB[act](None, tmp_path / act, **of)])["rows"]
    assert (found["act"], found["limit"]) == (
        act,
        (hub.LIMITS | hub_links.LIMITS).get(act, hub_years.LIMIT),
    )
    assert min(found["floor"], found["ours"]) >= 0
