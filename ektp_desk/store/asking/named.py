"""Named queries: every figure and every screen asks by name; the definition stands with the query.

A `.sql` file holds blocks that begin with `-- name: x`; `-- def: term: text` lines directly
below are what is printed under the figure.
"""

from __future__ import annotations

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
    for path in sorted(_FOLDER.glob("*.sql")):
        for block in path.read_text(encoding="utf-8").split("-- name:")[1:]:
            query = _read(block)
            if query.name in found:
                raise ValueError(f"query {query.name} stands twice")
            found[query.name] = query
    return found


def _read(block: str) -> Query:
    name, _, rest = block.partition("\n")
    lines = rest.splitlines()
    definitions = tuple(line.removeprefix("-- def:").strip() for line in lines if line.startswith("-- def:"))
    sql = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
    return Query(name.strip(), sql, definitions)
