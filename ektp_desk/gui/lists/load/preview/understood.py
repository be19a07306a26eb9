"""A dry run in words, as the preview shows it; made on the store's thread, since a list may be long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.rows import Severity
from ektp_desk.gui.lists.load.preview.columns.layouts import layouts_of
from ektp_desk.gui.lists.load.preview.columns.shown import ColumnShown, columns_shown
from ektp_desk.gui.lists.load.preview.findings.gather import Gathered, gather
from ektp_desk.gui.lists.load.preview.findings.rows import RowFound, rows_found
from ektp_desk.gui.lists.load.preview.tallies.tally import Tally, tally_of
from ektp_desk.gui.lists.questions import village_of
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.numbers import count


@dataclass(frozen=True, slots=True, repr=False)
class Understood:
    """Counts of rows, `about` the files, the columns and what was found in them.

    `rows` are at most as many as an import lists; `repeated` are NIKs seen before, `loaded_before` says
    that the very file was. `findings` are all, `refused_listed` the refused rows among those listed.
    """

    kind: ListKind
    accepted: int
    read: int
    warned: int
    repeated: int
    refused: int
    loaded_before: bool
    about: str
    columns: Sequence[ColumnShown]
    problems: Sequence[Gathered]
    rows: Sequence[RowFound]
    findings: int
    refused_listed: int
    tally: Tally


def understood(session: Session, done: Imported, kind: ListKind, files: Sequence[Path]) -> Understood:
    """Word a dry run of files."""
    counts = done.counts
    residents = _("{n} penduduk").format(n=count(counts.residents)) if counts.residents else ""
    if kind is ListKind.DKB:
        residents = _("{n} desa").format(n=count(counts.regions.villages))
    parts = (residents, _file_words(files), _where(done.mapping))
    return Understood(
        kind=kind,
        accepted=counts.accepted,
        read=counts.rows_read,
        warned=counts.warned,
        repeated=counts.duplicates,
        refused=counts.refused,
        loaded_before=bool(done.loaded_before),
        about=" · ".join(part for part in parts if part),
        columns=columns_shown(done.mapping, counts),
        problems=gather(done),
        rows=rows_found(counts.problems),
        findings=len(counts.problems) + counts.problems_unlisted,
        refused_listed=len({(p.sheet, p.row) for p in counts.problems if p.severity is Severity.REFUSED}),
        tally=tally_of(kind, done.mapping, counts, name=lambda code: _village(session, code)),
    )


def name_from(files: Sequence[Path]) -> str:
    """Propose a list's name: its file's, or the folder's where there are several."""
    name = files[0].stem if len(files) == 1 else files[0].absolute().parent.name
    return " ".join(name.replace("_", " ").replace("-", " ").split())


def _village(session: Session, code: str) -> str:
    village = village_of(session, code)
    return _("{village}, Kec. {district}").format(village=village.title, district=village.district)


def _file_words(files: Sequence[Path]) -> str:
    return files[0].name if len(files) == 1 else _("{n} berkas").format(n=count(len(files)))


def _where(mapping: Mapping) -> str:
    sheets, layouts = mapping.sheets, len(layouts_of(mapping))
    if len(sheets) > 1:
        where = _("{n} lembar, satu susunan").format(n=count(len(sheets)))
        if layouts > 1:
            where = _("{n} lembar, {m} susunan").format(n=count(len(sheets)), m=count(layouts))
    elif sheets[0].sheet:
        words = _("lembar {sheet}, judul di baris {row}")
        where = words.format(sheet=sheets[0].sheet, row=sheets[0].header_row)
    else:
        where = _("judul di baris {row}").format(row=sheets[0].header_row)
    if not mapping.left_out:
        return where
    return where + " · " + _("dilewati: {sheets}").format(sheets=", ".join(mapping.left_out))
