"""A capture killed between every two writes: the step is whole or open, and only its sealed file is left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from binascii import hexlify
from collections.abc import Callable
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.recordings import Modality, ModalityState
from ektp_desk.seal.age import open_sealed
from ektp_desk.settings import Folders
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.verify import verify_chain, verify_pages
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature, take_offered
from ektp_desk.usecases.recording.commands import finish, set_all_complete
from ektp_desk.usecases.recording.queries import offered, steps_of
from tests.captures.dying import Facts
from tests.captures.taking import SIGNED, at_the_desk, capture_here, seen
from tests.leaks import Disk, Secrets, pieces
from tests.offices import CHEAP, DAY, WORDS, TestOffice, office_in

ROOT = Path(__file__).parents[2]
PLACES = {  # each is passed once at least; those of the store's transactions come twice
    "file expected",
    "file written",
    "file synced",
    "file named",
    "file kept",
    "event written",
    "rows folded",
    "before commit",
    "committed",
    "anchored",
}


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    """Leave an office with an open recording behind."""
    folders = Folders(tmp_path / "office" / "data", tmp_path / "office" / "state")
    with office_in(folders) as office:
        visit = office.open_visit()
        capture_here(office.session)
        recording = at_the_desk(office.session, visit)
        return Facts(str(folders.data), str(folders.state), str(tmp_path / "died"), office.user, recording)


@pytest.mark.journey
@pytest.mark.timeout(200)
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_killed_capture_is_whole_or_open_and_never_in_clear(facts: Facts) -> None:
    line = [sys.executable, "-m", "tests.captures.dying", facts.as_argument()]
    own = Disk(Path(facts.data).parent)
    environment = {**os.environ, **own.environment}
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert own.unknown() == []
    *names, lived = done.stdout.splitlines()
    assert set(names) == PLACES
    assert len(names) + 1 == int(lived)

    states = [look_at(facts, number) for number in range(1, int(lived) + 1)]

    # Told before it is written, a file that stands whole under its name is offered again, never lost.
    lost = {name for name, state in zip(names, states, strict=False) if state == "lost"}
    assert not lost & {"file named", "file kept"}
    assert states == sorted(states, key=["lost", "offered", "captured"].index)
    assert set(states) == {"lost", "offered", "captured"}


def look_at(facts: Facts, number: int) -> str:
    """Open what a death left; say what became of the photo, and go on to the end of the recording."""
    folders, disk = facts.place(number), Disk(Path(facts.root) / str(number))
    picture = seen()
    assert disk.telling(Secrets(pieces(picture.rgb))) == disk.unknown() == []
    with Desk(folders, clock=DayClock(DAY, 480), cost=CHEAP) as desk:
        session = desk.sign_in(facts.user, WORDS)
        assert disk.telling(Secrets(pieces(session.devices.photo_file(picture)))) == []
        assert desk.store is not None
        connection = desk.store.connection
        assert verify_pages(connection) == list(verify_chain(connection)) == []
        assert verify_files(desk.store, desk.objects().check) == []
        taken = steps_of(session, facts.recording).get(Modality.PHOTO)
        again = offered(session, facts.recording)
        state = "captured" if taken else "offered" if again else "lost"
        if state == "offered":
            take_offered(session, facts.recording, Modality.PHOTO)
        elif state == "lost":
            capture_photo(session, facts.recording, picture)
        capture_signature(session, facts.recording, SIGNED)
        set_all_complete(session, facts.recording)
        finish(session, facts.recording)
        taken = steps_of(session, facts.recording)[Modality.PHOTO]
        assert taken.state is ModalityState.CAPTURED
        secret = desk.unlock(facts.user, WORDS).office_secret
        assert secret is not None
        content = (folders.objects / f"{taken.file}.age").read_bytes()
        assert open_sealed(content, secret) == session.devices.photo_file(picture)
    return state


@pytest.mark.parametrize("code", [bytes, hexlify, b64encode, urlsafe_b64encode])
def test_what_is_searched_for_would_be_found(tmp_path: Path, code: Callable[[bytes], bytes]) -> None:
    disk, rgb = Disk(tmp_path), seen().rgb
    disk.folders.data.mkdir()
    for lead in range(3):
        (disk.folders.data / str(lead)).write_bytes(code(bytes(lead) + rgb + b"y"))

    assert disk.telling(Secrets(pieces(rgb))) == disk.unknown() == ["data/0", "data/1", "data/2"]


def test_debian_age_opens_a_captured_file(office: TestOffice, tmp_path: Path) -> None:
    """With the office's key in a file, as `age` takes it: no lock-in."""
    program = shutil.which("age")
    if program is None:
        pytest.skip("Debian's `age` is not installed: `apt-get install age`")
    visit = office.open_visit()
    capture_here(office.session)
    recording = at_the_desk(office.session, visit)
    capture_photo(office.session, recording, seen())
    (path,) = office.folders.objects.iterdir()
    secret = office.desk.unlock(office.user, WORDS).office_secret
    assert secret is not None
    key = tmp_path / "office-key"
    key.write_text(secret)

    done = subprocess.run([program, "-d", "-i", key, path], capture_output=True, check=True)

    assert done.stdout == office.session.devices.photo_file(seen())
