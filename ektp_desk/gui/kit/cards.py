"""The white card that groups what belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.labels import Elided, Role
from ektp_desk.gui.kit.tokens import Tone, colour, is_small, px, tokens


class Card(QWidget):
    """A rounded white ground with a column `body`; `bar` puts a 5 px bar of a tone at its left.

    `padding` is px at a body of 15; 0 lets a table run to the frame. The small form takes 12.
    """

    def __init__(self, *, padding: int = 16, gap: int = 8, bar: Tone | None = None, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._side_bar = bar
        self._selected = False
        self.body = QVBoxLayout(self)
        self.body.setSpacing(px(gap))
        frame = tokens().line  # what runs to the edges would paint over it
        most = (12, 10) if is_small() else (padding, 14)
        side, top = (max(frame, px(min(padding, size))) for size in most)
        self.body.setContentsMargins(side, top, side, top)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def add_row(self, *widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
        """Add widgets side by side; None takes the free room."""
        row = QHBoxLayout()
        row.setSpacing(px(gap))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self.body.addLayout(row)
        return row

    def add_heading(self, text: str, right: str = "", *, role: Role = "strong") -> tuple[Elided, Elided]:
        """Add the card's title and a quiet remark at the right; both can be changed later."""
        title, remark = Elided(text, role), Elided(right, "help")
        row = self.add_row(title, None, remark)
        row.setStretch(1, 1)
        return title, remark

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, table = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = tokens().line + 1 if self._selected else tokens().line
        half = width / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        path = QPainterPath()
        path.addRoundedRect(box, px(10), px(10))
        painter.fillPath(path, QColor(table.selected if self._selected else table.surface))
        if self._side_bar:
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(QRectF(0, 0, px(5), self.height()), colour(self._side_bar))
            painter.restore()
        painter.setPen(QPen(QColor(table.primary if self._selected else table.hairline), width))
        painter.drawPath(path)


def stacked(*parts: QWidget | None, gap: int = 0, grows: QWidget | None = None) -> QWidget:
    """Parts below one another, without margins; None takes the free room, or the part that `grows`."""
    return _held(QVBoxLayout(), parts, gap, grows)


def in_row(*parts: QWidget | None, gap: int = 8, grows: QWidget | None = None) -> QWidget:
    """The same, side by side."""
    return _held(QHBoxLayout(), parts, gap, grows)


def _held(box: QBoxLayout, parts: Iterable[QWidget | None], gap: int, grows: QWidget | None) -> QWidget:
    whole = QWidget()
    whole.setLayout(box)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(px(gap))
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            box.addWidget(part, 1 if part is grows else 0)
    return whole


W = TypeVar("W", bound=QWidget)


def keeping_room(part: W) -> W:
    """`part` itself, whose room stays while it is hidden: what stands around it must not move."""
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    part.setSizePolicy(policy)
    return part


def hairline() -> QWidget:
    """Make the thin line that parts a card; it never carries a meaning alone."""
    return _Hairline()


def clear(layout: QLayout) -> None:
    """Take away the widgets that stand in it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class _Hairline(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, tokens().line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().hairline))
