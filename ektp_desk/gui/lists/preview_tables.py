"""The large card of the preview: columns, single rows, or what the list adds up to, one at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, Marked, Note, TableFoot
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.keycap import only_typed
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, is_small, px
from ektp_desk.gui.lists.findings import RowsView
from ektp_desk.usecases.lists.columns import ColumnShown, ColumnState
from ektp_desk.usecases.lists.preview_words import PreviewWords, Tally, TallyLine
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.sexes import sex_letter


class TallyView(QStackedWidget):
    """Holds a table for each sort of tally; the list's kind says which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.villages, self.statuses = _single(_("Desa"), "tally"), _single(_("Status"), "tally_statuses")
        self.groups = _groups()
        for table in self.tables():
            foot = TableFoot(table, lambda n: _("{n} baris lagi").format(n=count(n)), _("↑ ↓ memilih"))
            self.addWidget(stacked(table, foot, grows=table))

    def show_tally(self, kind: ListKind, tally: Tally) -> None:
        self.setCurrentIndex({ListKind.STATUS: 1, ListKind.DKB: 2}.get(kind, 0))
        table = self.table()
        table.set_rows(tally.lines)
        if tally.lines:
            table.selectRow(0)

    def table(self) -> ListTable[TallyLine]:
        """The one that is shown."""
        return self.tables()[self.currentIndex()]

    def tables(self) -> tuple[ListTable[TallyLine], ...]:
        return self.villages, self.statuses, self.groups


def _single(head: str, name: str) -> ListTable[TallyLine]:
    columns: tuple[Column[TallyLine], ...] = (
        Column(head, _named, key=True),
        Column(_("Jumlah"), lambda row: _figure(row, 0), width=120, align="right"),
    )
    return ListTable(columns, _key, name=name, accessible_name=_("Jumlah dalam daftar"), lines=2)


def _groups() -> ListTable[TallyLine]:
    columns: tuple[Column[TallyLine], ...] = (
        Column(_("Kelompok"), lambda row: row.name, key=True),
        *(
            Column(title, lambda row, at=at: _figure(row, at), width=124, small=104, align="right")  # type: ignore[misc]  # a bound default is untyped
            for at, title in enumerate((sex_letter("L"), sex_letter("P"), _("Jumlah")))
        ),
        Column(_("Isi sel"), _note, width=214, small=178),
    )
    return ListTable(columns, _key, name="tally_groups", accessible_name=_("Angka dasar, L, P dan jumlah"))


def _key(row: TallyLine) -> str:
    return f"{row.name}/{row.under}"


def _named(row: TallyLine) -> Cell:
    return Cell(row.name, under=row.under, shape=Shape.LOOK if row.odd else None)


def _note(row: TallyLine) -> Cell:
    return Cell(row.note, shape=Shape.LOOK if row.odd else Shape.FINISHED, tone="warn" if row.odd else "ink")


def _figure(row: TallyLine, at: int) -> Cell:
    figure = row.figures[at]
    return Cell(_("tak diketahui"), tone="ink2", italic=True) if figure is None else Cell(count(figure))


_STATES: dict[ColumnState, tuple[Shape | None, Tone]] = {
    ColumnState.WELL: (Shape.FINISHED, "ink"),
    ColumnState.NOTED: (Shape.LOOK, "warn"),
    ColumnState.REFUSED: (Shape.WRONG, "bad"),
    ColumnState.UNCHECKED: (None, "ink2"),
}


def columns_table() -> ListTable[ColumnShown]:
    """Make the table; a column that is not taken is in italics and has no arrow."""
    columns: tuple[Column[ColumnShown], ...] = (
        Column(_("Kolom di berkas"), lambda row: Cell(row.title, under=row.of), key=True),
        Column("", lambda row: Cell("→" if row.taken else "×", tone="ink2"), width=32, align="center"),
        Column(_("Menjadi"), _becomes, width=170, small=144),
        Column(_("Contoh"), _sample, width=180, small=146),
        Column(_("Pemeriksaan"), _check, width=232, small=176),
    )
    return ListTable(
        columns, lambda row: row.key, name="columns", accessible_name=_("Arti tiap kolom"), lines=2
    )


def _becomes(row: ColumnShown) -> Cell:
    return Cell(row.becomes, under=row.how, italic=not row.taken)


def _sample(row: ColumnShown) -> Cell:
    # What is not taken is somebody's own affair: it is not shown where everybody looks.
    if not row.taken:
        return Cell(_("disembunyikan"), tone="ink2", italic=True)
    return Cell(next((value for value in row.samples if value), "–"), tone="ink2")


def _check(row: ColumnShown) -> Cell:
    shape, tone = _STATES[row.state]
    return Cell(row.check, under=row.besides, shape=shape, tone=tone)


COLUMNS, ROWS, TALLY = range(3)


class TablesCard(Card):
    def __init__(self, acts: Acts) -> None:
        super().__init__(padding=0, gap=0, name="columns_card")
        self.columns, self.rows, self.tally = columns_table(), RowsView(), TallyView()
        self._title, self._remark, self._stack = Elided("", "strong"), Elided("", "help"), QStackedWidget()
        self._origin, self._origin_note = QWidget(), Marked(Note(Shape.DONE, ""), "small")
        self._foot = TableFoot(self.columns, lambda n: _("{n} kolom lagi").format(n=count(n)))
        self._tally_title, self._guessed, self._findings = "", True, ""
        self._is_placed = True  # everybody lives somewhere
        self._lay_out(acts)
        self._name_keys()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def show_words(self, found: PreviewWords) -> None:
        """The eye begins at the column with the worst check."""
        before = self.columns.selected_key()
        self.columns.set_rows(found.columns)
        self.columns.select_key(_first_to_look_at(found, before))
        self.rows.show_rows(found.rows)
        self.tally.show_tally(found.kind, found.tally)
        self._tally_title = found.tally.title
        self._is_placed = not (found.unplaced or found.village)
        self._findings = _findings(len(found.rows), found.findings)

    def show_origin(self, words: str) -> None:
        """Say whose understanding of the columns this is; without words they were guessed."""
        self._guessed = not words
        self._origin.setVisible(bool(words))
        self._origin_note.show_note(Note(Shape.DONE, words))

    def turn_to(self, front: int) -> None:
        """Bring the columns, rows or tally to the front."""
        self._stack.setCurrentIndex(front)
        title = (_("Arti tiap kolom"), _("Baris dengan temuan"), self._tally_title)[front]
        self._title.set_text(title, short=_("Kolom") if front == COLUMNS else "")
        has_room = self._is_placed or not is_small()  # the act that names a village stands there too
        guessed = _("ditebak dari judul dan isinya") if self._guessed and has_room else ""
        short = _("ditebak") if guessed and front == COLUMNS else ""
        self._remark.set_text((guessed, self._findings, "")[front], short=short)

    def in_front(self) -> ListTable[Any]:
        tables: tuple[ListTable[Any], ...] = (self.columns, self.rows.table, self.tally.table())
        return tables[self._stack.currentIndex()]

    def all(self) -> tuple[ListTable[Any], ...]:
        return self.columns, self.rows.table, *self.tally.tables()

    def _on_focus(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._name_keys()

    def _name_keys(self) -> None:
        """Promise Enter only where the table has it, and U only where it is not typed."""
        if self.columns.hasFocus():
            self._foot.say_keys(_("↑ ↓ memilih, Enter mengubah arti"))
        else:
            self._foot.say_keys("" if only_typed("U") else _("↑ ↓ memilih, [U] mengubah arti"))

    def _lay_out(self, acts: Acts) -> None:
        ids = ("list_village", "to_columns", "column_change", "to_rows", "to_tally")
        buttons = (acts.button(id_, kind="quiet") for id_ in ids)
        head = self.add_row(self._title, self._remark, *buttons, gap=14)
        head.setStretch(1, 1)
        head.setContentsMargins(px(16), px(3), px(16), px(3))
        line = QHBoxLayout(self._origin)
        line.setContentsMargins(px(16), 0, px(16), px(3))
        line.addWidget(self._origin_note, 1)
        line.addWidget(acts.button("layout_forget", kind="quiet"))
        self.add(self._origin)
        whole = stacked(self.columns, self._foot, grows=self.columns)
        for page in (whole, self.rows, self.tally):
            self._stack.addWidget(page)
        self.add(self._stack, 1)


def _findings(listed: int, whole: int) -> str:
    if listed == whole:
        return _("{n} temuan").format(n=count(whole))
    return _("{n} yang pertama dari {whole} temuan").format(n=count(listed), whole=count(whole))


def _first_to_look_at(found: PreviewWords, before: str) -> str:
    """The column with the worst check, else the one at hand before (a corrected one), or the first."""
    for state in (ColumnState.REFUSED, ColumnState.NOTED):
        for column in found.columns:
            if column.state is state:
                return column.key
    keys = [column.key for column in found.columns]
    return before if before in keys else keys[0] if keys else ""
