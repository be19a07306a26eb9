"""Opening a store: stepped up with a copy before, refused when it is newer or not ours."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.store import opening
from ektp_desk.store.asking.named import queries
from ektp_desk.store.opening import STORE, connect, open_database

NEXT = opening.VERSION + 1


def shape(path: Path, key: bytes) -> list[str]:
    connection = connect(path, key)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return [sql for (sql,) in rows]


def test_an_older_store_is_copied_before_it_is_stepped_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, path = secrets.token_bytes(32), tmp_path / STORE
    made = open_database(path, key)
    made.execute("INSERT INTO facts VALUES ('kept', x'01')")
    made.close()
    monkeypatch.setattr(opening, "VERSION", NEXT)

    open_database(path, key).close()

    copy = connect(tmp_path / f"before-{NEXT}.{STORE}", key)
    assert copy.execute("SELECT value FROM facts WHERE name = 'kept'").fetchone() == (b"\x01",)
    copy.close()
    assert shape(tmp_path / f"before-{NEXT}.{STORE}", key) == shape(path, key)


def test_a_copy_is_the_store_before_its_first_step_and_tells_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, path = secrets.token_bytes(32), tmp_path / STORE
    made = open_database(path, key)
    made.execute("INSERT INTO users (id, name, roles) VALUES ('u', 'Yuliana Contoh', 'adb')")
    made.close()
    monkeypatch.setattr(opening, "VERSION", NEXT)
    copy = tmp_path / f"before-{NEXT}.{STORE}"
    (tmp_path / f"before-{NEXT}.{STORE}.part").write_bytes(b"half a copy, from a power cut")
    open_database(path, key).close()
    first = copy.read_bytes()
    changed = connect(path, key)
    was = f"PRAGMA user_version = {NEXT - 1}"
    changed.execute(was)  # as after a power cut between the steps and their number
    changed.execute("DELETE FROM users")
    changed.close()

    open_database(path, key).close()

    assert copy.read_bytes() == first
    assert b"Yuliana" not in first
    kept = connect(copy, key)
    assert kept.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
    assert kept.execute("SELECT name FROM users").fetchone() == ("Yuliana Contoh",)
    kept.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == [copy.name, STORE]


def test_a_store_of_today_is_not_copied(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    open_database(tmp_path / STORE, key).close()
    open_database(tmp_path / STORE, key).close()

    assert not list(tmp_path.glob("before-*"))


@pytest.mark.parametrize("content", [b"", b"not a store at all", secrets.token_bytes(8192)])
def test_another_key_or_another_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / STORE
    if content:
        path.write_bytes(content)
    else:
        open_database(path, secrets.token_bytes(32)).close()

    with pytest.raises(EktpError) as told:
        open_database(path, secrets.token_bytes(32))
    assert told.value.code == "store.damaged"


def test_every_named_query_can_be_prepared(tmp_path: Path) -> None:
    made = open_database(tmp_path / STORE, secrets.token_bytes(32))

    class Any(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return "1"

    assert len(queries()) > 20
    for query in queries().values():
        made.execute(f"EXPLAIN {query.sql}", Any())
    made.close()
