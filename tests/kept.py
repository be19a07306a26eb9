"""Offices made once in a run and copied for each test that wants one: a founded one, and the sample's day.

Every copy is the same office (install, device, keys) in a folder of its own. A test about founding, or about
two offices, founds with `tests.offices.found_office_in`.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from datetime import time as clock_time
from functools import cache
from pathlib import Path

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


@dataclass(frozen=True)
class _KeptSample:
    folders: Folders
    sample: Sample
    made_at: float  # seconds since the epoch


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
    folders = _kept_for_the_run()
    return folders, found_in(folders)


@cache
def _sample() -> _KeptSample:
    folders = _kept_for_the_run()
    return _KeptSample(folders, make_sample(folders, cost=CHEAP), seconds_now())


def _kept_for_the_run() -> Folders:
    place = tempfile.mkdtemp(prefix="ektp-desk-kept-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Folders(Path(place) / "data", Path(place) / "state")
