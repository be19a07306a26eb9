"""The place of the steps, in which a panel may stand instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.parts import Card, EmptyState
from ektp_desk.words import _

_ASKS, _IGNORED = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class Middle(QStackedWidget):
    """Only the page that is shown asks for height: a hidden form must not hold the window open."""

    def __init__(self, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self._pages = pages
        for page in pages:
            self.addWidget(page)
        self.turn_to(pages[0])

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        for other in self._pages:
            other.setSizePolicy(_ASKS, _ASKS if other is page else _IGNORED)
        self.setCurrentWidget(page)


def invitation() -> Card:
    """Make what stands there while nobody is chosen."""
    card = Card()
    words = _("Cari di atas. Yang tidak ada di daftar: Ctrl+N.")
    card.add(EmptyState(_("Tanyakan namanya"), words, name="ask_name"), 1)
    return card
