"""A PDF looked at from outside: where its text lies, how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pypdfium2


@dataclass(frozen=True)
class Placed:
    """A piece of text and where it lies on its page, in points."""

    page: int
    text: str
    left: float
    right: float
    y: float


def opened(pdf: bytes) -> Any:
    """Open a PDF to look at it; the library ships no types."""
    return cast(Any, pypdfium2).PdfDocument(pdf)


def placed_text(pdf: bytes) -> list[Placed]:
    """Read where every upright piece of text lies; CONTOH behind it is turned and left out."""
    found: list[Placed] = []
    with opened(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for place in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(place)
                words = text.get_text_bounded(left, bottom, right, top)
                if top - bottom < 60:
                    found.append(Placed(number, words, left, right, bottom))
    return found
