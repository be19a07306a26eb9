"""Named queries: every figure and every screen asks by name; the definition stands with the query.

A `.sql` file holds blocks that begin with `-- name: x`; `-- def: term: text` lines directly
below are what is printed under the figure. A block that begins with `-- part: y` is no query:
it stands once, and queries of any file take it in with `{y}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "sql"


@dataclass(frozen=True, slots=True)
class Query:
    """A named query with the definitions printed beneath its figures."""

    name: str
    sql: str
    definitions: tuple[str, ...]


@cache
def queries() -> dict[str, Query]:
    """Read all named queries; a name that stands twice is an error of ours."""
    found: dict[str, Query] = {}
    parts = {name: _sql(lines) for kind, name, lines in _blocks() if kind == "part"}
    for kind, name, lines in _blocks():
        if kind == "part":
            continue
        if name in found:
            raise ValueError(f"query {name} stands twice")
        definitions = tuple(
            line.removeprefix("-- def:").strip() for line in lines if line.startswith("-- def:")
        )
        found[name] = Query(name, _whole(_sql(lines), parts), definitions)
    return found


def _whole(sql: str, parts: Mapping[str, str]) -> str:
    """With the parts it takes in, and theirs."""
    return re.sub(r"\{(\w+)\}", lambda named: _whole(parts[named[1]], parts), sql)


def _blocks() -> Iterator[tuple[str, str, list[str]]]:
    """Each block's kind ("name" or "part"), its name and its lines."""
    for path in sorted(_FOLDER.glob("*.sql")):
        _head, *pieces = re.split(r"^-- (name|part): (\w+)\n", path.read_text(encoding="utf-8"), flags=re.M)
        for kind, name, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            yield kind, name, text.splitlines()


def _sql(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
