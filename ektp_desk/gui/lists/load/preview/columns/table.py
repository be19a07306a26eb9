"""The table of a list's columns: title, what it becomes, an example, its check."""

from __future__ import annotations

from ektp_desk.gui.lists.load.preview.columns.shown import ColumnShown
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.words import _

_TONES: dict[Shape | None, Tone] = {Shape.LOOK: "warn", Shape.WRONG: "bad", None: "ink2"}


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
    return Cell(row.check, under=row.besides, shape=row.shape, tone=_TONES.get(row.shape, "ink"))
