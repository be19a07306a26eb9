"""A quiet key with its word, for what acts on every screen: help, the look, the lock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.icons import icon_pixmap
from ektp_desk.gui.look.scale import colour, px
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts.bodies import paint_ring, paint_words
from ektp_desk.gui.parts.keycap import CapGround, cap_size, paint_cap

_GAP = 8


class KeyWord(QPushButton):
    """The key in its cap, then the word; in the small form an `icon`, if it has one, stands for the word."""

    def __init__(
        self, key: str, word: str, *, icon: str = "", ground: CapGround = "light", name: str
    ) -> None:
        super().__init__()
        self._key, self._word, self._icon, self._ground = key, word, icon, ground
        self._tone: Tone = "white" if ground == "ink" else "ink2"
        self._small = False
        self.setObjectName(name)
        self.setAccessibleName(f"{word} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the icon for the word, or give the word back."""
        self._small = small and bool(self._icon)
        self.setToolTip(f"{self._word} ({self._key})" if self._small else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for both."""
        beside = px(18) if self._small else QFontMetrics(font(13)).horizontalAdvance(self._word)
        return QSize(cap_size(self._key).width() + px(_GAP) + beside + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw cap, then word or icon."""
        painter, cap = QPainter(self), cap_size(self._key).width()
        paint_cap(painter, self._key, QPointF(cap, self.height() / 2), self._ground)
        left = cap + px(_GAP)
        if self._small:
            pixmap = icon_pixmap(self._icon, px(18), self._tone, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, round((self.height() - px(18)) / 2)), pixmap)
        else:
            painter.setFont(font(13))
            box = QRectF(left, 0, self.width() - left, self.height())
            paint_words(painter, box, self._word, colour(self._tone))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 4)
