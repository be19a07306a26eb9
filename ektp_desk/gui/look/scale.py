"""The look in force: which theme, and how large; every size on the screen derives from here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from ektp_desk.gui.look.tokens import TERANG, Tokens, Tone
from ektp_desk.settings import LEAST_TYPE, MOST_TYPE

DRAWN_AT = 15
"""The body size in px at which every size in this program is written down."""

LEAST, MOST = LEAST_TYPE, MOST_TYPE
SMALLEST = (1020, 517)
"""The least room for every screen at a body of 15 px: 1360 x 690 at 20 px is the same."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and the body size in px (15 to 20)."""

    tokens: Tokens = TERANG
    base: int = DRAWN_AT


_current = Look()


def choose_look(look: Look) -> None:
    """Put `look` in force for whatever is built from now on."""
    global _current  # noqa: PLW0603  one process shows one look to its one user
    base = min(MOST, max(LEAST, look.base))
    _current = Look(look.tokens, base)


def fitting(chosen: int, theme: Tokens, room: tuple[int, int]) -> int:
    """Give the body size in px for a window of `room`: as chosen, or larger by theme, but never too large.

    A sun theme is a third larger where the window has the room: at 1366 x 698 it draws 15 as 20.
    """
    wide, tall = room[0] / SMALLEST[0], room[1] / SMALLEST[1]
    most = min(MOST, int(DRAWN_AT * min(wide, tall)))
    return max(LEAST, min(round(chosen * theme.enlarged), most))


def tokens() -> Tokens:
    """Give the colours in force."""
    return _current.tokens


def base() -> int:
    """Give the body size in force, in px."""
    return _current.base


def px(size: float) -> int:
    """Turn a size written for a body of 15 px into px at the body size in force."""
    return round(size * _current.base / DRAWN_AT)


def colour(tone: Tone) -> QColor:
    """Give the colour of a tone in the theme in force."""
    return QColor(getattr(_current.tokens, tone))


def tint(tone: Tone) -> QColor:
    """Give the pale ground on which words of a tone stand; the surface for tones without one."""
    return QColor(getattr(_current.tokens, f"tint_{tone}", _current.tokens.surface))
