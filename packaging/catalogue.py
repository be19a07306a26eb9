"""Write `docs/catalogue.md`, the tables of event kinds, views and named queries, out of the code itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ektp_desk.domain.journal.catalogue import CATALOGUE, Kind
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.domain.journal.folds.any import OF_ANY, fold_any
from ektp_desk.domain.roles import EVERYBODY, KIT, STAFF, Role
from ektp_desk.store.asking.named import queries

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "catalogue.md"
QUERIES = ROOT / "ektp_desk" / "store" / "sql"
TEXT = """\
# Catalogue

What the journal may say, what is folded from it, and what may be asked: made from the code by
`poe catalogue`, not written. [ARCHITECTURE.md](../ARCHITECTURE.md) tells how the three belong together.

## Kinds of events

The one table of kinds is `ektp_desk/domain/journal/catalogue.py:CATALOGUE`. *Kept* names a retention
class: `office` as long as the office, `work` as long as figures are wanted, `person` until its body is
emptied by law or request. A kind that this version does not know is kept and passed over. *Who signs it too*
does so at that moment with their own passphrase: *if* a field of the body is filled, or *as* the user whom
a field names, who is not the author; the author themselves where it is empty. *From* says whose journals
count: an `office desk`'s alone; or these and, *at home*, that of the very laptop, as a fact of its own. About
an office, a user, a device, a list or a layout `withdrawn`, `settled` and `body_expired` are an ADB's at an
office desk; but undoing `list_due` is as saying it. What a device says *of itself* nobody says of another.

{kinds}

## Views and their folds

A fold is a pure function from the life of one entity to its rows;
`ektp_desk/store/views.py:apply_fold` is the only writer of these tables.

{views}

## Named queries

Behind a query stand the terms that its `-- def:` lines define on paper.

{queries}
"""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def kinds_table() -> str:
    titles = (
        "kind",
        "about",
        "decides",
        "kept",
        "who may write it",
        "withdrawable",
        "who signs it too",
        "from",
    )
    return table(titles, (_kind_row(kind) for kind in CATALOGUE.values()))


def _kind_row(kind: Kind) -> tuple[str, ...]:
    return (
        f"`{kind.name}`",
        kind.entity.value if kind.entity else "any",
        f"`{kind.slot}`" if kind.slot else "– (adds)",
        kind.retention.value,
        _roles(kind.roles),
        "no" if kind.final else "yes",
        _second(kind),
        f"{kind.counts_from.value}, of itself" if kind.of_itself else kind.counts_from.value,
    )


def _second(kind: Kind) -> str:
    if kind.second_if:
        return f"{_roles(kind.second)}, if `{kind.second_if}`"
    if kind.second_is:
        return f"{_roles(kind.second)}, as `{kind.second_is}`"
    return _roles(kind.second) if kind.second else "–"


def _roles(roles: frozenset[Role]) -> str:
    named = {KIT: "a kit", STAFF: "all but head", EVERYBODY: "everybody"}
    return named.get(roles) or ", ".join(role.value for role in Role if role in roles)


def views_table() -> str:
    rows = []
    for entity, fold in FOLDS.items():
        module = fold.rows.__module__.replace(".", "/")
        tables = ", ".join(f"`{name}` by `{key}`" for name, key in fold.tables.items())
        rows.append((entity.value, f"`{module}.py:{fold.rows.__name__}`", tables))
    of_any = ", ".join(f"`{name}` by `entity_id`" for name in OF_ANY)
    rows.append(("any", f"`{fold_any.__module__.replace('.', '/')}.py:{fold_any.__name__}`", of_any))
    return table(("entity", "fold", "tables, and the column that holds the entity's id"), rows)


def queries_table() -> str:
    rows = []
    for path in sorted(QUERIES.glob("*.sql")):
        names = re.findall(r"^-- name: *(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        rows.append((f"`{path.relative_to(ROOT).as_posix()}`", ", ".join(map(_query, names))))
    return table(("file", "queries (and the terms they define)"), rows)


def _query(name: str) -> str:
    terms = ", ".join(f'"{text.partition(":")[0]}"' for text in queries()[name].definitions)
    return f"`{name}` ({terms})" if terms else f"`{name}`"


def page() -> str:
    return TEXT.format(kinds=kinds_table(), views=views_table(), queries=queries_table())


def main(arguments: list[str]) -> int:
    """Write the page; with `--check` only compare, 1 where it is stale."""
    if "--check" in arguments:
        stale = page() != PAGE.read_text(encoding="utf-8")
        if stale:
            print(f"{PAGE.name} is stale: run `poe catalogue` and commit it.", file=sys.stderr)
        return int(stale)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
