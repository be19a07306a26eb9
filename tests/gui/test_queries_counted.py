"""What an act costs with all that it makes the screen ask: jobs and named queries, counted and not timed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.counting import counted
from tests.gui.desks import DeskPage, open_desk
from tests.gui.walks.hand import open_desa
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
MOST = 6


@pytest.fixture
def page(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[DeskPage]:
    """A desa's day on which two numbers were given and the first is called."""
    with open_desk(qtbot, folders, sample=False) as made:
        walk = Walk(made)
        open_desa(walk, tmp_path)
        walk.press("Ins", "Ins", "Enter")
        assert walk.called() == "A001"
        yield made


def test_a_number_given_costs_six_queries_and_two_jobs(page: DeskPage) -> None:
    with counted() as asked:
        page.press("Ins")

    assert len(asked.queries) <= MOST, asked.queries
    assert asked.jobs == ["act", "read"]


def test_a_person_served_costs_six_queries_and_three_jobs(page: DeskPage) -> None:
    """From the key at the queue until the recording's screen stands."""
    with counted() as asked:
        page.press("Return")

    assert page.place == "recording"
    assert len(asked.queries) <= MOST, asked.queries
    assert asked.jobs == ["act", "read", "read"]


def test_a_call_and_a_skip_cost_no_more(page: DeskPage) -> None:
    for key in ("F8", "Return"):
        with counted() as asked:
            page.press(key)

        assert len(asked.queries) <= MOST, (key, asked.queries)
        assert asked.jobs == ["act", "read"]


def test_visits_and_lists_are_read_once_when_their_place_is_made(page: DeskPage) -> None:
    page.press("F12").type(page.passphrase).press("Return")
    with counted() as asked:
        page.press("F10")

    assert page.place == "visits"
    assert asked.jobs == ["read", "read"]  # what there is, and the chosen list's story
