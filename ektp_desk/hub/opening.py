"""Opening the hub's index: SQLite as whoever waits for a receipt needs it, in the form of this release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_index(address: str) -> Engine:
    """An engine over an index that is of this release's form; `address` is SQLAlchemy's."""
    engine = create_engine(address, pool_size=4)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def sqlite_address(path: Path) -> str:
    return f"sqlite:///{path}"


def _set_up(connection: Any, _record: object) -> None:
    """What a receipt promises lies on the disk when it is committed."""
    connection.isolation_level = None  # `_begin` says when; the library would only before a change
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )
