"""Who may sign in: a row each with role, chosen by the arrows or a click; many scroll in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ektp_desk.gui.doors import Person
from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.words.roles import roles_words

_TALL, _LOW, _GAP = 52, 40, 8
_ONE_COLUMN = 2  # people that stand below one another
_ROWS, _ROWS_SMALL = 4, 3  # that are seen at once; the rest scrolls


class People(QScrollArea):
    """One of them is always chosen; `changed` says that it is another one."""

    changed = Signal()

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__()
        self.setObjectName("people")
        self._rows: list[_Row] = []
        self._small, self._in_view, self._seen = False, 1, 1
        self._group = QButtonGroup(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._show_chosen)
        self.show_people(people)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show who may sign in now; who was chosen stays chosen while they may."""
        if [row.person for row in self._rows] == list(people):
            return
        before = self.chosen()
        holder, self._group = QWidget(), QButtonGroup(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(_GAP))
        self._rows = [_Row(person) for person in people]
        columns = 1 if len(people) <= _ONE_COLUMN else 2
        self._in_view = -(-len(people) // columns)
        for place, row in enumerate(self._rows):
            # Down the first column, then the second: the arrows go as the eye does.
            grid.addWidget(row, place % self._in_view, place // self._in_view)
            self._group.addButton(row)
            row.toggled.connect(self._on_toggled)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)  # the area made it fill; the page shines through
        next((row for row in self._rows if row.person.id == before), self._rows[0]).setChecked(True)
        self._fit()

    def chosen(self) -> str:
        """Give the chosen person's id; empty before anybody is shown."""
        return next((row.person.id for row in self._rows if row.isChecked()), "")

    def choose(self, person: str) -> None:
        """Choose by id, if somebody of that id may sign in."""
        for row in self._rows:
            if row.person.id == person:
                row.setChecked(True)

    def out_of_sight(self) -> int:
        """Count those that only scrolling shows."""
        columns = -(-len(self._rows) // self._in_view)
        return max(0, len(self._rows) - self._seen * columns)

    def step(self, by: int) -> None:
        """Choose the next one, or the one before, round the end."""
        at = next(place for place, row in enumerate(self._rows) if row.isChecked())
        self._rows[(at + by) % len(self._rows)].setChecked(True)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the window's form
        """Show fewer at once."""
        self._small = small
        self._fit()

    def _fit(self) -> None:
        rows = min(self._in_view, _ROWS_SMALL if self._small else _ROWS)
        tall = px(_LOW if self._small else _TALL)
        for row in self._rows:
            row.setFixedHeight(tall)
        self._seen = rows
        self.setFixedHeight(rows * tall + (rows - 1) * px(_GAP))
        self.verticalScrollBar().setSingleStep(tall + px(_GAP))
        self._show_chosen()

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001  a slot of Qt's own signal
        if on:
            self._show_chosen()
            self.changed.emit()

    def _show_chosen(self) -> None:
        """Scroll by whole rows, and no further than the chosen one asks: half a row cannot be read."""
        at = next((place for place, row in enumerate(self._rows) if row.isChecked()), 0) % self._in_view
        bar = self.verticalScrollBar()
        first = round(bar.value() / bar.singleStep())
        bar.setValue(min(max(first, at - self._seen + 1), at) * bar.singleStep())


class _Row(QRadioButton):
    """An initial in a disc, the name, and the role under it."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self._role = roles_words(person.roles)
        self.setObjectName(f"person_{person.id}")
        self.setAccessibleName(f"{person.name}, {self._role}")
        self.setToolTip(f"{person.name}\n{self._role}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(_TALL))

    def hitButton(self, pos: object) -> bool:
        return pos is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        paint_body(
            painter,
            self.rect(),
            fill=QColor(tokens().selected if chosen else tokens().surface),
            edge=colour("primary") if chosen else QColor(tokens().edge),
            focused=self.hasFocus(),
            line=tokens().line + chosen,
        )
        disc = QRectF(px(14), (self.height() - px(32)) / 2, px(32), px(32))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary") if chosen else QColor(tokens().rail))
        painter.drawEllipse(disc)
        painter.setFont(font(15, 600))
        initial = colour("white" if chosen else "ink")
        paint_words(painter, disc, self.person.name[:1].upper(), initial, Qt.AlignmentFlag.AlignHCenter)
        left, width = px(58), self.width() - px(70)
        half = self.height() / 2
        paint_words(painter, QRectF(left, px(4), width, half - px(3)), self.person.name, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, half - px(1), width, half - px(5)), self._role, colour("ink2"))
