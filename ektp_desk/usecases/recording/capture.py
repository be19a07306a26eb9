"""What this laptop takes of a person itself: measured, sealed, on the disk, and only then named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures import photo, signature
from ektp_desk.domain.pictures.photo import Measures
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke, check_ink, ink_of
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.usecases.recording.commands import step
from ektp_desk.usecases.recording.queries import offered, open_one
from ektp_desk.usecases.session import Session


def capture_photo(session: Session, recording: str, picture: Picture) -> Measures:
    """Keep a photo, whatever its measures say: whoever took it has seen them.

    Raises `recording.ended`, `disk.full`, `disk.refused`; then nothing names what may lie on the disk.
    """
    measures = session.devices.measure(picture)
    content = session.devices.photo_file(picture)
    _keep(session, recording, Modality.PHOTO, content, measures.kept(), photo.ALGORITHM)
    return measures


def capture_signature(session: Session, recording: str, strokes: Sequence[Stroke]) -> None:
    """Keep a signature as a picture; how the hand moved is kept nowhere.

    Raises `signature.too_little`, `recording.ended`, `disk.full`, `disk.refused`.
    """
    ink = ink_of(strokes)
    check_ink(ink)
    content = session.devices.signature_file(strokes)
    _keep(session, recording, Modality.SIGNATURE, content, ink.kept(), signature.ALGORITHM)


def _keep(
    session: Session,
    recording: str,
    modality: Modality,
    content: bytes,
    quality: Mapping[str, int | str],
    algorithm: str,
) -> None:
    """Seal, write, then name: a crash leaves at most a file that nothing names yet."""
    found = open_one(session, recording)
    sealed = session.files.seal(content)
    taken = Taken(
        ModalityState.CAPTURED,
        1,
        file=hashlib.sha256(sealed).hexdigest(),
        size=len(sealed),
        quality=quality,
        algorithm=algorithm,
    )
    named = step(found, modality, taken)
    session.check_roles(named)
    session.store.files.expect(recording, modality, taken, at=session.clock())
    session.files.keep(taken.file, sealed)
    session.write(named)


def take_offered(session: Session, recording: str, modality: Modality) -> None:
    """Name what a crash left; raises `capture.missing` when there is nothing any more."""
    found = open_one(session, recording)
    taken = offered(session, recording).get(modality)
    if taken is None:
        raise EktpError("capture.missing")
    session.write(step(found, modality, taken))
