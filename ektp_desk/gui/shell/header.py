"""The header: the name of the place in front, and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit import Elided, label
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.tokens import is_small, px, tokens


@dataclass(slots=True)
class _Heading:
    """What a header says."""

    title: str = ""
    subtitle: str = ""
    short: str = ""
    clock: str = "00.00"


class PlaceHeader(QWidget):
    """Title and subtitle at the left, the clock at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self._said = _Heading()
        self._title, self._subtitle = Elided("", "title"), Elided("", "body", tone="ink2")
        self._clock = label(self._said.clock, "lead", name="clock")
        self.setFixedHeight(px(48 if is_small() else 56))
        parts = (self._title, self._subtitle, self._clock)
        in_row(*parts, gap=12, grows=self._subtitle, margins=(16, 0, 16, 0), on=self)

    def set_place(self, title: str, subtitle: str = "", *, short: str = "") -> None:
        """Name the place; `short` is the subtitle for narrow windows."""
        said = self._said
        said.title, said.subtitle, said.short = title, subtitle, short
        self._title.set_text(title)
        self._subtitle.set_text(short if is_small() and short else subtitle, short=short)

    def set_clock(self, text: str) -> None:
        """Show the time as it is written here: 16.52."""
        self._said.clock = text
        self._clock.setText(text)

    def room_left(self) -> QRect:
        """The part with the place's name: what is said there does not cover the clock."""
        return QRect(0, 0, self._clock.x(), self.height())

    def behind_title(self) -> int:
        """The px from the left where the place's name ends."""
        return self._title.geometry().right() + px(12)

    def state(self) -> object:
        return self._said

    def put_back(self, state: object) -> None:
        assert isinstance(state, _Heading)
        self.set_place(state.title, state.subtitle, short=state.short)
        self.set_clock(state.clock)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        line = tokens().line
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(tokens().hairline))
