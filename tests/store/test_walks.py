"""No question walks from end to end through what grows with every recording; those that may are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.store import comparing, journal, verdicts
from ektp_desk.store.asking import places
from ektp_desk.store.asking.named import queries
from ektp_desk.store.kept import sealed
from ektp_desk.store.opening import STORE, open_database

GROWS = {"events", "tickets", "recordings", "modalities", "people", "claims", "register"}
SMALL = {
    "events_days",
    "events_settled",
    "events_parted",
    "events_of_people",
}  # indexes of few events among many
MAY_WALK = {
    "events_held": "the check of the whole journal counts what is there, not what should be",
    "people_everywhere": "an office desk that was lost held everybody",
    "people_of_villages": "planning counts every listed person, when its panel is opened",
    "progress_of_visits": "the list of visits counts each one's people, when it is opened",
    "recordings_finished": "the mirror counts on a reader's lane, after a recording was saved",
    "unjoined": "the newest of those met at the desk whom no list names, a page at a time",
}
_ASKED = re.compile(r":(\w+)")
_OPENS = {"OpenRead", "OpenWrite"}
_WALKS = {"Rewind", "Last", "Count"}  # to a table's or an index's end, without looking for a place in it


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    opened = open_database(tmp_path_factory.mktemp("walks") / STORE, b"w" * 32)
    yield opened
    opened.close()


def compiled(connection: Any, sql: str) -> tuple[list[tuple[Any, ...]], dict[int, tuple[str, str]]]:
    """A statement's steps, and by cursor what it opens: the name of a table or index, and its table."""
    roots = {
        root: (name, table)
        for name, table, root in connection.execute(
            "SELECT name, tbl_name, rootpage FROM sqlite_master WHERE rootpage > 0"
        )
    }
    steps = connection.execute(f"EXPLAIN {sql}", dict.fromkeys(_ASKED.findall(sql), "x")).fetchall()
    return steps, {step[2]: roots.get(step[3], ("", "")) for step in steps if step[1] in _OPENS}


def walked(connection: Any, sql: str) -> set[str]:
    """Name the growing tables that a statement goes through from one end, as SQLite compiled it."""
    steps, cursors = compiled(connection, sql)
    through = {cursors.get(step[2], ("", "")) for step in steps if step[1] in _WALKS}
    return {table for name, table in through if table in GROWS and name not in SMALL}


@pytest.mark.parametrize("name", sorted(queries()))
def test_a_question_looks_for_its_rows(connection: Any, name: str) -> None:
    found = walked(connection, queries()[name].sql)

    assert bool(found) == (name in MAY_WALK), found


def made_anew(connection: Any, sql: str) -> list[str]:
    """Name the subqueries that join people and are made again for each row of what asks them."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(_ASKED.findall(sql), "x")).fetchall()
    above, said = {no: parent for no, parent, _, _ in plan}, {no: text for no, _, _, text in plan}

    def way(no: int) -> list[str]:
        return [said[no], *way(above[no])] if no else []

    found = [way(no) for no, text in said.items() if text.startswith("RECURSIVE")]
    once = [next((text for text in up if text.startswith(("MATERIALIZE", "CORRELATED"))), "") for up in found]
    return [text for text in once if text.startswith("CORRELATED")]


@pytest.mark.parametrize("name", sorted(queries()))
def test_who_is_who_is_made_out_once_in_a_question(connection: Any, name: str) -> None:
    assert made_anew(connection, queries()[name].sql) == []


@pytest.mark.parametrize(
    ("name", "along"),
    [
        ("progress_of_visits", {"register_village", "register_listed"}),
        ("people_of_villages", {"register_village"}),
        ("people_of_village_by_list", {"register_village"}),
        ("targets_in_lists", {"register_village"}),
        ("people_in_lists", {"register_listed"}),
        ("people_of_lists", {"register_listed"}),
    ],
)
def test_listed_people_are_counted_along_an_index_alone(connection: Any, name: str, along: set[str]) -> None:
    _steps, opened = compiled(connection, queries()[name].sql)

    assert {one for one, table in opened.values() if table == "register"} == along


@pytest.mark.parametrize(("table", "key"), [item for fold in FOLDS.values() for item in fold.tables.items()])
def test_a_fold_finds_the_rows_it_replaces(connection: Any, table: str, key: str) -> None:
    assert not walked(connection, f"DELETE FROM {table} WHERE {key} = :id")


@pytest.mark.parametrize(
    "sql",
    [
        places._LINK,
        places._LAST,
        journal._OF_ENTITY,
        comparing._OF_VISIT,
        comparing._AFTER,
        comparing._EVENTS_OF,
    ],
)
def test_a_place_of_the_journal_is_looked_for(connection: Any, sql: str) -> None:
    named = re.sub(r"\?", ":p", sql)
    assert not walked(connection, named)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM events",
        "SELECT nik FROM recordings WHERE state = 'finished' GROUP BY nik",
        "SELECT 1 WHERE :p NOT IN (SELECT id FROM people WHERE nik <> :nik)",
        "SELECT max(serial) FROM tickets",
    ],
)
def test_a_walk_is_seen(connection: Any, sql: str) -> None:
    assert walked(connection, sql)


@pytest.mark.parametrize(
    "sql",
    [
        verdicts._NAMING,
        verdicts._OF_LAPTOPS,
        verdicts._RIGHT,
        f"{sealed._WANTED} AND file = ?",
        sealed._LOOSE,
    ],
    ids=["naming", "laptops", "right", "wanted", "loose"],
)
def test_who_names_a_file_is_looked_up(connection: Any, sql: str) -> None:
    """Of thousands of pictures, at each import: a walk for each would be hours."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", ["x"] * sql.count("?")).fetchall()
    steps = [step for *_numbers, step in plan]
    assert any("events_of_files (<expr>=?)" in step for step in steps), steps
    assert not [step for step in steps if step.startswith(("SCAN e ", "SCAN events"))], steps
