"""What a paper was asked for with the last time at this laptop; apart, since it asks no store.

A visit is not among it: each day has its own.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.settings import Choices


def last_wanted(choices: Choices, today: date) -> Wanted:
    """A period that was chosen in another month begins anew."""
    kind = choices.get("report.kind", PaperKind.VISIT.value)
    letter, from_serial, to_serial = "A", 1, 48
    with suppress(EktpError):
        letter, from_serial, to_serial = read_numbers(choices.get("report.numbers"))
    first, last = _period(choices.get("report.period"), today)
    return Wanted(
        PaperKind(kind) if kind in set(PaperKind) else PaperKind.VISIT,
        first=first,
        last=last,
        region=choices.get("report.region"),
        letter=letter,
        from_serial=from_serial,
        to_serial=to_serial,
    )


def keep_wanted(choices: Choices, wanted: Wanted, today: date) -> None:
    first, last = wanted.first or today, wanted.last or today
    choices.keep(
        **{
            "report.kind": wanted.kind.value,
            "report.region": wanted.region,
            "report.period": f"{first.isoformat()} {last.isoformat()} {today:%Y-%m}",
            "report.numbers": f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}",
        }
    )


def _period(kept: str, today: date) -> tuple[date, date]:
    first, _space, rest = kept.partition(" ")
    last, _space, month = rest.partition(" ")
    with suppress(ValueError):
        if month == f"{today:%Y-%m}":
            return date.fromisoformat(first), date.fromisoformat(last)
    return today.replace(day=1), today
