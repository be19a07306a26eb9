"""Buttons that read as a list of keys: the word left, its keycap right; and keys bound without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ektp_desk.gui.kit.icons import icon_pixmap
from ektp_desk.gui.kit.keycap import (
    RING_ROOM,
    CapGround,
    as_pressed,
    can_be_tight,
    cap_size,
    paint_body,
    paint_cap,
    paint_ring,
    paint_words,
    sequences,
)
from ektp_desk.gui.kit.tokens import Tone, colour, font, is_small, px, tokens

Kind = Literal["blue", "normal", "quiet", "danger", "key"]

_WORD: dict[Kind, Tone] = {
    "blue": "white",
    "normal": "ink",
    "quiet": "primary",
    "danger": "bad",
    "key": "ink",
}


class ActButton(QPushButton):
    """One act: what it says and does stands in the screen's table (see `follow`). "…" at the end asks more.

    `short` is the word for narrow places. `large` sets a blue button in 20 px, once a screen;
    `tall` gives a neighbour of the blue button its height. Of kind "key" the cap alone is seen, beside what
    it counts.
    """

    asked = Signal()

    def __init__(
        self,
        text: str,
        key: str = "",
        *,
        kind: Kind = "normal",
        icon: str | None = None,
        short: str = "",
        large: bool = False,
        tall: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self._key, self._kind, self._icon = key, kind, icon
        self._action: QAction | None = None
        self._large, self._tall, self._small = large, tall or kind == "blue", is_small()
        self.setObjectName(name)
        # A click must not take the focus from the list whose letters are keys.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text, short=short)
        self.clicked.connect(self.asked)

    def follow(self, action: QAction) -> None:
        """Show an act as its table has it: word, key, why it rests; and do it when clicked."""
        self._action = action
        action.changed.connect(self._show_act)
        self.clicked.connect(action.trigger)
        self._show_act()

    def _show_act(self) -> None:
        if (action := self._action) is None:
            return
        why = action.statusTip()
        self._key = action.data()
        self.set_text(action.text(), short=action.iconText() if action.iconText() != action.text() else "")
        self.setEnabled(action.isEnabled() and not why)
        self.setAccessibleDescription(why)
        self.setToolTip(why)
        if not action.isVisible():
            self.hide()
        elif self.parent() is None:  # shown now it would be a window of its own; its layout shows it
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
        elif self.isHidden():
            self.show()

    def set_text(self, text: str, *, short: str = "") -> None:
        """Change the word; the accessible name is the word and its key."""
        self._text, self._short = text, short
        if self._kind == "key":
            self.setToolTip(text)
        self.setAccessibleName(f"{text} ({as_pressed(self._key)})" if self._key else text)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Print another key; the one who binds it changes it too."""
        if self._action is not None:
            self._action.setData(key)  # shown again from there
            return
        self._key = key
        self.set_text(self._text, short=self._short)

    def set_kind(self, kind: Kind) -> None:
        """Become the screen's first act, or one among others; the height stays."""
        if kind != self._kind:
            self._kind = kind
            self.update()

    def word(self) -> str:
        """As it was set, not as it fits."""
        return self._text

    def sizeHint(self) -> QSize:
        return self._size(self._text)

    def minimumSizeHint(self) -> QSize:
        """Live with the short word and the narrow cap; a button's word is never cut."""
        return self._size(self._short or self._text, tight=can_be_tight(self._key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter act as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge = self._ground()
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        left, right = self._inset(), float(self.width() - self._inset(right=True))
        if self._kind in ("quiet", "key") and self.hasFocus():
            left, right = left + px(2 * RING_ROOM), right - px(2 * RING_ROOM)
        middle = self.height() / 2
        if self._key:
            tight = can_be_tight(self._key) and self.width() < self._size(self._short or self._text).width()
            cap = paint_cap(painter, self._key, QPointF(right, middle), self._cap(), tight=tight)
            right = cap.left() - px(8)
        tone: Tone = _WORD[self._kind] if self.isEnabled() else "off_ink"
        if self._icon:
            pixmap = icon_pixmap(self._icon, px(18), tone, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, round(middle - px(18) / 2)), pixmap)
            left += px(26)
        if self._kind == "key":
            return
        painter.setFont(self._letter())
        box = QRectF(left, 0, right - left, self.height())
        fits = QFontMetrics(painter.font()).horizontalAdvance(self._text) <= box.width() + 1
        paint_words(painter, box, self._text if fits else self._short or self._text, colour(tone))
        if not fits:
            self.setToolTip(self.accessibleName())
        elif self.toolTip() == self.accessibleName():
            self.setToolTip("")

    def _letter(self) -> QFont:
        return font(20 if self._large and not self._small else 15, 600)

    def _height(self) -> int:
        if self._tall:
            return px(44 if self._small else 52 if self._large else 48)
        return px(36 if self._small else 40)

    def _inset(self, *, right: bool = False) -> int:
        return 0 if self._kind in ("quiet", "key") else px(12 if right and self._key else 14)

    def _size(self, word: str, *, tight: bool = False) -> QSize:
        if self._kind == "key":
            return QSize(cap_size(self._key).width() + px(2 * RING_ROOM) + 2, self._height())
        width = QFontMetrics(self._letter()).horizontalAdvance(word) + 2
        width += self._inset() + self._inset(right=True) + (px(26) if self._icon else 0)
        width += cap_size(self._key, tight=tight).width() + px(16) if self._key else 0
        return QSize(width, self._height())

    def _cap(self) -> CapGround:
        if not self.isEnabled():
            return "off"
        return "blue" if self._kind == "blue" else "light"

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        table, over = tokens(), self.underMouse() and self.isEnabled()
        if self._kind in ("quiet", "key"):
            return (QColor(table.selected) if over else None), None
        if not self.isEnabled():
            return QColor(table.paper), QColor(table.off)
        if self._kind == "blue":
            return QColor(table.primary_deep if over or self.isDown() else table.primary), None
        if self.isDown():
            return QColor(table.keycap), QColor(table.edge)
        return QColor(table.paper if over else table.surface), QColor(table.edge)


def on_key(scope: QWidget, key: str, act: Callable[[], object]) -> None:
    """Call `act` when `key`, written as on its keycap, is pressed while `scope` holds the focus.

    For parts of the kit: what a screen does stands in its table of acts. A held key acts once.
    """
    for sequence in sequences(key):
        shortcut = QShortcut(sequence, scope)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)


Q = TypeVar("Q", bound=QObject)


def named(thing: Q, object_name: str) -> Q:
    """`thing` itself, so that making and naming is one expression."""
    thing.setObjectName(object_name)
    return thing


def rest(part: QWidget, why: str) -> None:
    """Let a part be used only while there is no sentence against it, which eye and ear can ask for."""
    part.setEnabled(not why)
    part.setAccessibleDescription(why)
    part.setToolTip(why)


_GAP = 8


class KeyWord(QPushButton):
    """The key in its cap, then the word; in the small form an `icon`, if it has one, stands for the word."""

    def __init__(
        self, key: str, word: str, *, icon: str = "", ground: CapGround = "light", name: str
    ) -> None:
        super().__init__()
        self._key, self._word, self._icon, self._ground = key, word, icon, ground
        self._tone: Tone = "white" if ground == "ink" else "ink2"
        self._small = is_small() and bool(icon)
        self.setToolTip(f"{word} ({key})" if self._small else "")
        self.setObjectName(name)
        self.setAccessibleName(f"{word} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        beside = px(18) if self._small else QFontMetrics(font(13)).horizontalAdvance(self._word)
        return QSize(cap_size(self._key).width() + px(_GAP) + beside + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
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
            paint_ring(painter, QRectF(self.rect()), 4, ground=self._ground)
