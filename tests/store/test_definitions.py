"""Every figure and every check says what it counts, where it is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import ektp_desk
from ektp_desk.store.asking.named import queries

SQL = Path(ektp_desk.__file__).parent / "store" / "sql"


def names_in(file: str) -> list[str]:
    text = (SQL / file).read_text(encoding="utf-8")
    return [block.split("\n", 1)[0].strip() for block in text.split("-- name:")[1:]]


@pytest.mark.parametrize("file", ["figures.sql", "checks.sql"])
def test_each_query_has_its_definition(file: str) -> None:
    assert names_in(file)
    for name in names_in(file):
        for definition in queries()[name].definitions:
            term, colon, text = definition.partition(": ")
            assert term
            assert colon
            assert text
        assert queries()[name].definitions, name
