"""A correction has a witness who signs it, or a supervisor other than its author reads it."""

from __future__ import annotations

import json
from functools import partial

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import CorrectionReviewed
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.figures import CorrectionCounts
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.usecases.admin.commands import remove_user
from ektp_desk.usecases.admin.queries import witnesses
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.people.queries import shown_person
from ektp_desk.usecases.people.timeline import Done, person_line
from ektp_desk.usecases.recording.queries import corrections_to_read
from ektp_desk.usecases.recording.reviews import accept_all, review_corrections
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import Proof, close_visit, prove
from ektp_desk.usecases.visits.queries import corrections_unreviewed, the_visit
from ektp_desk.usecases.visits.today import ConcernKind, concerns, today
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words.acts import line
from tests.offices import WORDS, TestOffice
from tests.people.team import NOH, SARI, Team, rename, team_of

IN_ORDER, NOT_IN_ORDER = CorrectionVerdict.IN_ORDER, CorrectionVerdict.NOT_IN_ORDER


@pytest.fixture
def team(office: TestOffice) -> Team:
    return team_of(office)


def refused(act: object) -> str:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def second_of(office: TestOffice) -> str:
    """Whose key stands beside the last correction."""
    (header,) = office.connection.execute(
        "SELECT header FROM events WHERE kind = 'claim_corrected' ORDER BY rowid DESC"
    ).fetchone()
    rows = office.connection.execute(
        "SELECT user FROM user_keys WHERE key = ?", (json.loads(header)["second"],)
    )
    return str(rows.fetchone()[0])


def read(session: Session, visit: str = "") -> list[tuple[str, CorrectionVerdict | None]]:
    return [(one.name, one.verdict) for one in corrections_to_read(session, visit)]


def test_a_witness_signs_with_their_own_passphrase_and_is_named_on_the_line(team: Team) -> None:
    session = team.sign_in("noh")
    assert [user.name for user in witnesses(session)] == ["Maria T.", "Sari Contoh"]
    rename(session, "orpa", "Orpa Boimau", words=SARI, witness=team.ids["sari"])
    assert second_of(team.office) == team.ids["sari"]
    rename(session, "yosef", "Yosef Boimau", words=NOH)
    assert second_of(team.office) == team.ids["noh"]

    said = []
    for person in ("orpa", "yosef"):
        shown = person_line(session, person)
        (done,) = (entry for entry in shown.entries if isinstance(entry, Done))
        said.append(line(done.body, shown.names).rpartition(" · ")[2])
    assert said == ["disaksikan Sari Contoh", "tanpa saksi"]


def test_no_witness_is_the_author_or_types_anothers_passphrase(team: Team) -> None:
    session = team.sign_in("noh")
    for witness, words, code in (
        (team.ids["noh"], NOH, "witness.is_self"),
        (team.ids["sari"], NOH, "signin.wrong"),
        ("", SARI, "signin.wrong"),
        ("nobody", NOH, "user.unknown"),
    ):
        act = partial(rename, session, "orpa", "Orpa B.", words=words, witness=witness)
        assert refused(act) == code
    assert not session.store.events(Entity.PERSON, "orpa")


def test_who_was_removed_witnesses_nothing(team: Team) -> None:
    session = team.office.session
    remove_user(session, team.ids["sari"])
    assert [user.name for user in witnesses(session)] == ["Noh Contoh"]
    act = partial(rename, session, "orpa", "Orpa B.", words=SARI, witness=team.ids["sari"])
    assert refused(act) == "user.unknown"


def test_a_day_is_signed_once_its_unwitnessed_corrections_were_read(team: Team) -> None:
    visit = team.office.open_visit()
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH, visit=visit)
    rename(session, "yosef", "Yosef Boimau", words=SARI, witness=team.ids["sari"], visit=visit)
    team.office.clock.wait(60)
    rename(session, "dina", "Dina Boimau", words=NOH, visit=visit)

    session = team.sign_in("sari")
    proof = prove(session, visit, SARI)
    assert refused(partial(close_visit, session, visit, proof=proof)) == "visit.unreviewed"
    orpa, _dina = (one.event for one in corrections_to_read(session, visit))
    empty = partial(review_corrections, session, visit, [orpa], NOT_IN_ORDER, proof=proof, note=" ")
    assert refused(empty) == "review.needs_note"
    review_corrections(session, visit, [orpa], NOT_IN_ORDER, proof=proof, note="di KK tertulis Orpha")
    assert read(session, visit) == [("Orpa Boimau", NOT_IN_ORDER), ("Dina Boimau", None)]
    assert shown_person(session, "orpa").name == "Orpa Boimau", "a review undoes nothing"
    accept_all(session, visit, proof=proof)
    assert read(session, visit) == [("Orpa Boimau", NOT_IN_ORDER), ("Dina Boimau", IN_ORDER)]

    close_visit(session, visit, proof=proof)
    assert visit_report(session, visit).corrections == CorrectionCounts(1, 1, 1, 0)


def test_a_supervisors_own_correction_waits_for_another_and_does_not_hold_the_day_up(team: Team) -> None:
    visit = team.office.open_visit()
    session = team.office.session
    rename(session, "orpa", "Orpa Boimau", words=WORDS, visit=visit)
    (own,) = corrections_to_read(session, visit)
    proof = prove(session, visit, WORDS)
    act = partial(review_corrections, session, visit, [own.event], IN_ORDER, proof=proof)
    assert refused(act) == "review.own"
    accept_all(session, visit, proof=proof)
    assert read(session, visit) == [("Orpa Boimau", None)]
    close_visit(session, visit, proof=proof)
    assert visit_report(session, visit).corrections == CorrectionCounts(unreviewed=1)
    assert (corrections_unreviewed(session), read(session)) == (0, [])

    session = team.sign_in("sari")
    assert (corrections_unreviewed(session), read(session)) == (1, [("Orpa Boimau", None)])
    accept_all(session, "", proof=prove(session, "", SARI))
    assert (corrections_unreviewed(session), read(session)) == (0, [])
    assert visit_report(session, visit).corrections == CorrectionCounts(in_order=1)


def test_a_correction_from_outside_is_read_at_any_closing_and_holds_none_up(team: Team) -> None:
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH)
    session = team.sign_in("maria")
    visit = team.office.open_visit()

    assert read(session, visit) == [("Orpa Boimau", None)]
    close_visit(session, visit, proof=prove(session, visit, WORDS))
    assert visit_report(session, visit).corrections is None
    assert read(session) == [("Orpa Boimau", None)]


def test_what_a_supervisor_read_is_not_taken_back_by_its_author(team: Team) -> None:
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH)
    (event,) = session.store.events(Entity.PERSON, "orpa")
    session = team.sign_in("sari")
    accept_all(session, "", proof=prove(session, "", SARI))

    session = team.sign_in("noh")
    assert refused(partial(withdraw, session, Entity.PERSON, "orpa", event.link)) == "undo.rested_on"


def test_a_review_that_was_a_slip_is_taken_back_and_the_correction_waits_again(team: Team) -> None:
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH)
    session = team.sign_in("sari")
    accept_all(session, "", proof=prove(session, "", SARI))
    review = session.store.events(Entity.PERSON, "orpa")[-1]

    withdraw(session, Entity.PERSON, "orpa", review.link)

    assert read(session) == [("Orpa Boimau", None)]


def test_a_review_of_ones_own_that_came_past_the_desk_counts_for_nothing(team: Team) -> None:
    session = team.sign_in("maria")
    rename(session, "orpa", "Orpa Boimau", words=WORDS)
    (event,) = session.store.events(Entity.PERSON, "orpa")
    own = CorrectionReviewed(correction=event.link, verdict=IN_ORDER.value)
    session.write(NewEvent(Entity.PERSON, "orpa", own), second=prove(session, "", WORDS).signer)

    assert corrections_unreviewed(team.sign_in("sari")) == 1


def test_only_a_supervisor_with_their_passphrase_reviews_and_each_correction_by_its_link(team: Team) -> None:
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH)
    rename(session, "yosef", "Yosef Boimau", words=SARI, witness=team.ids["sari"])
    (witnessed,) = session.store.events(Entity.PERSON, "yosef")
    assert refused(partial(prove, session, "", NOH)) == "role.not_allowed"
    proof = Proof(session.user.id, "", session.guard.second(session.user.id, NOH))
    assert refused(partial(accept_all, session, "", proof=proof)) == "role.not_allowed"

    session = team.sign_in("sari")
    assert refused(partial(accept_all, session, "", proof=proof)) == "visit.not_proved"
    true = prove(session, "", SARI)
    act = partial(review_corrections, session, "", [witnessed.link], IN_ORDER, proof=true)
    assert refused(act) == "review.unknown"
    assert read(session) == [("Orpa Boimau", None)]


def test_of_an_erased_correction_nothing_waits(team: Team) -> None:
    session = team.sign_in("noh")
    rename(session, "orpa", "Orpa Boimau", words=NOH)
    session = team.sign_in("maria")
    assert corrections_unreviewed(session) == 1

    erase_person(session, "orpa", ground=Ground.REQUEST, note="surat", passphrase=WORDS)

    assert (corrections_unreviewed(session), read(session)) == (0, [])


def test_only_a_supervisor_who_may_review_it_is_told_on_the_first_screen(team: Team) -> None:
    rename(team.sign_in("sari"), "orpa", "Orpa Boimau", words=SARI)
    told = {name: today(team.sign_in(name)).to_review for name in ("sari", "noh", "maria")}
    assert told == {"sari": 0, "noh": 0, "maria": 1}

    session = team.office.session
    visit = team.office.open_visit()
    assert ConcernKind.TO_REVIEW not in {one.kind for one in concerns(session, the_visit(session, visit))}
    close_visit(session, visit, proof=prove(session, visit, WORDS))
    found = {one.kind: one.count for one in concerns(session, the_visit(session, visit))}
    assert found[ConcernKind.TO_REVIEW] == 1
