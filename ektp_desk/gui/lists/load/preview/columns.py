"""The table of a file's columns: title, what it becomes, an example, its check."""

from __future__ import annotations

from ektp_desk.gui.lists.load.preview.meanings import ColumnShown
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.words import _

_TONES: dict[Shape | None, Tone] = {Shape.LOOK: "warn", Shape.WRONG: "bad", None: "ink2"}


def columns_table() -> ListTable[ColumnShown]:
    """Make the table; a column that is not taken is in italics and has no arrow."""
    columns: tuple[Column[ColumnShown], ...] = (
        Column(_("Kolom di berkas"), lambda row: Cell(row.title, under=row.sheet), key=True),
        Column("", lambda row: Cell("→" if row.taken else "×", tone="ink2"), width=32, align="center"),
        Column(_("Menjadi"), _becomes, width=148, small=136),
        Column(_("Contoh"), _sample, width=190, small=150),
        Column(_("Pemeriksaan"), _check, width=250, small=176),
    )
    return ListTable(
        columns, lambda row: row.key, name="columns", accessible_name=_("Arti tiap kolom"), lines=2
    )


def _becomes(row: ColumnShown) -> Cell:
    return Cell(row.becomes, under=row.how) if row.taken else Cell(_("tidak diambil"), italic=True)


def _sample(row: ColumnShown) -> Cell:
    return Cell(row.sample, tone="ink2", italic=not row.taken)


def _check(row: ColumnShown) -> Cell:
    return Cell(row.check, under=row.besides, shape=row.shape, tone=_TONES.get(row.shape, "ink"))
