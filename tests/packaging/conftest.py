"""The bootstrap's modules, loaded from their folder as the script finds them; it is no package."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "packaging"


def _load(name: str) -> ModuleType:
    """Import `packaging/<name>.py` under its own bare name."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def load() -> Callable[[str], ModuleType]:
    """The loader itself, for a script of which only one test file knows."""
    return _load


@pytest.fixture(scope="session")
def scripts() -> dict[str, ModuleType]:
    """The six modules by name, each importing the ones before it."""
    return {
        name: _load(name) for name in ("displays", "machine", "kit", "environment", "installed", "bootstrap")
    }


@pytest.fixture(scope="session")
def bootstrap(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["bootstrap"]


@pytest.fixture(scope="session")
def machine(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["machine"]


@pytest.fixture(scope="session")
def environment(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["environment"]


@pytest.fixture(scope="session")
def displays(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["displays"]


@pytest.fixture
def facts(machine: ModuleType) -> Callable[..., Any]:
    """Make a healthy Debian 12 of an ordinary user without a display, but for what is said otherwise."""

    def make(**otherwise: object) -> Any:
        healthy: dict[str, object] = {
            "system": "linux",
            "python": (3, 11),
            "display": None,
            "missing": (),
            "has_ensurepip": True,
            "is_root": False,
            "has_apt": True,
            "has_sudo": True,
            "locale_serves": True,
        }
        return machine.Machine(**(healthy | otherwise))

    return make
