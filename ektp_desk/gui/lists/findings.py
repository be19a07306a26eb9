"""What was wrong or odd in a file, a card for each kind of finding; arrows move through them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, Marked, Note, TableFoot, hairline, label
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.words import NP_, _
from ektp_desk.words.errors import row_problem
from ektp_desk.words.numbers import count

_ROWS_NAMED = 8


@dataclass(frozen=True, slots=True)
class Gathered:
    """One kind of finding; `refused` ones took their rows away, `code` is empty where it is no row's."""

    title: str
    text: str
    refused: bool = False
    code: str = ""


def gather(done: Imported) -> list[Gathered]:
    """Gather what was found: the file seen before, refusals, warnings of most rows first, repeated NIKs."""
    counts = done.counts
    found = _by_code(counts.problems, whole=not counts.problems_unlisted)
    refusals = [one for one in found if one.refused]
    return [
        *_before(done),
        *_cut(done),
        *refusals,
        *_repeated(done),
        *(one for one in found if not one.refused),
    ]


def sentence_of(code: str) -> str:
    """One that needs a row's own facts says nothing of many rows."""
    text = row_problem(code)
    return "" if "{" in text else text


def _before(done: Imported) -> list[Gathered]:
    if not done.loaded_before:
        return []
    names = ", ".join(done.loaded_before)
    text = _(
        "Berkas yang sama sudah ada dalam: {names}. Bila dimuat lagi, barisnya ada dua kali, "
        "tetapi orangnya dihitung satu kali."
    )
    return [Gathered(_("Berkas ini pernah dimuat"), text.format(names=names))]


def _cut(done: Imported) -> list[Gathered]:
    counts = done.counts
    if not counts.problems_unlisted:
        return []
    title = _("{n} dari {all} temuan diperlihatkan").format(
        n=count(len(counts.problems)), all=count(counts.problems_found)
    )
    text = _("Selebihnya tidak disebut satu per satu, tetapi ikut dihitung dalam jumlah di atas.")
    return [Gathered(title, text)]


def _repeated(done: Imported) -> list[Gathered]:
    counts = done.counts
    if not counts.duplicates or (done.loaded_before and not counts.repeated):
        return []  # a file that is here already says by itself why its people are known
    title = _("{n} NIK berulang").format(n=count(counts.duplicates))
    where = [
        words.format(n=count(n))
        for words, n in (
            (_("{n} di baris lain daftar ini."), counts.repeated),
            (_("{n} sudah ada di daftar lain."), counts.known),
        )
        if n
    ]
    return [Gathered(title, " ".join([*where, _("Tetap dimuat; orangnya dihitung satu kali.")]))]


def _by_code(problems: Iterable[Problem], *, whole: bool) -> list[Gathered]:
    """Gather findings by code, refusals first, then those of most rows.

    Without `whole` there were too many to list, so the counts are said to be at least so many.
    """
    places: dict[tuple[Severity, str], dict[tuple[str, int], None]] = defaultdict(dict)
    for problem in problems:
        places[problem.severity, problem.code][problem.sheet, problem.row] = None
    order = sorted(places, key=lambda key: (key[0] is not Severity.REFUSED, -len(places[key]), key[1]))
    return [_gathered(severity, code, list(places[severity, code]), whole=whole) for severity, code in order]


def _gathered(severity: Severity, code: str, places: list[tuple[str, int]], *, whole: bool) -> Gathered:
    refused = severity is Severity.REFUSED
    if code.startswith("sheet."):
        title = _("{n} lembar dilewati").format(n=count(len(places)))
        names = ", ".join(sheet for sheet, _row in places)
        return Gathered(title, f"{names}: {sentence_of(code)}", refused, code)
    if refused:
        title = _("{n} baris ditolak") if whole else _("lebih dari {n} baris ditolak")
    else:
        title = _("{n} baris diberi tanda") if whole else _("lebih dari {n} baris diberi tanda")
    text = f"{_rows(places)} {sentence_of(code)}".strip()
    if code == "row.no_header" and len(sheets := {sheet for sheet, _row in places}) == 1:
        text = f"{sheets.pop()}: {text}"  # "this sheet" is not the one whose columns are shown
    return Gathered(title.format(n=count(len(places))), text, refused, code)


def _rows(places: list[tuple[str, int]]) -> str:
    sheets = {sheet for sheet, _row in places}
    named = [f"{sheet} {row}" if len(sheets) > 1 else str(row) for sheet, row in places[:_ROWS_NAMED]]
    rest = len(places) - len(named)
    if rest:
        return _("Baris {rows} dan {n} lagi:").format(rows=", ".join(named), n=count(rest))
    return _("Baris {rows}:").format(rows=", ".join(named))


class ProblemCards(QScrollArea):
    """Takes the focus only while there is something to move through; `rest` says how many are out of sight.

    The first is never among them: its title is always seen. The small form leaves out the code, which
    stands in the table of rows; what to do stands in both.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rest = Elided("", "help")
        self.rest.setObjectName("problems_left")
        self._problems: Sequence[Gathered] = ()
        self._small = False
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
        bar.valueChanged.connect(self._tell_rest)
        bar.rangeChanged.connect(self._tell_rest)

    def show_problems(self, problems: Sequence[Gathered]) -> None:
        """Show these cards from the first."""
        self._problems = problems
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            card = _card(problem, short=self._small)
            self._list.addWidget(card)
            card.show()
        self._list.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if problems else Qt.FocusPolicy.NoFocus)
        self._tell_rest()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Say less of each in the small form, so that more of them are seen."""
        if small != self._small:
            self._small = small
            self.show_problems(self._problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count anew what is out of sight."""
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        end = self.verticalScrollBar().value() + self.viewport().height()
        items = (self._list.itemAt(at) for at in range(self._list.count()))
        cards = [item.widget() for item in items if item is not None]
        below = [card for card in list(cards)[1:] if card is not None and card.geometry().bottom() > end]
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


def _card(problem: Gathered, *, short: bool) -> Card:
    card = Card(padding=6 if short else 14, gap=0 if short else 4, bar="bad" if problem.refused else "warn")
    if short:  # lower than usual, but not nearer to its bar
        card.body.setContentsMargins(px(10), px(6), px(4), px(6))
    card.setAccessibleName(problem.title)
    card.setAccessibleDescription(problem.text)
    card.add(Marked(Note(Shape.WRONG if problem.refused else Shape.LOOK, problem.title), "strong"))
    code = f" [{problem.code}]" if problem.code and not short else ""
    card.add(label(f"{problem.text}{code}", "small", wrap=True))
    return card


@dataclass(frozen=True, slots=True)
class RowFound:
    """A finding with its place among all findings."""

    at: int
    problem: Problem

    @property
    def refused(self) -> bool:
        """Whether its row is not taken."""
        return self.problem.severity is Severity.REFUSED


def rows_found(problems: Sequence[Problem]) -> list[RowFound]:
    """Refusals first, otherwise in the order of the file."""
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.REFUSED)
    return [RowFound(at, problem) for at, problem in enumerate(ordered)]


class RowsView(QWidget):
    """The table, and below it the whole sentence of the chosen row."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _table()
        self._sentence = label("", "small", wrap=True, name="finding_sentence")
        self._sentence.setFixedHeight(px(40))
        self._sentence.setContentsMargins(px(16), 0, px(16), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addWidget(self._sentence)
        column.addWidget(
            TableFoot(self.table, lambda n: _("{n} baris lagi").format(n=count(n)), _("↑ ↓ memilih"))
        )
        self.table.selected.connect(lambda _key: self._tell())

    def show_rows(self, rows: Sequence[RowFound]) -> None:
        """Show these findings from the first."""
        self.table.set_rows([])
        self.table.set_rows(rows)
        if rows:
            self.table.select_key("0")
        self._tell()

    def _tell(self) -> None:
        row = self.table.selected_row()
        words = "" if row is None else f"{sentence_of(row.problem.code)} [{row.problem.code}]"
        self._sentence.setText(words.strip())


def _table() -> ListTable[RowFound]:
    columns: tuple[Column[RowFound], ...] = (
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


def _outcome(row: RowFound) -> Cell:
    if row.refused:
        return Cell(_("ditolak"), shape=Shape.WRONG, tone="bad")
    return Cell(_("diberi tanda"), shape=Shape.LOOK, tone="warn")
