"""A dry run in words, as the preview shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.gui.lists.load.preview.meanings import ColumnShown, columns_shown
from ektp_desk.gui.lists.load.preview.problems import Gathered, gather
from ektp_desk.usecases.office.importing import Imported
from ektp_desk.words import _


@dataclass(frozen=True, slots=True, repr=False)
class Understood:
    """Counts of rows, `about` the file, its columns and what was found in them."""

    accepted: int
    read: int
    warned: int
    refused: int
    about: str
    columns: Sequence[ColumnShown]
    problems: Sequence[Gathered]


def understood(done: Imported, path: Path) -> Understood:
    """Word a dry run of a file."""
    counts = done.counts
    return Understood(
        accepted=counts.accepted,
        read=counts.rows_read,
        warned=counts.warned,
        refused=counts.refused,
        about=f"{path.name} · {_where(done.mapping)}",
        columns=columns_shown(done.mapping, counts),
        problems=gather(counts.problems, whole=not counts.problems_unlisted),
    )


def name_from(path: Path) -> str:
    """Propose a list's name from its file's."""
    return " ".join(path.stem.replace("_", " ").replace("-", " ").split())


def _where(mapping: Mapping) -> str:
    sheets = mapping.sheets
    if len(sheets) > 1:
        where = _("{n} lembar").format(n=len(sheets))
    elif sheets[0].sheet:
        words = _("lembar {sheet}, judul di baris {row}")
        where = words.format(sheet=sheets[0].sheet, row=sheets[0].header_row)
    else:
        where = _("judul di baris {row}").format(row=sheets[0].header_row)
    if not mapping.left_out:
        return where
    return where + " · " + _("dilewati: {sheets}").format(sheets=", ".join(mapping.left_out))
