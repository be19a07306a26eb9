"""The facts of a visit's report, each counted by its named query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ektp_desk.domain.paper.figures import BySex, Definition, Letterhead, Signatory, VisitReport
from ektp_desk.domain.people import age_class
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, Visit
from ektp_desk.usecases.visit.closing import equation
from ektp_desk.usecases.visit.naming import visit_place
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.usecases.visit.timing import Times, intervals, waits
from ektp_desk.words import _, officially

_QUERIES = ("equation", "reschedules", "outcomes_by_sex", "recorded", "targets", "distinct_people", "times")


class _BySex(Shape, frozen=True):
    outcome: str
    sex: str
    count: int


class _Recorded(Shape, frozen=True):
    person: str
    sex: str
    birth: str
    ended_at: datetime


class _Targets(Shape, frozen=True):
    targets: int
    recorded: int


class _Rescheduled(Shape, frozen=True):
    day: str
    count: int


@officially
def visit_report(session: Session, visit: str) -> VisitReport:
    """Count everything the visit report says, as the journal of this desk holds it now."""
    found = the_visit(session, visit)
    return VisitReport(
        **_plan_facts(session, found),
        **_ticket_facts(session, found),
        **_people_facts(session, visit),
        **_journal_facts(session),
        signatories=_signatories(found),
        missing=(),
    )


def _plan_facts(session: Session, found: Visit) -> dict[str, Any]:
    return {
        "letterhead": Letterhead(session.office.name, session.office.address, session.office.sample),
        "place": visit_place(session, found),
        "place_code": found.village,
        "day": date.fromisoformat(found.day),
        "opened": found.opened_at,
        "closed": found.closed_at,
        "closing_hour": found.closing_hour,
        "desks": tuple(found.desks.split()),
    }


def _ticket_facts(session: Session, found: Visit) -> dict[str, Any]:
    store, visit = session.store, found.id
    by_outcome, unclear = _outcomes(store.ask("outcomes_by_sex", _BySex, visit=visit))
    times = store.ask("times", Times, visit=visit)
    hour = datetime.strptime(found.closing_hour, "%H.%M").time()  # noqa: DTZ007  a wall-clock hour, no instant
    return {
        "equation": equation(session, visit),
        "outcomes": by_outcome,
        "unclear": unclear,
        "reschedules": {r.day: r.count for r in store.ask("reschedules", _Rescheduled, visit=visit)},
        "waits": waits(times, hour),
        "intervals": intervals(times),
    }


def _people_facts(session: Session, visit: str) -> dict[str, Any]:
    targets = session.store.ask("targets", _Targets, visit=visit)[0]
    return {
        "recorded_by_age": _by_age(session.store.ask("recorded", _Recorded, visit=visit)),
        "targets": targets.targets,
        "targets_recorded": targets.recorded,
        "people": int(session.value("distinct_people", visit=visit) or 0),
    }


def _journal_facts(session: Session) -> dict[str, Any]:
    return {
        "heads": tuple(session.store.heads()),
        "events": int(session.value("events_written") or 0),
        "definitions": _definitions(session),
        "base": session.now,
        "source": _("jurnal kunjungan di laptop ini"),
        "printed_by": session.user.name,
        "printed_at": session.now,
        "zone": session.office.zone,
    }


def _outcomes(rows: list[_BySex]) -> tuple[dict[Outcome, BySex], BySex]:
    counted: dict[str, BySex] = {}
    for row in rows:
        one = BySex(
            male=row.count if row.sex == "L" else 0,
            female=row.count if row.sex == "P" else 0,
            unknown=row.count if row.sex not in ("L", "P") else 0,
        )
        counted[row.outcome] = counted.get(row.outcome, BySex()) + one
    unclear = counted.pop("", BySex())
    return {outcome: counted[outcome] for outcome in Outcome if outcome in counted}, unclear


_CLASSES = ("0-15", "16", "17-21", "22-59", "60+", "unknown")


def _by_age(rows: list[_Recorded]) -> dict[str, BySex]:
    counted = dict.fromkeys(_CLASSES, BySex())
    for row in rows:
        birth = date.fromisoformat(row.birth) if row.birth else None
        name = age_class(birth, row.ended_at.date())
        counted[name] += BySex(int(row.sex == "L"), int(row.sex == "P"), int(row.sex not in ("L", "P")))
    return {name: count for name, count in counted.items() if count.total}


def _definitions(session: Session) -> tuple[Definition, ...]:
    found = []
    for text in session.store.definitions(*_QUERIES):
        term, _colon, rest = _(text).partition(": ")
        found.append(Definition(term, rest))
    return tuple(found)


def _signatories(visit: Visit) -> tuple[Signatory, ...]:
    return (
        Signatory(_("Supervisor kunjungan"), visit.supervisor),
        Signatory(_("Mengetahui, Kepala Dinas"), ""),
    )
