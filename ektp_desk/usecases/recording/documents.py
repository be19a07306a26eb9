"""What was said of the papers that somebody brings along."""

from __future__ import annotations

from collections.abc import Mapping

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DocumentsSeen
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Document, DocumentState, RecordingState, unanswered
from ektp_desk.usecases.recording.queries import open_one, the_recording
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording
from ektp_desk.usecases.visits.queries import check_open


def see_documents(session: Session, recording: str) -> None:
    """Say that those were seen of which nothing was said. Raises `recording.ended`."""
    found = open_one(session, recording)
    _say(session, found, dict.fromkeys(unanswered(found.documents), DocumentState.SEEN))


def answer_document(session: Session, recording: str, document: Document, state: DocumentState) -> None:
    """Say it of one, also once the recording is finished, until its day is signed.

    Raises `recording.ended` of one that was dropped, `visit.not_open`.
    """
    found = the_recording(session, recording)
    if found.state is RecordingState.DROPPED:
        raise EktpError("recording.ended")
    check_open(session, found.visit)
    _say(session, found, {document: state})


def turn_document(session: Session, recording: str, document: Document) -> None:
    """From nothing said to seen, to not brought, to nothing said; decided on what the store holds."""
    found = open_one(session, recording)
    said = found.documents[document]
    _say(session, found, {document: DocumentState((said + 1) % len(DocumentState))})


def turn_finished(session: Session, recording: str, document: Document) -> None:
    """To seen, and from there to not brought, never to nothing said; raises as `answer_document`."""
    said = the_recording(session, recording).documents[document]
    seen = said is DocumentState.SEEN
    answer_document(session, recording, document, DocumentState.NOT_BROUGHT if seen else DocumentState.SEEN)


def toggle_marriage(session: Session, recording: str) -> None:
    """Turn whether the paper of a marriage was seen."""
    found = open_one(session, recording)
    _say(session, found, {}, marriage=not found.marriage)


def _say(
    session: Session,
    found: Recording,
    states: Mapping[Document, DocumentState],
    *,
    marriage: bool | None = None,
) -> None:
    """Say these, and of the others what was said before; what changes nothing is not written."""
    now = {**found.documents, **states}
    married = found.marriage if marriage is None else marriage
    if (now, married) == (found.documents, found.marriage):
        return
    body = DocumentsSeen(
        kk=now[Document.KK] is DocumentState.SEEN,
        f102=now[Document.F102] is DocumentState.SEEN,
        marriage=married,
        not_brought=" ".join(d.value for d in Document if now[d] is DocumentState.NOT_BROUGHT),
    )
    session.write(NewEvent(Entity.RECORDING, found.id, body, found.visit))
