"""The keycap, a key printed where it acts, and the box and ring that controls are painted with."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import base, font, look, px, tokens

CapGround = Literal["light", "blue", "ink", "off"]
_FUNCTION = re.compile(r"(Shift\+)?F\d+|Ctrl\+[+-]")  # these act over anything
_OWN_KEYS = "own_keys"
HOLDS_KEYS = "holds_keys"
"""The property of what lies over a screen and keeps its keys, the function keys apart."""


def as_pressed(key: str) -> str:
    """A key as it is pressed in the look in force: the letter of an act together with Alt, if that is chosen.

    What wants Alt all the same then wants Shift as well: it may be the letter of another act.
    """
    letter = key.removeprefix("Alt+")
    if not look().alt or len(letter) != 1 or not letter.isalpha():
        return key
    return f"Alt+{letter}" if key == letter else f"Alt+Shift+{letter}"


def cap_size(key: str, *, tight: bool = False) -> QSize:
    """In px; `tight` of a letter that is pressed with Alt, see `paint_cap`."""
    return QSize(_cap_width(key if tight else as_pressed(key), base()), px(22))


def can_be_tight(key: str) -> bool:
    """Whether the cap has a narrower form: it says more than the letter."""
    return len(key) == 1 and as_pressed(key) != key


@cache  # each button asks for it several times before it is painted
def _cap_width(key: str, _base: int) -> int:
    return max(px(22), QFontMetrics(font(13, 600)).horizontalAdvance(key) + px(11))


_ARROWS = {"↑": "Up", "↓": "Down", "→": "Right", "←": "Left"}


def sequences(key: str) -> tuple[QKeySequence, ...]:
    """What Qt takes for a key as it is written on its cap: the keypad's Enter is another key to it."""
    return _sequences(as_pressed(key))


@cache  # a screen that is built anew binds the same few keys again
def _sequences(key: str) -> tuple[QKeySequence, ...]:
    for arrow, name in _ARROWS.items():
        key = key.replace(arrow, name)
    stem = key.removesuffix("Enter")
    written = (key.replace("PgDn", "PgDown"),) if stem == key else (f"{stem}Return", f"{stem}Enter")
    return tuple(QKeySequence(text) for text in written)


def paint_cap(
    painter: QPainter, key: str, right_middle: QPointF, ground: CapGround = "light", *, tight: bool = False
) -> QRectF:
    """Paint a keycap that ends at `right_middle`, and give its rectangle.

    A `tight` one has the letter alone, underlined, as menus do where Alt goes with it.

    A letter that would only be typed now, or a key behind an open panel, stands without its cap: it
    still says which key, but does not ask to be pressed.
    """
    size, printed, key = cap_size(key, tight=tight), key, as_pressed(key)
    fill, edge, word = _shades(ground)
    _printed().add(painter.device())
    if only_typed(key) or _rests(key, painter.device()):
        fill = edge = QColor(0, 0, 0, 0)
        word = _faint(ground)
    left, top = right_middle.x() - size.width(), right_middle.y() - size.height() / 2
    box = QRectF(round(left) + 0.5, round(top) + 0.5, size.width() - 1, size.height() - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, (1 + tokens().line) / 2))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, px(4), px(4))
    letters = font(13, 600)
    letters.setUnderline(tight)
    painter.setFont(letters)
    painter.setPen(word)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), printed if tight else key)
    return box


def only_typed(key: str) -> bool:
    """Tell whether `key` would now be written into the text that holds the focus instead of acting."""
    key, acting = as_pressed(key), _acting_in(QApplication.focusWidget())
    return len(key) == 1 and key not in _ARROWS and acting is not None and key not in acting


def _rests(key: str, device: object) -> bool:
    """Tell whether something that lies over the screen of `device` keeps `key` from it."""
    holder = _holder(QApplication.focusWidget())
    if holder is None or not isinstance(device, QWidget) or _FUNCTION.fullmatch(key):
        return False
    return device is not holder and not holder.isAncestorOf(device)


def _holder(held: QWidget | None) -> QWidget | None:
    """What lies over the screen and keeps its keys, if the focus is in it."""
    while held is not None and not held.property(HOLDS_KEYS):
        held = held.parentWidget()
    return held


def keep_keys(edit: QLineEdit, keys: str) -> None:
    """Say which letters act although `edit` has the focus: what it holds has no such letter."""
    edit.setProperty(_OWN_KEYS, keys)


def hands_on(edit: QLineEdit, letter: str) -> bool:
    """Whether a letter that is pressed in `edit` is no text but the key of an act."""
    return bool(letter) and not look().alt and letter.upper() in str(edit.property(_OWN_KEYS) or "")


def _acting_in(held: QWidget | None) -> str | None:
    """The letters that act while `held` has the focus; None where nothing is typed and all may."""
    if not isinstance(held, QLineEdit) or held.isReadOnly():
        return None
    return str(held.property(_OWN_KEYS) or "")


class _Printed(QObject):
    """The widgets that print a key: drawn anew when keys begin or cease to act."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self._widgets: WeakSet[QWidget] = WeakSet()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def add(self, device: object) -> None:
        if isinstance(device, QWidget):
            self._widgets.add(device)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        old = old if old is not None and isValid(old) else None
        if (_acting_in(old), _holder(old)) == (_acting_in(now), _holder(now)):
            return
        for widget in list(self._widgets):
            if isValid(widget):
                widget.update()
            else:  # of a view that was built anew; its Python half lives a little longer
                self._widgets.discard(widget)


@cache
def _printed() -> _Printed:
    app = QApplication.instance()
    assert app is not None
    return _Printed(app)


def _faint(ground: CapGround) -> QColor:
    table = tokens()
    return QColor(255, 255, 255, 170) if ground in ("blue", "ink") else QColor(table.off_ink)


def _shades(ground: CapGround) -> tuple[QColor, QColor, QColor]:
    table = tokens()
    if ground == "blue":
        return QColor(255, 255, 255, 34), QColor(255, 255, 255, 150), QColor(table.white)
    if ground == "ink":
        return QColor(255, 255, 255, 30), QColor(255, 255, 255, 130), QColor(table.white)
    if ground == "off":
        return QColor(table.paper), QColor(table.off), QColor(table.off_ink)
    return QColor(table.keycap), QColor(table.keyline), QColor(table.ink2)


class Keycap(QWidget):
    """A keycap that stands alone, such as the row numbers 1 to 5; it does not act."""

    heard_as = HeardAs.StaticText

    def __init__(self, key: str, ground: CapGround = "light") -> None:
        super().__init__()
        self._key, self._ground = key, ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        return cap_size(self._key)

    def paintEvent(self, _event: object) -> None:
        ground = self._ground if self.isEnabled() else "off"
        paint_cap(QPainter(self), self._key, QPointF(self.width(), self.height() / 2), ground)


RING_ROOM = 3
"""How much a focused box shrinks on each side (px at a body of 15), so that its ring moves nothing."""


def paint_body(
    painter: QPainter,
    box: QRect,
    *,
    fill: QColor | None,
    edge: QColor | None,
    focused: bool = False,
    radius: float = 6,
    line: float | None = None,
) -> QRectF:
    """Paint a rounded box into `box` and give the rectangle its contents may use."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(box)
    if focused:
        body = _ring(painter, body, px(radius), shade=tokens().focus)
    width = float(tokens().line) if line is None else line
    half = width / 2 if edge is not None else 0
    body.adjust(half, half, -half, -half)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, px(radius), px(radius))
    return body


def paint_ring(painter: QPainter, box: QRectF, radius: float = 6, *, ground: CapGround = "light") -> None:
    """Paint only the focus ring, just inside `box`; its amber is not seen on a dark ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ring(painter, box, px(radius), shade=tokens().on_ink if ground == "ink" else tokens().focus)


def _ring(painter: QPainter, box: QRectF, radius: float, *, shade: str) -> QRectF:
    width = tokens().ring
    half = width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(shade), width))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius + 1, radius + 1)
    room = max(px(RING_ROOM), width + 1)
    return box.adjusted(room, room, -room, -room)


class _FocusRing(QWidget):
    """Lies over what holds the focus and draws no ring itself."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(over := self.parent(), QWidget):
            self.setGeometry(over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ring(QPainter(self), QRectF(self.rect()), 8)


class FocusRings(QObject):
    """Puts a ring around what holds the focus, where its class says `wears_ring`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _FocusRing | None = None
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        gone, self._ring = self._ring, None
        if gone is not None and isValid(gone):
            gone.hide()
            gone.deleteLater()
        if now is not None and getattr(now, "wears_ring", False):
            self._ring = _FocusRing(now)


def paint_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    shade: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> bool:
    """Paint one line in the painter's font, in the middle of `box`; say whether it had to be cut."""
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width() + 0.5))
    painter.setPen(shade)
    flags = int(align) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(box, flags, shown)
    return shown != text
