"""Take each guard of what is carried away, and see who notices: `python -m tests.exchange.guards [PART…]`.

They stand in `guards.toml`. For each, one process runs the tests that are named there without it, and one
lives histories, of which there may be none: a guard that nobody misses guards nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from time import monotonic
from types import CodeType

import msgspec
import pytest

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_suffix(".toml")
_NOTICED = 3  # how a process ends that missed a guard
_AT_ONCE = 20  # histories between two looks at the clock
_PATIENCE = 180.0  # seconds beyond those that were asked for


class Guard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`words` stand once in `file`; without the guard `without` stands there."""

    what: str
    file: str
    words: str
    without: str
    noticed: tuple[str, ...]

    @property
    def module(self) -> str:
        return self.file.removesuffix(".py").replace("/", ".")

    def away(self, source: str) -> str:
        """The source without it."""
        assert source.count(self.words) == 1, self.what
        return source.replace(self.words, self.without)

    @property
    def tests(self) -> list[str]:
        """As pytest names them, wherever they lie by now."""
        return [one if "/" in one else _place_of(one) for one in self.noticed]


def _place_of(test: str) -> str:
    modules = (ROOT / "tests").rglob("test_*.py")
    (module,) = (one for one in modules if f"def {test}(" in one.read_text(encoding="utf-8"))
    return f"{module.relative_to(ROOT)}::{test}"


def guards() -> tuple[Guard, ...]:
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8"))["guard"], tuple[Guard, ...])


class _Without(SourceFileLoader):
    """Finds one module and loads it without its guard; all others are as they lie."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(guard.module, str(ROOT / guard.file))
        self._guard = guard

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self._guard.module else None

    def get_code(self, _name: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        return self.source_to_code(self._guard.away(source).encode(), self.path)


def _live(histories: int, seconds: float) -> int:
    from tests.exchange.history import COUNTED  # behind the guard
    from tests.exchange.machine import run

    end = monotonic() + seconds
    try:
        for count in range(min(_AT_ONCE, histories), histories + 1, _AT_ONCE):
            run(count, seconds=end - monotonic())
    except BaseException as error:  # whatever a program does without a guard
        said = str(error).strip().splitlines()[:1]
        sys.stdout.write(f"{COUNTED['histories']} {type(error).__name__} {''.join(said)}\n")
        return _NOTICED
    return 0


def _try(guard: Guard, *asked: str, seconds: float = 0) -> tuple[bool, str]:
    """Whether somebody noticed, and what was said last."""
    command = [sys.executable, "-m", "tests.exchange.guards", "--without", guard.what, *asked]
    try:
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_PATIENCE + seconds
        )
    except subprocess.TimeoutExpired:
        return True, "it does not end"
    if ended.returncode not in (0, _NOTICED):
        raise RuntimeError(ended.stdout + ended.stderr)
    return ended.returncode == _NOTICED, (ended.stdout.strip().splitlines() or [""])[-1]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.exchange.guards")
    parser.add_argument("part", nargs="*", help="words of the guards that are tried; all without any")
    parser.add_argument("--histories", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--without", help=argparse.SUPPRESS)
    parser.add_argument("--tests", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.without:
        (guard,) = (one for one in guards() if one.what == asked.without)
        sys.meta_path.insert(0, _Without(guard))
        if asked.tests:
            said = pytest.main(["-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *guard.tests])
            return _NOTICED if said == pytest.ExitCode.TESTS_FAILED else said
        return _live(asked.histories, asked.seconds)
    chosen = [one for one in guards() if not asked.part or any(part in one.what for part in asked.part)]
    missed = 0
    for guard in chosen:
        by_tests, tests_said = _try(guard, "--tests")
        by_histories, histories_said = False, ""
        if asked.histories:
            bounds = ("--histories", str(asked.histories), "--seconds", str(asked.seconds))
            by_histories, histories_said = _try(guard, *bounds, seconds=asked.seconds)
        missed += not (by_tests or by_histories)
        sys.stdout.write(f"{guard.what}\t{by_tests} {tests_said}\t{by_histories} {histories_said}\n")
        sys.stdout.flush()
    return min(missed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
