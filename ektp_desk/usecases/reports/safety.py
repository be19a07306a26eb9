"""Which recordings of a period's visits are safe, by visit and laptop, as F7 counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from ektp_desk.domain.paper.figures import Signatory
from ektp_desk.domain.paper.safety import SafetyLine, SafetyReport
from ektp_desk.domain.safety import SafetyCounts
from ektp_desk.usecases.exchange.queries import SafetyLadder, SafetyRow, safety_ladder
from ektp_desk.usecases.reports.queries import ReportRegion, definitions, origin, region_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import the_visit, visit_name
from ektp_desk.words import N_, _
from ektp_desk.words.visit.gaps import Gap

_COUNTS = [field.name for field in fields(SafetyCounts)]


def safety_report(session: Session, first: date, last: date, region: str = "") -> SafetyReport:
    """Raises `period.turned`, `place.bad_code`, `place.unknown`."""
    code = region_of(session, first, last, region)
    ladder = safety_ladder(session, first)
    lines = tuple(
        _line(row)
        for row in ladder.rows
        if first <= date.fromisoformat(row.day) <= last and code.holds(row.village)
    )
    return SafetyReport(
        origin=origin(session, _("jurnal semua laptop dan tanda terima kantor, sejauh sampai di laptop ini")),
        at_office=ladder.at_office,
        first=first,
        last=last,
        region=code.code,
        region_name=code.name,
        lines=lines,
        recorded=sum(line.recorded for line in lines),
        safe=sum(line.safe for line in lines),
        definitions=definitions(session, "safety_ladder"),
        missing=(*_missing(lines), *_silent(session, ladder, last, code)),
        signatories=(Signatory(_("Mengetahui, Kepala Dinas"), ""),),
    )


def _silent(session: Session, ladder: SafetyLadder, last: date, region: ReportRegion) -> Iterator[Gap]:
    """Of each visit the laptops of which nothing is here."""
    for visit_id, laptops in ladder.silent.items():
        visit = the_visit(session, visit_id)
        if date.fromisoformat(visit.day) > last or not region.holds(visit.village):
            continue
        for one in laptops:
            if one.until is None:
                words = N_("{place}: laptop {number} (meja {letters}) belum terdengar.")
                about = {"number": one.number or "–", "letters": one.letters or "–"}
                yield Gap(words, place=visit_name(session, visit), **about)


def _line(row: SafetyRow) -> SafetyLine:
    return SafetyLine(
        **{name: getattr(row, name) for name in _COUNTS},
        visit=row.visit,
        place=row.visit_name,
        day=date.fromisoformat(row.day),
        number=row.number,
        own=row.own,
        gaps=row.gaps,
    )


def _missing(lines: tuple[SafetyLine, ...]) -> tuple[str, ...]:
    """Of each laptop what the office has not heard between what it has."""
    gaps = {line.number: line.gaps for line in lines if line.gaps}
    return tuple(
        Gap(N_("Laptop {number}: kurang {gaps}."), number=number, gaps=", ".join(found))
        for number, found in sorted(gaps.items())
    )
