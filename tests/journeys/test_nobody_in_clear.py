"""A stolen laptop: after kill -9, no byte of any folder tells a name or a NIK, and no file is unheard of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

import pytest

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.cli.rehearsal.serving import grown_up
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, open_day
from ektp_desk.desk.sample.making import invented_residents
from ektp_desk.domain.people import read_phone
from ektp_desk.seal.age import open_sealed
from ektp_desk.sheets.write import write_list
from ektp_desk.store.proof.verify import verify_chain, verify_lists, verify_pages
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.people.contacts.commands import give_contact
from ektp_desk.usecases.queue.commands import call_next, serve
from ektp_desk.usecases.queue.queries import at_desk, the_ticket
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from tests.captures.taking import capture_here
from tests.leaks import Disk, Secrets, pieces
from tests.offices import CHEAP

pytestmark = [pytest.mark.journey, pytest.mark.timeout(200)]
WALK_IN = WalkIn(
    "Salomi Contohwati", "P", nik="5302325203909876", birth="1990-03-12", address="Lorong Rahasia 9"
)
PHONE = "0812-9000-9876"
CODES = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass
class Place:
    """A visit in the morning, with folders of its own for everything that a process writes."""

    story: Rehearsed
    out: Path
    disk: Disk
    told: frozenset[bytes]

    @cached_property
    def secrets(self) -> Secrets:
        """Whom a thief would look for."""
        return Secrets(self.told)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Prepare the morning once, a walk-in at the desk among it."""
    root = tmp_path_factory.mktemp("nobody")
    out, disk = root / "out", Disk(root / "disk")
    out.mkdir(mode=0o700)
    story = begin_story(disk.folders, out, 12, cost=CHEAP)
    with story.desk() as (desk, session):
        open_day(story, session)
        assert desk.store is not None
        rows = desk.store.connection.execute("SELECT name, nik, kk_number, address FROM register").fetchall()
        ticket = call_next(session, story.visit, desk="A")
        assert ticket is not None
        serve(session, ticket, desk="A")
        identify_walk_in(session, ticket, WALK_IN)
        begin(session, ticket, desk="A")
        met = the_ticket(session, ticket).person or ""
        give_contact(session, met, PHONE, whose="own", consent=True, visit=story.visit)
    told = {word for row in rows for word in row if word and len(word) > 9}
    told |= {WALK_IN.name, WALK_IN.nik, WALK_IN.address, PHONE, read_phone(PHONE), story.passphrase}
    known = frozenset(form.encode(code) for word in told for form in {word, word.upper()} for code in CODES)
    copytree(disk.root, root / "kept")
    return Place(story, out, disk, known)


@pytest.fixture
def place(morning: Place) -> Place:
    """Put the morning back as it was: at its own place, where its anchor knows it."""
    rmtree(morning.disk.root)
    copytree(morning.disk.root.with_name("kept"), morning.disk.root)
    return morning


def test_the_thief_would_find_somebody(place: Place) -> None:
    temp = Path(place.disk.environment["TMPDIR"])
    assert place.disk.telling(place.secrets) == place.disk.unknown() == []
    assert len(place.told) > 1000

    (temp / "left-behind").write_bytes(b"\0\1" + WALK_IN.name.upper().encode("utf-16-le"))
    (place.disk.folders.state / "pilihan.json").write_bytes(b64encode(b"{'" + WALK_IN.nik.encode() + b"'}"))
    (place.disk.folders.data / "lists" / "daftar.xlsx").touch()
    (temp / "pesan").write_text(f"hubungi {read_phone(PHONE)}", encoding="utf-8")

    assert place.disk.telling(place.secrets) == ["state/pilihan.json", "temp/left-behind", "temp/pesan"]
    assert place.disk.unknown() == ["data/lists/daftar.xlsx", "temp/left-behind", "temp/pesan"]


def test_a_window_killed_in_mid_recording_leaves_nobody(place: Place) -> None:
    with place.story.desk() as (_desk, session):
        person = grown_up(session, place.story.visit)[0]
        held = at_desk(session, place.story.visit, "A")
        assert held is not None
    with WindowProcess(place.story.folders.data, environment=place.disk.environment) as window:
        window.sign_in(place.story.passphrase)
        window.press("F3", "1", "2", "=", "=", "Ctrl+Return")  # the walk-in; the next number is called
        window.press("F2", "Return")
        window.type(person.nik)
        window.press("Return", "1")
        window.kill()
        assert window.was_killed

    assert (place.story.folders.data / "desk.db-wal").stat().st_size > 0
    assert place.disk.telling(place.secrets) == place.disk.unknown() == []
    with place.story.desk() as (desk, _session):
        assert desk.store is not None
        kept = desk.store.connection.execute("SELECT nik FROM recordings ORDER BY started_at").fetchall()
    assert kept == [(WALK_IN.nik,), (person.nik,)]


def test_a_window_killed_after_a_photo_leaves_no_picture(place: Place) -> None:
    with place.story.desk() as (_desk, session):
        capture_here(session)
    with WindowProcess(place.story.folders.data, environment=place.disk.environment) as window:
        window.sign_in(place.story.passphrase)
        assert window.press("F3", "Space")["focus"] == "signature"  # the walk-in's photo is kept
        window.kill()
        assert window.was_killed

    (sealed,) = place.story.folders.objects.iterdir()
    with place.story.desk() as (desk, _session):
        secret = desk.unlock(place.story.user, place.story.passphrase).office_secret
        assert secret is not None
        picture = open_sealed(sealed.read_bytes(), secret)
    assert place.disk.telling(Secrets(pieces(picture))) == place.disk.unknown() == []


@pytest.mark.parametrize("reached", ["*.rows.part", "*.rows"])
def test_an_import_killed_in_the_middle_leaves_nobody_and_nothing(
    place: Place, reached: str, chance: Random
) -> None:
    path = place.out / "kedua.xlsx"
    with place.story.desk() as (_desk, session):
        write_list(path, invented_residents(session, chance, targets=600), title="DAFTAR")
        before = {held.id for held in lists(session)}
    process, seen = importing(place, path, before, reached)
    for shown in seen:
        assert not any(word in shown for word in place.told)

    assert process.returncode == -signal.SIGKILL
    assert place.disk.telling(place.secrets) == place.disk.unknown() == []
    with place.story.desk() as (desk, session):
        assert desk.store is not None
        now = {held.id for held in lists(session)}
        assert verify_pages(desk.store.connection) == []
        assert list(verify_chain(desk.store.connection)) == verify_lists(desk.store) == []
        assert {file.name for file in place.story.folders.lists.iterdir()} == {f"{held}.rows" for held in now}
    if reached.endswith(".part"):
        assert now == before


def importing(
    place: Place, path: Path, before: set[str], reached: str
) -> tuple[subprocess.Popen[bytes], list[bytes]]:
    """Import in a process of its own until a new file of this form is there, then kill it."""
    reading, writing = os.pipe()
    os.write(writing, place.story.passphrase.encode() + b"\n")
    os.close(writing)
    process = subprocess.Popen(
        [sys.executable, "-m", "ektp_desk", "import", str(path), "--kind", "belum-rekam",
         "--data", str(place.story.folders.data), "--passphrase-fd", str(reading)],
        pass_fds=(reading,), env={**os.environ, **place.disk.environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(reading)
    known, patience = {f"{held}.rows" for held in before}, time.monotonic() + 60
    while {file.name for file in place.story.folders.lists.glob(reached)} <= known:
        assert process.poll() is None, "the import ended before it could be killed"
        assert time.monotonic() < patience
    seen = list(shown_by(process.pid))
    process.kill()
    process.wait()
    return process, seen


def shown_by(pid: int) -> Iterator[bytes]:
    """What every user of a machine may see of a process and of its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for seen in (pid, *(children.read_text().split() if children.exists() else ())):
        for what in ("cmdline", "environ"):
            try:
                yield Path(f"/proc/{seen}/{what}").read_bytes()
            except OSError:
                continue
