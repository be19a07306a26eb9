"""Colours, sizes and letters: every measure on the screen derives from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Literal

import font_source_sans_pro
from PySide6.QtGui import QColor, QFont, QFontDatabase

from ektp_desk.settings import LEAST_TYPE, MOST_TYPE

Tone = Literal["ink", "ink2", "primary", "ok", "warn", "bad", "white", "pale", "off_ink"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: colours as `#RRGGBB`, lines in device pixels.

    Words reach 4.5 : 1 on what they stand on, borders and the focus ring 3 : 1 (WCAG 2);
    `hairline`, the tints and the light chart fills never carry a meaning alone.
    """

    ink: str
    ink2: str
    primary: str
    primary_deep: str
    ok: str
    warn: str
    bad: str
    white: str
    pale: str
    edge: str
    focus: str
    hairline: str
    surface: str
    paper: str
    rail: str
    keycap: str
    keyline: str
    off: str  # the edge of what cannot be pressed now
    off_ink: str  # and its word
    groove: str  # the ground of bars and of what is left of a whole
    tint_primary: str
    tint_ok: str
    tint_warn: str
    tint_bad: str
    selected: str
    differs: str  # the ground of the one thing that differs
    slate: str
    slate_light: str
    stack_partly: str
    stack_not_served: str
    stack_left: str
    stack_rescheduled: str
    stack_lost: str
    chart_blue: str
    on_ink: str
    on_ink_ok: str
    woven: str
    line: int
    ring: int
    enlarged: float  # how much larger than the chosen size everything is, where the window has the room


TERANG = Tokens(
    ink="#14212B",
    ink2="#46555F",
    primary="#0B5C8A",
    primary_deep="#084A70",
    ok="#1B6E3C",
    warn="#8A5300",
    bad="#A3201D",
    white="#FFFFFF",
    pale="#BECAD3",
    edge="#748490",
    focus="#C06A00",
    hairline="#D9E0E5",
    surface="#FFFFFF",
    paper="#F4F6F8",
    rail="#E9EEF2",
    keycap="#EEF2F5",
    keyline="#C3CED6",
    off="#C3CED6",
    off_ink="#46555F",
    groove="#D9E0E5",
    tint_primary="#E4F0F7",
    tint_ok="#E5F2EA",
    tint_warn="#FCF1DC",
    tint_bad="#FBE9E7",
    selected="#E4F0F7",
    differs="#FCF1DC",
    slate="#5E6B78",
    slate_light="#8A97A3",
    stack_partly="#3E7EA3",
    stack_not_served="#56646E",
    stack_left="#7E8B94",
    stack_rescheduled="#A3AEB5",
    stack_lost="#14212B",
    chart_blue="#5F94B6",
    on_ink="#9CCBE8",
    on_ink_ok="#86CFA1",
    woven="#0B3D5C",
    line=1,
    ring=2,
    enlarged=1.0,
)

MATAHARI = Tokens(
    ink="#000000",
    ink2="#1E1E1E",
    primary="#003D66",
    primary_deep="#002A47",
    ok="#00491F",
    warn="#5C3700",
    bad="#7A0000",
    white="#FFFFFF",
    pale="#6E6E6E",
    edge="#000000",
    focus="#9A4E00",
    hairline="#000000",
    surface="#FFFFFF",
    paper="#FFFFFF",
    rail="#FFFFFF",
    keycap="#FFFFFF",
    keyline="#000000",
    off="#8C8C8C",
    off_ink="#595959",
    groove="#FFFFFF",
    tint_primary="#FFFFFF",
    tint_ok="#FFFFFF",
    tint_warn="#FFFFFF",
    tint_bad="#FFFFFF",
    selected="#FFEFD2",
    differs="#FFEFD2",
    slate="#4A4A4A",
    slate_light="#8A8A8A",
    stack_partly="#2F7FB5",
    stack_not_served="#56514A",
    stack_left="#7C7C7C",
    stack_rescheduled="#ADADAD",
    stack_lost="#000000",
    chart_blue="#1F6FA8",
    on_ink="#BFE3FA",
    on_ink_ok="#A5E3BC",
    woven="#003D66",
    line=2,
    ring=4,
    enlarged=4 / 3,
)
"""For a screen in the sun: black lines on white grounds, and an amber selection."""


DRAWN_AT = 15
"""The body size in px at which every size in this program is written down."""

LEAST, MOST = LEAST_TYPE, MOST_TYPE
FITTED = 20
"""The largest letters for which every screen fits a laptop's window; in larger ones it scrolls."""

_SMALLEST = (1020, 517)
"""The least room for every screen at a body of 15 px: 1360 x 690 at 20 px is the same."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, the body size in px, and whether the window has room for the small form only.

    Letters of 15 to 30 px are chosen; where the system enlarges what is drawn they may be less. With `alt`
    a letter acts only together with Alt.
    """

    tokens: Tokens = TERANG
    base: int = DRAWN_AT
    small: bool = False
    alt: bool = False


_current = Look()


def choose_look(look: Look) -> None:
    """Put `look` in force for whatever is built from now on."""
    global _current  # noqa: PLW0603  one process shows one look to its one user
    _current = look


def fitting(chosen: int, theme: Tokens, room: tuple[int, int], *, ratio: float = 1.0) -> int:
    """The body size in px for a window of `room`: as chosen, or larger by theme, but never too large.

    A sun theme is a third larger where the window has the room: at 1366 x 698 it draws 15 as 20. `ratio` is
    how many pixels of the screen the system draws for each. Letters over `FITTED` are as chosen: who needs
    them scrolls.
    """
    if chosen > FITTED:
        return chosen
    wide, tall = room[0] / _SMALLEST[0], room[1] / _SMALLEST[1]
    most = min(FITTED, int(DRAWN_AT * min(wide, tall)))
    return max(least_base(ratio), min(round(chosen * theme.enlarged), most))


def least_base(ratio: float) -> int:
    """15 px of the screen itself: what the system enlarges may give way to a small screen until then."""
    return min(LEAST, ceil(LEAST / ratio))


def smallest(ratio: float) -> tuple[int, int]:
    """The least room for every screen in the smallest letters."""
    return room_for(least_base(ratio))


def room_for(body: int) -> tuple[int, int]:
    """The least room for every screen in letters of `body` px."""
    wide, tall = (ceil(side * body / DRAWN_AT) for side in _SMALLEST)
    return wide, tall


_WIDE_FROM, _TALL_FROM = 1180, 600  # at a body of 15 px


def is_tight(wide: int, tall: int, body: int) -> bool:
    """Whether a window of this size has room for the small form only, in letters of `body` px."""
    return wide < round(_WIDE_FROM * body / DRAWN_AT) or tall < round(_TALL_FROM * body / DRAWN_AT)


def look() -> Look:
    """The look in force: a screen that was built in another one is built anew."""
    return _current


def is_small() -> bool:
    """Whether what is built now takes the small form."""
    return _current.small


def tokens() -> Tokens:
    """Those in force."""
    return _current.tokens


def base() -> int:
    """The body size in force, in px."""
    return _current.base


def px(size: float) -> int:
    """Turn a size written for a body of 15 px into px at the body size in force."""
    return round(size * _current.base / DRAWN_AT)


def colour(tone: Tone) -> QColor:
    """In the theme in force."""
    return QColor(getattr(_current.tokens, tone))


def tint(tone: Tone) -> QColor:
    """The pale ground on which words of a tone stand; the surface for tones without one."""
    return QColor(getattr(_current.tokens, f"tint_{tone}", _current.tokens.surface))


FAMILY = "Source Sans Pro"
_FILES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")


def load_fonts() -> None:
    """Make the family known to Qt; asking again costs nothing."""
    if FAMILY in QFontDatabase.families():
        return
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{name}.ttf"))


def font(size: float = 15, weight: int = 400, *, italic: bool = False) -> QFont:
    """`size` is 13, 15, 20, 32, 64 or 96 at a body of 15 px; `weight` is 400, 600 or 700."""
    return QFont(_letter(px(size), weight, italic=italic))  # a copy: whoever has a letter may change it


@cache
def _letter(size: int, weight: int, *, italic: bool) -> QFont:
    letter = QFont(FAMILY)
    letter.setPixelSize(size)
    letter.setWeight(QFont.Weight(weight))
    letter.setItalic(italic)
    # The desk must not change its column widths if a later edition of the family has old-style figures.
    letter.setFeature(QFont.Tag("tnum"), 1)
    return letter
