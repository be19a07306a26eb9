"""Captured files belong to the office: backed up, put back, checked, and gone with an erasure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.health.office import store_checks
from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Modality
from ektp_desk.settings import Folders
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import Fault
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.recording.queries import steps_of
from tests.captures.conftest import Capturing
from tests.captures.taking import SIGNED, seen
from tests.desk.backups import restored
from tests.offices import CHEAP, WORDS
from tests.store.several.laptops import events_in, onlooker


def test_a_backup_brings_captured_files_back(capturing: Capturing, tmp_path: Path) -> None:
    office = capturing.office
    capture_photo(capturing.session, capturing.recording, seen())
    backup = tmp_path / "kantor.ektpbackup"
    make_backup(office.desk, office.session, backup)
    capture_signature(capturing.session, capturing.recording, SIGNED)  # not in the backup: taken over
    held = {path.name: path.read_bytes() for path in capturing.objects}
    office.desk.sign_out()
    office.desk._lock.release()

    restored(office, backup, office.folders, replace_office=True)

    assert {path.name: path.read_bytes() for path in capturing.objects} == held
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert len(steps_of(session, capturing.recording)) == 2
        assert desk.store is not None
        assert verify_files(desk.store, desk.objects().check) == []


def test_a_restoring_brings_no_photo_back_that_was_dropped_since(
    capturing: Capturing, tmp_path: Path
) -> None:
    office, first, second = capturing.office, tmp_path / "1.ektpbackup", tmp_path / "2.ektpbackup"
    capture_photo(capturing.session, capturing.recording, seen())
    make_backup(office.desk, office.session, first)
    office.desk.sign_out()
    office.desk._lock.release()
    restored(office, first, office.folders, replace_office=True)  # the photo lies in the folder set aside too
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        capture_photo(desk.sign_in(office.user, WORDS), capturing.recording, seen(at=2.0))
        desk.sign_out()
        office.clock.wait(timedelta(hours=25).total_seconds())
        session = desk.sign_in(office.user, WORDS)
        held = [path.name for path in capturing.objects]
        assert len(held) == 1
        make_backup(desk, session, second)

    restored(office, second, office.folders, replace_office=True)

    assert [path.name for path in capturing.objects] == held


def test_another_laptop_gets_them_from_the_backup(capturing: Capturing, tmp_path: Path) -> None:
    office = capturing.office
    capture_photo(capturing.session, capturing.recording, seen())
    backup = tmp_path / "kantor.ektpbackup"
    make_backup(office.desk, office.session, backup)
    there = Folders(tmp_path / "there" / "data", tmp_path / "there" / "state")

    restored(office, backup, there)

    held = {path.name: path.read_bytes() for path in capturing.objects}
    assert {path.name: path.read_bytes() for path in there.objects.iterdir()} == held


def test_a_folder_that_lacks_a_file_tells_it(capturing: Capturing) -> None:
    office = capturing.office
    capture_photo(capturing.session, capturing.recording, seen())
    capture_signature(capturing.session, capturing.recording, SIGNED)
    first, second = capturing.objects
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1] + b"\0")

    check = {c.name: c for c in store_checks(office.desk, office.store)}["captures"]
    assert (check.state, check.facts) == ("bad", {"count": 2, "lost": 1})
    assert sorted(f.code for f in verify_files(office.store, office.desk.objects().check)) == [
        "object.changed",
        "object.missing",
    ]


def test_a_file_is_missed_whatever_the_row_about_it_says(capturing: Capturing) -> None:
    """A rebuilt store, and one whose rows somebody changed who holds its key."""
    office = capturing.office
    capture_photo(capturing.session, capturing.recording, seen())
    (photo,) = capturing.objects
    photo.unlink()
    for change in ("UPDATE sealed_files SET named = 0, loose = 1", "DELETE FROM sealed_files"):
        office.connection.execute(change)
        assert [f.code for f in verify_files(office.store, office.desk.objects().check)] == ["object.missing"]
    rebuild(office.store)
    assert [f.code for f in verify_files(office.store, office.desk.objects().check)] == ["object.missing"]


def test_what_another_copy_wrote_is_no_damage_here(capturing: Capturing, tmp_path: Path) -> None:
    """A copy that has the events but not the files: they lie where they were taken."""
    capture_photo(capturing.session, capturing.recording, seen())
    capture_photo(capturing.session, capturing.recording, seen(at=2.0))
    with onlooker() as other:
        other.receive(events_in(capturing.office.store))

        assert verify_files(other, capturing.office.desk.objects().check) == list[Fault]()
        rows = other.connection.execute("SELECT named, loose FROM sealed_files ORDER BY loose")
        assert rows.fetchall() == [(1, 0), (1, 1)]


def test_an_erasure_takes_the_file_along(capturing: Capturing, folders: Folders) -> None:
    office, session = capturing.office, capturing.session
    capture_photo(session, capturing.recording, seen())
    erased = erasure_of(session.store.events(Entity.RECORDING, capturing.recording), "request", "surat")
    assert isinstance(erased, BodyErased)
    session.write(NewEvent(Entity.RECORDING, capturing.recording, erased))

    assert steps_of(session, capturing.recording)[Modality.PHOTO].file == ""
    office.clock.wait(25 * 3600)
    office.sign_in_again()
    assert capturing.objects == []
    assert verify_files(office.store, office.desk.objects().check) == []
