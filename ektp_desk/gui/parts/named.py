"""Names a widget for tests and page objects."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

Q = TypeVar("Q", bound=QObject)


def named(thing: Q, object_name: str) -> Q:
    """Give `thing` back with its object name set, so that making and naming is one expression."""
    thing.setObjectName(object_name)
    return thing
