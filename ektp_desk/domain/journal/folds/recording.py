"""The fold of a recording: who, each modality, documents, note, and its end."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.journal.bodies import (
    DocumentsSeen,
    ExceptionReviewed,
    ModalitySet,
    NoteWritten,
    RecordingCounted,
    RecordingDropped,
    RecordingFinished,
    RecordingMoved,
    RecordingStarted,
)
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.pictures import others_pictures
from ektp_desk.domain.recordings import Document, DocumentState, Modality, ModalityState, RecordingState

_STATES = frozenset(ModalityState)
_SUBJECT = ("ticket", "desk", "person", "nik", "name", "sex", "birth", "village")


def fold_recording(entity: str, life: Life) -> Rows:
    """A modality of which nothing was said has no row."""
    start = life.decided("recording.subject")
    subject = life.said("recording.subject", RecordingStarted)
    if start is None or subject is None:
        return {}
    row: Row = {"id": entity, "visit": start.header.visit, "started_at": when(start)}
    row |= {field: getattr(subject, field) for field in _SUBJECT}
    moved = [event.body.ticket for event in life.events if isinstance(event.body, RecordingMoved)]
    if moved:
        row["ticket"] = moved[-1]
    ruled = {event.body.other for event in life.events if isinstance(event.body, RecordingCounted)}
    row["ruled"] = " ".join(sorted(ruled))
    papers = life.said("recording.documents", DocumentsSeen)
    note = life.said("recording.note", NoteWritten)
    review = life.said("recording.review", ExceptionReviewed)
    row |= {document.value: _document(document, papers).value for document in Document}
    row |= {
        "marriage": int(papers.marriage) if papers else 0,
        "note": note.text if note else "",
        "saved_at": when(life.events[-1]),
        "review": review.verdict if review else "",
        "review_note": review.note if review else "",
    }
    return {"recordings": [row | _end(life)], "modalities": _modalities(entity, life)}


def _document(document: Document, said: DocumentsSeen | None) -> DocumentState:
    if said is None:
        return DocumentState.UNANSWERED
    if getattr(said, document):
        return DocumentState.SEEN
    not_brought = document in said.not_brought.split()
    return DocumentState.NOT_BROUGHT if not_brought else DocumentState.UNANSWERED


def _end(life: Life) -> Row:
    event = life.decided("recording.end")
    row: Row = {
        "state": RecordingState.OPEN.value,
        "ended_at": when(event),
        "passed_by": "",
        "passed_why": "",
        "dropped": "",
    }
    if event and isinstance(event.body, RecordingFinished):
        ruling = life.said("recording.count", RecordingCounted)
        row |= {
            "state": (
                RecordingState.FINISHED if ruling is None or ruling.counts else RecordingState.DOUBLE
            ).value,
            "passed_by": event.body.passed_by,
            "passed_why": event.body.passed_reason,
        }
    elif event and isinstance(event.body, RecordingDropped):
        row |= {"state": RecordingState.DROPPED.value, "dropped": event.body.reason}
    return row


def _modalities(entity: str, life: Life) -> list[Row]:
    rows: list[Row] = []
    others = others_pictures(life)
    for modality in Modality:
        event = life.decided(f"recording.{modality}")
        said = event.body if event and isinstance(event.body, ModalitySet) else None
        is_theirs = event is None or event.link not in others
        if said and said.state in _STATES:  # a later release's is not yet said here
            rows.append(
                {
                    "recording": entity,
                    "modality": said.modality,
                    "state": said.state,
                    "count": said.count,
                    "reason": said.reason,
                    "second_person": said.second_person,
                    "file": said.file if is_theirs else "",
                    "size": said.size if is_theirs else 0,
                    "quality": msgspec.json.encode(said.quality, order="sorted").decode(),
                    "algorithm": said.algorithm,
                    "fingers": said.fingers,
                }
            )
    return rows
