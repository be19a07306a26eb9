"""Moves the clock of each process that a test starts, and lowers what a passphrase costs it.

Python imports this from PYTHONPATH by its name.
"""

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
_IN_A_TEST = "PYTEST_CURRENT_TEST"
FULL_COST = "EKTP_TEST_FULL_COST"  # a process that has it derives keys as the desk does


def move(settings: ModuleType) -> None:
    """Let the desk read the tests' clock where it reads the machine's."""
    machine_now = settings.machine_now
    shift = timedelta(seconds=float(os.environ[SHIFT]))
    settings.machine_now = lambda: machine_now() + shift  # type: ignore[attr-defined]  # a module's function


def lower(passphrase: ModuleType) -> None:
    """Let each key be derived in a moment, as in the tests' own process: else it takes 0.6 s.

    Not in a worker, which starts before any test and tries what the desk itself has.
    """
    if _IN_A_TEST in os.environ and FULL_COST not in os.environ:
        passphrase.FULL = passphrase.Cost(1, 64 * 1024)  # type: ignore[attr-defined]  # a module's constant
        passphrase.wrap.__kwdefaults__["cost"] = passphrase.FULL


_CHANGES = {"ektp_desk.settings": move, "ektp_desk.seal.passphrase": lower}


class ChangesOnLoading:
    """Finds a module that is changed where it always lies, and changes it once it is loaded."""

    @classmethod
    def find_spec(cls, name: str, *_where: object) -> ModuleSpec | None:
        """As `importlib.abc.MetaPathFinder` has it: other modules are none of this finder's."""
        if (change := _CHANGES.pop(name, None)) is None:
            return None
        found = find_spec(name)
        assert found is not None
        assert found.loader is not None
        load = found.loader.exec_module

        def load_and_change(module: ModuleType) -> None:
            load(module)
            change(module)

        found.loader.exec_module = load_and_change  # type: ignore[method-assign]  # of this one module's loader
        return found


if __name__ == "sitecustomize" and SHIFT in os.environ:
    sys.meta_path.insert(0, ChangesOnLoading)
