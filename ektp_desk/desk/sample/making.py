"""The sample office: invented staff and residents, and a visit in full swing on today's date."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import FACTS, REGION, Sample, keep_facts, sample_clock, sample_of
from ektp_desk.desk.founding import charter_of, found, remove_office
from ektp_desk.desk.keys.passphrases import new_passphrase
from ektp_desk.desk.sample.day import DayClock, live_a_day
from ektp_desk.domain.chance.inventing import InventedPerson, Inventor
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.settings import RESOURCES, Folders, clock_in
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit

__all__ = [
    "ADDRESS",
    "REGION",
    "VILLAGE",
    "Sample",
    "invented_residents",
    "make_sample",
    "sample_clock",
    "sample_of",
]

DISTRICT = "53.02.32"
VILLAGE = "53.02.32.2003"
NEXT_VILLAGE = "53.02.32.2002"
ADDRESS = "Jalan Contoh Nomor 9, Soe · data buatan"
_USER = "Maria T."
_TARGETS = 187
_OTHERS = 375  # residents of each other desa of the district
_OPENING, _NOW = time(7, 12), time(16, 52)  # the sample's day begins, and where a first look finds it


def make_sample(folders: Folders, *, cost: Cost = FULL, seed: int = 5302) -> Sample:
    """Make the sample office in an empty folder, through the use cases that the screens call.

    Raises `office.exists`.
    """
    _make_room(folders)
    offset = zone_of(REGION).utc_offset_minutes
    real = clock_in(offset)
    clock = DayClock(real().day, offset)
    clock.set(_OPENING)
    words = new_passphrase()
    charter = charter_of(REGION, address=ADDRESS, sample=True)
    made = found(folders, charter, user_name=_USER, passphrase=words, clock=clock, cost=cost)
    with Desk(folders, clock=clock) as desk:
        session = desk.sign_in(made.user, words)
        with session.store.together():
            visit = _prepare(session, random.Random(seed))  # noqa: S311  invented people, no secret
            live_a_day(session, visit, clock, random.Random(seed), until=_NOW)  # noqa: S311  the same
    shift = int((datetime.combine(clock.day, _NOW) - real().local.replace(tzinfo=None)).total_seconds())
    sample = Sample(_USER, words, visit, shift)
    keep_facts(folders, sample)
    return sample


def _make_room(folders: Folders) -> None:
    """Remove a sample whose making was cut short: nobody was told its passphrase or worked in it."""
    if (folders.data / FACTS).exists():
        raise EktpError("office.exists")
    try:
        with Desk(folders) as desk:
            if desk.slots.office.is_sample:
                remove_office(folders, desk.slots.install)
    except EktpError as error:
        if error.code != "office.none":
            raise


def _prepare(session: Session, rng: random.Random) -> str:
    """Import the district's list, plan two visits, open the first."""
    people = invented_residents(session, rng)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "belum-rekam-nunbena.xlsx"
        write_list(path, people)
        imported = import_list(
            session,
            [path],
            "belum-rekam",
            name="Belum rekam Kec. Nunbena",
            as_of=session.today,
            source="SIAK/ADB",
        )
    visit = plan_visit(session, VILLAGE, day=session.today, lists=(imported.list_id,))
    plan_visit(session, NEXT_VILLAGE, day=session.today + timedelta(days=2), lists=(imported.list_id,))
    confirm_day(session)
    open_desk(session, visit, letter="A")
    return visit


def invented_residents(
    session: Session, rng: random.Random, *, targets: int = _TARGETS
) -> list[InventedPerson]:
    """Invent the unrecorded residents of the sample's district: most are 16 to 24, some are old."""
    inventor = Inventor(rng, load_names(RESOURCES / "names"))
    people: list[InventedPerson] = []
    for village in session.gazetteer.children(RegionCode.parse(DISTRICT)):
        count = targets if str(village.code) == VILLAGE else _OTHERS
        people += [
            inventor.invent(village.code, born_between=_ages(session.today, rng)) for _ in range(count)
        ]
    return people


def _ages(today: date, rng: random.Random) -> tuple[date, date]:
    youngest, oldest = rng.choices([(16, 17), (17, 24), (25, 59), (60, 88)], weights=[10, 50, 30, 10])[0]
    first = today - timedelta(days=int(oldest * 365.25) + 200)
    return first, today - timedelta(days=int(youngest * 365.25) + 20)
