"""Offices made once in a run, for all its workers, and copied for each test that wants one.

Every copy is the same office (install, device, keys) in a folder of its own. A test about founding, or about
two offices, founds with `tests.offices.found_office_in`. Nobody opens what is kept: what would be changed
there would be another's.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from datetime import time as clock_time
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from filelock import FileLock

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import Sample, keep_facts
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.kits import MadeKit, begin_kit
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.desk.sample.making import make_sample
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal.passphrase import Cost
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.settings import Folders
from ektp_desk.usecases.session import Session
from tests.clock import seconds_now

CHEAP = Cost(1, 64 * 1024)  # what a key derivation costs in tests: Argon2id's own full cost is tested once
WORDS = "abadi bintang cemara embun alpukat"  # of the list: fifty bits, as an ADB's must have
DAY = date(2019, 4, 2)
ROOM = 2**31  # bytes of memory that a whole run has at most on its disk, several times over

_RUN = "EKTP_TEST_RUN"
T = TypeVar("T")


def _disk_in_memory() -> str | None:
    """Where nobody waits for what is thrown away; nowhere, if it has little room or starts no program."""
    place = Path("/dev/shm")  # noqa: S108  all in it has a folder of its own
    if not place.is_dir():
        return None
    facts = os.statvfs(place)
    is_fit = facts.f_bavail * facts.f_frsize >= ROOM and not facts.f_flag & os.ST_NOEXEC
    return str(place) if is_fit else None


MEMORY = _disk_in_memory()


@dataclass(frozen=True)
class _KeptSample:
    folders: Folders
    sample: Sample
    made_at: float  # seconds since the epoch


def take_disk_in_memory() -> None:
    """Let what asks for a temporary folder have it there, in the processes that tests start too."""
    if MEMORY is not None:
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY


def begin_run() -> Path:
    """Give the folder of what is kept for this run; who begins it makes it, and its end takes it away.

    Workers, and the processes that tests start, are told of it by their environment.
    """
    if _RUN not in os.environ:
        os.environ[_RUN] = tempfile.mkdtemp(prefix="ektp-desk-run-", dir=MEMORY)
        atexit.register(shutil.rmtree, os.environ[_RUN], ignore_errors=True)
    return Path(os.environ[_RUN])


def made_once(name: str, make: Callable[[Path], T], kind: Any) -> T:
    """Give what one process of the run makes in a folder of that name, and tells of; `kind` is its type."""
    place = begin_run() / name
    told = place / "told.json"
    with FileLock(f"{place}.lock"):
        if not told.exists():
            shutil.rmtree(place, ignore_errors=True)  # of one that was ended while it made it
            place.mkdir()
            told.write_bytes(msgspec.json.encode(make(place), enc_hook=str))
    made: T = msgspec.json.decode(told.read_bytes(), type=kind, dec_hook=lambda of, said: of(said))
    return made


def folders_at(place: Path) -> Folders:
    return Folders(place / "data", place / "state")


def copy_office(here: Folders, there: Folders) -> None:
    """Copy a closed office with its anchor, as if it had always lain there."""
    shutil.copytree(here.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir(parents=True, exist_ok=True)
    install = read_slots(here.data).slots.install
    shutil.copyfile(here.anchor(install), there.anchor(install))


def morning() -> DayClock:
    """A clock that a test sets; it stands at 7.30 of the day on which offices are founded."""
    clock = DayClock(DAY, 480)
    clock.set(clock_time(7, 30))
    return clock


def found_in(folders: Folders) -> str:
    """Found an office at low cost; give its first user, who signs in with `WORDS`."""
    charter = charter_of(RegionCode.parse("53.02"), address="Jalan Contoh 9", sample=True)
    made = found(folders, charter, user_name="Maria T.", passphrase=WORDS, clock=morning(), cost=CHEAP)
    return made.user


def new_kit(desk: Desk, session: Session, *, at_office: bool = False, cost: Cost = CHEAP) -> MadeKit:
    """Make a kit in one step; the desk seals it aside."""
    return begin_kit(desk, session, at_office=at_office, cost=cost)()


def lay_founded(folders: Folders) -> str:
    """Lay the kept office into an empty folder; give its first user, who signs in with `WORDS`."""
    here, user = _founded()
    copy_office(here, folders)
    return user


def lay_sample(folders: Folders) -> Sample:
    """Lay the kept sample office into an empty folder; its clock stands where a new sample's would."""
    kept = _sample()
    copy_office(kept.folders, folders)
    sample = replace(kept.sample, shift=kept.sample.shift - round(seconds_now() - kept.made_at))
    keep_facts(folders, sample)
    return sample


@cache
def _founded() -> tuple[Folders, str]:
    def make(place: Path) -> tuple[Folders, str]:
        return (folders := folders_at(place)), found_in(folders)

    return made_once("founded", make, tuple[Folders, str])


@cache
def _sample() -> _KeptSample:
    def make(place: Path) -> _KeptSample:
        folders = folders_at(place)
        return _KeptSample(folders, make_sample(folders, cost=CHEAP), seconds_now())

    return made_once("sample", make, _KeptSample)
