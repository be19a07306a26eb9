"""Single shapes of a drawing, in our colours and type."""

from __future__ import annotations

from typing import Literal

from reportlab.graphics.shapes import Line, Rect, String
from reportlab.lib.colors import Color

from ektp_desk.reports.paper.ink import Style

Anchor = Literal["start", "middle", "end"]


def box(x: float, y: float, wide: float, high: float, colour: Color, *, edge: Color | None = None) -> Rect:
    """Fill a rectangle; only a hollow one has an `edge`."""
    shape = Rect(x, y, wide, high)
    shape.fillColor, shape.strokeColor = colour, edge
    shape.strokeWidth = 0.8 if edge else 0
    return shape


def line(x: float, y: float, to_x: float, to_y: float, colour: Color, thick: float) -> Line:
    """`thick` in points."""
    return Line(x, y, to_x, to_y, strokeColor=colour, strokeWidth=thick)


def string(x: float, y: float, text: str, style: Style, *, anchor: Anchor = "start") -> String:
    """Write one line; `anchor` is start, middle or end."""
    return String(
        x, y, text, fontName=style.font, fontSize=style.size, fillColor=style.colour, textAnchor=anchor
    )
