"""A day's exceptions are read by a supervisor before its signature."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import VisitClosed
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Modality, ModalityState, Taken, Verdict
from ektp_desk.domain.visits import SignedWith
from ektp_desk.usecases.queue.commands import give_numbers, serve
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    accept_exceptions,
    begin,
    finish,
    identify_walk_in,
    review_exception,
    set_all_complete,
    set_modality,
)
from ektp_desk.usecases.recording.queries import exceptions_of
from ektp_desk.usecases.reports.queries import repeats
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import close_visit, prove, reopen_visit
from ektp_desk.usecases.visits.queries import the_visit
from tests.offices import WORDS, TestOffice, let_go, proved


def record(
    session: Session, visit: str, name: str, *, excepted: bool = False, born: str = "2000-01-02"
) -> str:
    """Record a walk-in to the end; an under-16 is let pass."""
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn(name, "P", birth=born))
    recording = begin(session, ticket, desk="A")
    if excepted:
        taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.", fingers=(7,))
        set_modality(session, recording, Modality.FINGERS, taken)
    set_all_complete(session, recording)
    let_go(session, recording) if born > "2004" else finish(session, recording)
    return recording


def refused(act: object) -> str:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def test_no_day_is_signed_before_its_exceptions_were_read(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    proof = proved(session, visit)
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
    assert refused(lambda: close_visit(session, visit, proof=proof)) == "visit.unreviewed"

    assert accept_exceptions(session, visit, proof=proof) == 2
    assert accept_exceptions(session, visit, proof=proof) == 0
    assert [one.verdict for one in exceptions_of(session, visit)] == [Verdict.ACCEPTED] * 2
    close_visit(session, visit, proof=proof)
    again = partial(review_exception, session, visit, welmi.recording, Verdict.REPEAT, proof=proof)
    assert refused(again) == "visit.not_open"


def test_who_is_marked_comes_on_the_list_of_those_to_record_again(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    proof = proved(session, visit)
    plain = record(session, visit, "Orpa Contoh")
    marked = record(session, visit, "Welmi Contoh", excepted=True)

    assert (
        refused(lambda: review_exception(session, visit, plain, Verdict.REPEAT, proof=proof))
        == "recording.no_exception"
    )
    review_exception(session, visit, marked, Verdict.REPEAT, proof=proof, note=" foto gelap ")
    (row,) = repeats(session, visit)
    assert (row.recording, row.number, row.note) == (marked, "A002", "foto gelap")
    assert accept_exceptions(session, visit, proof=proof) == 0, "what was marked stays marked"

    review_exception(session, visit, marked, Verdict.ACCEPTED, proof=proof)
    assert repeats(session, visit) == []


def test_only_the_supervisor_who_is_signed_in_and_proved_it_reviews_and_signs(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    marked = record(session, visit, "Welmi Contoh", excepted=True)
    assert refused(lambda: prove(session, visit, "bukan ini")) == "signin.wrong"
    operator = replace(session, user=User(session.user.id, "Noh", "operator"))
    assert refused(lambda: prove(operator, visit, WORDS)) == "role.not_allowed"

    true = proved(session, visit)
    for wrong in (replace(true, user="somebody"), replace(true, visit="another visit")):
        review = partial(review_exception, session, visit, marked, Verdict.ACCEPTED, proof=wrong)
        accept = partial(accept_exceptions, session, visit, proof=wrong)
        close = partial(close_visit, session, visit, proof=wrong)
        assert {refused(act) for act in (review, accept, close)} == {"visit.not_proved"}
    assert [one.verdict for one in exceptions_of(session, visit)] == [None]

    proof = prove(session, visit, WORDS)
    accept_exceptions(session, visit, proof=proof)
    close_visit(session, visit, proof=proof)
    closed = the_visit(session, visit)
    assert (closed.supervisor, closed.proved) == (session.user.name, SignedWith.KEY)


def test_the_report_tells_a_proved_signature_from_a_name_that_was_given(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    assert [d for d in visit_report(session, visit).definitions if d.term == "Supervisor"] == []
    session.write(
        NewEvent(Entity.VISIT, visit, VisitClosed("Ferdinan", "", {}, ()), visit)
    )  # before passphrases
    (given,) = (d for d in visit_report(session, visit).definitions if d.term == "Supervisor")
    assert given.text.endswith("Ferdinan adalah nama yang disebut, tanpa bukti kata sandi.")

    reopen_visit(session, visit, reason="satu orang kembali", passphrase=WORDS)
    close_visit(session, visit, proof=prove(session, visit, WORDS))
    (proved_one,) = (d for d in visit_report(session, visit).definitions if d.term == "Supervisor")
    assert proved_one.text.endswith("oleh Maria T., ditandatangani dengan kuncinya sendiri.")
