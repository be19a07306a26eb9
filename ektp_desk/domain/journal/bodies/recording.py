"""What is said of a recording."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.journal.bodies.body import Body
from ektp_desk.domain.recordings import Modality

_MODALITIES = frozenset(Modality)


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


class RecordingMoved(Body, frozen=True):
    """Its ticket has another number: it was one of several papers with the number that was read.

    Adds, and decides no slot: whose a recording is follows from what is said of the number itself.
    """

    ticket: str


class ModalitySet(Body, frozen=True):
    """How far one modality is; of a captured one also the sealed file that holds it.

    Raises `ValueError` for what is no modality: "end" would decide whether the recording is finished.
    """

    modality: str  # one of Modality
    state: str  # one of ModalityState
    count: int  # how many were taken: fingers of ten, irises of two, else 0 or 1
    reason: str = ""
    second_person: str = ""
    file: str = ""  # SHA-256 of the sealed bytes, hex; empty unless captured, and once erased
    size: int = 0  # of the sealed bytes
    quality: dict[str, int | str] = msgspec.field(default_factory=dict)  # what was measured, by name
    algorithm: str = ""  # what measured it, and its version: "photo-plain 1"
    fingers: str = ""  # which were not taken, by ISO/IEC 19794 position, if they were named: "2 7"

    def __post_init__(self) -> None:
        """Refuse a modality that names another act's slot."""
        if self.modality not in _MODALITIES:
            raise ValueError("modality")


class DocumentsSeen(Body, frozen=True):
    """Of what is neither seen nor among those that were asked for and not brought, nothing was said yet."""

    kk: bool
    f102: bool
    marriage: bool
    not_brought: str = ""  # "kk f102"


class NoteWritten(Body, frozen=True):
    text: str


class RecordingFinished(Body, frozen=True):
    passed_by: str = ""  # the supervisor who let an under-16 pass, with the reason
    passed_reason: str = ""


class RecordingDropped(Body, frozen=True):
    reason: str


class RecordingCounted(Body, frozen=True):
    """Whether it counts beside another one of the same person, which two laptops made unseen."""

    counts: bool
    other: str


class PictureRuled(Body, frozen=True):
    """Whose a captured file is that an erased event named too: an ADB's word, of the recording that names it.

    Where it is not this recording's (`counts`), it goes as erased.
    """

    event: str  # link of the one that names it
    erased: str  # of the erased one
    counts: bool


class ExceptionReviewed(Body, frozen=True):
    """A supervisor has read a recording's exceptions or its under-16 pass before signing the day."""

    verdict: str  # one of Verdict
    note: str = ""
