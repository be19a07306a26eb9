"""Pages of a PDF as plain pixels, for preview and printer; knows no Qt, since it runs off its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

_POINTS = 72  # in an inch

# The library ships no types; this line says what it takes.
_open: Callable[[bytes], Any] = pypdfium2.PdfDocument


@dataclass(frozen=True, slots=True)
class Page:
    """One page's pixels: four bytes each (blue, green, red, unused), `stride` bytes a line."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


def pages_of(pdf: bytes, *, width: int = 0, dpi: int = 0) -> tuple[Page, ...]:
    """Draw every page `width` pixels wide, or at `dpi`."""
    document = _open(pdf)
    try:
        return tuple(_drawn(page, width, dpi) for page in document)
    finally:
        document.close()


def _drawn(page: Any, width: int, dpi: int) -> Page:
    scale = width / page.get_width() if width else dpi / _POINTS
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    made = Page(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return made
