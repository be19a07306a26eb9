"""Pages of a PDF as plain pixels, for preview and printer; knows no Qt, since it runs off its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

_POINTS = 72  # in an inch
Size = tuple[float, float]  # width and height in points

# The library ships no types; this line says what it takes.
_open: Callable[[bytes], Any] = pypdfium2.PdfDocument


@dataclass(frozen=True, slots=True)
class Page:
    """One page's pixels: four bytes each (blue, green, red, unused), `stride` bytes a line."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


def sizes_of(pdf: bytes) -> tuple[Size, ...]:
    """Give every page's size, without drawing one."""
    document = _open(pdf)
    try:
        return tuple(document.get_page_size(at) for at in range(len(document)))
    finally:
        document.close()


def draw_page(pdf: bytes, at: int, *, width: int = 0, dpi: int = 0) -> Page:
    """Draw one page, counted from 0, `width` pixels wide or at `dpi`: no long paper is in memory whole."""
    document = _open(pdf)
    try:
        page = document[at]
        scale = width / page.get_width() if width else dpi / _POINTS
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        made = Page(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return made
    finally:
        document.close()
