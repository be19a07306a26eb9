"""A screen of the window: the presenter that joins it to the work, and the room its view stands in."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.redressing import fit
from ektp_desk.gui.kit.state import put_back, read_state
from ektp_desk.gui.kit.tokens import is_small, look
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


class Room(QWidget):
    """Where a screen's view stands; it has another one made when the look has changed since."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._presenter: Presenter | None = None
        self._look = look()

    def take(self, presenter: Presenter) -> None:
        """Show a presenter's view from now on."""
        self._presenter, self._look = presenter, look()
        self._column.addWidget(presenter.view)
        if isinstance(presenter, Outlives):
            self.setProperty("renews", True)  # noqa: FBT003  Qt's own signature
            fit(presenter.view, is_small())

    def renew(self) -> None:
        """Build the view anew where it wears another look than the one in force; what was in it stays."""
        presenter = self._presenter
        if self._look == look() or not isinstance(presenter, Outlives):
            return
        old, self._look = presenter.view, look()
        kept = read_state(old)
        new = presenter.make_view()
        self._column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        fit(new, is_small())
        new.show()
        self._column.activate()  # what scrolls must know its room
        put_back(new, kept)
