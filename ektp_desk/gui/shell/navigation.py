"""The navigation at the left: the places this person may use, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.icons import Diamond, icon_pixmap
from ektp_desk.gui.kit.keycap import paint_body, paint_words
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import Tone, colour, font, px, tokens
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.words import _

WIDE, NARROW = 184, 64


class Nav(QWidget):
    """184 px with words, 64 with icon and key only; `sample` puts CONTOH at its foot."""

    place_asked = Signal(str)

    def __init__(self, *, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName(_("Tempat"))
        self._places: dict[str, _Place] = {}
        self._brand_words = label("ektp-desk", "title")
        self._sample = _Sample()
        self._column = QVBoxLayout(self)
        self._lay_out()
        # Not before it has its place: a widget without a parent is a window, and takes the focus.
        self._sample.setVisible(sample)
        self.set_small(False)

    def add_place(self, key: str, title: str, icon: str, fkey: str) -> None:
        """Add a place below the others; `icon` is a Phosphor name without `ph.`."""
        place = _Place(title, icon, fkey)
        place.setObjectName(f"nav_{key}")
        place.clicked.connect(lambda: self.place_asked.emit(key))
        self._places[key] = place
        self._list.addWidget(place)
        place.set_small(self._small)

    def show_place(self, key: str) -> None:
        """Mark the active place; an unknown key marks none (a screen outside the bar)."""
        for own, place in self._places.items():
            place.set_active(own == key)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the form with icon and key only."""
        self._small = small
        self.setFixedWidth(px(NARROW if small else WIDE))
        self._brand_words.setVisible(not small)
        self._brand.setContentsMargins(px(18), 0, px(18), 0)
        self._list.setSpacing(px(2 if small else 4))
        side = px(4 if small else 8)
        self._foot.setContentsMargins(side, px(8), side, px(9 if small else 12))
        for place in self._places.values():
            place.set_small(small)
        self._sample.set_small(small)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().rail))
        line = tokens().line
        painter.fillRect(self.width() - line, 0, line, self.height(), QColor(tokens().hairline))

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._brand, self._list, self._foot = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._brand.setSpacing(px(8))
        self._brand.addWidget(Diamond(28))
        self._brand.addWidget(self._brand_words)
        self._brand.addStretch(1)
        top = QWidget()
        top.setFixedHeight(px(56))
        top.setLayout(self._brand)
        self._list.setContentsMargins(px(8), px(8), px(8), 0)
        self._foot.addWidget(self._sample)
        self._column.addWidget(top)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self._column.addLayout(self._foot)


class _Place(QPushButton):
    def __init__(self, title: str, icon: str, fkey: str) -> None:
        super().__init__()
        self._title, self._icon, self._fkey = title, icon, fkey
        self._active = self._small = False
        self.setAccessibleName(f"{title} ({fkey})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_active(self, active: bool) -> None:  # noqa: FBT001  a state, set by name of the act
        self._active = active
        self.setAccessibleDescription(_("tempat sekarang") if active else "")
        self.update()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.setToolTip(self._title if small else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(44), px(50 if self._small else 40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, table = QPainter(self), tokens()
        if self._active or self.hasFocus() or self.underMouse():
            fill = QColor(table.surface if self._active else table.rail)
            edge = QColor(table.hairline if self._active else table.keyline)
            paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        if self._active:
            inset = px(7)
            painter.fillRect(QRectF(0, inset, px(4), self.height() - 2 * inset), colour("primary"))
        tone: Tone = "primary" if self._active else "ink2"
        name, ratio = self._icon, self.devicePixelRatioF()
        pixmap = icon_pixmap(name, px(20), tone, fill=self._active, ratio=ratio)
        if self._small:
            self._paint_small(painter, pixmap.deviceIndependentSize().width())
            painter.drawPixmap(QPointF(round((self.width() - px(20)) / 2), px(6)), pixmap)
            return
        painter.drawPixmap(QPointF(px(14), round((self.height() - px(20)) / 2)), pixmap)
        painter.setFont(font(15, 600 if self._active else 400))
        paint_words(
            painter, QRectF(px(44), 0, self.width() - px(74), self.height()), self._title, colour("ink")
        )
        painter.setFont(font(13, 600))
        box = QRectF(0, 0, self.width() - px(11), self.height())
        paint_words(painter, box, self._fkey, colour("ink2"), Qt.AlignmentFlag.AlignRight)

    def _paint_small(self, painter: QPainter, _width: float) -> None:
        painter.setFont(font(13, 600))
        below = QRectF(0, px(27), self.width(), px(20))
        tone: Tone = "primary" if self._active else "ink2"
        paint_words(painter, below, self._fkey, colour(tone), Qt.AlignmentFlag.AlignHCenter)


class _Sample(QWidget):
    """CONTOH in a dashed box: nobody must take the sample office for a real one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sample_mark")
        self.setAccessibleName(_("CONTOH, data buatan"))
        self.set_small(False)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.setFixedHeight(px(28 if small else 42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashes = QPen(colour("warn"), 0.2 + tokens().line)
        dashes.setDashPattern([3, 2])
        painter.setPen(dashes)
        painter.setBrush(QColor(tokens().tint_warn))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        side = px(2 if self._small else 12)
        box = QRectF(self.rect()).adjusted(side, 0, -side, 0)
        align = Qt.AlignmentFlag.AlignHCenter if self._small else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(13 if self._small else 15, 700))
        paint_words(painter, box, _("CONTOH"), colour("warn"), align)
        if not self._small:
            painter.setFont(font(13))
            paint_words(painter, box, _("data buatan"), colour("warn"), Qt.AlignmentFlag.AlignRight)


NAVIGATION: tuple[tuple[PlaceKey, str, str], ...] = (
    ("today", "sun-horizon", "F1"),
    ("queue", "list-numbers", "F2"),
    ("recording", "user-focus", "F3"),
    ("people", "users-three", "F4"),
    ("reports", "chart-bar-horizontal", "F6"),
    ("lists", "calendar-blank", "F10"),
    ("office", "buildings", "Ctrl+K"),
)


FROM_TODAY: tuple[PlaceKey, ...] = ("closing", "decisions")
OUTSIDE: tuple[PlaceKey, ...] = (*FROM_TODAY, "manual")  # screens outside the navigation


def titles() -> dict[PlaceKey, str]:
    return {
        "today": _("Hari ini"),
        "queue": _("Antrean"),
        "recording": _("Perekaman"),
        "people": _("Orang"),
        "reports": _("Laporan"),
        "lists": _("Kunjungan"),
        "office": _("Kantor"),
    }
