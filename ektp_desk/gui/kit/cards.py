"""The white card that groups what belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.labels import Elided, Role
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import Tone, colour, is_small, px, tokens

# What stands in a row or a column: a part, one with its share of the free room, px, or None: all free room.
Part = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
Growing = QWidget | QLayout | None
Margins = tuple[int, int, int, int]  # px: left, top, right, bottom


class Card(QWidget):
    """A rounded white ground with a column `body`; `bar` puts a 5 px bar of a tone at its left.

    `padding` is px at a body of 15; 0 lets a table run to the frame. The small form takes 12.
    """

    heard_as = HeardAs.Grouping
    wears_ring = True

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

    def stack(self, *parts: Part, grows: Growing = None) -> None:
        """Add parts below one another; who `grows` takes the free room."""
        _put(self.body, parts, grows)

    def add_row(self, *parts: Part, gap: int = 8, grows: Growing = None) -> QHBoxLayout:
        """Add parts side by side."""
        row = lay_out(QHBoxLayout(), *parts, gap=gap, grows=grows)
        self.body.addLayout(row)
        return row

    def add_heading(self, text: str, right: str = "", *, role: Role = "strong") -> tuple[Elided, Elided]:
        """Add the card's title and a quiet remark at the right; both can be changed later."""
        title, remark = Elided(text, role), Elided(right, "help")
        self.add_row(title, None, remark)
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


B = TypeVar("B", bound=QBoxLayout)


def lay_out(box: B, *parts: Part, gap: int = 0, margins: Margins = (0, 0, 0, 0), grows: Growing = None) -> B:
    """Fill a row or a column; who `grows` takes the free room."""
    box.setContentsMargins(*(px(side) for side in margins))
    box.setSpacing(px(gap))
    _put(box, parts, grows)
    return box


def stacked(
    *parts: Part,
    gap: int = 0,
    margins: Margins = (0, 0, 0, 0),
    grows: Growing = None,
    on: QWidget | None = None,
) -> QWidget:
    """Parts below one another, `on` this widget or a new one; who `grows` takes the free room."""
    whole = QWidget() if on is None else on
    lay_out(QVBoxLayout(whole), *parts, gap=gap, margins=margins, grows=grows)
    return whole


def in_row(
    *parts: Part,
    gap: int = 8,
    margins: Margins = (0, 0, 0, 0),
    grows: Growing = None,
    on: QWidget | None = None,
) -> QWidget:
    """The same, side by side."""
    whole = QWidget() if on is None else on
    lay_out(QHBoxLayout(whole), *parts, gap=gap, margins=margins, grows=grows)
    return whole


def master_detail(
    master: QWidget,
    detail: QWidget,
    *,
    on: QWidget | None = None,
    master_width: tuple[int, int] | None = None,
    detail_width: tuple[int, int] = (320, 272),
) -> QWidget:
    """A list at the left, what is chosen in it at the right; one of the two is of fixed width.

    The detail is, unless the master has its own `master_width`: px in the usual form, and in the small one.
    """
    fixed, widths = (master, master_width) if master_width else (detail, detail_width)
    fixed.setFixedWidth(px(widths[is_small()]))
    return in_row(
        master, detail, gap=12 if is_small() else 16, grows=detail if master_width else master, on=on
    )


def _put(box: QBoxLayout, parts: Iterable[Part], grows: Growing) -> None:
    for part in parts:
        match part:
            case None:
                box.addStretch(1)
            case int():
                box.addSpacing(px(part))
            case (shared, share):
                _add(box, shared, share)
            case _:
                _add(box, part, 1 if part is grows else 0)


def _add(box: QBoxLayout, part: QWidget | QLayout, share: int) -> None:
    if isinstance(part, QWidget):
        box.addWidget(part, share)
    else:
        box.addLayout(part, share)


W = TypeVar("W", bound=QWidget)


def keeping_room(part: W, *, keep: bool = True) -> W:
    """`part` itself, whose room stays while it is hidden: what stands around it must not move."""
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(keep)
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
