"""The window of a desk that cannot be opened: why, what is safe, and another try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.look.mark import Diamond
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts import ActButton, Banner, label, on_key
from ektp_desk.gui.parts.news.banner import BannerKind
from ektp_desk.words import _
from ektp_desk.words.errors import message

_WIDTH, _WIDE = 560, 880


class ClosedDoor(QWidget):
    """Nobody is signed in and nothing is open; `again` tells how it was left."""

    done = Signal()

    def __init__(
        self, error: EktpError, *, title: str = "", more: QWidget | None = None, kind: BannerKind = "bad"
    ) -> None:
        super().__init__()
        self.setObjectName("closed_door")
        self.setWindowTitle("ektp-desk")
        self.setAccessibleName("ektp-desk")
        self.again = False
        what, _dot, then = message(error).partition(". ")
        self.banner = Banner(
            kind,
            f"{what}." if then else what,
            then=then,
            code=error.code,
            name="closed_door_banner",
            low=more is not None,
        )
        self.retry = ActButton(_("Coba lagi"), "1", kind="blue", name="closed_door_retry")
        self.leave = ActButton(_("Tutup"), "2", tall=True, name="closed_door_leave")
        self._lay_out(title or _("Meja belum dapat dibuka"), more)
        for button, key, again in ((self.retry, "1", True), (self.leave, "2", False)):
            act = self._on_retry if again else self._on_leave
            button.asked.connect(act)
            on_key(self, key, act)
        self.retry.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is leaving."""
        super().closeEvent(event)
        self.done.emit()

    def _on_retry(self) -> None:
        self.again = True
        self.done.emit()

    def _on_leave(self) -> None:
        self.done.emit()

    def _lay_out(self, said: str, more: QWidget | None) -> None:
        inside, row = QWidget(), QHBoxLayout(self)
        inside.setFixedWidth(px(_WIDE if more else _WIDTH))
        row.addStretch(1)
        row.addWidget(inside)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setSpacing(px(8 if more else 16))
        column.addStretch(1)
        title, acts = QHBoxLayout(), QHBoxLayout()
        title.setSpacing(px(14))
        title.addWidget(Diamond(40))
        title.addWidget(label(said, "title"), 1)
        column.addLayout(title)
        column.addWidget(self.banner)
        if more is not None:
            column.addWidget(more)
        acts.setSpacing(px(8))
        acts.addWidget(self.retry, 1)
        acts.addWidget(self.leave, 1)
        column.addLayout(acts)
        column.addStretch(1)
