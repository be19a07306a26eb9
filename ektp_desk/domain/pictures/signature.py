"""When ink is a signature: enough of it, and not a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import dist

from ektp_desk.domain.errors import EktpError

ALGORITHM = "signature-ink 1"
Stroke = tuple[tuple[float, float], ...]  # points; both axes in widths of the pad, from its upper left corner
SHAPE = (3, 1)  # the pad's width to its height
_LEAST_LENGTH, _LEAST_WIDTH = 30, 8  # hundredths of the pad's width


@dataclass(frozen=True, slots=True)
class Ink:
    """Whole numbers as they are kept with a signature; lengths in hundredths of the pad's width."""

    strokes: int
    length: int
    width: int

    def kept(self) -> dict[str, int | str]:
        return dict(asdict(self))


def ink_of(strokes: Sequence[Stroke]) -> Ink:
    across = [x for stroke in strokes for x, _y in stroke]
    length = sum(dist(a, b) for stroke in strokes for a, b in pairwise(stroke))
    width = max(across) - min(across) if across else 0.0
    return Ink(len(strokes), round(length * 100), round(width * 100))


def check_ink(ink: Ink) -> None:
    """Refuse a dot or a slip; a cross is somebody's signature. Raises `signature.too_little`."""
    if ink.length < _LEAST_LENGTH or ink.width < _LEAST_WIDTH:
        raise EktpError("signature.too_little")
