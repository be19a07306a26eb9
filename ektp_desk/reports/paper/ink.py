"""Type, colours and single lines of text on paper; knows nothing of what a report says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import font_source_sans_pro
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR, SEMIBOLD, BOLD = "SourceSansPro", "SourceSansProSemibold", "SourceSansProBold"

INK, INK2 = HexColor("#14212B"), HexColor("#46555F")
PRIMARY, OK, WARN, BAD = HexColor("#0B5C8A"), HexColor("#1B6E3C"), HexColor("#8A5300"), HexColor("#A3201D")
EDGE, HAIRLINE, WARN_TINT = HexColor("#748490"), HexColor("#D9E0E5"), HexColor("#FCF1DC")
WARN_EDGE = HexColor("#E9D3A6")
SKY = HexColor("#7FAAC6")  # the pale twin of PRIMARY; always beside its number

_SMALLEST = 0.72  # below this share of its size a line is cut rather than shrunk


@cache
def register_fonts() -> None:
    """Make the three weights known to reportlab, once per process (12 ms)."""
    for name in (REGULAR, SEMIBOLD, BOLD):
        registerFont(TTFont(name, font_source_sans_pro.font_files_ttf[name]))
    # Every drawing sets this font first: the default is Helvetica, which no file embeds.
    STATE_DEFAULTS["fontName"] = REGULAR


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks; `size` in points."""

    size: float = 8.5
    font: str = REGULAR
    colour: Color = INK

    def width(self, text: str) -> float:
        """In points."""
        return stringWidth(text, self.font, self.size)


TITLE = Style(18, BOLD)
HEADING = Style(10.5, SEMIBOLD)
BODY, STRONG, QUIET = Style(), Style(font=BOLD), Style(colour=INK2)
COLUMN_HEAD = Style(7.4, SEMIBOLD, INK2)
SMALL, SMALL_STRONG = Style(7.4, colour=INK2), Style(7.4, SEMIBOLD, INK2)


def write(canvas: Canvas, text: str, at: tuple[float, float], style: Style, *, align: str = "left") -> None:
    """Put one line with its baseline at `at`, which is its left end, `right` end or `centre`."""
    canvas.setFont(style.font, style.size)
    canvas.setFillColor(style.colour)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
    draw[align](at[0], at[1], text)


def fit(text: str, style: Style, width: float) -> tuple[str, Style]:
    """Shrink a line to `width`, and when that would make it too small, cut it with an ellipsis."""
    wide = style.width(text)
    if wide <= width:
        return text, style
    smaller = replace(style, size=style.size * max(width / wide, _SMALLEST))
    while len(text) > 1 and smaller.width(text) > width + 0.01:
        text = text[:-2].rstrip() + "…"
    return text, smaller


def fold(text: str, style: Style, width: float) -> list[str]:
    """Break text at spaces into lines of at most `width`; hard spaces and long words stay whole."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and style.width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def rule(canvas: Canvas, left: float, right: float, y: float, *, thick: float, colour: Color) -> None:
    """`thick` in points."""
    canvas.setLineWidth(thick)
    canvas.setStrokeColor(colour)
    canvas.line(left, y, right, y)
