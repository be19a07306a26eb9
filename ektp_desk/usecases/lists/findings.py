"""What was wrong or odd in a list: gathered by the kind of finding, and row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.words import _
from ektp_desk.words.errors import row_problem
from ektp_desk.words.numbers import count

_ROWS_NAMED, _REGIONS_NAMED = 8, 3
_TITLED = "sheet.titled"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding; `refused` ones took their rows away, `code` is empty where it is no row's."""

    title: str
    text: str
    refused: bool = False
    code: str = ""


def gather(done: Imported) -> list[FindingKind]:
    """Gather what was found: the file seen before, whose list it is, refusals, repeated NIKs, and warnings,
    those of most rows first.
    """
    counts = done.counts
    found = _by_code(counts.problems, whole=not counts.problems_unlisted)
    refusals = [one for one in found if one.refused]
    return [
        *_before(done),
        *_cut(done),
        *(one for one in found if one.code == _TITLED),
        *refusals,
        *_repeated(done),
        *(one for one in found if not one.refused and one.code != _TITLED),
    ]


def sentence_of(code: str) -> str:
    """One that needs a row's own facts says nothing of many rows."""
    text = row_problem(code)
    return "" if "{" in text else text


def _before(done: Imported) -> list[FindingKind]:
    if not done.loaded_before:
        return []
    names = ", ".join(done.loaded_before)
    text = _(
        "Berkas yang sama sudah ada dalam: {names}. Bila dimuat lagi, barisnya ada dua kali, "
        "tetapi orangnya dihitung satu kali."
    )
    return [FindingKind(_("Berkas ini pernah dimuat"), text.format(names=names))]


def _cut(done: Imported) -> list[FindingKind]:
    counts = done.counts
    if not counts.problems_unlisted:
        return []
    title = _("{n} dari {all} temuan diperlihatkan").format(
        n=count(len(counts.problems)), all=count(counts.problems_found)
    )
    text = _("Selebihnya tidak disebut satu per satu, tetapi ikut dihitung dalam jumlah di atas.")
    return [FindingKind(title, text)]


def _repeated(done: Imported) -> list[FindingKind]:
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
    return [FindingKind(title, " ".join([*where, _("Tetap dimuat; orangnya dihitung satu kali.")]))]


def _by_code(problems: Iterable[Problem], *, whole: bool) -> list[FindingKind]:
    """Gather findings by code, refusals first, then those of most rows.

    Without `whole` there were too many to list, so the counts are said to be at least so many.
    """
    places: dict[tuple[Severity, str], dict[tuple[str, int], None]] = defaultdict(dict)
    titled = dict[str, None]()
    for problem in problems:
        if problem.code == _TITLED:
            titled[problem.column] = None
        else:
            places[problem.severity, problem.code][problem.sheet, problem.row] = None
    order = sorted(places, key=lambda key: (key[0] is not Severity.REFUSED, -len(places[key]), key[1]))
    found = [_gathered(severity, code, list(places[severity, code]), whole=whole) for severity, code in order]
    return [*([_of_title(list(titled))] if titled else []), *found]


def _of_title(regions: list[str]) -> FindingKind:
    named, rest = "; ".join(regions[:_REGIONS_NAMED]), len(regions) - _REGIONS_NAMED
    if rest > 0:
        named = _("{names} dan {n} lagi").format(names=named, n=count(rest))
    return FindingKind(
        _("Daftar ini untuk: {places}").format(places=named), sentence_of(_TITLED), code=_TITLED
    )


def _gathered(severity: Severity, code: str, places: list[tuple[str, int]], *, whole: bool) -> FindingKind:
    refused = severity is Severity.REFUSED
    if code.startswith("sheet."):
        title = _("{n} lembar dilewati").format(n=count(len(places)))
        names = ", ".join(sheet for sheet, _row in places)
        return FindingKind(title, f"{names}: {sentence_of(code)}", refused, code)
    if refused:
        title = _("{n} baris ditolak") if whole else _("lebih dari {n} baris ditolak")
    else:
        title = _("{n} baris diberi tanda") if whole else _("lebih dari {n} baris diberi tanda")
    text = f"{_rows(places)} {sentence_of(code)}".strip()
    if code == "row.no_header" and len(sheets := {sheet for sheet, _row in places}) == 1:
        text = f"{sheets.pop()}: {text}"  # "this sheet" is not the one whose columns are shown
    return FindingKind(title.format(n=count(len(places))), text, refused, code)


def _rows(places: list[tuple[str, int]]) -> str:
    sheets = {sheet for sheet, _row in places}
    named = [f"{sheet} {row}" if len(sheets) > 1 else str(row) for sheet, row in places[:_ROWS_NAMED]]
    rest = len(places) - len(named)
    if rest:
        return _("Baris {rows} dan {n} lagi:").format(rows=", ".join(named), n=count(rest))
    return _("Baris {rows}:").format(rows=", ".join(named))


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding with its place among all findings."""

    at: int
    problem: Problem

    @property
    def refused(self) -> bool:
        """Whether its row is not taken."""
        return self.problem.severity is Severity.REFUSED


def row_findings(problems: Sequence[Problem]) -> list[RowFinding]:
    """Refusals first, otherwise in the order of the file."""
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.REFUSED)
    return [RowFinding(at, problem) for at, problem in enumerate(ordered)]
