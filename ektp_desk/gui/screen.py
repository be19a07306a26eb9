"""A screen of the window: the presenter that joins it to the work, and where a view stands."""

from __future__ import annotations

from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.redressing import fit, redress_view
from ektp_desk.gui.kit.state import ViewHolder, built_in
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.work import Go

EVERYTHING = frozenset(Entity)


class Presenter(Protocol):
    """Joins one screen's view to the use cases.

    The window calls `shown` when the place comes to the front, with what was asked for, and `read_anew`
    when something of what it `shows` changed while it is there. A presenter makes its view in its
    constructor: `Presenter(work: Work)`.
    """

    @property
    def shows(self) -> frozenset[Entity]:
        """Of what kinds are the entities that are shown: it is read anew when one of them changed."""

    @property
    def view(self) -> QWidget:
        """What is shown of the place."""

    def shown(self, go: Go) -> None:
        """Come to the front."""

    def read_anew(self) -> None:
        """Show what the store holds now, without moving rows under the eye."""

    def heading(self) -> tuple[str, str, str]:
        """Title, subtitle and short subtitle for the header."""


@runtime_checkable
class Outlives(Presenter, Protocol):
    """A presenter that outlives its views: in another look it makes a new one of what it knows."""

    def make_view(self) -> QWidget:
        """A new view, filled; `view` is this one from now on."""


@runtime_checkable
class Searchable(Protocol):
    """A presenter whose place has the search of the header; a scanned paper goes to it as well."""

    def search_typed(self, text: str) -> None:
        """Show what could be meant, while somebody types."""

    def search_entered(self, text: str) -> None:
        """Go to what was meant."""

    def scanned(self, text: str) -> None:
        """Go to whose paper it is, wherever the focus was."""


class Room(ViewHolder):
    """Where a place's view stands."""

    def take(self, presenter: Presenter) -> None:
        """Show a presenter's view from now on."""
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
        self._make = partial(_fitted, presenter) if isinstance(presenter, Outlives) else None
        self._stand(presenter.view)
        fit(presenter.view, is_small())

    def renew(self) -> None:
        """Where the presenter does not outlive its view, the view changes as it stands."""
        before = self._built
        if self._make is not None or self.view is None or before == built_in():
            super().renew()
            return
        self._built = built_in()
        redress_view(self.view, before[0].base)
        fit(self.view, is_small())


def _fitted(presenter: Outlives) -> QWidget:
    view = presenter.make_view()
    fit(view, is_small())
    return view
