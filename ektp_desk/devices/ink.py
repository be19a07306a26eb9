"""A signature as a picture: black on white, of the lines and not of the hand that moved."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from ektp_desk.domain.pictures.signature import SHAPE, Stroke

WIDTH = 900  # pixels
_HEIGHT = WIDTH * SHAPE[1] // SHAPE[0]
_PEN = 7
_FINE = 2  # drawn so many times as large, then made small: even edges


def signature_file(strokes: Sequence[Stroke]) -> bytes:
    """The PNG that is kept."""
    image = Image.new("L", (WIDTH * _FINE, _HEIGHT * _FINE), 255)
    draw = ImageDraw.Draw(image)
    radius = _PEN * _FINE / 2
    for stroke in strokes:
        points = [(x * WIDTH * _FINE, y * WIDTH * _FINE) for x, y in stroke]
        if len(points) > 1:
            draw.line(points, fill=0, width=_PEN * _FINE, joint="curve")
        for x, y in (points[0], points[-1]) if points else ():
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    into = BytesIO()
    image.resize((WIDTH, _HEIGHT), Image.Resampling.LANCZOS).save(into, "PNG", optimize=True)
    return into.getvalue()
