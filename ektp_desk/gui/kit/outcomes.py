"""The board of endings: one of them is chosen by its letter, by arrows or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ektp_desk.domain.tickets import GROUP_OF, ONLY_BY_RECORDING, Outcome, Purpose, TicketGroup, expected
from ektp_desk.gui.kit.keycap import Keycap, paint_body, paint_words
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.style import hit_whole
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
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
_OF_SEVERAL = (
    Outcome.LEFT,
    Outcome.OUT_OF_TIME,
    Outcome.POWER_OR_NETWORK,
    Outcome.DEVICE_FAILURE,
    Outcome.NO_DOCUMENTS,
    Outcome.RESCHEDULED,
    Outcome.LOST,
)
_VOID_KEY = "X"
_ROWS_OF_SECOND = 7


@dataclass(frozen=True, slots=True)
class EndingOption:
    """One way to end, `value` an outcome's or `VOIDED`."""

    value: str
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class EndingGroup:
    title: str
    endings: tuple[EndingOption, ...]


def columns(purpose: Purpose, *, may_refuse: bool) -> tuple[tuple[EndingGroup, ...], ...]:
    """The board's three columns; only the expected ending changes its place, to the top.

    `may_refuse`: whoever lives in another regency.
    """
    not_served = tuple(
        ending
        for ending in _endings(TicketGroup.NOT_SERVED)
        if may_refuse or ending.value != Outcome.NOT_RESIDENT
    )
    served = sorted(_endings(TicketGroup.SERVED), key=lambda ending: ending.value != expected(purpose))
    return (
        (
            EndingGroup(group_word(TicketGroup.SERVED), tuple(served)),
            EndingGroup(group_word(TicketGroup.PARTLY), _endings(TicketGroup.PARTLY)),
            EndingGroup(_("Tidak dihitung"), (_void(),)),
        ),
        (EndingGroup(group_word(TicketGroup.NOT_SERVED), not_served[:_ROWS_OF_SECOND]),),
        (
            EndingGroup(
                _("{group} (lanjutan)").format(
                    group=group_word(TicketGroup.NOT_SERVED, short=True).capitalize()
                ),
                not_served[_ROWS_OF_SECOND:],
            ),
            _gone(),
        ),
    )


def one_for_all(*, may_lose: bool) -> tuple[tuple[EndingGroup, ...], ...]:
    """What may be said of several at once, by digits; that numbers were lost only by who may say it."""
    said = [outcome for outcome in _OF_SEVERAL if may_lose or outcome is not Outcome.LOST]
    endings = (EndingOption(each.value, str(at), outcome_word(each)) for at, each in enumerate(said, 1))
    return ((EndingGroup(_("Hasilnya"), (*endings, _void())),),)


def _void() -> EndingOption:
    return EndingOption(VOIDED, _VOID_KEY, _("Nomor batal, salah diberikan"))


def _gone() -> EndingGroup:
    groups = (TicketGroup.LEFT, TicketGroup.RESCHEDULED, TicketGroup.LOST)
    title = ", ".join(group_word(group, short=True) for group in groups)
    return EndingGroup(
        title[:1].upper() + title[1:], tuple(ending for group in groups for ending in _endings(group))
    )


def _endings(group: TicketGroup) -> tuple[EndingOption, ...]:
    return tuple(
        EndingOption(outcome.value, _KEYS[outcome], outcome_word(outcome))
        for outcome in Outcome
        if GROUP_OF[outcome] is group and outcome not in ONLY_BY_RECORDING
    )


_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


class EndingBoard(QWidget):
    """`chosen` gives an ending's value when a person chose it; `choose` is silent."""

    chosen = Signal(str)

    def __init__(self, columns: Sequence[Sequence[EndingGroup]]) -> None:
        super().__init__()
        self.setObjectName("ending_board")
        self._group = QButtonGroup(self)
        self._columns: list[list[_EndingButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        for groups in columns:
            row.addWidget(self._column(groups), 1)

    def buttons(self) -> list[_EndingButton]:
        """All of them in reading order."""
        return [button for column in self._columns for button in column]

    def value(self) -> str | None:
        return next((button.ending.value for button in self.buttons() if button.isChecked()), None)

    def choose(self, value: str) -> None:
        """Choose without telling anyone."""
        for button in self.buttons():
            if button.ending.value == value:
                button.setChecked(True)

    def at_hand(self) -> QWidget:
        """What the focus belongs on: the chosen one, else the first."""
        buttons = self.buttons()
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a letter choose, and arrows move the choice."""
        letter = event.text().upper()
        button = next((button for button in self.buttons() if button.ending.key == letter), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if button is None and step is not None:
            button = self._beside(*step)
        if button is None:
            super().keyPressEvent(event)
            return
        self._take(button)

    def _beside(self, across: int, down: int) -> _EndingButton:
        at_hand = self.at_hand()
        column, place = next(
            (at, place)
            for at, buttons in enumerate(self._columns)
            for place, button in enumerate(buttons)
            if button is at_hand
        )
        if self.value() is None:
            return self._columns[column][place]
        if down:
            buttons = self.buttons()
            return buttons[(buttons.index(self._columns[column][place]) + down) % len(buttons)]
        beside = self._columns[(column + across) % len(self._columns)]
        return beside[min(place, len(beside) - 1)]

    def _take(self, button: _EndingButton) -> None:
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chosen.emit(button.ending.value)

    def _column(self, groups: Sequence[EndingGroup]) -> QWidget:
        column, buttons = QWidget(), list[_EndingButton]()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for at, group in enumerate(groups):
            if at:
                lines.addSpacing(px(4))
            heading = label(group.title, "label")
            heading.setContentsMargins(px(8), 0, 0, 0)
            lines.addWidget(heading)
            for ending in group.endings:
                button = _EndingButton(ending, group.title)
                button.clicked.connect(partial(self._take, button))
                self._group.addButton(button)
                lines.addWidget(button)
                buttons.append(button)
        lines.addStretch(1)
        self._columns.append(buttons)
        return column


class _EndingButton(QRadioButton):
    """One way to end: its keycap, its word; as wide chosen as not."""

    def __init__(self, ending: EndingOption, heading: str) -> None:
        super().__init__()
        hit_whole(self)
        self.ending = ending
        self._cap = Keycap(ending.key)
        self._cap.setParent(self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName(f"ending_{ending.value}")
        self.setAccessibleName(f"{ending.word} ({ending.key})")
        self.setAccessibleDescription(heading)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(28 if is_small() else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

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
        cut = paint_words(painter, box, self.ending.word, colour("ink"))
        self.setToolTip(self.ending.word if cut else "")
