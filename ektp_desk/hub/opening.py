"""The hub's index: SQLite as whoever waits for a receipt needs it, in the form of this release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, func, select

from ektp_desk.hub.schema import packs
from ektp_desk.seal.files import telling_disk_errors

INDEX = "hub.db"
_MIGRATIONS = Path(__file__).parent / "migrations"


class HubIndex:
    """Blocks, on whatever thread asks; what writes goes one after another."""

    def __init__(self, address: str) -> None:
        """`address` is SQLAlchemy's."""
        self._engine, self._writing = open_index(address), Lock()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        writing = self._engine.execution_options(writes=True)
        with self._writing, writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    def pack_numbers(self, lying: int) -> Callable[[], int]:
        """What gives the next pack its number, from any thread; `lying`: the highest in the store."""
        with self.read() as connection:
            indexed = connection.scalar(select(func.max(packs.c.number))) or 0
        numbers = count(max(indexed, lying) + 1)
        return lambda: next(numbers)


def open_index(address: str) -> Engine:
    """An engine over an index that is of this release's form; `address` is SQLAlchemy's."""
    engine = create_engine(address, pool_size=4)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    with engine.execution_options(writes=True).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def sqlite_address(path: Path) -> str:
    return f"sqlite:///{path}"


def set_aside(folder: Path) -> None:
    """Let an index that cannot be read lie beside, under another name. Raises `disk.…`."""
    with telling_disk_errors():
        for path in folder.glob(f"{INDEX}*"):
            path.replace(path.with_name(path.name.replace(INDEX, f"{INDEX}.rusak")))


def _set_up(connection: Any, _record: object) -> None:
    """What a receipt promises lies on the disk when it is committed."""
    connection.isolation_level = None  # `_begin` says when; the library would only before a change
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )
