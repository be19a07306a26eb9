"""Every finding by itself: sheet, row and column as a spreadsheet shows them, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.gui.lists.load.preview.findings.gather import sentence_of
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable, TableFoot, hairline, label
from ektp_desk.words import NP_, _
from ektp_desk.words.numbers import count


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
    """Give all findings, refusals first, otherwise in the order of the file."""
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
