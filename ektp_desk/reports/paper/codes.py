"""QR codes on paper: dark shapes that touch are one shape, and nothing lies under them."""

from __future__ import annotations

import segno
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

_QUIET_ZONE = 4  # dots of white around a code, as its standard asks


def draw_code(canvas: Canvas, text: str, at: tuple[float, float], side: float) -> None:
    """Draw a QR code, lower left dark corner at `at`, `side` points without its white quiet zone."""
    matrix = segno.make(text, error="m", micro=False).matrix
    dot = side / len(matrix)
    zone = dot * _QUIET_ZONE
    canvas.setFillColor(white)  # no mark of a sample may lie under a code
    canvas.rect(at[0] - zone, at[1] - zone, side + 2 * zone, side + 2 * zone, stroke=0, fill=1)
    canvas.setFillColor(black)
    path = canvas.beginPath()
    for row, line in enumerate(matrix):
        y = at[1] + side - (row + 1) * dot
        for start, length in _runs(line):
            path.rect(at[0] + start * dot, y, length * dot, dot)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(line: bytearray) -> list[tuple[int, int]]:
    """Join dark dots that touch: one shape has no white hairlines between them."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(line):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
