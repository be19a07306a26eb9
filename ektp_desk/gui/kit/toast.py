"""The toast: one line of ink at the foot for what has just been done, or why not; never for errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ektp_desk.gui.kit.keycap import cap_size, paint_cap, paint_ring, paint_words
from ektp_desk.gui.kit.labels import Elided, RefusalText, still_said
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.tokens import colour, font, px, tokens
from ektp_desk.words import Sentence, _

_RISE_MS = 150
_STAY_MS = 8_000


class Toast(QWidget):
    """Lies over the foot of `host`; `undo_asked` or `open_asked` is its one word, the key is bound elsewhere.

    Over a low host, such as the strip, it is as high as the host and leaves `free()` px at the right.
    `lies` gives its left edge in the host, 0 when it goes: the words there need not be cut through.
    """

    heard_as = HeardAs.StaticText

    undo_asked = Signal()
    open_asked = Signal()
    lies = Signal(int)

    def __init__(self, host: QWidget, *, free: Callable[[], int] = lambda: 0, name: str = "toast") -> None:
        super().__init__(host)
        self._host, self._free = host, free
        self._said: Sentence | RefusalText = RefusalText("")
        self._short: Sentence | None = None
        self.setObjectName(name)
        self._words, self._mark = Elided("", "strong", tone="white"), Shape.DONE
        self._word = _ToastWord()
        self._word.setObjectName(f"{name}_undo")
        self._word.clicked.connect(self._on_word)
        self._word.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), 0, px(14), 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._word)
        self._move = QPropertyAnimation(self, b"pos", self)
        self._move.setDuration(_RISE_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._stay = QTimer(self, singleShot=True, interval=_STAY_MS)
        self._stay.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(
        self, news: Sentence, *, undo_key: str = "", open_key: str = "", short: Sentence | None = None
    ) -> None:
        """Say what was done, with the word that withdraws it, or opens its folder, where a key does.

        `short` is said where the whole sentence has no room.
        """
        self._said, self._short = news, short
        self._show(news(), Shape.DONE, undo_key or open_key, opens=bool(open_key))
        say(self, news())
        self._come()

    def forget_undo(self) -> None:
        """Leave the words, and offer nothing any more."""
        if not self._word.opens:
            self._word.offer("")

    def _on_word(self) -> None:
        (self.open_asked if self._word.opens else self.undo_asked).emit()

    def explain(self, why: str) -> None:
        """Say why nothing was done: the same place, without the tick of what is done."""
        self._said, self._short = RefusalText(why), None
        self._show(why, Shape.LOOK)
        say(self, why, urgent=True)
        self._come()

    def mark(self) -> Shape:
        return self._mark

    def _show(self, text: str, mark: Shape, key: str = "", *, opens: bool = False) -> None:
        self._words.set_text(text, short=self._short() if self._short else "")
        self.setAccessibleName(text)
        self._mark = mark
        self._word.offer(key, opens=opens)
        self.update()

    def _come(self) -> None:
        rest = self._place()
        self.show()
        self.raise_()
        self._stay.start()
        if self._is_low() or _wants_calm():  # the strip never moves
            return
        self._move.stop()
        self._move.setStartValue(rest + QPoint(0, px(16)))
        self._move.setEndValue(rest)
        self._move.start()

    def text(self) -> str:
        return self._words.full_text()

    def state(self) -> object:
        """What it says, and for how many ms still; nothing while it is away."""
        if self.isHidden():
            return None
        return (
            (self._said, self._short),
            self._mark,
            (self._word.key, self._word.opens),
            self._stay.remainingTime(),
        )

    def put_back(self, state: object) -> None:
        """Say it for what is left of its time; a toast that was coming has come."""
        (said, short), mark, (key, opens), left = cast(
            "tuple[tuple[Sentence | RefusalText, Sentence | None], Shape, tuple[str, bool], int]", state
        )
        if isinstance(said, RefusalText) and still_said(said) is None:
            return
        self._said, self._short = said, short
        self._show(said.sentence if isinstance(said, RefusalText) else said(), mark, key, opens=opens)
        self._place()
        self.show()
        self.raise_()
        self._stay.start(max(1, left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the host changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The host gets its room back."""
        super().hideEvent(event)
        self.lies.emit(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the mark; light, as the words are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().ink))
        painter.drawRoundedRect(self.rect(), px(8), px(8))
        side = px(16)
        box = QRectF(px(18), (self.height() - side) / 2, side, side)
        done = self._mark is Shape.DONE
        paint_shape(painter, self._mark, box, QColor(tokens().on_ink_ok if done else tokens().on_ink))

    def _is_low(self) -> bool:
        return self._host.height() < px(74)

    def _place(self) -> QPoint:
        host, gap, side, free = self._host, px(12), px(16), px(16)
        height = px(50)
        if self._is_low():
            gap, free = px(2), self._free()
            height = host.height() - 2 * gap
        wanted = max(px(360), self.sizeHint().width() + px(24))
        width = min(wanted, host.width() - side - free)
        left = min((host.width() - width) // 2, host.width() - width - free)
        self.setGeometry(left, host.height() - height - gap, width, height)
        self.lies.emit(left)
        return self.pos()


def _wants_calm() -> bool:
    # Two lines: PySide drops the second object when the first has no name.
    hints = QGuiApplication.styleHints()
    asks = getattr(hints.accessibility(), "motionPreference", None)  # since Qt 6.12
    return asks is not None and asks().name == "ReducedMotion"


class _ToastWord(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.offer("")

    def offer(self, key: str, *, opens: bool = False) -> None:
        """Print the key that withdraws what was done, or opens its folder; without one offer nothing."""
        self.key, self.opens = key, opens
        self._said = _("Buka folder") if opens else _("Batalkan")
        self.setAccessibleName(f"{self._said} ({key})")
        self.setFont(font(15, 600))
        wide = self.fontMetrics().horizontalAdvance(self._said) + cap_size(key).width()
        self.setFixedWidth(wide + px(12) + px(16))
        self.setVisible(bool(key))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() / 2
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(0, px(6), 0, -px(6)), 4, ground="ink")
        right = self.width() - float(px(4))
        right = paint_cap(painter, self.key, QPointF(right, middle), "ink").left()
        painter.setFont(font(15, 600))
        shade = QColor(tokens().on_ink) if self.isEnabled() else colour("pale")
        paint_words(painter, QRectF(px(6), 0, right - px(14), self.height()), self._said, shade)
