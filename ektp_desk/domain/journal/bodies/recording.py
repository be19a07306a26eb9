"""What is said of a recording."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


class RecordingStarted(Body, frozen=True):
    """Who is recorded, as read at the desk: stays what it was when the list changes."""

    ticket: str
    desk: str
    person: str
    nik: str
    name: str
    sex: str
    birth: str
    village: str


class ModalitySet(Body, frozen=True):
    modality: str
    state: str  # "attested", "excepted", "missing"
    count: int  # how many were taken: fingers of ten, irises of two, else 0 or 1
    reason: str = ""
    second_person: str = ""


class DocumentsSeen(Body, frozen=True):
    kk: bool
    f102: bool
    marriage: bool


class NoteWritten(Body, frozen=True):
    text: str


class RecordingFinished(Body, frozen=True):
    passed_by: str = ""  # the supervisor who let an under-16 pass, with the reason
    passed_reason: str = ""


class RecordingDropped(Body, frozen=True):
    reason: str
