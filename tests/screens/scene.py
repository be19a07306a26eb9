"""One scene of a contact sheet."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.gui.desks import DeskPage

Way = Callable[[DeskPage], object]


@dataclass(frozen=True)
class Scene:
    """One state: the sheet it belongs to, its name, and the keys that lead there."""

    sheet: str
    name: str
    way: Way
    sample: bool = True


def own_folder() -> Path:
    """Of a scene, for files that it lays out; all of them go with the run."""
    return Path(mkdtemp(dir=_of_the_run()))


@cache
def _of_the_run() -> str:
    place = mkdtemp(prefix="ektp-desk-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place
