"""A day's exceptions are read by a supervisor before its signature."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, ModalityState, Taken, Verdict
from ektp_desk.usecases.queue.calling import serve
from ektp_desk.usecases.queue.numbers import give_numbers
from ektp_desk.usecases.record.identifying import WalkIn, identify_walk_in
from ektp_desk.usecases.record.recording import begin, finish, set_all_complete, set_modality
from ektp_desk.usecases.record.reviewing import accept_exceptions, exceptions_of, review_exception
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.closing import close_visit
from tests.offices import TestOffice


def record(
    session: Session, visit: str, name: str, *, excepted: bool = False, born: str = "2000-01-02"
) -> str:
    """Record a walk-in to the end; an under-16 is let pass."""
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn(name, "P", birth=born))
    recording = begin(session, ticket, desk="A")
    if excepted:
        taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.")
        set_modality(session, recording, Modality.FINGERS, taken)
    set_all_complete(session, recording)
    passed = {"passed_by": "F. Contoh", "passed_reason": "akta: lahir 2002"} if born > "2004" else {}
    finish(session, recording, **passed)
    return recording


def refused(act: object) -> str:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def test_no_day_is_signed_before_its_exceptions_were_read(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    record(session, visit, "Orpa Contoh")
    record(session, visit, "Welmi Contoh", excepted=True)
    record(session, visit, "Yuli Contoh", born="2010-03-04")

    welmi, yuli = exceptions_of(session, visit)
    assert (welmi.number, [step.reason for step in welmi.steps], welmi.passed_by) == (
        "A002",
        ["jari luka"],
        "",
    )
    assert (yuli.number, yuli.steps, yuli.passed_why) == ("A003", (), "akta: lahir 2002")
    assert refused(lambda: close_visit(session, visit, supervisor="F. Contoh")) == "visit.unreviewed"

    assert accept_exceptions(session, visit) == 2
    assert accept_exceptions(session, visit) == 0
    assert [one.verdict for one in exceptions_of(session, visit)] == [Verdict.ACCEPTED] * 2
    close_visit(session, visit, supervisor="F. Contoh")
    again = lambda: review_exception(session, visit, welmi.recording, Verdict.REPEAT)  # noqa: E731
    assert refused(again) == "visit.not_open"


def test_who_is_marked_comes_on_the_list_of_those_to_record_again(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    plain = record(session, visit, "Orpa Contoh")
    marked = record(session, visit, "Welmi Contoh", excepted=True)

    assert (
        refused(lambda: review_exception(session, visit, plain, Verdict.REPEAT)) == "recording.no_exception"
    )
    review_exception(session, visit, marked, Verdict.REPEAT, note=" foto gelap ")
    (row,) = session.store.ask("repeats_of_visit", dict[str, str], visit=visit)
    assert (row["recording"], row["number"], row["note"]) == (marked, "A002", "foto gelap")
    assert accept_exceptions(session, visit) == 0, "what was marked stays marked"

    review_exception(session, visit, marked, Verdict.ACCEPTED)
    assert session.store.ask("repeats_of_visit", dict[str, str], visit=visit) == []
