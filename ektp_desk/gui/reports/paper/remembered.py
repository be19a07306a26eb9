"""The choices that F6 takes up again: which paper, which period and region, which numbers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.settings import Choices


class Remembered:
    """Choices kept at this laptop; a visit is not among them, since each day has its own."""

    def __init__(self, choices: Choices, today: date) -> None:
        self._choices, self._today = choices, today

    def wanted(self) -> Wanted:
        """Give what was chosen the last time; a period that was chosen in another month begins anew."""
        kind = self._choices.get("report.kind", PaperKind.VISIT.value)
        letter, first, last = self._numbers()
        begun, ended = self._period()
        return Wanted(
            PaperKind(kind) if kind in set(PaperKind) else PaperKind.VISIT,
            first=begun,
            last=ended,
            region=self._choices.get("report.region"),
            letter=letter,
            from_serial=first,
            to_serial=last,
        )

    def keep(self, wanted: Wanted) -> None:
        """Remember what a paper was asked for with."""
        first, last = wanted.first or self._today, wanted.last or self._today
        self._choices.keep(
            **{
                "report.kind": wanted.kind.value,
                "report.region": wanted.region,
                "report.period": f"{first.isoformat()} {last.isoformat()} {self._today:%Y-%m}",
                "report.numbers": f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}",
            }
        )

    def _numbers(self) -> tuple[str, int, int]:
        with suppress(EktpError):
            return read_numbers(self._choices.get("report.numbers", "A1-48"))
        return "A", 1, 48

    def _period(self) -> tuple[date, date]:
        first, _space, rest = self._choices.get("report.period").partition(" ")
        last, _space, month = rest.partition(" ")
        with suppress(ValueError):
            if month == f"{self._today:%Y-%m}":
                return date.fromisoformat(first), date.fromisoformat(last)
        return self._today.replace(day=1), self._today
