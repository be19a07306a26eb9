"""The navigation at the left: the places this person may use, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, lay_out
from ektp_desk.gui.kit.icons import Diamond, icon_pixmap
from ektp_desk.gui.kit.keycap import paint_body, paint_words
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import Tone, colour, font, is_small, px, tokens
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.words import N_, _

WIDE, NARROW = 184, 64


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the navigation, its title untranslated; `icon` is a Phosphor name without `ph.`."""

    key: PlaceKey
    title: str
    icon: str
    fkey: str


class Navigation(QWidget):
    """184 px with words, 64 with icon and key only; `sample` puts CONTOH at its foot."""

    place_asked = Signal(str)

    def __init__(self, places: Sequence[NavigationEntry] = (), *, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName(_("Tempat"))
        self.setFixedWidth(px(NARROW if is_small() else WIDE))
        self._buttons: dict[str, _PlaceButton] = {}
        self._list = lay_out(QVBoxLayout(), gap=2 if is_small() else 4, margins=(8, 8, 8, 0))
        column = lay_out(QVBoxLayout(self), _brand(), self._list, None)
        if sample:
            around = (4, 8, 4, 9) if is_small() else (8, 8, 8, 12)
            column.addLayout(lay_out(QVBoxLayout(), _Sample(), margins=around))
        for place in places:
            self.add_place(place)

    def add_place(self, place: NavigationEntry) -> None:
        asked = partial(self.place_asked.emit, place.key)
        acts = Acts([Act(id=place.key, text=_(place.title), keys=(place.fkey,), run=asked)])
        button = _PlaceButton(acts[place.key], place.icon)
        button.setObjectName(f"nav_{place.key}")
        acts.setParent(button)
        acts.add_to(button, context=Qt.ShortcutContext.WindowShortcut)
        self._buttons[place.key] = button
        self._list.addWidget(button)

    def show_place(self, key: str) -> None:
        """Mark the active place; an unknown key marks none (a screen outside the bar)."""
        for own, button in self._buttons.items():
            button.set_active(own == key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().rail))
        line = tokens().line
        painter.fillRect(self.width() - line, 0, line, self.height(), QColor(tokens().hairline))


def _brand() -> QWidget:
    brand = QWidget()
    brand.setFixedHeight(px(56))
    words = [] if is_small() else [label("ektp-desk", "title")]
    in_row(Diamond(28), *words, None, gap=8, margins=(18, 0, 18, 0), on=brand)
    return brand


class _PlaceButton(QPushButton):
    def __init__(self, act: QAction, icon: str) -> None:
        super().__init__()
        self._title, self._icon, self._fkey = act.text(), icon, str(act.data())
        self._active, self._small = False, is_small()
        self.setAccessibleName(f"{self._title} ({self._fkey})")
        self.setToolTip(self._title if self._small else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(act.trigger)

    def set_active(self, active: bool) -> None:  # noqa: FBT001  a state, set by name of the act
        self._active = active
        self.setAccessibleDescription(_("tempat sekarang") if active else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(44), px(48 if self._small else 40))

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
            self._paint_small(painter)
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

    def _paint_small(self, painter: QPainter) -> None:
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
        self._small = is_small()
        self.setFixedHeight(px(28 if self._small else 42))

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


NAVIGATION = (
    NavigationEntry("today", N_("Hari ini"), "sun-horizon", "F1"),
    NavigationEntry("queue", N_("Antrean"), "list-numbers", "F2"),
    NavigationEntry("recording", N_("Perekaman"), "user-focus", "F3"),
    NavigationEntry("people", N_("Orang"), "users-three", "F4"),
    NavigationEntry("reports", N_("Laporan"), "chart-bar-horizontal", "F6"),
    NavigationEntry("exchange", N_("Kirim & terima"), "arrows-down-up", "F7"),
    NavigationEntry("visits", N_("Kunjungan"), "calendar-blank", "F10"),
    NavigationEntry("admin", N_("Kantor"), "buildings", "Ctrl+K"),
)
FROM_TODAY: tuple[PlaceKey, ...] = ("closing", "decisions")
OUTSIDE: tuple[PlaceKey, ...] = (*FROM_TODAY, "manual")  # screens outside the navigation
