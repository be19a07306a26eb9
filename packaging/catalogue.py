"""Write the tables of event kinds, views and named queries into `ARCHITECTURE.md`, out of the code itself.

Each stands between markers of its own; the rest of the page is written by people.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ektp_desk.domain.journal.catalogue import CATALOGUE, Kind
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.domain.roles import EVERYBODY, STAFF, Role
from ektp_desk.store.asking.named import queries

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
QUERIES = ROOT / "ektp_desk" / "store" / "sql"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a Markdown table."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def kinds_table() -> str:
    """Give a row for each event kind, in the catalogue's order."""
    titles = ("kind", "about", "decides", "kept", "who may write it", "withdrawable")
    return table(titles, (_kind_row(kind) for kind in CATALOGUE.values()))


def _kind_row(kind: Kind) -> tuple[str, ...]:
    return (
        f"`{kind.name}`",
        kind.entity.value if kind.entity else "any",
        f"`{kind.slot}`" if kind.slot else "– (adds)",
        kind.retention.value,
        _roles(kind.roles),
        "no" if kind.final else "yes",
    )


def _roles(roles: frozenset[Role]) -> str:
    named = {STAFF: "all but head", EVERYBODY: "everybody"}
    return named.get(roles) or ", ".join(role.value for role in Role if role in roles)


def views_table() -> str:
    """Give a row for each entity: its fold, and the tables that the fold fills."""
    rows = []
    for entity, fold in FOLDS.items():
        module = fold.rows.__module__.replace(".", "/")
        tables = ", ".join(f"`{name}` by `{key}`" for name, key in fold.tables.items())
        rows.append((entity.value, f"`{module}.py:{fold.rows.__name__}`", tables))
    return table(("entity", "fold", "tables, and the column that holds the entity's id"), rows)


def queries_table() -> str:
    """Give a row for each file of named queries; behind a name, the terms that it defines on paper."""
    rows = []
    for path in sorted(QUERIES.glob("*.sql")):
        names = re.findall(r"^-- name: *(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        rows.append((f"`{path.relative_to(ROOT).as_posix()}`", ", ".join(map(_query, names))))
    return table(("file", "queries (and the terms they define)"), rows)


def _query(name: str) -> str:
    terms = ", ".join(f'"{text.partition(":")[0]}"' for text in queries()[name].definitions)
    return f"`{name}` ({terms})" if terms else f"`{name}`"


def filled(page: str) -> str:
    """Give the page with all tables made anew. Raises: ValueError where a pair of markers is missing."""
    for name, made in (("kinds", kinds_table()), ("views", views_table()), ("queries", queries_table())):
        begin, end = f"<!-- {name}: made by packaging/catalogue.py -->", f"<!-- {name}: end -->"
        between = re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", re.DOTALL)
        page, found = between.subn(lambda _match, made=made: f"\n\n{made}\n\n", page)  # type: ignore[misc]  # bound in the loop
        if found != 1:
            raise ValueError(f"the page has no one place for {name}")
    return page


def main(arguments: list[str]) -> int:
    """Write the tables; with `--check` only compare, 1 where they are stale."""
    kept = PAGE.read_text(encoding="utf-8")
    fresh = filled(kept)
    if "--check" in arguments:
        if fresh != kept:
            print(f"{PAGE.name} is stale: run `poe catalogue` and commit it.", file=sys.stderr)
        return int(fresh != kept)
    PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
