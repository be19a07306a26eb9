"""Moves the clock of each process that a test starts: Python imports this from PYTHONPATH by its name."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import ModuleType

SHIFT = "EKTP_TEST_SHIFT"  # seconds from the machine's clock to the tests'
_READS_THE_CLOCK = "ektp_desk.settings"


def move(settings: ModuleType) -> None:
    """Let the desk read the tests' clock where it reads the machine's."""
    machine_now = settings.machine_now
    shift = timedelta(seconds=float(os.environ[SHIFT]))
    settings.machine_now = lambda: machine_now() + shift  # type: ignore[attr-defined]  # a module's function


class MovesOnLoading:
    """Finds the module that reads the clock where it always lies, and moves the clock once it is loaded."""

    @classmethod
    def find_spec(cls, name: str, *_where: object) -> ModuleSpec | None:
        """As `importlib.abc.MetaPathFinder` has it: other modules are none of this finder's."""
        if name != _READS_THE_CLOCK:
            return None
        sys.meta_path.remove(cls)
        found = find_spec(name)
        assert found is not None
        assert found.loader is not None
        load = found.loader.exec_module

        def load_and_move(module: ModuleType) -> None:
            load(module)
            move(module)

        found.loader.exec_module = load_and_move  # type: ignore[method-assign]  # of this one module's loader
        return found


if __name__ == "sitecustomize" and SHIFT in os.environ:
    sys.meta_path.insert(0, MovesOnLoading)
