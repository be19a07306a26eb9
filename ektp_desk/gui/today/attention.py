"""What needs a look: a line and a number key for each, or one green word when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape, paint_shape
from ektp_desk.gui.parts import Card, Marked, Note, named, on_key, set_tone
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.gui.parts.keycap import paint_cap
from ektp_desk.gui.today.sentences import Line
from ektp_desk.words import _
from ektp_desk.words.numbers import count

MOST = 6  # concerns that there can be at once
_TALL, _LOW = 44, 28  # px of a line with its help, and of one without


class Attention(Card):
    """`asked` gives the place, from 0, of the key or line; there may be no line at a key's place."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(gap=4, name="attention_card")
        _title, self._count = self.add_heading(_("Perlu perhatian"))
        set_tone(self._count, None, role="strong")
        self._count.setObjectName("attention_count")
        self._none = named(Marked(Note(Shape.FINISHED, _("Tidak ada"))), "attention_none")
        self.add(self._none)
        self._lines = [_Concern(str(place + 1)) for place in range(MOST)]
        for place, button in enumerate(self._lines):
            button.asked.connect(partial(self._ask, place))
            self.add(button)
        self.body.addStretch(1)

    def bind_keys(self, scope: QWidget) -> None:
        """Let the number keys act while `scope` holds the focus."""
        for place in range(MOST):
            on_key(scope, str(place + 1), partial(self._ask, place))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what needs a look, most urgent first."""
        self._count.set_text(count(len(lines)) if lines else "")
        set_tone(self._count, "warn" if lines else None)
        self._none.setVisible(not lines)
        for place, button in enumerate(self._lines):
            button.show_line(lines[place] if place < len(lines) else None)

    def _ask(self, place: int) -> None:
        if self._lines[place].leads():
            self.asked.emit(place)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Sit tighter."""
        super().set_small(small)
        self.body.setSpacing(px(2 if small else 4))


class _Concern(QPushButton):
    """Gives up its second line before any of its neighbours is pushed out."""

    asked = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._line = Line("", "", "")
        self.setObjectName(f"concern_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.clicked.connect(self.asked)
        self.hide()

    def show_line(self, line: Line | None) -> None:
        self.setVisible(line is not None)
        if line is not None:
            self._line = line
            key = f" ({self._key})" if line.leads else ""
            self.setAccessibleName(f"{line.title}. {line.help}{key}")
            self.setToolTip(line.help)
            self.update()

    def leads(self) -> bool:
        return self._line.leads

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), px(_LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle, tight = QPainter(self), self.height() / 2, self.height() < px(_TALL - 2)
        fill = QColor(tokens().selected) if self.underMouse() else None
        paint_body(painter, self.rect(), fill=fill, edge=None, focused=self.hasFocus())
        inset = px(6) if self.hasFocus() or fill else 0
        right = float(self.width() - inset)
        if self._line.leads:
            right = paint_cap(painter, self._key, QPointF(right, middle)).left() - px(10)
        side, left = px(14), inset + px(24)
        mark = QRectF(inset, middle - side / 2 if tight else px(7), side, side)
        paint_shape(painter, Shape.LOOK, mark)
        painter.setFont(font(15, 600))
        if tight:
            whole = QFontMetrics(painter.font()).horizontalAdvance(self._line.title) <= right - left
            box = QRectF(left, 0, right - left, self.height())
            paint_words(painter, box, self._line.title if whole else self._line.short, colour("ink"))
            return
        paint_words(painter, QRectF(left, px(3), right - left, px(21)), self._line.title, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, px(22), right - left, px(19)), self._line.help, colour("ink2"))
