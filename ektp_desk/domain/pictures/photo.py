"""When a photo is good enough: plain measures of a picture and what each of them says.

None of them recognizes anybody, and none stops the work: a person looks at every photo. The bounds were set
on our own synthetic faces and on plain pictures, not on a field camera: `ALGORITHM` stands with each photo,
so that later bounds are told from these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import ceil, floor
from typing import Self

ALGORITHM = "photo-plain 1"
ENOUGH = 50  # of a bar's hundred: where good begins
TRIES = 3  # after so many the best is offered louder than another try
LEAST = (240, 320)  # pixels, wide and high

_DARK, _BRIGHT = 60, 205  # mean of 0..255
_MOST_CLIPPED = 20  # per cent of the pixels at either end of the scale
_LEAST_SHARP = 60  # variance of the Laplacian of the grey picture at 240 by 320
_FINE_SHARP = 240
_MOST_OFF = 18  # per cent of the picture's height between the face's middle and the oval's
_LEAST_FILL, _MOST_FILL = 25, 80  # per cent of the picture's height that the face takes


class PhotoVerdict(StrEnum):
    GOOD = "good"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    HARSH = "harsh"  # much of it is quite black or quite white
    BLURRED = "blurred"
    NO_FACE = "no_face"
    SEVERAL = "several"
    OFF_CENTRE = "off_centre"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"


@dataclass(frozen=True, slots=True)
class Measures:
    """Whole numbers as they are kept with a photo.

    `light` 0..255; `clipped` per cent; `sharp` a variance; `faces` how many regions are coloured and shaped
    like a face; `off` and `fill` per cent of the picture's height.
    """

    light: int
    clipped: int
    sharp: int
    faces: int
    off: int
    fill: int

    @classmethod
    def read(cls, quality: Mapping[str, int | str]) -> Self | None:
        """Read what is kept with a photo; None when it is another algorithm's."""
        try:
            return cls(**{name: int(quality[name]) for name in cls.__dataclass_fields__})
        except (KeyError, ValueError):
            return None

    def kept(self) -> dict[str, int | str]:
        return dict(asdict(self))

    @property
    def lighting(self) -> PhotoVerdict:
        """Whether a face can be seen in this light."""
        if self.light < _DARK:
            return PhotoVerdict.TOO_DARK
        if self.light > _BRIGHT:
            return PhotoVerdict.TOO_BRIGHT
        return PhotoVerdict.HARSH if self.clipped > _MOST_CLIPPED else PhotoVerdict.GOOD

    @property
    def sharpness(self) -> PhotoVerdict:
        """Whether edges are edges."""
        return PhotoVerdict.GOOD if self.sharp >= _LEAST_SHARP else PhotoVerdict.BLURRED

    @property
    def framing(self) -> PhotoVerdict:
        """Whether one face stands in the oval."""
        if self.faces != 1:
            return PhotoVerdict.SEVERAL if self.faces else PhotoVerdict.NO_FACE
        if self.fill < _LEAST_FILL:
            return PhotoVerdict.TOO_FAR
        if self.fill > _MOST_FILL:
            return PhotoVerdict.TOO_NEAR
        return PhotoVerdict.GOOD if self.off <= _MOST_OFF else PhotoVerdict.OFF_CENTRE

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks for another try."""
        return all(v is PhotoVerdict.GOOD for v in (self.lighting, self.sharpness, self.framing))

    def shares(self) -> tuple[int, int, int]:
        """Light, sharpness and framing as 0..100, for bars: good begins at `ENOUGH` in each of them."""
        half = (_BRIGHT - _DARK) / 2
        light = 1 - abs(self.light - (_DARK + half)) / half
        clipped = 1 - self.clipped / _MOST_CLIPPED
        sharp = self.sharp / _LEAST_SHARP - 1
        if sharp > 0:
            sharp = (self.sharp - _LEAST_SHARP) / (_FINE_SHARP - _LEAST_SHARP)
        return _share(min(light, clipped)), _share(sharp), self._framed()

    def _framed(self) -> int:
        """The same of the face: by its place, and by how much of the picture it takes."""
        if self.faces != 1:
            return 0
        middle, half = (_LEAST_FILL + _MOST_FILL) / 2, (_MOST_FILL - _LEAST_FILL) / 2
        fill = 1 - abs(self.fill - middle) / half
        # A face of any good size fills the bar's half; only what leaves the good sizes takes away from it.
        return _share(min(1 - self.off / _MOST_OFF, fill if fill < 0 else 1.0))

    @property
    def score(self) -> int:
        """One number to compare tries by: the weakest share counts most."""
        shares = self.shares()
        return (2 * min(shares) + sum(shares) // len(shares)) // 3


def _share(over: float) -> int:
    """Place on a bar what is `over` (0..1) or short (-1..0) of good, so that eye and word never disagree."""
    share = ENOUGH + over * (100 - ENOUGH)
    whole = ceil(share) if over >= 0 else min(floor(share), ENOUGH - 1)
    return max(0, min(100, whole))
