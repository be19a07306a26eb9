"""What a screen reader is told of a window, caught in this process: every event, Qt's own as well.

PySide has no `QAccessible::installUpdateHandler`; Qt's library has it under its C++ name.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

import PySide6
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleTextInsertEvent,
    QAccessibleTextRemoveEvent,
    QAccessibleTextUpdateEvent,
)
from shiboken6 import wrapInstance

_LIBRARY, _INSTALL = (
    ("Qt6Gui.dll", "?installUpdateHandler@QAccessible@@SAP6AXPEAVQAccessibleEvent@@@ZP6AX0@Z@Z")
    if sys.platform == "win32"
    else ("Qt/lib/libQt6Gui.so.6", "_ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE")
)
_Handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


_Event = TypeVar("_Event", bound=QAccessibleEvent)


def _seen_as(kind: type[_Event], address: int) -> _Event:
    """Not to be kept: as long as one wrapper lives, another kind would be given the same."""
    return cast("_Event", wrapInstance(address, kind))


@dataclass
class Heard:
    """The announcements, the letters of every text event, and of what kind all events were."""

    said: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    kinds: list[QAccessible.Event] = field(default_factory=list)

    def take(self, address: int) -> None:
        """One event, at its address; while nobody listens Qt's bridges pass it by."""
        if not QAccessible.isActive():
            return
        kind = _seen_as(QAccessibleEvent, address).type()
        self.kinds.append(kind)
        if kind is QAccessible.Event.Announcement:
            self.said.append(_seen_as(QAccessibleAnnouncementEvent, address).message())
        elif kind is QAccessible.Event.TextInserted:
            self.letters.append(_seen_as(QAccessibleTextInsertEvent, address).textInserted())
        elif kind is QAccessible.Event.TextRemoved:
            self.letters.append(_seen_as(QAccessibleTextRemoveEvent, address).textRemoved())
        elif kind is QAccessible.Event.TextUpdated:
            event = _seen_as(QAccessibleTextUpdateEvent, address)
            self.letters += [event.textRemoved(), event.textInserted()]

    def new(self) -> list[str]:
        """What was said since this was asked last."""
        said, self.said = self.said, []
        return said


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear what a screen reader would, while it is on."""
    heard = Heard()
    install = getattr(ctypes.CDLL(str(Path(PySide6.__file__).parent / _LIBRARY)), _INSTALL)
    install.argtypes, install.restype = [ctypes.c_void_p], ctypes.c_void_p
    handler = _Handler(heard.take)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    QAccessible.setActive(True)
    try:
        yield heard
    finally:
        QAccessible.setActive(False)
        install(before)
