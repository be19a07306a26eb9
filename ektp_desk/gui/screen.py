"""A screen of the window: the presenter that joins it to the work, and where a view stands."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.state import ViewHolder
from ektp_desk.gui.work import Go

EVERYTHING = frozenset(Entity)


class Presenter(Protocol):
    """Joins one screen's view to the use cases.

    The window calls `shown` when the place comes to the front, with what was asked for, and `read_anew`
    when something of what it `shows` changed while it is there. A presenter makes its view in its
    constructor, `Presenter(work: Work)`, and outlives it: in another look or language it makes a new one.
    """

    @property
    def shows(self) -> frozenset[Entity]:
        """Of what kinds are the entities that are shown: it is read anew when one of them changed."""

    @property
    def view(self) -> QWidget:
        """What is shown of the place."""

    def make_view(self) -> QWidget:
        """A new view, filled; `view` is this one from now on."""

    def shown(self, go: Go) -> None:
        """Come to the front."""

    def read_anew(self) -> None:
        """Show what the store holds now, without moving rows under the eye."""

    def heading(self) -> tuple[str, str, str]:
        """Title, subtitle and short subtitle for the header."""


class Room(ViewHolder):
    """Where a place's view stands."""

    def take(self, presenter: Presenter) -> None:
        """Show a presenter's view from now on."""
        self._make = presenter.make_view
        self._stand(presenter.view)
