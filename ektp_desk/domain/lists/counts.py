"""What an import tells: counts of person rows, kept while they stream by, and the JSON document of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked, Problem, Row

PROBLEMS_KEPT = 20_000  # a list refused in every row must not fill the memory; the counts go on


@dataclass(slots=True, repr=False)
class ListCounts:
    """Counts of one reading; `rows_read` = `accepted` + `refused`, all in rows, not messages."""

    accepted: int = 0
    warned: int = 0
    refused: int = 0
    duplicates: int = 0
    by_sex: Counter[str] = field(default_factory=Counter)
    by_village: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)  # RecordStatus
    problems: list[Problem] = field(default_factory=list)
    problems_unlisted: int = 0
    _seen: set[int] = field(default_factory=set)  # of whole numbers: a third of the memory of texts

    @property
    def rows_read(self) -> int:
        """Person rows; titles, totals and repeated headers are none."""
        return self.accepted + self.refused

    @property
    def residents(self) -> int:
        """Distinct NIKs accepted; `by_sex` and `by_village` count these."""
        return len(self._seen)

    def add(self, checked: Checked) -> Checked:
        """Count one row and say whether its NIK stood earlier in the reading."""
        if checked.problems:
            self._keep(checked.problems)
        if checked.row is None:
            self.refused += 1
            return checked
        self.accepted += 1
        self.warned += bool(checked.problems)
        return checked if self._is_new(checked.row) else checked._replace(repeated=True)

    def _keep(self, problems: tuple[Problem, ...]) -> None:
        room = PROBLEMS_KEPT - len(self.problems)
        self.problems.extend(problems[:room])
        self.problems_unlisted += max(0, len(problems) - room)

    def _is_new(self, row: Row) -> bool:
        number = int(row.nik)
        if number in self._seen:
            self.duplicates += 1
            return False
        self._seen.add(number)
        self.by_sex[row.sex] += 1
        self.by_village[row.village] += 1
        self.by_status[row.record_status.value] += 1
        return True

    def document(self, mapping: Mapping) -> dict[str, Any]:
        """Give the counting part of the import's JSON; who calls adds files, kind, list and dates.

        Residents without a sex stand in no group of `by_sex`, those without a known
        village under "" in `by_village`.
        """
        return {
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
