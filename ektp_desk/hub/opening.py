"""The hub's index in this release's form: SQLite for one process, PostgreSQL for several, and many offices.

What writes goes one after another in all processes of an office: so the inbox grows in the order of commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateSchema

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.schema import leaving, packs
from ektp_desk.seal.files import telling_disk_errors

INDEX = "hub.db"
_MIGRATIONS = Path(__file__).parent / "migrations"
_CONNECTIONS = 4  # that stay; more come and go
# Of one office's processes one writes; none waits for another office's.
_ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock(hashtext('ektp-desk hub'), hashtext(current_schema()))"


class HubIndex:
    """Blocks, on whatever thread asks; what writes goes one after another."""

    def __init__(self, address: str, office: str) -> None:
        """`address` is SQLAlchemy's; `office`: the name of its own schema, where a database has schemas.

        Raises `hub.index` where it cannot be opened.
        """
        try:
            self._engine, self._writing = open_index(address, office), Lock()
        except DatabaseError as error:
            raise EktpError("hub.index") from error
        self._reading = self._engine
        if self._engine.dialect.supports_sequences:  # a server: it is asked without a transaction around
            self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        event.listen(self._engine.pool, "checkin", _end)  # of whoever asks still
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        writing = self._engine.execution_options(writes=True)
        with self._writing, writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._reading.connect() as connection:
            yield connection

    def pack_numbers(self, lying: int) -> Callable[[], int]:
        """What gives the next pack its number, from any thread; `lying`: the highest in the store."""
        with self.write() as connection:
            if self._engine.dialect.supports_sequences:
                raised = "SELECT setval('pack_numbers', :lying) FROM pack_numbers WHERE last_value < :lying"
                connection.execute(text(raised), {"lying": lying})
                return self._next_number
            gone = connection.scalar(select(func.max(leaving.c.number))) or 0
        return partial(self._number_behind, [max(lying, gone)], Lock())

    def _number_behind(self, last: list[int], counting: Lock) -> int:
        """Behind what was given here, and by another process that puts this index in order."""
        with counting, self.read() as connection:
            last[0] = max(last[0], connection.scalar(select(func.max(packs.c.number))) or 0) + 1
            return last[0]

    def _next_number(self) -> int:
        with self.read() as connection:
            return int(connection.execute(text("SELECT nextval('pack_numbers')")).scalar_one())


def open_index(address: str, office: str) -> Engine:
    """An engine over an index that is of this release's form; `address` is SQLAlchemy's."""
    of_kind = _postgres if make_url(address).get_backend_name() == "postgresql" else _sqlite
    engine = of_kind(address, office)
    with engine.execution_options(writes=True).begin() as connection:
        if not _is_of_this_release(connection):
            _upgrade(connection)
    return engine


def _is_of_this_release(connection: Connection) -> bool:
    """Whether it has taken the last step that there is, by the table that Alembic keeps."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    steps = (path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
    return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == max(steps))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  seldom wanted, and a tenth of a start
    from alembic.config import Config  # noqa: PLC0415  the same

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def sqlite_address(path: Path) -> str:
    return f"sqlite:///{path}"


def set_aside(folder: Path) -> None:
    """Let an index that cannot be read lie beside, under another name. Raises `disk.…`."""
    with telling_disk_errors():
        for path in folder.glob(f"{INDEX}*"):
            path.replace(path.with_name(path.name.replace(INDEX, f"{INDEX}.rusak")))


def _sqlite(address: str, _office: str) -> Engine:
    engine = create_engine(address, pool_size=_CONNECTIONS, pool_use_lifo=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    """What a receipt promises lies on the disk when it is committed."""
    connection.isolation_level = None  # `_begin` says when; the library would only before a change
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


def _postgres(address: str, office: str) -> Engine:
    schema = f"office_{office}"
    maker = create_engine(address, poolclass=NullPool)
    with maker.begin() as connection:
        connection.exec_driver_sql(_ONE_AFTER_ANOTHER)
        connection.execute(CreateSchema(schema, if_not_exists=True))
    engine = create_engine(
        address,
        pool_size=_CONNECTIONS,
        connect_args={"options": f"-c search_path={schema} -c synchronous_commit=on"},
    )
    event.listen(engine, "begin", _wait_for_others)
    return engine


def _wait_for_others(connection: Any) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(_ONE_AFTER_ANOTHER)


def _end(connection: Any, _record: object) -> None:
    if connection is not None:
        connection.close()
