"""Phosphor icons in the colours of the theme."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPainter, QPixmap

from ektp_desk.gui.look.scale import colour
from ektp_desk.gui.look.tokens import Tone

_LETTERS, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
_SHARE = 0.875  # of the square that a sign fills


@cache
def _signs() -> tuple[str, dict[str, str]]:
    """Give the family of the letters that are icons, and which sign each name is.

    The library that carries them is not imported: 190 ms for parts of Qt that nobody needs here.
    """
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / _LETTERS))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in names.items()}


@lru_cache(maxsize=256)
def _drawn(name: str, shade: str, size: int, ratio: float) -> QPixmap:
    family, signs = _signs()
    dots = round(size * ratio)
    made = QPixmap(dots, dots)
    made.fill(Qt.GlobalColor.transparent)
    letter = QFont(family)
    letter.setPixelSize(round(dots * _SHARE))
    painter = QPainter(made)
    painter.setFont(letter)
    painter.setPen(shade)
    painter.drawText(QRect(0, 0, dots, dots), int(Qt.AlignmentFlag.AlignCenter), signs[name])
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon_pixmap(name: str, size: int, tone: Tone = "ink", *, fill: bool = False, ratio: float = 1) -> QPixmap:
    """Draw the Phosphor icon `name` (without `ph.`), `size` px wide on a screen of `ratio` dots per px.

    `fill` takes the filled twin that marks the active place.
    """
    return _drawn(f"{name}-fill" if fill else name, colour(tone).name(), size, ratio)


def icon(name: str, tone: Tone = "ink") -> QIcon:
    """Give the icon for parts of Qt that want a `QIcon`."""
    return QIcon(icon_pixmap(name, 64, tone))


def load_icons() -> None:
    """Load the letters before the first icon is painted, when there is time."""
    icon_pixmap("list-numbers", 16)
