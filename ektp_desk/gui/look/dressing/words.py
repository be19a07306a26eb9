"""How words on the screen look: the roles of labels, each a size, a weight and a colour."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import tokens
from ektp_desk.gui.look.tokens import Tone

Role = Literal["body", "strong", "help", "small", "label", "lead", "title", "figure", "hero", "giant"]

_ROLES: dict[Role, tuple[int, int, Tone]] = {
    # role: size at a body of 15 px, weight, colour
    "body": (15, 400, "ink"),
    "strong": (15, 600, "ink"),
    "help": (13, 400, "ink2"),
    "small": (13, 400, "ink"),
    "label": (13, 600, "ink2"),
    "lead": (20, 600, "ink"),
    "title": (20, 700, "ink"),
    "figure": (32, 600, "ink"),
    "hero": (64, 700, "ink"),
    "giant": (96, 700, "ink"),
}


def dress_words(widget: QLabel) -> None:
    """Give a label the letters and colour of its properties `role` and `tone`, in the look in force."""
    if (role := widget.property("role")) is None:
        return
    size, weight, own = _ROLES[role]
    widget.setPalette(_written_in(getattr(tokens(), widget.property("tone") or own)))
    widget.setFont(font(size, weight))


@cache
def _written_in(shade: str) -> QPalette:
    """Give a palette that says the words' colour alone; the rest comes from around the label."""
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        palette.setColor(group, QPalette.ColorRole.WindowText, QColor(shade))
    return palette
