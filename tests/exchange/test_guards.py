"""The guards that `python -m tests.exchange.guards` takes away stand where its table says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.exchange.guards import ROOT, guards


def test_each_guard_stands_once_and_names_tests_that_are_there() -> None:
    table = guards()
    assert len({one.what for one in table}) == len(table) > 90
    named = set[str]()
    for one in table:
        compile(one.away(_source(ROOT / one.file)), one.file, "exec")
        named |= {*one.noticed}
    modules = {str(path.relative_to(ROOT)): path for path in (ROOT / "tests").rglob("test_*.py")}
    there = re.findall(r"^def (test_\w+)\(", "".join(map(_source, modules.values())), re.MULTILINE)
    assert {name for name in named if there.count(name) != 1} <= modules.keys()


def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")
