"""The house's own rules: sizes, names, and that its tools can fail."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = [p for place in ("ektp_desk", "tests", "packaging") for p in sorted((ROOT / place).rglob("*.py"))]
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_FILES = 250, 25, 9


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [path for path in OURS if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]

    assert names(long) == []


def test_no_function_is_longer_than_a_screen() -> None:
    """Tests may be longer: their literal facts are data."""
    long = []
    for path in [p for p in OURS if "tests" not in p.relative_to(ROOT).parts]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
                if (node.end_lineno or 0) - (start or 0) > MOST_LINES_OF_A_FUNCTION:
                    long.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}")

    assert long == []


def test_no_folder_holds_more_than_nine_files() -> None:
    folders = {path.parent for path in OURS if "tests" not in path.relative_to(ROOT).parts}
    full = [f for f in folders if len([p for p in f.glob("*.py") if p.name != "__init__.py"]) > MOST_FILES]

    assert names(full) == []


def test_nothing_is_called_by_a_word_that_says_nothing() -> None:
    empty = re.compile(r"^class \w*(Manager|Helper|Util|Handler)\b", re.MULTILINE)

    assert names([path for path in OURS if empty.search(path.read_text(encoding="utf-8"))]) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path
        for path in OURS
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert names(silent) == []


def test_no_test_waits_by_the_clock() -> None:
    """The bench may: a person takes a second to type, and that second is nobody's time."""
    sleeping = re.compile(r"qtbot\.wait\(|\bsleep\(|QTest\.qWait")
    here = Path(__file__)

    found = [
        p
        for p in (ROOT / "tests").rglob("*.py")
        if p != here and "bench" not in p.parts and sleeping.search(p.read_text(encoding="utf-8"))
    ]

    assert names(found) == []


def test_the_qt_in_use_drops_no_reference_to_none() -> None:
    """PySide6 6.12.0 did at each call, until Python 3.11 died: see DECISIONS.md."""
    script = (
        "import sys; from PySide6.QtCore import QObject; o = QObject(); a = sys.getrefcount(None);"
        "[o.setObjectName('x') for _ in range(500)]; sys.exit(a - sys.getrefcount(None) > 100)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.journey
def test_the_layers_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
