"""The house's own rules that can be counted, and that its tools can fail."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = [p for place in ("ektp_desk", "tests", "packaging") for p in sorted((ROOT / place).rglob("*.py"))]
MOST_LINES, MOST_LEVELS = 400, 3
LONGER: dict[str, str] = {}  # a module's path, and why it is one idea all the same


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_no_module_is_longer_than_a_reader_can_hold_without_a_reason() -> None:
    long = [path for path in OURS if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]

    assert names(long) == sorted(LONGER)
    assert [path for path, reason in LONGER.items() if len(reason.split()) < 5] == []


def test_no_module_lies_deeper_than_three_levels_below_the_window() -> None:
    gui = ROOT / "ektp_desk" / "gui"
    deep = [path for path in gui.rglob("*.py") if len(path.relative_to(gui).parts) > MOST_LEVELS]

    assert names(deep) == []


def test_one_class_name_is_one_idea() -> None:
    """A name that stands twice makes a reader ask which; each room of the window has its Presenter."""
    found: dict[str, list[Path]] = {}
    for path in (ROOT / "ektp_desk").rglob("*.py"):
        for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            found.setdefault(name, []).append(path)
    twice = {name: names(paths) for name, paths in found.items() if len(paths) > 1}

    assert len(twice.pop("Presenter")) > 1
    assert twice == {}


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
    """PySide6 6.12.0 did at each call that gives nothing, until Python 3.11 died (`none_dealloc`).

    A newer one is taken only when it is sound; where `None` is immortal (3.12) it would not show.
    """
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
