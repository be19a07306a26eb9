"""What a screen reader takes our own widgets for: to Qt each is a plain one, which it passes by."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QStackedWidget, QWidget

HeardAs = QAccessible.Role


@cache
def install_roles() -> None:
    """Let a widget's class say by `heard_as` what it is; asked only while somebody listens."""
    QAccessible.installFactory(_interface)


def _interface(_class: str, thing: QObject | None) -> QAccessibleInterface | None:
    # Else a stack is a "layered pane", which a reader says at each place and page.
    plain = HeardAs.Client if isinstance(thing, QStackedWidget) else None
    role = getattr(thing, "heard_as", plain)
    return QAccessibleWidget(thing, role) if isinstance(thing, QWidget) and role is not None else None
