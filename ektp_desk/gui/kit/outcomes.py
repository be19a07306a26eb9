"""The board of endings: one of them is chosen by its letter, by arrows or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ektp_desk.domain.tickets import GROUP_OF, ONLY_BY_RECORDING, Group, Outcome, Purpose
from ektp_desk.gui.kit.keycap import Keycap, paint_body, paint_words
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import colour, font, px, tokens
from ektp_desk.words import _
from ektp_desk.words.outcomes import group_word, outcome_word

VOIDED = "voided"

# Letters are read off the word where two words do not want the same one.
_KEYS = {
    Outcome.CARD_HANDED_OVER: "K",
    Outcome.ANSWERED: "J",
    Outcome.REFERRED: "R",
    Outcome.RECORDING_INCOMPLETE: "E",
    Outcome.NO_DOCUMENTS: "D",
    Outcome.DATA_DIFFERS: "B",
    Outcome.NOT_RESIDENT: "N",
    Outcome.UNDER_16: "6",
    Outcome.ALREADY_RECORDED: "S",
    Outcome.DEVICE_FAILURE: "A",
    Outcome.POWER_OR_NETWORK: "I",
    Outcome.OUT_OF_TIME: "W",
    Outcome.REFUSED: "T",
    Outcome.CANNOT_TODAY: "H",
    Outcome.OTHER: "L",
    Outcome.LEFT: "P",
    Outcome.RESCHEDULED: "U",
    Outcome.LOST: "G",
}
_VOID_KEY = "X"
_FIRST = {Purpose.FETCH_CARD: Outcome.CARD_HANDED_OVER, Purpose.QUESTION: Outcome.ANSWERED}
_ROWS_OF_SECOND = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One way to end: its value for the signal, its key, its word."""

    value: str
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


def expected(purpose: Purpose) -> Outcome | None:
    """Give the ending most people of a purpose come for; None where the desk must ask."""
    return _FIRST.get(purpose)


def columns(purpose: Purpose) -> tuple[tuple[Section, ...], ...]:
    """Give the panel's three columns; only the expected ending changes its place, to the top."""
    not_served = _lines(Group.NOT_SERVED)
    served = sorted(_lines(Group.SERVED), key=lambda line: line.value != expected(purpose))
    void = Line(VOIDED, _VOID_KEY, _("Nomor batal, salah diberikan"))
    return (
        (
            Section(group_word(Group.SERVED), tuple(served)),
            Section(group_word(Group.PARTLY), _lines(Group.PARTLY)),
            Section(_("Tidak dihitung"), (void,)),
        ),
        (Section(group_word(Group.NOT_SERVED), not_served[:_ROWS_OF_SECOND]),),
        (
            Section(
                _("{group} (lanjutan)").format(group=group_word(Group.NOT_SERVED, short=True).capitalize()),
                not_served[_ROWS_OF_SECOND:],
            ),
            _gone(),
        ),
    )


def _gone() -> Section:
    groups = (Group.LEFT, Group.RESCHEDULED, Group.LOST)
    title = ", ".join(group_word(group, short=True) for group in groups)
    return Section(title[:1].upper() + title[1:], tuple(line for group in groups for line in _lines(group)))


def _lines(group: Group) -> tuple[Line, ...]:
    return tuple(
        Line(outcome.value, _KEYS[outcome], outcome_word(outcome))
        for outcome in Outcome
        if GROUP_OF[outcome] is group and outcome not in ONLY_BY_RECORDING
    )


_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


class Board(QWidget):
    """`chosen` gives a line's value when a person chose it; `choose` is silent."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._small = False
        self._group = QButtonGroup(self)
        self._columns: list[list[_Row]] = []
        self._places = QHBoxLayout(self)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(px(12))

    def offer(self, columns: Sequence[Sequence[Section]]) -> None:
        """Show these sections instead; nothing is chosen."""
        while (item := self._places.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.setParent(None)
                gone.deleteLater()
        self._group = QButtonGroup(self)
        self._columns = []
        for sections in columns:
            self._places.addWidget(self._column(sections), 1)

    def rows(self) -> list[_Row]:
        """Give all rows in reading order."""
        return [row for column in self._columns for row in column]

    def value(self) -> str | None:
        """Give the chosen line's value, or None."""
        return next((row.line.value for row in self.rows() if row.isChecked()), None)

    def choose(self, value: str) -> None:
        """Choose a line without telling anyone."""
        for row in self.rows():
            if row.line.value == value:
                row.setChecked(True)

    def at_hand(self) -> QWidget:
        """Give the row that the focus belongs on: the chosen one, else the first."""
        rows = self.rows()
        return next((row for row in rows if row.isChecked()), rows[0])

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take lower rows."""
        self._small = small
        for row in self.rows():
            row.set_small(small)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a letter choose, and arrows move the choice."""
        row = next((row for row in self.rows() if row.line.key == event.text().upper()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if row is None and step is not None:
            row = self._beside(*step)
        if row is None:
            super().keyPressEvent(event)
            return
        self._take(row)

    def _beside(self, across: int, down: int) -> _Row:
        column, place = next(
            (at, column.index(row))
            for at, column in enumerate(self._columns)
            for row in column
            if row is self.at_hand()
        )
        if self.value() is None:
            return self._columns[column][place]
        if down:
            rows = self.rows()
            return rows[(rows.index(self._columns[column][place]) + down) % len(rows)]
        beside = self._columns[(column + across) % len(self._columns)]
        return beside[min(place, len(beside) - 1)]

    def _take(self, row: _Row) -> None:
        row.setChecked(True)
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chosen.emit(row.line.value)

    def _column(self, sections: Sequence[Section]) -> QWidget:
        column, rows = QWidget(), list[_Row]()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for at, section in enumerate(sections):
            if at:
                lines.addSpacing(px(4))
            lines.addWidget(_heading(section.title))
            for line in section.lines:
                row = _Row(line, section.title)
                row.set_small(self._small)
                row.clicked.connect(lambda _on=False, row=row: self._take(row))
                self._group.addButton(row)
                lines.addWidget(row)
                rows.append(row)
        lines.addStretch(1)
        self._columns.append(rows)
        return column


def _heading(title: str) -> QLabel:
    made = label(title, "label")
    made.setContentsMargins(px(8), 0, 0, 0)
    return made


class _Row(QRadioButton):
    """One way to end: its keycap, its word; as wide chosen as not."""

    def __init__(self, line: Line, section: str) -> None:
        super().__init__()
        self.line = line
        self._small = False
        self._cap = Keycap(line.key)
        self._cap.setParent(self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName(f"ending_{line.value}")
        self.setAccessibleName(f"{line.word} ({line.key})")
        self.setAccessibleDescription(section)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(28 if self._small else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return pos is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, chosen = QPainter(self), self.isChecked()
        if chosen or self.hasFocus() or self.underMouse():
            fill = QColor(tokens().selected if chosen else tokens().paper)
            paint_body(painter, self.rect(), fill=fill, edge=None, focused=self.hasFocus(), radius=4)
        if chosen:
            inset = px(5)
            painter.fillRect(QRectF(px(3), inset, px(4), self.height() - 2 * inset), colour("primary"))
        hint = self._cap.sizeHint()
        self._cap.setGeometry(px(11), (self.height() - hint.height()) // 2, hint.width(), hint.height())
        painter.setFont(font(15, 600 if chosen else 400))
        left = px(11 + 22 + 10)
        box = QRectF(left, 0, self.width() - left - px(6), self.height())
        cut = paint_words(painter, box, self.line.word, colour("ink"))
        self.setToolTip(self.line.word if cut else "")
