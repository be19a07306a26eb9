"""The register: people as lists name them, loaded from a list's row file, searched while typing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec

from ektp_desk.usecases.shapes import RegisterRow

_COLUMNS = RegisterRow.__struct_fields__
_INSERT = f"INSERT INTO register (list, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"  # noqa: S608  names from a struct
_BATCH = 5_000
T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def load(connection: Any, list_id: str, rows: Iterable[bytes]) -> int:
    """Load a list's rows, as its row file holds them; runs inside the caller's transaction."""
    count = 0
    for batch in batches(rows, _BATCH):
        people = (msgspec.json.decode(row, type=RegisterRow) for row in batch)
        connection.executemany(_INSERT, [(list_id, *msgspec.structs.astuple(p)) for p in people])
        count += len(batch)
    return count


def match_words(text: str) -> str:
    """Turn what was typed into an FTS5 query: each word quoted, and a prefix.

    Quoting keeps "O'besi" and "Niki-Niki" from being read as operators.
    """
    words = re.findall(r"\w+", text)
    return " ".join(f'"{word}"*' for word in words)


def known_people(connection: Any, niks: list[str]) -> dict[str, str]:
    """Give the person who already stands under each NIK, by list or as a walk-in."""
    marks = ", ".join("?" * len(niks))
    found: dict[str, str] = dict(
        connection.execute(
            f"SELECT nik, person FROM register WHERE nik IN ({marks}) "  # noqa: S608  marks only
            f"UNION SELECT nik, id FROM people WHERE nik IN ({marks})",
            (*niks, *niks),
        ).fetchall()
    )
    return found
