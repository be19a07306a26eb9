"""The place of the steps, in which a panel may stand instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.parts import ActButton, Card, EmptyState
from ektp_desk.gui.recording.seen import Seen
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


class Invitation(Card):
    """What stands there while nobody is chosen: whom to ask for, and the way back when nobody has come.

    Its key undoes the typing as long as there is some, as in every box: the button rests meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self.not_yet = ActButton(_("Belum datang, kembali ke antrean"), "Ctrl+Z", name="not_yet")
        words = _("Cari di atas. Yang tidak ada di daftar: Ctrl+N.")
        self.add(EmptyState(_("Tanyakan namanya"), words, buttons=[self.not_yet], name="ask_name"), 1)

    def show_seen(self, seen: Seen) -> None:
        """Offer the way back while nothing was said of whoever is served."""
        self.not_yet.setVisible(seen.too_soon)

    def show_typed(self, text: str) -> None:
        """Leave the key to the text."""
        self.not_yet.setEnabled(not text)
