"""A line edit that draws its own box, so that the focus ring stands outside and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ektp_desk.gui.look.icons import icon_pixmap
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.bodies import paint_body
from ektp_desk.gui.parts.keycap import cap_size, paint_cap


class RingedEdit(QLineEdit):
    """A box 40 px high (36 small); `icon` stands left, `key` as a keycap right."""

    def __init__(self, *, icon: str | None = None, key: str = "", height: int = 40, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon, self._key, self._tall = icon, key, height
        self._wrong = self._small = False
        self.setFrame(False)
        self._clear_ground()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.keep_room(0)

    def keep_room(self, right: int) -> None:
        """Keep `right` px of the screen free of letters for something laid over."""
        left = px(38) if self._icon else px(10)
        cap = cap_size(self._key).width() + px(14) if self._key else px(10)
        self.setTextMargins(left, 0, cap + right, 0)

    def set_wrong(self, wrong: bool) -> None:  # noqa: FBT001  a state, set by name of the act
        """Show the edge of a refused entry; the words stand below."""
        self._wrong = wrong
        self.update()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the height of the small form."""
        self._small = small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the height of a field and a fair width."""
        return QSize(px(200), px(36 if self._small else self._tall))

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        margins = self.textMargins()
        return QSize(margins.left() + margins.right() + px(40), self.sizeHint().height())

    def redress(self) -> None:
        """Draw the own box again in place of the palette's."""
        self._clear_ground()

    def _clear_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box below the letters."""
        painter, table = QPainter(self), tokens()
        edge = QColor(table.bad if self._wrong else table.edge)
        fill = QColor(table.surface if self.isEnabled() else table.paper)
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        middle = self.height() / 2
        if self._icon:
            pixmap = icon_pixmap(self._icon, px(16), "ink2", ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(px(12), round(middle - px(8))), pixmap)
        if self._key:
            at = QPointF(self.width() - px(10), middle)
            paint_cap(painter, self._key, at, "light" if self.isEnabled() else "off")
        painter.end()
        super().paintEvent(event)
