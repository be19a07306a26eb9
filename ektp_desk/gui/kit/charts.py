"""Figures drawn: a stacked bar, columns, the equation of a day, the ladder of safety."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.labels import label, set_tone
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import Tone, colour, font, px, tokens

Fill = Literal[
    "ok",
    "primary",
    "slate",
    "slate_light",
    "stack_partly",
    "stack_not_served",
    "stack_left",
    "stack_rescheduled",
    "stack_lost",
    "warn",
    "hollow",
    "rest",
]

# What the eye parts from the card by its edge: the rest of a whole may be as white.
OUTLINED: tuple[Fill, ...] = ("hollow", "rest", "slate_light", "stack_rescheduled")


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part: its number and what it counts.

    "hollow" is for people without a number, "rest" for what is left of the whole.
    """

    number: int
    words: str
    fill: Fill = "slate"

    def legend(self) -> str:
        """Write "14 menunggu"."""
        return f"{self.number} {self.words}"


class BarStrip(QWidget):
    """The bar fills its width; `legend` off leaves the bar alone where numbers already stand above it."""

    heard_as = HeardAs.Chart

    def __init__(self, title: str, *, legend: bool = True, thick: int = 14, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._legend, self._thick = title, legend, thick
        self._parts: tuple[BarPart, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[BarPart]) -> None:
        """Show these parts; what is heard are their numbers."""
        self._parts = tuple(parts)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(part.legend() for part in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = 1 + max((line for _left, line in self._places()), default=0)
        return QSize(px(320), px(self._thick + (8 + 20 * lines if self._legend else 0)))

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        return QSize(px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a second line of legend where one is too short."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter, QRectF(0.5, 0.5, self.width() - 1, px(self._thick) - 1))
        if self._legend:
            self._paint_legend(painter)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.fillPath(path, QColor(tokens().surface))
        painter.save()
        painter.setClipPath(path)
        whole, left = sum(part.number for part in self._parts) or 1, box.left()
        for part in self._parts:
            width = box.width() * part.number / whole
            if part.fill != "hollow":
                painter.fillRect(
                    QRectF(left, box.top(), max(0.0, width - 1), box.height()), _shade(part.fill)
                )
                if part.fill in OUTLINED and part.number:
                    painter.setPen(QPen(QColor(tokens().edge), tokens().line))
                    painter.drawRect(QRectF(left, box.top(), max(0.0, width - 2), box.height()))
            left += width
        painter.restore()
        if any(part.fill in OUTLINED and part.number for part in self._parts):
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.drawPath(path)

    def _places(self) -> list[tuple[float, int]]:
        """Left edge and line of each part of the legend; what does not fit goes to a second line."""
        metrics, gap = QFontMetrics(font(13)), px(16)
        left, line = float(px(2)), 0
        places: list[tuple[float, int]] = []
        for part in self._parts:
            width = metrics.horizontalAdvance(part.legend()) + px(18)
            if line == 0 and places and left + width > self.width():
                left, line = float(px(2)), 1
            places.append((left, line))
            left += width + gap
        return places

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(font(13))
        for part, (left, line) in zip(self._parts, self._places(), strict=True):
            middle = px(self._thick + 18 + 20 * line)
            hollow, edged = part.fill == "hollow", part.fill in OUTLINED
            painter.setPen(QPen(QColor(tokens().edge), tokens().line + 0.6) if edged else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else _shade(part.fill))
            painter.drawEllipse(QPointF(left + px(5), middle), px(4.6), px(4.6))
            words = QRectF(left + px(16), middle - px(10), self.width() - left - px(16), px(20))
            paint_words(painter, words, part.legend(), colour("ink"))


def _shade(fill: Fill) -> QColor:
    return QColor(tokens().groove if fill in ("rest", "hollow") else getattr(tokens(), fill))


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its number, the label below (may be empty), whether the number is printed above.

    `heard` names it for the ear, which is told every number.
    """

    number: int
    label: str = ""
    told: bool = False
    heard: str = ""


class Columns(QWidget):
    """Columns of one blue; the one at `point` is brown, and words nearby must say why."""

    heard_as = HeardAs.Chart

    def __init__(self, title: str, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = title
        self._bars: tuple[Bar, ...] = ()
        self._point: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[Bar], *, point: int | None = None, description: str = "") -> None:
        """Show these columns; `description` says in a sentence what stands out."""
        self._bars, self._point = tuple(bars), point
        self.setAccessibleName(self._title)
        told = [f"{bar.heard or bar.label} {bar.number}" for bar in bars]
        self.setAccessibleDescription(", ".join([*filter(None, [description]), *told]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(150))

    def minimumSizeHint(self) -> QSize:
        """Live with a low chart."""
        return QSize(px(200), px(80))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - px(24)
        step = self.width() / len(self._bars)
        most = max(1, *(bar.number for bar in self._bars))
        for place, bar in enumerate(self._bars):
            tall = (foot - px(20)) * bar.number / most
            box = QRectF(place * step, foot - tall, step - max(2, step * 0.16), tall)
            self._paint_bar(painter, box, bar, point=place == self._point)
            if bar.label:
                self._paint_label(painter, box, bar.label)
        painter.fillRect(QRectF(0, foot, self.width(), tokens().line), QColor(tokens().edge))

    def _paint_bar(self, painter: QPainter, box: QRectF, bar: Bar, *, point: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warn") if point else QColor(tokens().chart_blue))
        painter.drawRoundedRect(box, px(1.5), px(1.5))
        if bar.told or point:
            painter.setFont(font(13, 600))
            above = QRectF(box.center().x() - px(30), box.top() - px(19), px(60), px(18))
            tone = colour("warn" if point else "ink2")
            paint_words(painter, above, str(bar.number), tone, Qt.AlignmentFlag.AlignHCenter)

    def _paint_label(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(font(13))
        width = px(64)
        left = min(max(0.0, box.center().x() - width / 2), self.width() - width)
        align = Qt.AlignmentFlag.AlignLeft if left == 0 else Qt.AlignmentFlag.AlignHCenter
        below = QRectF(left, self.height() - px(21), width, px(20))
        paint_words(painter, below, text, colour("ink2"), align)


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the equation and its word."""

    number: str
    word: str
    tone: Tone = "ink"


class EquationView(QWidget):
    """The first term equals the sum of the others; words and places never change, only numbers."""

    heard_as = HeardAs.StaticText

    def __init__(self, terms: Sequence[Term], *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._numbers: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(4))
        for place, term in enumerate(terms):
            if place:
                sign = label("=" if place == 1 else "+", "lead", tone="ink2")
                self._row.addStretch(1)
                self._row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
                self._row.addStretch(1)
            self._add(term)
        self.set_terms(terms)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Show other numbers for the same words."""
        for shown, term in zip(self._numbers, terms, strict=True):
            shown.setText(term.number)
            set_tone(shown, term.tone)
        first, *others = (f"{term.number} {term.word}" for term in terms)
        self.setAccessibleName(f"{first} = {' + '.join(others)}")

    def _add(self, term: Term) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        number = label(term.number, "title")
        # Room for three digits from the start, so that the signs stand still.
        number.setMinimumWidth(px(34))
        self._numbers.append(number)
        column.addWidget(number)
        column.addWidget(label(term.word, "help"))
        self._row.addLayout(column)
