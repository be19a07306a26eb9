"""What nothing names any more goes after a day; what a crash left is offered again first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.recordings import Modality
from ektp_desk.store.proof.files import verify_files
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature, take_offered
from ektp_desk.usecases.recording.commands import WalkIn, change_to_walk_in, finish, set_all_complete
from ektp_desk.usecases.recording.queries import offered, steps_of, the_recording
from ektp_desk.usecases.withdrawal import withdraw
from tests.captures.conftest import Capturing
from tests.captures.taking import SIGNED, seen


def refusal(act: object) -> EktpError:
    with pytest.raises(EktpError) as told:
        act()  # type: ignore[operator]  # a lambda
    return told.value


def later(capturing: Capturing, hours: int) -> None:
    capturing.office.clock.wait(timedelta(hours=hours).total_seconds())
    capturing.office.sign_in_again()


def test_a_photo_taken_anew_goes_after_a_day(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    capture_photo(session, recording, seen())
    capturing.office.clock.wait(60)
    capture_photo(session, recording, seen(at=2.0))
    capture_signature(session, recording, SIGNED)
    set_all_complete(session, recording)
    finish(session, recording)
    held = {one.file for one in steps_of(session, recording).values() if one.file}

    later(capturing, 23)
    assert len(capturing.objects) == 3
    later(capturing, 2)
    assert {path.stem for path in capturing.objects} == held
    assert {file for (file,) in capturing.office.connection.execute("SELECT file FROM sealed_files")} == held


def test_a_photo_whose_successor_is_undone_stands_again(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    capture_photo(session, recording, seen())
    first = steps_of(session, recording)[Modality.PHOTO].file
    capture_photo(session, recording, seen(at=2.0))
    withdraw(
        session, Entity.RECORDING, recording, session.store.life(Entity.RECORDING, recording).all[-1].link
    )

    later(capturing, 25)

    assert [path.name for path in capturing.objects] == [f"{first}.age"]


def test_what_was_taken_of_somebody_else_goes_after_a_day(capturing: Capturing) -> None:
    session, recording = capturing.session, capturing.recording
    capture_photo(session, recording, seen())
    change_to_walk_in(session, the_recording(session, recording).ticket, WalkIn("Orpa Contoh", "P"))

    later(capturing, 23)
    assert len(capturing.objects) == 1
    later(capturing, 2)
    assert capturing.objects == []
    assert verify_files(capturing.office.store, capturing.office.desk.objects().check) == []


def refuse(*_acts: object, **_who: object) -> None:
    raise EktpError("store.disk_full")


def left_by_a_crash(capturing: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a photo whose event is never written."""
    with monkeypatch.context() as broken:
        broken.setattr(capturing.session.store, "write", refuse)
        with pytest.raises(EktpError):
            capture_photo(capturing.session, capturing.recording, seen())


def test_what_a_crash_left_is_offered_again(capturing: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    left_by_a_crash(capturing, monkeypatch)
    capturing.office.sign_in_again()
    session, recording = capturing.session, capturing.recording

    assert steps_of(session, recording) == {}
    (taken,) = offered(session, recording).values()
    take_offered(session, recording, Modality.PHOTO)

    assert steps_of(session, recording)[Modality.PHOTO] == taken
    assert offered(session, recording) == {}
    later(capturing, 48)
    assert [path.name for path in capturing.objects] == [f"{taken.file}.age"]


def test_what_a_crash_left_is_swept_after_a_day(
    capturing: Capturing, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_a_crash(capturing, monkeypatch)
    part = Path(f"{capturing.objects[0]}.part")
    part.write_bytes(b"age-encryption.org/v1")

    later(capturing, 25)

    assert capturing.objects == []
    assert refusal(lambda: take_offered(capturing.session, capturing.recording, Modality.PHOTO)).code == (
        "capture.missing"
    )
