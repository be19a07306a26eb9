"""Phosphor icons in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

from ektp_desk.gui.look.scale import colour
from ektp_desk.gui.look.tokens import Tone


@lru_cache(maxsize=256)
def _drawn(name: str, shade: str, size: int, ratio: float) -> QPixmap:
    import qtawesome  # noqa: PLC0415  0.14 s of a start, and the sign-in shows no icon

    draw: Callable[..., QIcon] = qtawesome.icon  # the library ships no types; this says what it gives
    made = draw(f"ph.{name}", color=shade)
    return made.pixmap(QSize(size, size), ratio)


def icon_pixmap(name: str, size: int, tone: Tone = "ink", *, fill: bool = False, ratio: float = 1) -> QPixmap:
    """Draw the Phosphor icon `name` (without `ph.`), `size` px wide on a screen of `ratio` dots per px.

    `fill` takes the filled twin that marks the active place.
    """
    return _drawn(f"{name}-fill" if fill else name, colour(tone).name(), size, ratio)


def icon(name: str, tone: Tone = "ink") -> QIcon:
    """Give the icon for parts of Qt that want a `QIcon`."""
    return QIcon(icon_pixmap(name, 64, tone))


def load_icons() -> None:
    """Load the library and its fonts before the first icon is painted, when there is time."""
    icon_pixmap("list-numbers", 16)
