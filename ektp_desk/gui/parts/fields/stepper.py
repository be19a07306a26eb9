"""A counter in one box: its word, the number, minus and plus, whose signs are their keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.bodies import paint_body, paint_ring
from ektp_desk.gui.parts.keycap import CapGround, cap_size, paint_cap
from ektp_desk.gui.parts.labels import Elided, label
from ektp_desk.words import _

_MINUS = "\N{MINUS SIGN}"  # as wide as the plus


class Stepper(QWidget):
    """Shows a count that each press changes by one act; it counts nothing itself.

    `stepped` gives 1 or -1; the owner answers with `set_count`.
    """

    stepped = Signal(int)

    def __init__(self, title: str, *, short: str = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = title
        self._small = False
        self._count = label("0", "lead")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Three digits from the start: the box must not grow under the hand.
        self._count.setFixedWidth(px(38))
        self.minus = _Side(_MINUS, _("{title}: kurangi satu").format(title=title), f"{name}_minus")
        self.plus = _Side("+", _("{title}: tambah satu").format(title=title), f"{name}_plus")
        self.minus.clicked.connect(lambda: self.stepped.emit(-1))
        self.plus.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, 0, 0)
        row.setSpacing(0)
        self._words, self._short = Elided(title, "body", short=short), short
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        row.addSpacing(px(10))
        row.addWidget(self.minus)
        row.addWidget(self.plus)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show the count; below one there is nothing to take away."""
        self._count.setText(str(count))
        self.setAccessibleName(f"{self._title}: {count}")
        self.minus.setEnabled(count > 0)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the height of the small form; the short word is not cut there."""
        self._small = small
        metrics = QFontMetrics(self._words.font())
        self._words.setMinimumWidth(
            metrics.horizontalAdvance(self._short) + 2 if small and self._short else 0
        )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the height of a button."""
        return QSize(super().sizeHint().width(), px(36 if self._small else 40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        paint_body(QPainter(self), self.rect(), fill=QColor(tokens().surface), edge=QColor(tokens().edge))


class _Side(QPushButton):
    def __init__(self, sign: str, accessible: str, name: str) -> None:
        super().__init__()
        self._sign = sign
        self.setObjectName(name)
        self.setAccessibleName(f"{accessible} ({sign.replace(_MINUS, '-')})")  # as it is typed
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(px(40), px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(tokens().edge), tokens().line))
        painter.drawLine(0, 0, 0, self.height())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 0, 0, 0), 4)
        right = (self.width() + cap_size(self._sign).width()) / 2
        ground: CapGround = "light" if self.isEnabled() else "off"
        paint_cap(painter, self._sign, QPointF(right, self.height() / 2), ground)
