"""Dresses the application: Fusion underneath, one palette and one letter from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ektp_desk.gui.look.dressing.qt_parts import DeskStyle
from ektp_desk.gui.look.fonts import font, load_fonts
from ektp_desk.gui.look.scale import DRAWN_AT, Look, choose_look
from ektp_desk.gui.look.tokens import TERANG, Tokens

_ROLES = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "white",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "white",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Accent: "primary",
}


def dress(app: QApplication, base: int = DRAWN_AT, *, theme: Tokens = TERANG) -> None:
    """Give the application its look; `base` is the body size in px, 15 to 20.

    For a window that stands: `redressing.redress`.
    """
    choose_look(Look(theme, base))
    load_fonts()
    if not isinstance(app.style(), DeskStyle):
        app.setStyle(DeskStyle())
    app.setPalette(_palette(theme))
    app.setFont(font())
    QToolTip.setPalette(_palette(theme))
    QToolTip.setFont(font(13))


def _palette(theme: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink2))
    return palette
