"""Nobody writes views but the one function that applies folds."""

from __future__ import annotations

import re
from pathlib import Path

import ektp_desk
from ektp_desk.domain.journal.folds import FOLDS

ROOT = Path(ektp_desk.__file__).parent
WRITES = re.compile(
    r"(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+(\{?\w+\}?)", re.IGNORECASE
)
VIEWS = {table for fold in FOLDS.values() for table in fold.tables}
ALLOWED = {"store/views.py"}  # takes its table names from FOLDS
REGISTER = {"store/register.py", "store/rows.py"}  # lists load, they do not fold


def writers(table: str, text: str) -> bool:
    return any(name == table or name.startswith("{") for name in WRITES.findall(text))


def test_the_views_have_one_writer() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), table)
        for path in [*ROOT.rglob("*.py"), *ROOT.rglob("*.sql")]
        for table in VIEWS
        if writers(table, path.read_text(encoding="utf-8"))
    }

    assert {file for file, _ in found} == ALLOWED


def test_the_register_is_written_only_where_lists_load() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "register" in WRITES.findall(path.read_text(encoding="utf-8"))
    }

    assert found <= REGISTER
    assert "store/register.py" in found


def test_the_search_for_writers_finds_one() -> None:
    assert writers("tickets", "DELETE FROM tickets WHERE id = ?")
    assert writers("tickets", "delete from tickets")
    assert not writers("tickets", "SELECT * FROM tickets")


def test_the_library_that_can_write_tables_is_used_for_steps_alone() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "sqlite_utils" in path.read_text(encoding="utf-8")
    }

    assert users <= {"store/migrations.py", "store/opening.py"}
