"""What all tests stand on: folders of their own, no network but loopback, an invented office."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded: without a display it aborts

from collections.abc import Generator, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_socket import socket_allow_hosts

from ektp_desk.settings import Folders
from tests.clock import take_test_clock
from tests.examples import seeded
from tests.kept import begin_run, take_disk_in_memory
from tests.memory import memory_at_rest
from tests.offices import TestOffice, office_in

take_test_clock()
take_disk_in_memory()
begin_run()

# One profile for all: how long an example takes is the machine's affair, and what fails can be tried again.
settings.register_profile(
    "desk", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("desk")


@settings(max_examples=1, database=None, suppress_health_check=list(HealthCheck))
@given(st.text(), st.integers(), st.floats())
def _draw_once(_text: str, _integer: int, _float: float) -> None:
    """Let Hypothesis read the constants in our sources, which takes it seconds in a fresh clone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what may take long: at the end one worker would be waited for by the others."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Draw before the first test does: its own health checks time the test's draws alone.

    Modules and tests stay to the end: no collection of garbage walks through them, as in the desk itself.
    """
    if any(getattr(getattr(item, "obj", None), "is_hypothesis_test", False) for item in session.items):
        _draw_once()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Leave nothing of a window to be collected while a test runs, its own or one without a window."""
    if not _opens_a_window(item):
        return (yield)
    with memory_at_rest():
        answer = yield
    if nextitem is None or not _opens_a_window(nextitem):
        gc.collect()
    return answer


def _opens_a_window(item: pytest.Item) -> bool:
    return item.get_closest_marker("gui") is not None


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's folders, and on this machine."""
    monkeypatch.setenv("EKTP_DESK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    # Some machines forbid Python to write bytecode: each process a test starts would compile our modules.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    socket_allow_hosts(["127.0.0.1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """An empty data folder and a state folder."""
    return Folders(tmp_path / "data", tmp_path / "state")


@pytest.fixture
def chance() -> Random:
    """Choose what is broken, killed or cut; the seed is printed."""
    return seeded()


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    """A founded office with its desk open and its first user signed in."""
    with office_in(folders) as made:
        yield made
