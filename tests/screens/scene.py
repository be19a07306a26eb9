"""One scene of a contact sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.gui.desks import DeskPage

Way = Callable[[DeskPage], object]


@dataclass(frozen=True)
class Scene:
    """One state: the sheet it belongs to, its name, and the keys that lead there."""

    sheet: str
    name: str
    way: Way
    sample: bool = True
