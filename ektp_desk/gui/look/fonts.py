"""Source Sans Pro, which the program carries with it; its figures are of equal width by design."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import font_source_sans_pro
from PySide6.QtGui import QFont, QFontDatabase

from ektp_desk.gui.look.scale import px

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
    """Give a letter of `size` (13, 15, 20, 32, 64, 96 at a body of 15 px); `weight` is 400, 600 or 700."""
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
