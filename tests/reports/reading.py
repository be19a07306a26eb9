"""A PDF looked at from outside: where its text lies, line by line and column by column."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, cast

import pypdfium2
import pypdfium2.raw

pdfium: Any = pypdfium2.raw  # ships no types
_APART = 3.0  # points between two pieces that were written one by one; no space is wider


@dataclass(frozen=True)
class Placed:
    """A piece of text as it was written, and where: its two ends and its base line, in points."""

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
            text, begun = page.get_textpage(), False
            for at in range(text.count_chars()):
                if pdfium.FPDFText_IsGenerated(text, at) or pdfium.FPDFText_GetCharAngle(text, at):
                    begun = False
                    continue
                sign = _sign(text, at, number)
                last = found[-1] if begun else sign
                if begun and abs(sign.y - last.y) < 0.01 and abs(sign.left - last.right) < _APART:
                    found[-1] = Placed(number, last.text + sign.text, last.left, sign.right, last.y)
                else:
                    found.append(sign)
                begun = True
    return found


def _sign(text: Any, at: int, page: int) -> Placed:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium.FPDFText_GetLooseCharBox(text, at, box)
    return Placed(page, chr(pdfium.FPDFText_GetUnicode(text, at)), x.value, box.right, y.value)


def in_line(pieces: list[Placed], label: Placed) -> list[Placed]:
    """What stands on the label's line behind it, left to right."""
    line = (each for each in pieces if each.page == label.page and abs(each.y - label.y) < 0.01)
    return sorted((each for each in line if each.left >= label.right), key=lambda each: each.left)


def table_of(
    pieces: list[Placed], title: str, *, first: float = 13.0, pitch: float = 13.0
) -> list[dict[str, str]]:
    """Read a table row by row: what stands under each head, which ends or begins where the head does.

    Its first row stands `first` points under the heads, the others `pitch` under one another. A head of two
    lines reads downwards. Beneath the first head a label may be indented by ten points.
    """
    (top,) = [each for each in pieces if each.text == title]
    end = next((each.left for each in in_line(pieces, top)), 1000.0)
    inside = [each for each in pieces if each.page == top.page and top.left <= each.left < end]
    below = [each for each in inside if each.y < top.y]
    head = next(each for each in below if each.left == top.left)
    heads = {each: _whole_head(below, each) for each in (head, *in_line(below, head))}
    found: list[dict[str, str]] = []
    y = head.y - first
    while line := [each for each in below if abs(each.y - y) < 0.02]:
        found.append({name: each.text for at, name in heads.items() for each in line if _is_under(each, at)})
        if any(each.left - 10 == head.left for each in line):
            found[-1] = {heads[head]: min(line, key=lambda each: each.left).text} | found[-1]
        y -= pitch
    return found


def _whole_head(pieces: list[Placed], foot: Placed) -> str:
    above = [each for each in pieces if foot.y < each.y < foot.y + 10 and _is_under(foot, each)]
    return " ".join(each.text for each in (*above, foot))


def _is_under(cell: Placed, head: Placed) -> bool:
    return abs(cell.right - head.right) < 0.05 or abs(cell.left - head.left) < 0.05
