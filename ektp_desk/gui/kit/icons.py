"""Phosphor icons in the colours of the theme, and the nested diamond that is the desk's mark."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.kit.tokens import Tone, colour, px, tokens

_LETTERS, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
_SHARE = 0.875  # of the square that a sign fills


@cache
def _signs() -> tuple[str, dict[str, str]]:
    """The family of the letters that are icons, and which sign each name is.

    The library that carries them is not imported: 190 ms for parts of Qt that nobody needs here.
    """
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / _LETTERS))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in names.items()}


@lru_cache(maxsize=256)
def _drawn(name: str, shade: str, size: int, ratio: float) -> QPixmap:
    family, signs = _signs()
    dots = round(size * ratio)
    made = QPixmap(dots, dots)
    made.fill(Qt.GlobalColor.transparent)
    letter = QFont(family)
    letter.setPixelSize(round(dots * _SHARE))
    painter = QPainter(made)
    painter.setFont(letter)
    painter.setPen(shade)
    painter.drawText(QRect(0, 0, dots, dots), int(Qt.AlignmentFlag.AlignCenter), signs[name])
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon_pixmap(name: str, size: int, tone: Tone = "ink", *, fill: bool = False, ratio: float = 1) -> QPixmap:
    """Draw the Phosphor icon `name` (without `ph.`), `size` px wide on a screen of `ratio` dots per px.

    `fill` takes the filled twin that marks the active place.
    """
    return _drawn(f"{name}-fill" if fill else name, colour(tone).name(), size, ratio)


def icon(name: str, tone: Tone = "ink") -> QIcon:
    """For parts of Qt that want a `QIcon`."""
    return QIcon(icon_pixmap(name, 64, tone))


def load_icons() -> None:
    """Load the letters before the first icon is painted, when there is time."""
    icon_pixmap("list-numbers", 16)


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])


def paint_mark(painter: QPainter, centre: QPointF, half: float, shade: QColor, stroke: float = 0.13) -> None:
    """Draw two nested outlines and a filled heart; `half` is half the width in px, `stroke` a part of it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    miter = Qt.PenJoinStyle.MiterJoin
    painter.setPen(QPen(shade, half * stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, miter))
    painter.drawPolygon(_diamond(centre, half * 0.9))
    painter.drawPolygon(_diamond(centre, half * 0.55))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(_diamond(centre, half * 0.25))
    painter.restore()


class Diamond(QWidget):
    """The mark as a widget, `size` px wide at a body of 15 px."""

    def __init__(self, size: int = 28, tone: Tone = "primary") -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(px(size), px(size))

    def paintEvent(self, _event: object) -> None:
        half = self.width() / 2
        paint_mark(QPainter(self), QPointF(half, half), half, colour(self._tone))


class WovenBorder(QWidget):
    """Three woven bands for the foot of a dark panel: small, large, and a fine one in brown."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(222))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().woven))
        faint, brown = QColor(255, 255, 255, 38), QColor("#B07A2A")
        self._band(painter, QRectF(0, 0, self.width(), px(64)), faint)
        self._band(painter, QRectF(0, px(74), self.width(), px(104)), faint)
        self._band(painter, QRectF(0, px(178), self.width(), px(35)), brown)

    def _band(self, painter: QPainter, band: QRectF, shade: QColor) -> None:
        painter.setPen(QPen(shade, 1.6))
        painter.drawLine(band.topLeft(), band.topRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        half = band.height() * 0.42
        count = max(1, round(self.width() / (half * 2.02)))
        step = self.width() / count
        for place in range(count):
            paint_mark(painter, QPointF((place + 0.5) * step, band.center().y()), half, shade, 0.055)
