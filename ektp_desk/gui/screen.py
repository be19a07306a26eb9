"""What a place of the window is: a view that asks and shows, and a presenter that joins it to the work."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Presenter(Protocol):
    """Joins one screen's view to the use cases.

    The window calls `shown` when the place comes to the front (with what was asked for, or
    None) and `read_anew` when something was written while it is there. A presenter makes its
    view in its constructor: `Presenter(work: Work)`.
    """

    @property
    def view(self) -> QWidget:
        """What is shown of the place."""

    def shown(self, subject: object) -> None:
        """Come to the front."""

    def read_anew(self) -> None:
        """Show what the store holds now, without moving rows under the eye."""

    def heading(self) -> tuple[str, str, str]:
        """Give title, subtitle and short subtitle for the header."""


def empty_room() -> QWidget:
    """Give the empty page that a place's view moves into when it is made."""
    room = QWidget()
    QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
    return room
