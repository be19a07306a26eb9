"""What was wrong or odd in a file, a card for each kind of finding; arrows move through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, Marked, Note, TableFoot, label
from ektp_desk.gui.kit.cards import clear, hairline, stacked
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.usecases.lists.findings import FindingKind, RowFinding, sentence_of
from ektp_desk.words import NP_, _
from ektp_desk.words.numbers import count


class ProblemCards(QScrollArea):
    """Takes the focus only while there is something to move through; `rest` says how many are out of sight.

    The first is never among them: its title is always seen. The small form leaves out the code, which
    stands in the table of rows; what to do stands in both.
    """

    heard_as = HeardAs.Grouping
    wears_ring = True

    def __init__(self) -> None:
        super().__init__()
        self.rest = Elided("", "help")
        self.rest.setObjectName("problems_left")
        self.setObjectName("problems")
        self.setAccessibleName(_("Masalah dalam daftar"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(60))
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(8))
        self.setWidget(holder)
        self._veil = _Veil(self.viewport())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._count_rest)
        bar.rangeChanged.connect(self._count_rest)

    def show_problems(self, problems: Sequence[FindingKind]) -> None:
        clear(self._list)
        for problem in problems:
            card = _card(problem)
            self._list.addWidget(card)
            card.show()
        self._list.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if problems else Qt.FocusPolicy.NoFocus)
        self._count_rest()

    def state(self) -> object:
        return self.verticalScrollBar().value()

    def put_back(self, state: object) -> None:
        if isinstance(state, int):
            self.verticalScrollBar().setValue(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count_rest()

    def _count_rest(self) -> None:
        end = self.verticalScrollBar().value() + self.viewport().height()
        items = (self._list.itemAt(at) for at in range(self._list.count()))
        cards = [item.widget() for item in items if item is not None]
        below = [card for card in list(cards)[1:] if card is not None and card.geometry().bottom() >= end]
        self.rest.set_text(_("{n} jenis temuan lagi").format(n=count(len(below))) if below else "")
        self._cover(below)

    def _cover(self, below: Sequence[QWidget]) -> None:
        """Leave out the first card that does not fit whole, unless it is alone in sight."""
        room, over = self.viewport().size(), self.verticalScrollBar().value() + px(8)
        top = below[0].y() - self.verticalScrollBar().value() if below else room.height()
        cut = bool(below) and below[0].y() > over and top < room.height()
        self._veil.setVisible(cut)
        self._veil.setGeometry(0, top, room.width(), max(0, room.height() - top))
        self._veil.raise_()


class _Veil(QWidget):
    """The page's ground, over a card that begins in sight and does not end there."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(tokens().paper))


def _card(problem: FindingKind) -> Card:
    short = is_small()
    card = Card(padding=0 if short else 14, gap=0, bar="bad" if problem.refused else "warn")
    card.setAccessibleName(problem.title)
    card.setAccessibleDescription(problem.text)
    title = Marked(Note(Shape.WRONG if problem.refused else Shape.LOOK, problem.title), "strong")
    code = f" [{problem.code}]" if problem.code and not short else ""
    text = label(f"{problem.text}{code}", "small", wrap=True)
    words = stacked(title, text, gap=0 if short else 4)
    if short:  # lower than usual, but not nearer to its bar
        frame = tokens().line
        words.setContentsMargins(px(10) - frame, px(6) - frame, px(4) - frame, px(6) - frame)
    card.add(words)
    return card


class RowsView(QWidget):
    """The table, and below it the whole sentence of the chosen row."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _table()
        self._sentence = label("", "small", wrap=True, name="finding_sentence")
        self._sentence.setFixedHeight(px(40))
        self._sentence.setContentsMargins(px(16), 0, px(16), 0)
        foot = TableFoot(self.table, lambda n: _("{n} baris lagi").format(n=count(n)), _("↑ ↓ memilih"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(self.table, hairline(), self._sentence, foot, grows=self.table))
        self.table.selected.connect(lambda _key: self._show_sentence())

    def show_rows(self, rows: Sequence[RowFinding]) -> None:
        self.table.set_rows([])
        self.table.set_rows(rows)
        if rows:
            self.table.select_key("0")
        self._show_sentence()

    def _show_sentence(self) -> None:
        row = self.table.selected_row()
        words = "" if row is None else f"{sentence_of(row.problem.code)} [{row.problem.code}]"
        self._sentence.setText(words.strip())


def _table() -> ListTable[RowFinding]:
    columns: tuple[Column[RowFinding], ...] = (
        Column(
            _(NP_("one", "Baris")),
            lambda row: count(row.problem.row),
            width=80,
            small=70,
            align="right",
            key=True,
        ),
        Column(_("Lembar"), lambda row: row.problem.sheet or "–", width=170, small=120),
        Column(_("Kolom"), lambda row: row.problem.column or "–", width=150, small=120),
        Column(_("Akibat"), _outcome, width=128, small=124),
        Column(_("Sebab"), lambda row: Cell(sentence_of(row.problem.code), tone="ink2")),
    )
    return ListTable(
        columns, lambda row: str(row.at), name="finding_rows", accessible_name=_("Baris dengan temuan")
    )


def _outcome(row: RowFinding) -> Cell:
    if row.refused:
        return Cell(_("ditolak"), shape=Shape.WRONG, tone="bad")
    return Cell(_("diberi tanda"), shape=Shape.LOOK, tone="warn")
