"""One contract, two pairs of places: SQLite and a folder; PostgreSQL and a bucket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from ektp_desk.hub.places import HubPlaces
from ektp_desk.sync.hub_line import HubLine
from tests.exchange.scene import ROOT
from tests.hub.lines import RunningHub, made_hub, running
from tests.hub.processes import FarOffice, office_of, process
from tests.hub.servers import Servers, shared_servers


@pytest.fixture(scope="session")
def held_servers() -> Iterator[ExitStack]:
    """What is shared until the last test, once one has asked for it."""
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="session")
def servers(
    held_servers: ExitStack, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> tuple[Servers, str]:
    """The servers of all workers, and this one's own database."""
    base = tmp_path_factory.getbasetemp()
    made = held_servers.enter_context(shared_servers(base if worker_id == "master" else base.parent))
    with psycopg.connect(made.conninfo("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {worker_id}")
    return made, worker_id


@pytest.fixture
def shared_places(servers: tuple[Servers, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubPlaces:
    """Where several processes may serve one office; nothing of it lies there yet."""
    made, database = servers
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    with psycopg.connect(made.conninfo(database), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS office_{ROOT.hex()[:16]} CASCADE")
    return HubPlaces(made.index(database), f"s3://packs{tmp_path}")


@pytest.fixture(scope="session")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarOffice]:
    """A hub in a process of its own, one for all tests that leave it as it is."""
    with process(made_hub(tmp_path_factory.mktemp("far") / "hub")) as hub, office_of(hub) as made:
        yield made


@pytest.fixture(params=["folder", "bucket"])
def hub_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A hub of the tests' office, not started: of each pair of places one."""
    if request.param == "folder":
        return made_hub(tmp_path / "hub")
    return made_hub(tmp_path / "hub", request.getfixturevalue("shared_places"))


@pytest.fixture
def hub(hub_folder: Path) -> Iterator[RunningHub]:
    with running(hub_folder) as made:
        yield made


@pytest.fixture
def shared_folder(shared_places: HubPlaces, tmp_path: Path) -> Path:
    """A hub that several processes may serve."""
    return made_hub(tmp_path / "hub", shared_places)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Each request's path, and the bytes of its body."""
    said, ask = list[tuple[str, int]](), HubLine._request

    def counted(line: HubLine, method: str, target: str, body: bytes, headers: dict[str, str]) -> object:
        said.append((target.partition("?")[0], len(body)))
        return ask(line, method, target, body, headers)

    monkeypatch.setattr(HubLine, "_request", counted)
    return said
