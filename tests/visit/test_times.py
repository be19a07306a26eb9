"""Times on the visit's report: waits, late service, and clocks that jump."""

from __future__ import annotations

from datetime import time

from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.reports.visit import visit_report
from tests.offices import TestOffice


def test_the_report_says_waits_and_late_service(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)
    office.clock.set(time(7, 50))
    office.record_one(visit)
    office.clock.set(time(16, 30))
    office.record_one(visit, "Daud Contoh", sex="L")

    facts = visit_report(session, visit)

    assert (facts.waits.median, facts.waits.p90, facts.waits.served_after_hours) == (280, 540, 1)
    assert facts.outcomes[Outcome.RECORDED].male == facts.outcomes[Outcome.RECORDED].female == 1
    assert sum(i.arrived for i in facts.intervals) == sum(i.served for i in facts.intervals) == 2
    assert facts.place == "Desa Noebesi, Kecamatan Nunbena"
    assert all(definition.text for definition in facts.definitions)


def test_a_clock_that_jumps_by_years_breaks_no_figure(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=3)
    office.record_one(visit)
    office.clock.wait(12 * 366 * 86_400)
    office.record_one(visit, "Daud Contoh", sex="L")
    office.clock.wait(-20 * 366 * 86_400)
    office.record_one(visit, "Orpa Contoh")

    facts = visit_report(session, visit)

    assert sum(i.arrived for i in facts.intervals) == sum(i.served for i in facts.intervals) == 3
    assert len(facts.intervals) < 10
    assert facts.waits.median is not None
    assert facts.waits.median >= 0
    assert session.prints.visit_report(facts).startswith(b"%PDF")


def test_who_was_served_after_midnight_was_served_late(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    office.clock.wait(17 * 3600)
    office.record_one(visit)

    assert visit_report(session, visit).waits.served_after_hours == 1


def test_late_is_the_hour_at_which_they_were_served_on_either_side_of_midnight(office: TestOffice) -> None:
    """Counted by the day of their number, who was given it after midnight was served in good time."""
    session, visit = office.session, office.open_visit()
    office.clock.set(time(23, 50))
    give_numbers(session, visit, letter="A", count=3)
    for name in ("Yuliana Contoh", "Daud Contoh", "Orpa Contoh"):
        office.record_one(visit, name)
    office.clock.wait(300)
    give_numbers(session, visit, letter="A", count=3)
    for name in ("Marten Contoh", "Dina Contoh", "Adriana Contoh"):
        office.record_one(visit, name)
    assert session.now.time() < time(0, 20)

    assert visit_report(session, visit).waits.served_after_hours == 6
