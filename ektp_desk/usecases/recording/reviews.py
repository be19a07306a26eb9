"""What a supervisor says of corrections that nobody witnessed, beside the exceptions of recordings."""

from __future__ import annotations

from collections.abc import Collection

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import CorrectionReviewed, ReopeningReviewed
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.tickets import TicketId
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.recording.queries import Unwitnessed, corrections_to_read
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import Proof, check_proof
from ektp_desk.usecases.visits.queries import check_open


def review_corrections(
    session: Session,
    visit: str,
    corrections: Collection[str],
    verdict: CorrectionVerdict,
    *,
    proof: Proof,
    note: str = "",
) -> None:
    """Say of these corrections (links) whether they are in order; nothing is undone by it.

    `visit` is the open one, empty without one. Raises `role.not_allowed`, `visit.not_proved`,
    `visit.not_open`; `review.own`; `review.unknown` for what has a witness or is no correction;
    `review.needs_note` where one is not in order.
    """
    check_proof(session, visit, proof)
    if visit:
        check_open(session, visit)
    if verdict is CorrectionVerdict.NOT_IN_ORDER and not note.strip():
        raise EktpError("review.needs_note")
    known = {one.event: one for one in corrections_to_read(session, visit)}
    if not known.keys() >= set(corrections):
        raise EktpError("review.unknown")
    chosen = [known[event] for event in corrections]
    if any(one.own for one in chosen):
        raise EktpError("review.own")
    acts = [_reviewed(one, verdict, note.strip(), visit) for one in chosen]
    if acts:
        session.write(*acts, second=proof.signer)


def _reviewed(one: Unwitnessed, verdict: CorrectionVerdict, note: str, visit: str) -> NewEvent:
    if one.ticket:
        read = ReopeningReviewed(reopening=one.event, verdict=verdict.value, note=note)
        return NewEvent(Entity.TICKET, one.ticket, read, TicketId.parse(one.ticket).visit)
    body = CorrectionReviewed(correction=one.event, verdict=verdict.value, note=note)
    return NewEvent(Entity.PERSON, one.person, body, visit)


def accept_all(session: Session, visit: str, *, proof: Proof) -> None:
    """Accept all exceptions and corrections that wait for this user, after reading them.

    Raises what `accept_exceptions` and `review_corrections` raise.
    """
    waiting = [one.event for one in corrections_to_read(session, visit) if one.waits]
    with session.store.together():
        if visit:
            accept_exceptions(session, visit, proof=proof)
        review_corrections(session, visit, waiting, CorrectionVerdict.IN_ORDER, proof=proof)
