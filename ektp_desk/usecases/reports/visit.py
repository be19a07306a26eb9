"""The facts of a visit's report, each counted by its named query."""

from __future__ import annotations

from datetime import date
from typing import Any

from ektp_desk.domain.paper.figures import BySex, Definition, Equation, Letterhead, Signatory, VisitReport
from ektp_desk.domain.people import age_class
from ektp_desk.domain.recordings import card_allowed
from ektp_desk.domain.sought import still_sought
from ektp_desk.domain.visits import LaptopHeard, SignedWith
from ektp_desk.usecases.admin.queries import code_of_office, events_written
from ektp_desk.usecases.reports.queries import (
    Recorded,
    absences_counted,
    closing_time,
    corrections_counted,
    definitions,
    distinct_people,
    named_tickets,
    outcomes_of,
    recorded,
    recorded_outside,
    recordings_left_open,
    reschedules,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import equation, targets, the_visit, times, visit_place
from ektp_desk.usecases.visits.team.queries import (
    laptops_heard,
    late_arrivals,
    signed_closing,
    signed_without,
)
from ektp_desk.usecases.visits.timing import intervals, waits
from ektp_desk.words import N_, _, officially
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.gaps import Gap
from ektp_desk.words.visit.team import unheard_gap

QUERIES = (
    "equation",
    "reschedules",
    "outcomes_by_sex",
    "recorded",
    "targets",
    "distinct_people",
    "times",
)
_CODE = len("4CQ7-MZ2T-7F3A-KLMN")
_CLASSES = ("0-15", "16", "17-21", "22-59", "60+", "unknown")


@officially
def visit_report(session: Session, visit: str, heard: tuple[LaptopHeard, ...] | None = None) -> VisitReport:
    """Count everything the visit report says, as the journal of this desk holds it now.

    `heard` is what `laptops_heard` gave, where somebody asked.
    """
    found, corrections = the_visit(session, visit), corrections_counted(session, visit)
    heard = heard if heard is not None else laptops_heard(session, found)
    people = _people_facts(session, visit)
    queries = (
        *QUERIES,
        *(("recorded_outside",) if people["recorded_outside"].total else ()),
        *(("absences_counted",) if people["absences"] else ()),
        *(("corrections_counted",) if corrections else ()),
    )
    return VisitReport(
        **_plan_facts(session, found),
        **_ticket_facts(session, found),
        **people,
        **_journal_facts(session),
        corrections=corrections,
        definitions=(*definitions(session, *queries), *signed_by(found), *_compared(session, found)),
        signatories=_signatories(found),
        missing=(*_missing(session, visit), *(unheard_gap(one) for one in heard if not one.is_whole)),
        **_signed_facts(session, found),
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
        "reopened": found.reopened_why,
        "times_reopened": found.reopened,
        "kind": found.kind,
        "team": found.team_names,
    }


def _ticket_facts(session: Session, found: Visit) -> dict[str, Any]:
    visit = found.id
    by_outcome, unclear = outcomes_of(session, visit)
    given = times(session, visit)
    return {
        "equation": equation(session, visit),
        "outcomes": by_outcome,
        "unclear": unclear,
        "reschedules": reschedules(session, visit),
        "waits": waits(given, closing_time(found.closing_hour)),
        "intervals": intervals(given),
    }


def _people_facts(session: Session, visit: str) -> dict[str, Any]:
    expected, rows = targets(session, visit), recorded(session, visit)
    return {
        "recorded_by_age": _by_age(rows),
        "held_under_17": sum((_one(row.sex) for row in rows if _held(row)), BySex()),
        "recorded_outside": recorded_outside(session, visit),
        "targets_came": expected.came,
        "targets_to_come": expected.to_come,
        "absences": absences_counted(session, visit) if expected.explained else {},
        "targets": expected.all,
        "targets_recorded": expected.recorded,
        "people": distinct_people(session, visit),
    }


def _journal_facts(session: Session) -> dict[str, Any]:
    return {
        "heads": tuple(session.store.heads()),
        "office_code": code_of_office(session.store)[:_CODE],
        "events": events_written(session),
        "base": session.now,
        "source": _("jurnal kunjungan di laptop ini"),
        "printed_by": session.user.name,
        "printed_at": session.now,
        "zone": session.office.zone,
    }


def _signed_facts(session: Session, visit: Visit) -> dict[str, Any]:
    """What the signature lacked, and what came since."""
    if visit.closed_at is None:
        return {}
    signed = signed_closing(session, visit.id)
    late = late_arrivals(session, visit)
    return {
        "without": signed_without(session, visit.id),
        "late": late,
        "signed": Equation(**signed.equation) if late and signed and signed.equation else None,
    }


def _by_age(rows: list[Recorded]) -> dict[str, BySex]:
    counted = dict.fromkeys(_CLASSES, BySex())
    for row in rows:
        birth = date.fromisoformat(row.birth) if row.birth else None
        name = age_class(birth, row.ended_at.date())
        counted[name] += _one(row.sex)
    return {name: count for name, count in counted.items() if count.total}


def _one(sex: str) -> BySex:
    return BySex(int(sex == "L"), int(sex == "P"), int(sex not in ("L", "P")))


def _held(row: Recorded) -> bool:
    birth = date.fromisoformat(row.birth) if row.birth else None
    return not card_allowed(birth, row.ended_at.date(), married=row.marriage)


def _missing(session: Session, visit: str) -> tuple[str, ...]:
    """Name what was begun and is in no figure yet, and who was sought at home and not met."""
    begun, missed = (
        len(recordings_left_open(session, visit)),
        len(still_sought(named_tickets(session, visit))),
    )
    said = (
        Gap(N_("{n} rekaman yang dimulai dan belum selesai."), n=begun),
        Gap(N_("{n} orang yang dicari di rumah dan belum bertemu; namanya di Kunjungan ulang."), n=missed),
    )
    return tuple(gap for gap, n in zip(said, (begun, missed), strict=True) if n)


def _compared(session: Session, visit: Visit) -> tuple[Definition, ...]:
    """Name the proof behind the figures that were signed, as the closing keeps it."""
    said = signed_closing(session, visit.id)
    if said is None or not said.checked:
        return ()
    words = _("diperiksa terhadap jurnal sewaktu ditutup: {n} dari {n} hal sama.")
    return (Definition(_("Tampilan data"), words.format(n=count(said.checked))),)


def _signatories(visit: Visit) -> tuple[Signatory, ...]:
    return (
        Signatory(_("Supervisor kunjungan"), visit.supervisor),
        Signatory(_("Mengetahui, Kepala Dinas"), ""),
    )


@officially
def signed_by(visit: Visit) -> tuple[Definition, ...]:
    """Say on paper what stands behind a supervisor's name."""
    if visit.closed_at is None:
        return ()
    signed = _("ditutup pukul {time} oleh {name}, ditandatangani dengan kuncinya sendiri.")
    proved = _("ditutup pukul {time} oleh {name}, yang kata sandinya diperiksa di laptop ini.")
    named = _("ditutup pukul {time}; {name} adalah nama yang disebut, tanpa bukti kata sandi.")
    said = {SignedWith.KEY: signed, SignedWith.PASSPHRASE: proved}.get(SignedWith(visit.proved), named)
    words = said.format(time=clock(visit.closed_at), name=visit.supervisor)
    return (Definition(_("Supervisor"), words),)
