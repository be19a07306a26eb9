"""Small answers: one of a few, yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ektp_desk.gui.kit.keycap import (
    as_pressed,
    cap_size,
    paint_body,
    paint_cap,
    paint_words,
)
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.style import hit_whole
from ektp_desk.gui.kit.tokens import Tone, colour, font, is_small, px, tint, tokens

_AS_A_FIELD = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its key in code, its word, and the tone and mark it takes when chosen."""

    key: str
    word: str
    tone: Tone = "ok"
    mark: Shape = Shape.DONE


class Choice(QWidget):
    """Arrows move, digits 1 to 9 choose, Space chooses the first; `chosen` gives the option's key.

    `numbered` prints the digits; elsewhere the row around the choice has keys of its own, or `keys` are
    printed, which the owner binds. `columns` gives each segment the words it must have room for: choices
    below one another then stand in columns. One 40 px high goes with fields: 36 in the small form.
    """

    chosen = Signal(str)

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        name: str = "",
        height: int = 32,
        numbered: bool = False,
        keys: Sequence[str] = (),
        columns: Sequence[Sequence[str]] = (),
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, option in enumerate(options, start=1):
            words = columns[place - 1] if columns else ()
            key = keys[place - 1] if keys else str(place) if numbered else ""
            row.addWidget(self._segment(option, key, height, words))
        self.setFocusProxy(next(iter(self._segments.values())))

    def _segment(self, option: Option, key: str, height: int, words: Sequence[str]) -> _Segment:
        name = self.objectName()
        segment = _Segment(option, f"{self.accessibleName()}: {option.word}", height, key, words)
        segment.setObjectName(f"{name}_{option.key}" if name else option.key)
        segment.clicked.connect(lambda _on=False: self.chosen.emit(option.key))
        self._group.addButton(segment)
        self._segments[option.key] = segment
        return segment

    def value(self) -> str | None:
        return next((key for key, segment in self._segments.items() if segment.isChecked()), None)

    def choose(self, key: str | None) -> None:
        """Show an answer without telling anyone; None shows that there is none yet."""
        self._group.setExclusive(False)
        for own, segment in self._segments.items():
            segment.setChecked(own == key)
        self._group.setExclusive(True)
        first = next(iter(self._segments.values()))
        self.setFocusProxy(self._segments.get(key, first) if key else first)

    def take(self, key: str) -> None:
        """Choose as a person does by a key of the owner's: it is told; the focus stays where it was."""
        self._segments[key].click()

    def rest(self, key: str, why: str) -> None:
        """Show an answer that cannot be given, and why not."""
        segment = self._segments[key]
        segment.setEnabled(False)
        segment.setToolTip(why)
        segment.setAccessibleDescription(why)

    def show_words(self, words: Mapping[str, str]) -> None:
        """Change the words of answers, by key; those that are not named are away meanwhile."""
        for key, segment in self._segments.items():
            segment.setVisible(key in words)
            if key in words:
                segment.show_word(words[key], f"{self.accessibleName()}: {words[key]}")

    def spread(self) -> None:
        """Share out the whole width: it ends where the boxes above and below it end."""
        for part in (self, *self._segments.values()):
            part.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Print the digits, or none while they mean something else; no word moves."""
        for segment in self._segments.values():
            segment.show_key(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a digit choose."""
        order = list(self._segments)
        place = int(event.text()) - 1 if event.text() in set("123456789") else -1
        if not 0 <= place < len(order):
            super().keyPressEvent(event)
            return
        segment = self._segments[order[place]]
        if not segment.isEnabled():
            return
        segment.setFocus(Qt.FocusReason.ShortcutFocusReason)
        segment.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = QColor(tokens().edge)
        paint_body(QPainter(self), self.rect(), fill=QColor(tokens().surface), edge=edge)


def unfocused(choice: Choice) -> Choice:
    """`choice` itself, whose segments take no focus: a list or a search holds it."""
    for segment in choice.findChildren(QRadioButton):
        segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return choice


class _Segment(QRadioButton):
    """One answer; as wide as it is when chosen, so that choosing moves nothing."""

    def __init__(self, option: Option, accessible: str, height: int, key: str, others: Sequence[str]) -> None:
        super().__init__()
        hit_whole(self)
        self._option, self._key = option, key
        self._tall = 36 if is_small() and height == _AS_A_FIELD else height
        self._accessible, self._prints = accessible, bool(key)
        self._others = others  # the words for which it keeps room
        self._lead = cap_size(key).width() + px(8) if key else px(18)
        self._wide = self._widest()
        self.show_key(shown=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, word: str, accessible: str) -> None:
        self._option, self._accessible = replace(self._option, word=word), accessible
        self._wide = self._widest()
        self.show_key(shown=self._prints)
        self.updateGeometry()

    def show_key(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        self._prints = shown and bool(self._key)
        self.setAccessibleName(f"{self._accessible} ({self._key})" if self._prints else self._accessible)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide + self._lead + px(2 * 11), px(self._tall))

    def _widest(self) -> int:
        metrics = QFontMetrics(font(15, 600))
        return max(metrics.horizontalAdvance(word) for word in (self._option.word, *self._others))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, tone = self.isChecked(), self._option.tone
        box = QRectF(self.rect())
        if chosen or self.hasFocus():
            fill = tint(tone) if chosen else None
            edge = colour(tone) if chosen else None
            box = paint_body(
                painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus(), line=tokens().line + 0.6
            )
        elif not self.isEnabled():
            paint_body(painter, self.rect(), fill=QColor(tokens().paper), edge=QColor(tokens().off))
        painter.setFont(font(15, 600 if chosen else 400))
        if chosen or self._key:
            self._paint_led(painter, chosen=chosen)
        else:
            paint_words(painter, box, self._option.word, colour("ink2"), Qt.AlignmentFlag.AlignHCenter)

    def _paint_led(self, painter: QPainter, *, chosen: bool) -> None:
        """Draw the word behind what leads it: the mark of the chosen, else the key."""
        words = QFontMetrics(painter.font()).horizontalAdvance(self._option.word)
        left = (self.width() - words - self._lead) / 2
        if chosen:
            side = px(14)
            # Near the word, however wide the key was.
            before = max((self._lead - px(18)) / 2, self._lead - px(24))
            place = QRectF(left + before, (self.height() - side) / 2, side, side)
            paint_shape(painter, self._option.mark, place, colour(self._option.tone))
        elif self._prints:
            right = QPointF(left + cap_size(self._key).width(), self.height() / 2)
            paint_cap(painter, self._key, right, "light" if self.isEnabled() else "off")
            painter.setFont(font(15, 400))
        after = QRectF(left + self._lead, 0, words + 2, self.height())
        ink: Tone = "ink2" if self.isEnabled() else "off_ink"
        paint_words(painter, after, self._option.word, colour("ink" if chosen else ink))


def paint_tick(painter: QPainter, box: QRect, state: Qt.CheckState, *, focused: bool = False) -> None:
    """White on blue when it is set, a dash where it is in part; a hollow box when it is not."""
    is_set = state is not Qt.CheckState.Unchecked
    fill = QColor(tokens().primary if is_set else tokens().surface)
    edge = None if is_set else QColor(tokens().edge)
    body = paint_body(painter, box, fill=fill, edge=edge, focused=focused, radius=4)
    if is_set:
        inner = QRectF(0, 0, px(14), px(14))
        inner.moveCenter(body.center())
        shape = Shape.DONE if state is Qt.CheckState.Checked else Shape.NONE
        paint_shape(painter, shape, inner, colour("white"))


class Tick(QCheckBox):
    """White tick on blue when set; a set mark beside a word, so colour is not the only sign.

    `key` is printed behind the word, and bound by the owner.
    """

    def __init__(self, word: str, key: str = "", *, name: str = "") -> None:
        super().__init__()
        hit_whole(self)
        self._word, self._key = word, key
        self.setObjectName(name)
        self.setAccessibleName(f"{word} ({as_pressed(key)})" if key else word)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        cap = px(12) + cap_size(self._key).width() if self._key else px(4)
        return QSize(self._key_from() + cap, px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, side = QPainter(self), px(22)
        box = QRect(0, (self.height() - side) // 2, side, side)
        ringed = box.adjusted(-3, -3, 3, 3) if self.hasFocus() else box
        ringed.moveLeft(0)
        paint_tick(painter, ringed, self.checkState(), focused=self.hasFocus())
        painter.setFont(font())
        words = QRectF(px(32), 0, self.width() - px(32), self.height())
        paint_words(painter, words, self._word, colour("ink" if self.isEnabled() else "off_ink"))
        if self._key:
            right = self._key_from() + px(12) + cap_size(self._key).width()
            paint_cap(painter, self._key, QPointF(right, self.height() / 2))

    def _key_from(self) -> int:
        return px(32) + QFontMetrics(font()).horizontalAdvance(self._word)
