"""A store of the first release, opened by this one: nothing lost, and its rows as this release folds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from ektp_desk.settings import Folders
from ektp_desk.store import migrations, opening
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.queries import all_users
from ektp_desk.usecases.lists.queries import lists
from tests.offices import WORDS, TestOffice, found_office_in

FIRST = ("facts", "row_keys", "journals", "events")


def first_release_of(path: Path, key: bytes, kept: dict[str, list[tuple[Any, ...]]]) -> None:
    """Make a store as the first release did, with only what its journal holds and no rows."""
    connection = opening.connect(path, key)
    steps = Migrations("desk")
    steps(name="m001_first_store")(migrations.m001_first_store)
    steps.apply(Database(connection, recursive_triggers=False))
    connection.execute("PRAGMA user_version = 1")
    for table, rows in kept.items():
        for row in rows:
            width = len(connection.execute(f"SELECT * FROM {table}").description)
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", row[:width])
    connection.close()


def shape_of(connection: Any) -> list[tuple[str, str, str]]:
    """What every table, index and trigger is made of, by name."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = 'SELECT name, type, "notnull" || dflt_value FROM pragma_table_info(?)'
    found = [(table, *map(str, row)) for table in tables for row in connection.execute(columns, (table,))]
    other = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
    return sorted(found) + sorted(tuple(map(str, row)) for row in connection.execute(other))


STEPS = sorted(f"m{path.stem}" for path in opening.STEPS.glob("*.sql"))


@pytest.mark.parametrize("at", range(1, len(STEPS)))
def test_a_store_of_any_former_shape_is_stepped_up_to_todays(tmp_path: Path, at: int) -> None:
    """Each had its own number: a step without one was never taken by those who needed it."""
    path, key = tmp_path / STORE, bytes(32)
    older = opening.connect(path, key)
    migrations.steps.apply(Database(older, recursive_triggers=False), stop_before=STEPS[at])
    older.execute(f"PRAGMA user_version = {at}")
    older.close()
    stepped, fresh = open_database(path, key), open_database(tmp_path / "fresh.db", key)
    try:
        assert shape_of(stepped) == shape_of(fresh)
        assert stepped.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    finally:
        stepped.close()
        fresh.close()


def test_every_step_has_its_statements_and_its_turn(tmp_path: Path) -> None:
    connection = open_database(tmp_path / STORE, bytes(32))
    try:
        taken = [row.name for row in migrations.steps.applied(Database(connection))]
        assert taken == STEPS
        assert len(STEPS) == opening.VERSION
    finally:
        connection.close()


def test_views_that_a_step_has_widened_are_filled_from_the_journal(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "data", tmp_path / "state")
    with found_office_in(folders) as office:
        office.open_visit()
        unlocked = office.desk.unlock(office.user, WORDS)
        rows_of = office.connection.execute
        kept = {table: rows_of(f"SELECT * FROM {table}").fetchall() for table in FIRST}
        before = dump_views(office.connection)
        office.desk.sign_out()
        for path in folders.data.glob(f"{STORE}*"):
            path.unlink()
        first_release_of(folders.data / STORE, unlocked.store_key, kept)

        office.sign_in_again()

        assert dump_views(office.connection) == before
        assert [user.state for user in all_users(office.store)] == ["active"]
        assert lists(office.session) == []
        assert not rows_of_fact(office, "refold")


def rows_of_fact(office: TestOffice, name: str) -> list[tuple[Any, ...]]:
    return list(office.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchall())


def test_a_new_store_has_nothing_to_refold(tmp_path: Path) -> None:
    key = bytes(32)
    connection = open_database(tmp_path / STORE, key)
    try:
        assert connection.execute("SELECT 1 FROM facts WHERE name = 'refold'").fetchone() is None
    finally:
        connection.close()


def test_whom_the_first_release_recorded_are_found_and_forgotten_by_name(tmp_path: Path) -> None:
    """The search over recordings came later: rows that were there before it must be in it, and leave it."""
    path, key = tmp_path / STORE, bytes(32)
    first_release_of(path, key, {})
    older = opening.connect(path, key)
    older.execute(
        "INSERT INTO recordings (id, person, name, state) VALUES ('r', 'p', 'ORPA CONTOH', 'finished')"
    )
    older.close()
    connection = open_database(path, key)
    found = "SELECT count(*) FROM all_names WHERE all_names MATCH 'orpa'"
    try:
        assert connection.execute(found).fetchone() == (1,)
        connection.execute("DELETE FROM recordings")
        assert connection.execute(found).fetchone() == (0,)
        connection.execute("INSERT INTO all_names (all_names) VALUES ('integrity-check')")
    finally:
        connection.close()
