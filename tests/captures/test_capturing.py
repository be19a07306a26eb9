"""A photo and a signature are taken here: sealed, named, read back before the recording may end."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pytest
from PIL import Image

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures.photo import Measures
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, RecordingState, Taken
from ektp_desk.seal.age import open_sealed
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.recording.commands import finish, set_all_complete, set_modality
from ektp_desk.usecases.recording.queries import captured_here, steps_of, the_recording
from ektp_desk.usecases.shapes import User
from tests.captures.conftest import Capturing
from tests.captures.taking import SIGNED, at_the_desk, seen
from tests.offices import TestOffice


def refusal(act: object) -> EktpError:
    with pytest.raises(EktpError) as told:
        act()  # type: ignore[operator]  # a lambda
    return told.value


def test_an_office_attests_until_it_says_otherwise(office: TestOffice) -> None:
    visit = office.open_visit()
    recording = at_the_desk(office.session, visit)
    set_all_complete(office.session, recording)
    finish(office.session, recording)

    assert captured_here(office.session) == frozenset()
    assert not office.folders.objects.exists()


def test_a_recording_ends_with_both_taken_here(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    capture_photo(session, recording, seen())
    capture_signature(session, recording, SIGNED)
    set_all_complete(session, recording)
    finish(session, recording)

    steps = steps_of(session, recording)
    photo = steps[Modality.PHOTO]
    assert the_recording(session, recording).state is RecordingState.FINISHED
    assert {m for m, taken in steps.items() if taken.state is ModalityState.CAPTURED} == captured_here(
        session
    )
    assert {path.name for path in capturing.objects} == {f"{s.file}.age" for s in steps.values() if s.file}
    assert photo.size == (capturing.office.folders.objects / f"{photo.file}.age").stat().st_size
    assert photo.algorithm == "photo-plain 1"
    measures = Measures.read(photo.quality)
    assert measures is not None
    assert measures.is_good
    assert steps[Modality.SIGNATURE].quality["strokes"] == 2


def test_the_office_key_gives_the_picture_back_and_nothing_but_the_picture(capturing: Capturing) -> None:
    picture = seen()
    capture_photo(capturing.session, capturing.recording, picture)
    (path,) = capturing.objects
    secret = capturing.keys.office_secret
    assert secret is not None

    opened = open_sealed(path.read_bytes(), secret)

    assert opened == capturing.session.devices.photo_file(picture)
    image = Image.open(BytesIO(opened))
    assert (image.format, image.size) == ("JPEG", (480, 640))
    assert not dict(image.getexif())


def test_what_is_taken_here_is_not_attested(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    set_all_complete(session, recording)

    assert set(steps_of(session, recording)) == {Modality.FINGERS, Modality.IRISES, Modality.MATCH}
    for modality in captured_here(session):
        said = Taken(ModalityState.ATTESTED, FULL_COUNT[modality])
        assert refusal(lambda m=modality, s=said: set_modality(session, recording, m, s)).code == (
            "modality.capture_here"
        )
    assert refusal(lambda: finish(session, recording)).code == "recording.incomplete"


def test_nothing_says_taken_without_its_file(capturing: Capturing) -> None:
    said = Taken(ModalityState.CAPTURED, 1)

    told = refusal(lambda: set_modality(capturing.session, capturing.recording, Modality.PHOTO, said))

    assert told.code == "modality.no_file"


def test_what_cannot_be_taken_is_excepted_before_a_second_person(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    for modality, reason in ((Modality.PHOTO, "alat rusak"), (Modality.SIGNATURE, "tangan luka")):
        set_modality(session, recording, modality, Taken(ModalityState.EXCEPTED, 0, reason, "Noh L."))
    set_all_complete(session, recording)
    finish(session, recording)

    assert the_recording(session, recording).state is RecordingState.FINISHED
    assert capturing.objects == []


@pytest.mark.parametrize(("harm", "code"), [("gone", "capture.missing"), ("changed", "capture.changed")])
def test_a_file_that_is_not_what_was_written_keeps_the_recording_open(
    capturing: Capturing, harm: str, code: str
) -> None:
    session, recording = capturing.session, capturing.recording
    capture_photo(session, recording, seen())
    capture_signature(session, recording, SIGNED)
    set_all_complete(session, recording)
    path = capturing.office.folders.objects / f"{steps_of(session, recording)[Modality.PHOTO].file}.age"
    if harm == "gone":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)

    told = refusal(lambda: finish(session, recording))

    assert (told.code, told.facts) == (code, {"modality": "photo"})
    assert the_recording(session, recording).state is RecordingState.OPEN
    capture_photo(session, recording, seen(at=2.0))
    finish(session, recording)


def test_who_may_not_record_writes_no_file(capturing: Capturing) -> None:
    queue = dataclasses.replace(capturing.session, user=User(capturing.office.user, "Maria T.", "queue"))

    assert refusal(lambda: capture_photo(queue, capturing.recording, seen())).code == "role.not_allowed"
    assert capturing.objects == []
    assert capturing.office.connection.execute("SELECT count(*) FROM sealed_files").fetchone() == (0,)


def test_a_dot_is_no_signature(capturing: Capturing) -> None:
    dot = (((0.5, 0.1), (0.51, 0.1)),)

    told = refusal(lambda: capture_signature(capturing.session, capturing.recording, dot))

    assert told.code == "signature.too_little"
    assert capturing.objects == []


def test_rebuilding_gives_the_same_rows(capturing: Capturing) -> None:
    capture_photo(capturing.session, capturing.recording, seen())
    store = capturing.office.store
    before = dump_views(store.connection)
    rebuild(store)

    assert dump_views(store.connection) == before
