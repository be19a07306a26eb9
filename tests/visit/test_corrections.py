"""An ended number that was wrong is put right by an act of its own; what was said before stays."""

from __future__ import annotations

from functools import partial

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import RecordingFinished, TicketReopened
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.figures import CorrectionCounts
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.recordings import (
    Document,
    DocumentState,
    Modality,
    ModalityState,
    RecordingState,
    Taken,
)
from ektp_desk.domain.tickets import Outcome, TicketState, Turn
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_views
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.people.queries import shown_person
from ektp_desk.usecases.people.timeline import Done, person_line
from ektp_desk.usecases.queue.commands import call, end_ticket, give_numbers, serve, void_ticket
from ektp_desk.usecases.queue.queries import in_turn, open_recording, the_ticket, waiting_tickets
from ektp_desk.usecases.queue.undo import recent_acts
from ektp_desk.usecases.recording.commands import (
    begin,
    finish,
    identify,
    set_all_complete,
    set_modality,
    write_note,
)
from ektp_desk.usecases.recording.corrections import (
    Vouched,
    correct_outcome,
    correct_person,
    is_fresh,
    reopen,
)
from ektp_desk.usecases.recording.documents import answer_document, toggle_marriage
from ektp_desk.usecases.recording.queries import (
    corrections_to_read,
    recorded_before,
    steps_of,
    the_recording,
)
from ektp_desk.usecases.recording.reviews import accept_all, review_corrections
from ektp_desk.usecases.reports.slip import note_slip, slip
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, prove, reopen_visit
from ektp_desk.usecases.visits.queries import equation, recordings_kept
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words.acts import line
from ektp_desk.words.acts.undone import since_word
from tests.offices import WORDS, TestOffice
from tests.people.team import NOH, SARI, Team, team_of

ALONE = Vouched("nama dipanggil mirip", passphrase=NOH)


@pytest.fixture
def team(office: TestOffice) -> Team:
    return team_of(office)


@pytest.fixture
def visit(team: Team) -> str:
    """With four numbers; Noh, an operator, is signed in."""
    visit = team.office.open_visit()
    give_numbers(team.sign_in("noh"), visit, letter="A", count=4)
    return visit


def refused(act: object) -> str:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def record(session: Session, ticket: str, person: str) -> str:
    """Give the recording."""
    serve(session, ticket, desk="A")
    identify(session, ticket, person)
    recording = begin(session, ticket, desk="A")
    set_all_complete(session, recording)
    finish(session, recording)
    return recording


def told_of(session: Session, person: str) -> list[str]:
    """What a person's history tells of numbers that were put right."""
    timeline = person_line(session, person)
    done = (entry for entry in timeline.entries if isinstance(entry, Done))
    return [line(one.body, timeline.names) for one in done if isinstance(one.body, TicketReopened)]


def test_who_was_recorded_as_somebody_else_is_recorded_as_themselves(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    before = record(session, ticket, "orpa")
    team.office.clock.wait(3600)

    correct_person(session, ticket, "dina", ALONE, desk="A")

    found, again = the_ticket(session, ticket), open_recording(session, ticket)
    assert (found.state, found.desk, found.person, found.reopened) == (TicketState.SERVING, "A", "dina", 1)
    assert again is not None
    assert (again.person, steps_of(session, again.id)) == ("dina", {}), "steps of one are nobody else's"
    assert the_recording(session, before).state is RecordingState.DROPPED
    assert (recordings_kept(session, visit), equation(session, visit).unclear) == (0, 4)
    set_all_complete(session, again.id)
    finish(session, again.id)

    assert (recordings_kept(session, visit), equation(session, visit).served) == (1, 1)
    assert recorded_before(session, shown_person(session, "orpa")) == []
    assert [one.id for one in recorded_before(session, shown_person(session, "dina"))] == [again.id]
    said = "semula: Direkam, ORPA CONTOH · nama dipanggil mirip · tanpa saksi"
    assert told_of(session, "dina") == told_of(session, "orpa") == [said]
    kept = [event.body for event in session.store.events(Entity.RECORDING, before)]
    assert [body for body in kept if isinstance(body, RecordingFinished)], "it is final, whatever came after"
    assert list(verify_views(team.office.connection)) == []
    rows = dump_views(team.office.connection)
    rebuild(team.office.store)
    assert dump_views(team.office.connection) == rows


def test_at_a_desk_that_is_busy_the_number_waits_before_all_others(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A002"
    record(session, ticket, "orpa")
    call(session, f"{visit}:A003", desk="A")

    correct_person(session, ticket, "dina", ALONE, desk="A")

    found = the_ticket(session, ticket)
    assert (found.state, found.turn, found.person) == (TicketState.WAITING, Turn.BACK, "dina")
    assert next(one.id for one in in_turn(waiting_tickets(session, visit))) == ticket
    call(session, f"{visit}:A003", desk="A")


def test_another_outcome_takes_a_recording_back_and_ends_the_number_otherwise(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    recording = record(session, ticket, "orpa")

    same = partial(correct_outcome, session, ticket, Outcome.RECORDED, ALONE)
    assert refused(same) == "correction.same_outcome"
    correct_outcome(session, ticket, Outcome.RECORDING_INCOMPLETE, ALONE, text="iris gagal di alat")

    counted = equation(session, visit)
    assert (counted.served, counted.partly, counted.unclear) == (0, 1, 3)
    assert the_recording(session, recording).state is RecordingState.DROPPED
    correct_outcome(session, ticket, Outcome.REFUSED, ALONE)
    assert (equation(session, visit).not_served, the_ticket(session, ticket).reopened) == (1, 2)


def test_a_number_without_a_recording_changes_its_person_and_keeps_its_outcome(
    team: Team, visit: str
) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    serve(session, ticket, desk="A")
    identify(session, ticket, "orpa")
    end_ticket(session, ticket, Outcome.NO_DOCUMENTS, text="KK di kantor desa")

    correct_person(session, ticket, "dina", ALONE, desk="A")

    found = the_ticket(session, ticket)
    assert (found.person, found.outcome, found.outcome_text) == (
        "dina",
        Outcome.NO_DOCUMENTS,
        "KK di kantor desa",
    )
    assert (
        refused(partial(correct_person, session, ticket, "dina", ALONE, desk="A")) == "correction.same_person"
    )
    assert refused(partial(correct_person, session, ticket, "nobody", ALONE, desk="A")) == "person.unknown"
    assert the_ticket(session, ticket) == found, "what was refused wrote nothing"


def test_steps_that_were_wrong_are_gone_on_with(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    serve(session, ticket, desk="A")
    identify(session, ticket, "orpa")
    wrong = begin(session, ticket, desk="A")
    nine = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Sari C.", fingers=(7,))
    set_modality(session, wrong, Modality.FINGERS, nine)
    set_all_complete(session, wrong)
    answer_document(session, wrong, Document.KK, DocumentState.SEEN)
    answer_document(session, wrong, Document.F102, DocumentState.NOT_BROUGHT)
    toggle_marriage(session, wrong)
    write_note(session, wrong, "datang dengan anak")
    finish(session, wrong)

    reopen(session, ticket, ALONE, desk="A")

    again = open_recording(session, ticket)
    assert again is not None
    assert again.id != wrong
    assert steps_of(session, again.id) == steps_of(session, wrong)
    assert again.documents == {Document.KK: DocumentState.SEEN, Document.F102: DocumentState.NOT_BROUGHT}
    assert (again.marriage, again.note) == (True, "datang dengan anak")
    assert (equation(session, visit).unclear, recordings_kept(session, visit)) == (4, 0)


def test_whoever_ended_it_puts_it_right_alone_until_minutes_are_over_or_its_slip_is_out(
    team: Team, visit: str
) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    record(session, ticket, "orpa")
    team.office.clock.wait(600)
    assert is_fresh(session, ticket)
    assert ("Dibetulkan", "bukti sebelumnya tidak berlaku") not in slip(session, ticket).done
    correct_outcome(session, ticket, Outcome.REFUSED, Vouched())
    assert ("Dibetulkan", "bukti sebelumnya tidak berlaku") in slip(session, ticket).done
    assert visit_report(session, visit).corrections == CorrectionCounts(numbers=1)
    assert told_of(session, "orpa") == ["semula: Direkam, ORPA CONTOH · oleh petugasnya sendiri"]
    assert corrections_to_read(session, visit) == ()

    note_slip(session, visit, desk="A", number="A001")
    assert not is_fresh(session, ticket)
    ended = next(act for act in recent_acts(session) if act.kind == "ticket_ended")
    assert ended.why is not None
    assert (ended.why.code, ended.why.facts["kind"]) == ("undo.rested_on", "slip_printed")
    assert since_word("slip_printed", "A001") == "bukti A001 sudah dicetak: betulkan di Selesai"
    assert (
        refused(partial(correct_outcome, session, ticket, Outcome.LEFT, Vouched()))
        == "correction.needs_reason"
    )
    correct_outcome(session, ticket, Outcome.LEFT, ALONE)
    team.office.clock.wait(601)
    assert not is_fresh(session, ticket)
    record(session, f"{visit}:A002", "dina")
    assert not is_fresh(team.sign_in("sari"), f"{visit}:A002"), (
        "who did not end it wants somebody beside them"
    )


def test_a_witness_signs_and_nobody_else_in_their_name(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    record(session, ticket, "orpa")
    team.office.clock.wait(3600)
    by_sari = Vouched("salah orang", witness=team.ids["sari"], passphrase=SARI)
    for vouched, code in (
        (Vouched("salah orang", witness=team.ids["noh"], passphrase=NOH), "witness.is_self"),
        (Vouched("salah orang", witness=team.ids["sari"], passphrase=NOH), "signin.wrong"),
        (Vouched("  ", witness=team.ids["sari"], passphrase=SARI), "correction.needs_reason"),
    ):
        assert refused(partial(correct_person, session, ticket, "dina", vouched, desk="A")) == code
        team.office.clock.wait(60)
    assert the_ticket(session, ticket).person == "orpa"

    correct_person(session, ticket, "dina", by_sari, desk="A")
    assert told_of(session, "dina") == ["semula: Direkam, ORPA CONTOH · salah orang · disaksikan Sari Contoh"]
    assert corrections_to_read(session, visit) == ()


def test_what_nobody_witnessed_is_read_before_the_day_is_signed(team: Team, visit: str) -> None:
    session, office = team.office.session, team.office
    record(session, f"{visit}:A001", "orpa")
    record(session, f"{visit}:A002", "yosef")
    office.clock.wait(3600)
    correct_person(session, f"{visit}:A001", "dina", ALONE, desk="")
    correct_outcome(session, f"{visit}:A002", Outcome.REFUSED, ALONE)
    for n in (1, 3, 4):
        void_ticket(session, f"{visit}:A00{n}")

    session = team.sign_in("sari")
    proof = prove(session, visit, SARI)
    assert refused(partial(close_visit, session, visit, proof=proof)) == "visit.unreviewed"
    person, outcome = sorted(corrections_to_read(session, visit), key=lambda one: one.number)
    assert (person.number, person.field, person.was, person.value) == ("A001", "person", "orpa", "dina")
    assert (outcome.number, outcome.field, outcome.was, outcome.value) == (
        "A002",
        "outcome",
        "recorded",
        "refused",
    )
    assert {one.ground for one in (person, outcome)} == {"nama dipanggil mirip"}
    verdict = CorrectionVerdict.NOT_IN_ORDER
    review_corrections(session, visit, [person.event], verdict, proof=proof, note="tanyakan lagi")
    assert visit_report(session, visit).corrections == CorrectionCounts(0, 0, 1, 1, numbers=2)
    accept_all(session, visit, proof=proof)
    close_visit(session, visit, proof=proof)
    assert visit_report(session, visit).corrections == CorrectionCounts(0, 1, 1, 0, numbers=2)


def test_a_closed_day_and_an_open_number_are_not_put_right(team: Team, visit: str) -> None:
    session = team.office.session
    waiting = partial(correct_outcome, session, f"{visit}:A001", Outcome.REFUSED, ALONE)
    assert refused(waiting) == "ticket.not_ended"
    void_ticket(session, f"{visit}:A001")
    assert refused(waiting) == "ticket.not_ended"
    for n in (2, 3, 4):
        end_ticket(session, f"{visit}:A00{n}", Outcome.LEFT)
    session = team.sign_in("maria")
    close_visit(session, visit, proof=prove(session, visit, WORDS))
    by_maria = Vouched("salah", passphrase=WORDS)
    act = partial(correct_outcome, session, f"{visit}:A002", Outcome.REFUSED, by_maria)
    assert refused(act) == "visit.not_open"
    assert refused(partial(reopen, session, f"{visit}:A002", by_maria, desk="")) == "visit.not_open"
    reopen_visit(session, visit, reason="hasil salah", passphrase=WORDS)
    act()
    assert equation(session, visit).not_served == 1


def test_nothing_of_a_correction_is_taken_back_by_halves(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    recording = record(session, ticket, "orpa")
    correct_outcome(session, ticket, Outcome.REFUSED, ALONE)

    dropped = session.store.events(Entity.RECORDING, recording)[-1].link
    assert refused(partial(withdraw, session, Entity.RECORDING, recording, dropped)) == "undo.final"
    reopened = session.store.events(Entity.TICKET, ticket)[-2].link
    assert refused(partial(withdraw, session, Entity.TICKET, ticket, reopened)) == "undo.final"


def test_a_reason_that_tells_of_the_former_person_is_erased_with_them(team: Team, visit: str) -> None:
    session, ticket = team.office.session, f"{visit}:A001"
    record(session, ticket, "orpa")
    correct_person(session, ticket, "dina", Vouched("Orpa saudaranya", passphrase=NOH), desk="A")

    erase_person(team.sign_in("maria"), "orpa", ground=Ground.REQUEST, note="surat", passphrase=WORDS)

    session = team.office.session
    assert "saudaranya" not in repr(dump_views(team.office.connection))
    assert (the_ticket(session, ticket).person, the_ticket(session, ticket).reopened) == ("dina", 1)
