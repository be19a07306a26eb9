"""What an act costs with all that it makes the screen ask: jobs and named queries, counted and not timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.jobs import Jobs
from ektp_desk.settings import Folders
from ektp_desk.store.reading import StoreReader
from tests.gui.desks import DeskPage, open_desk
from tests.gui.walks.hand import open_desa
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
MOST = 6


@dataclass
class Asked:
    """The jobs that were begun, and the names that were asked by."""

    jobs: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Count while a block runs."""
    asked = Asked()

    def listen(of: type, name: str, said: list[str], say: Callable[..., str]) -> None:
        real = getattr(of, name)

        def heard(self: Any, *args: Any, **kwargs: Any) -> Any:
            said.append(say(*args))
            return real(self, *args, **kwargs)

        patch.setattr(of, name, heard)

    with monkeypatch.context() as patch:
        listen(StoreReader, "rows", asked.queries, str)
        for way in ("act", "read"):
            listen(Jobs, way, asked.jobs, lambda *_args, way=way: way)
        yield asked


@pytest.fixture
def page(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[DeskPage]:
    """A desa's day on which two numbers were given and the first is called."""
    with open_desk(qtbot, folders, sample=False) as made:
        walk = Walk(made)
        open_desa(walk, tmp_path)
        walk.press("N", "N", "Enter")
        assert walk.called() == "A001"
        yield made


def test_a_number_given_costs_six_queries_and_two_jobs(
    page: DeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as asked:
        page.press("N")

    assert len(asked.queries) <= MOST, asked.queries
    assert asked.jobs == ["act", "read"]


def test_a_person_served_costs_six_queries_and_three_jobs(
    page: DeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the key at the queue until the recording's screen stands."""
    with counted(monkeypatch) as asked:
        page.press("Return")

    assert page.place == "recording"
    assert len(asked.queries) <= MOST, asked.queries
    assert asked.jobs == ["act", "read", "read"]


def test_a_call_and_a_skip_cost_no_more(page: DeskPage, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("L", "Return"):
        with counted(monkeypatch) as asked:
            page.press(key)

        assert len(asked.queries) <= MOST, (key, asked.queries)
        assert asked.jobs == ["act", "read"]
