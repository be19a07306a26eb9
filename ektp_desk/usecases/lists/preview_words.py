"""A dry run in words, as the preview shows it; made on the store's thread, since a list may be long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Mapping, layouts_of
from ektp_desk.domain.lists.meanings import FIGURES, BaseFigure, ListKind
from ektp_desk.domain.lists.rows import Severity
from ektp_desk.domain.lists.values.statuses import in_order
from ektp_desk.usecases.lists.columns import UNKNOWN_CELLS, ColumnShown, columns_shown
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.usecases.lists.findings import FindingKind, RowFinding, gather, row_findings
from ektp_desk.usecases.lists.preview import CheckedFiles
from ektp_desk.usecases.places import village_of
from ektp_desk.usecases.session import Session
from ektp_desk.words import _, spoken
from ektp_desk.words.lists import group_word
from ektp_desk.words.numbers import count
from ektp_desk.words.statuses import status_word


def status_words(status: str) -> tuple[str, str]:
    """What a status says and how it is written; one that is not known stands as it is written."""
    if not status:
        return _("tanpa status"), ""
    word = status_word(status)
    return (word, status) if word else (status, _("tidak dikenal, disimpan apa adanya"))


@dataclass(frozen=True, slots=True, repr=False)
class TallyLine:
    """One line: `figures` as many as the tally has, None where unknown; `odd` wants to be looked at."""

    name: str
    under: str
    figures: tuple[int | None, ...]
    note: str = ""
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """`title` and `short` (on its key's button) say what is counted; groups of figures have L, P and both."""

    title: str
    short: str
    lines: Sequence[TallyLine]


def tally_of(kind: ListKind, mapping: Mapping, counts: ListCounts, *, name: Callable[[str], str]) -> Tally:
    """Add up a list as its kind wants; `name` names a village by its code."""
    if kind is ListKind.DKB:
        return Tally(_("Angka dasar"), _("Angka"), _groups(mapping, counts))
    if kind is ListKind.STATUS:
        lines = [
            TallyLine(*status_words(status), (counts.by_siak_status[status],), odd=not status)
            for status in sorted(counts.by_siak_status, key=in_order)
        ]
        return Tally(_("Status, menurut urutan proses"), _("Status"), lines)
    return Tally(_("Penduduk tiap desa"), _("Desa"), _villages(counts, name))


def _villages(counts: ListCounts, name: Callable[[str], str]) -> list[TallyLine]:
    return [
        TallyLine(name(code) if code else _("Desa tidak dikenal"), code, (people,), odd=not code)
        for code, people in counts.by_village.most_common()
    ]


def _groups(mapping: Mapping, counts: ListCounts) -> list[TallyLine]:
    sums, unknown = counts.regions.sums(), _unknown_cells(mapping, counts)
    return [
        TallyLine(
            group_word(group), "", tuple(sums[group]), _note(unknown.get(group, 0)), odd=None in sums[group]
        )
        for group in BaseFigure
        if group in sums
    ]


def _note(unknown: int) -> str:
    return _("{n} sel tidak diketahui").format(n=count(unknown)) if unknown else _("semua terbaca")


def _unknown_cells(mapping: Mapping, counts: ListCounts) -> dict[BaseFigure, int]:
    """Count the cells of each group that hold no figure; a column is known by its sheet and title."""
    groups = {
        (sheet.sheet, column.title): FIGURES[column.meaning][0]
        for sheet in mapping.sheets
        for column in sheet.columns
        if column.meaning in FIGURES
    }
    found: dict[BaseFigure, int] = {}
    for problem in counts.problems:
        group = groups.get((problem.sheet, problem.column))
        if group is not None and problem.code in UNKNOWN_CELLS:
            found[group] = found.get(group, 0) + 1
    return found


@dataclass(frozen=True, slots=True, repr=False)
class PreviewWords:
    """Counts of rows, `about` the files, the columns and what was found in them.

    `unplaced` are residents whose village nobody knows, `village` is where a person said that those live of
    whom the list does not say it; `rows` are at most as many as an import lists; `repeated` are NIKs seen
    before, `loaded_before` says that the very file was. `findings` are all, `refused_listed` the refused rows
    among those listed.
    """

    language: str
    kind: ListKind
    accepted: int
    read: int
    warned: int
    repeated: int
    refused: int
    unplaced: int
    village: str
    loaded_before: bool
    about: str
    columns: Sequence[ColumnShown]
    problems: Sequence[FindingKind]
    rows: Sequence[RowFinding]
    findings: int
    refused_listed: int
    tally: Tally


@dataclass(frozen=True, slots=True, repr=False)
class ListPreview(CheckedFiles):
    """A dry run, in figures and in words."""

    words: PreviewWords


def in_words(session: Session, checked: CheckedFiles) -> ListPreview:
    """Made where the list was read, since it may be long."""
    wanted = checked.wanted
    words = preview_words(session, checked.imported, wanted.kind, wanted.files, village=wanted.village)
    return ListPreview(checked.wanted, checked.imported, checked.remembered, checked.today, words)


def preview_words(
    session: Session, done: Imported, kind: ListKind, files: Sequence[Path], *, village: str = ""
) -> PreviewWords:
    """Word a dry run of files; `village`: where those live of whom they do not say it, dotted."""
    counts, language = done.counts, spoken()
    residents = _("{n} penduduk").format(n=count(counts.residents)) if counts.residents else ""
    if kind is ListKind.DKB:
        residents = _("{n} desa").format(n=count(counts.regions.villages))
    parts = (residents, _file_words(files), _where(done.mapping))
    return PreviewWords(
        language=language,
        kind=kind,
        accepted=counts.accepted,
        read=counts.rows_read,
        warned=counts.warned,
        repeated=counts.duplicates,
        refused=counts.refused,
        unplaced=counts.by_village[""],
        village=village_of(session, village).name if village else "",
        loaded_before=bool(done.loaded_before),
        about=" · ".join(part for part in parts if part),
        columns=columns_shown(done.mapping, counts),
        problems=gather(done),
        rows=row_findings(counts.problems),
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
