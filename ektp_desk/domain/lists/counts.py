"""What an import tells: counts of rows, kept while they stream by, and the JSON document of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.rows import Checked, Problem, RegionRow, Row
from ektp_desk.domain.lists.values.region_figures import RegionFigures
from ektp_desk.domain.lists.values.statuses import in_order

PROBLEMS_KEPT = 20_000  # a list refused in every row must not fill the memory; the counts go on
PROBLEMS_TOLD = 1_000_000  # in a document: more rows than a sheet has, and still no memory without end


class Stood(NamedTuple):
    """Where a NIK stood before this row: earlier in the reading, in the register; and whose it is."""

    in_reading: bool = False
    in_register: bool = False
    person: str = ""  # who already stands under it, by list or met at the desk
    called: str = ""  # as the first row of this reading has it
    known_as: tuple[str, ...] = ()  # as other lists and desks have it


NOWHERE = Stood()


@dataclass(slots=True, repr=False)
class ListCounts:
    """Counts of one reading; `rows_read` = `accepted` + `refused`, all in rows, not messages."""

    accepted: int = 0
    warned: int = 0
    refused: int = 0
    duplicates: int = 0  # rows whose NIK stood before: `repeated` here, `known` only in the register
    repeated: int = 0
    known: int = 0
    residents: int = 0  # distinct NIKs accepted; the counters below count these
    by_sex: Counter[str] = field(default_factory=Counter)
    by_village: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)  # RecordStatus
    by_siak_status: Counter[str] = field(default_factory=Counter)  # SiakStatus, or a list's own word
    regions: RegionFigures = field(default_factory=RegionFigures)
    problems: list[Problem] = field(default_factory=list)
    problems_kept: int = PROBLEMS_KEPT  # refusals, and as many warnings: these must not crowd out those
    problems_unlisted: int = 0  # found beyond those kept
    _kept: Counter[str] = field(default_factory=Counter)  # by severity

    @property
    def problems_found(self) -> int:
        """Kept or not."""
        return len(self.problems) + self.problems_unlisted

    @property
    def rows_read(self) -> int:
        """Rows of persons (of regions in `dkb`); titles, totals and repeated headers are none."""
        return self.accepted + self.refused

    def add(self, checked: Checked, stood: Stood = NOWHERE) -> None:
        """Count one row, or keep what a sheet tells; `stood` says where the row's NIK was met before."""
        if checked.problems:
            self._keep(checked.problems)
        if not checked.is_row:
            return
        row = checked.row
        if row is None:
            self.refused += 1
            return
        self.accepted += 1
        self.warned += bool(checked.problems)
        if isinstance(row, RegionRow):
            self.regions.add(row)
        elif row.has_nik:
            self._count(row, stood)

    def _keep(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            if self._kept[problem.severity] < self.problems_kept:
                self._kept[problem.severity] += 1
                self.problems.append(problem)
            else:
                self.problems_unlisted += 1

    def _count(self, row: Row, stood: Stood) -> None:
        self.duplicates += stood.in_reading or stood.in_register
        self.repeated += stood.in_reading
        self.known += stood.in_register and not stood.in_reading
        if stood.in_reading:
            return
        self.residents += 1
        self.by_sex[row.sex] += 1
        self.by_village[row.village] += 1
        self.by_status[row.record_status.value] += 1
        self.by_siak_status[row.siak_status] += 1

    def document(self, mapping: Mapping, kind: ListKind = ListKind.BELUM_REKAM) -> dict[str, Any]:
        """The counting part of the import's JSON; who calls adds files, kind, list and dates.

        Residents without a sex stand in no group of `by_sex`, those without a known
        village under "" in `by_village`, those without a status under "" in `by_status`. Where not all
        problems are kept, `problems_unlisted` says how many are missing.
        """
        counted = {
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "warned": self.warned,
            "refused": self.refused,
            "duplicates": self.duplicates,
            "residents": self.residents,
            "by_sex": {"L": self.by_sex["L"], "P": self.by_sex["P"]},
            "by_village": dict(sorted(self.by_village.items())),
            "mapping": mapping.titles(),
            "problems": [msgspec.to_builtins(problem) for problem in self.problems],
        }
        if self.problems_unlisted:
            counted["problems_unlisted"] = self.problems_unlisted
        if kind is ListKind.STATUS:
            by_status = {
                code: self.by_siak_status[code] for code in sorted(self.by_siak_status, key=in_order)
            }
            return counted | {"by_status": by_status}
        return counted | (self.regions.document() if kind is ListKind.DKB else {})
