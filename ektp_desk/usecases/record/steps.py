"""What was said of a recording's steps, read back, and the act that says it."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.recordings import Modality, RecordingState, Taken, fingers_kept, fingers_read
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Step


def the_recording(session: Session, recording: str) -> Recording:
    """Give a recording; raises `recording.unknown`."""
    found = session.one("recording", Recording, recording=recording)
    if found is None:
        raise EktpError("recording.unknown")
    return found


def open_one(session: Session, recording: str) -> Recording:
    """Give a recording that is not ended yet; raises `recording.ended`, `recording.unknown`."""
    found = the_recording(session, recording)
    if found.state is not RecordingState.OPEN:
        raise EktpError("recording.ended")
    return found


def steps_of(session: Session, recording: str) -> dict[Modality, Taken]:
    """Give what was said of each modality so far."""
    return {row.modality: as_taken(row) for row in session.store.ask("steps", Step, recording=recording)}


def as_taken(row: Step) -> Taken:
    """Give what a row says."""
    quality = msgspec.json.decode(row.quality, type=dict[str, int | str])
    return Taken(
        row.state,
        row.count,
        row.reason,
        row.second_person,
        file=row.file,
        size=row.size,
        quality=quality,
        algorithm=row.algorithm,
        fingers=fingers_read(row.fingers),
    )


def step(found: Recording, modality: Modality, taken: Taken) -> Act:
    """Give the act that says how far a modality is."""
    body = ModalitySet(
        modality=modality,
        state=taken.state,
        count=taken.count,
        reason=taken.reason.strip(),
        second_person=taken.second_person.strip(),
        file=taken.file,
        size=taken.size,
        quality=dict(taken.quality),
        algorithm=taken.algorithm,
        fingers=fingers_kept(taken.fingers),
    )
    return Act(Entity.RECORDING, found.id, body, found.visit)
