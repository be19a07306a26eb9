"""Was everybody who queued served, on all visits of a period?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ektp_desk.domain.paper.counts import ServedReport, VisitLine
from ektp_desk.domain.paper.figures import NOBODY, BySex, Equation, Signatory
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.usecases.reports.queries import closing_time, definitions, origin, outcomes_of, region_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import equation, times, visit_title, visits
from ektp_desk.usecases.visits.timing import Times, waits
from ektp_desk.words import N_, _
from ektp_desk.words.visit.gaps import Gap

_QUERIES = ("equation", "outcomes_by_sex", "reschedules", "recorded", "times")


@dataclass
class _Sum:
    """What all visits add up to."""

    lines: list[VisitLine] = field(default_factory=list)
    by_outcome: dict[Outcome, BySex] = field(default_factory=dict)
    unclear: BySex = NOBODY
    times: list[Times] = field(default_factory=list)


def served_report(session: Session, first: date, last: date, region: str = "") -> ServedReport:
    """Count all visits whose day lies from `first` to `last` in a region.

    Raises `period.turned`, `place.bad_code`, `place.unknown`.
    """
    code = region_of(session, first, last, region)
    planned = [
        v for v in visits(session) if first <= date.fromisoformat(v.day) <= last and code.holds(v.village)
    ]
    added = _Sum()
    for visit in planned:
        if visit.opened_at is not None:
            _add(session, visit, added)
    return ServedReport(
        **_summed(session, added),
        origin=origin(session, _("jurnal kunjungan yang ada di laptop ini")),
        first=first,
        last=last,
        region=code.code,
        region_name=code.name,
        definitions=definitions(session, *_QUERIES),
        missing=_missing(planned),
        signatories=(Signatory(_("Mengetahui, Kepala Dinas"), ""),),
    )


def _summed(session: Session, added: _Sum) -> dict[str, Any]:
    waited = waits(added.times, closing_time(session.office.closing_hour))
    return {
        "visits": tuple(added.lines),
        "total": _total(added.lines),
        "by_group": _by_group(added.by_outcome),
        "unclear": added.unclear,
        "recorded": sum(line.recorded for line in added.lines),
        "late": sum(line.late for line in added.lines),
        "median": waited.median,
        "p90": waited.p90,
    }


def _add(session: Session, visit: Visit, added: _Sum) -> None:
    by_outcome, unclear = outcomes_of(session, visit.id)
    given = times(session, visit.id)
    waited = waits(given, closing_time(visit.closing_hour))
    added.times += given
    added.unclear += unclear
    for outcome, n in by_outcome.items():
        added.by_outcome[outcome] = added.by_outcome.get(outcome, BySex()) + n
    added.lines.append(
        VisitLine(
            visit=visit.id,
            place=visit_title(session, visit),
            place_code=visit.village,
            day=date.fromisoformat(visit.day),
            closed=visit.closed_at is not None,
            equation=equation(session, visit.id),
            recorded=by_outcome.get(Outcome.RECORDED, BySex()).total,
            late=waited.served_after_hours,
            median=waited.median,
            p90=waited.p90,
        )
    )


def _total(lines: list[VisitLine]) -> Equation:
    summed: Counter[str] = Counter()
    for line in lines:
        summed.update({name: getattr(line.equation, name) for name in Equation.__dataclass_fields__})
    return Equation(**summed)


def _by_group(by_outcome: dict[Outcome, BySex]) -> dict[TicketGroup, BySex]:
    return {
        group: sum((n for outcome, n in by_outcome.items() if GROUP_OF[outcome] is group), BySex())
        for group in TicketGroup
    }


def _missing(planned: list[Visit]) -> tuple[str, ...]:
    """Name what a reader would take to be counted and is not."""
    unopened = sum(1 for v in planned if v.opened_at is None)
    running = sum(1 for v in planned if v.opened_at is not None and v.closed_at is None)
    found = []
    if unopened:
        found.append(Gap(N_("{n} kunjungan yang direncanakan tetapi tidak dibuka di laptop ini"), n=unopened))
    if running:
        found.append(Gap(N_("{n} kunjungan belum ditutup; angkanya masih berubah"), n=running))
    return tuple(found)
