"""A camera without a camera: a face that we draw ourselves, moving a little; nobody's likeness."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sin

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from ektp_desk.devices.pixels import as_picture
from ektp_desk.domain.pictures.picture import Picture

SIZE = (360, 480)
_WALL, _SKIN, _SHADE, _HAIR = "#B9C7D2", "#A9714B", "#8A5636", "#241A16"
_SHIRT, _THREAD, _LIPS = "#0B5C8A", "#E8D9B0", "#7A3B33"
_EYE = "#F2EEE8"


class SimulatedCamera:
    """Implements `usecases.devices.Camera`. `light`, `blur` and `faces` spoil the picture at will."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._on = False
        self.light, self.blur, self.faces = 1.0, 0, 1

    def start(self) -> None:
        self._on = True

    def frame(self) -> Picture | None:
        """Drawn now; about 5 ms."""
        return as_picture(self._seen()) if self._on else None

    def stop(self) -> None:
        self._on = False

    def _seen(self) -> Image.Image:
        now = self._ticks()
        image = Image.new("RGB", SIZE, _WALL)
        sway, nod = round(5 * sin(now * 1.1)), round(3 * sin(now * 0.7))
        if self.faces == 1:
            draw_person(image, 180 + sway, 206 + nod, 1.0, blinks=now % 4 < 0.15)
        elif self.faces > 1:
            draw_person(image, 96 + sway, 190, 0.62)
            draw_person(image, 268 + sway, 200, 0.62)
        if self.blur:
            image = image.filter(ImageFilter.GaussianBlur(self.blur))
        return ImageEnhance.Brightness(image).enhance(self.light) if self.light != 1.0 else image


def draw_person(image: Image.Image, x: int, y: int, scale: float, *, blinks: bool = False) -> None:
    """Draw head and shoulders about the middle of the face."""
    pen = _Pen(ImageDraw.Draw(image), x, y, scale)
    pen.oval(0, 300, 178, 150, _SHIRT)
    for row in range(8):
        pen.line(((-150, 190 + row * 16), (150, 190 + row * 16)), 2, _THREAD)
    pen.box(-36, 60, 36, 168, _SHADE)
    pen.oval(0, -16, 98, 124, _HAIR)
    pen.oval(0, 6, 84, 112, _SKIN)
    pen.oval(0, -84, 84, 34, _HAIR)
    for eye in (-36, 36):
        pen.line(((eye - 20, -34), (eye + 20, -36)), 7, _HAIR)
        if blinks:
            pen.line(((eye - 15, -12), (eye + 15, -12)), 5, _SHADE)
        else:
            pen.oval(eye, -12, 15, 8, _EYE)
            pen.oval(eye, -12, 7, 7, _HAIR)
    pen.line(((0, -6), (-10, 34), (8, 36)), 4, _SHADE)
    pen.oval(0, 66, 32, 9, _LIPS)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws about a face's middle, in its own measure."""

    draw: ImageDraw.ImageDraw
    x: int
    y: int
    scale: float

    def oval(self, dx: float, dy: float, wide: float, high: float, fill: str) -> None:
        self.draw.ellipse((*self._at(dx - wide, dy - high), *self._at(dx + wide, dy + high)), fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.draw.rectangle((*self._at(left, top), *self._at(right, bottom)), fill=fill)

    def line(self, points: Sequence[tuple[float, float]], width: int, fill: str) -> None:
        thick = max(1, round(width * self.scale))
        self.draw.line([self._at(*point) for point in points], fill=fill, width=thick)

    def _at(self, dx: float, dy: float) -> tuple[float, float]:
        return self.x + dx * self.scale, self.y + dy * self.scale
