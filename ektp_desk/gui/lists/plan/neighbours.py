"""What else is planned near the day that is being written: two visits on one day are seen in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Marked, Note, hairline, label
from ektp_desk.words import _
from ektp_desk.words.dates import short_date

_MOST = 4  # lines


@dataclass(frozen=True, slots=True, repr=False)
class Neighbour:
    """Another visit that is planned or open, and who goes there."""

    day: date
    title: str
    team: tuple[str, ...]


class Neighbours(QWidget):
    """The visits nearest to a day, those of the same day first; without any it says nothing.

    The small form has no room for it: `brief`, which stands elsewhere, then tells the nearest.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_neighbours")
        self._small = False
        self._others: tuple[Neighbour, ...] = ()
        self._day: date | None = None
        self._lines = [Marked(Note(Shape.NONE, ""), "small") for _line in range(_MOST)]
        self.brief = Marked(Note(Shape.NONE, ""), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(2), 0, 0)
        column.setSpacing(px(6))
        self._title = label(_("Sudah direncanakan"), "label")
        for part in (hairline(), self._title, *self._lines):
            column.addWidget(part)
        self._show()

    def offer(self, others: Sequence[Neighbour]) -> None:
        """Take the visits that stand beside the one being planned."""
        self._others = tuple(others)
        self._show()

    def show_day(self, day: date | None) -> None:
        """Show those nearest to a day; none while the day cannot be read."""
        self._day = day
        self._show()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Leave the room to the boxes."""
        self._small = small
        self._show()

    def _show(self) -> None:
        day = self._day
        near = sorted(self._others, key=lambda other: (abs((other.day - day).days), other.day)) if day else []
        shown = near[:_MOST]
        if shown:
            self.brief.show_note(_note(shown[0], same=shown[0].day == day))
        self.brief.setVisible(bool(shown) and self._small)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(shown))
            if at < len(shown):
                line.show_note(_note(shown[at], same=shown[at].day == day))
        self.setVisible(bool(shown) and not self._small)


def _note(other: Neighbour, *, same: bool) -> Note:
    when = _("hari itu juga") if same else short_date(other.day)
    words = " \N{MIDDLE DOT} ".join(part for part in (when, other.title, ", ".join(other.team)) if part)
    return Note(Shape.LOOK if same else Shape.WAITING, words, loud=same)
