"""A school in the afternoon: pupils by class from the school's own list, the same desks, another report."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ektp_desk.cli.rehearsal.serving import DESK, grown_up, serve_one
from ektp_desk.cli.rehearsal.story import Rehearsed
from ektp_desk.desk.folder.sample import REGION
from ektp_desk.desk.sample.making import VILLAGE
from ektp_desk.domain.chance.inventing import InventedPerson, Inventor
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.visits import Arrangement, VisitKind
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.sheets.write import write_rows_xlsx
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit, prove
from ektp_desk.words import _

SCHOOL = "SMA Negeri Contoh"
CLASSES = ("XI IPA 1", "XI IPS 1", "XII IPA 1", "XII IPS 1")
_TITLES = ("No", "Nama", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Alamat", "RT", "RW", "Dusun",
           "Kelurahan", "Kecamatan", "Rombel Saat Ini", "No KK")  # fmt: skip


def visit_school(story: Rehearsed, pupils: int) -> None:
    """Plan a visit for a school's list, serve its pupils class after class, close and sign."""
    with story.desk() as (_desk, session):
        path = story.out / "dapodik.xlsx"
        write_rows_xlsx(path, _TITLES, _rows(session, pupils + pupils // 4 + 4), title="Daftar Peserta Didik")
        listed = import_list(session, [path], "dapodik", name=SCHOOL, as_of=session.today, source="sekolah")
        arranged = Arrangement(
            kind=VisitKind.SCHOOL,
            place=SCHOOL,
            opening_hour="08.00",
            closing_hour="14.00",
            team=("Noh Contoh", "Maria T."),
            polling_day=session.today + timedelta(days=90),
        )
        lists = (listed.list_id,)
        story.school = plan_visit(session, VILLAGE, day=session.today, lists=lists, arranged=arranged)
        confirm_day(session)
        open_desk(session, story.school, letter=DESK)
        give_numbers(session, story.school, letter=DESK, count=pupils)
        targets = grown_up(session, story.school)
        number = 0
        while serve_one(session, story.school, targets, number):
            number += 1
        proof = prove(session, story.school, story.passphrase)
        accept_exceptions(session, story.school, proof=proof)
        close_visit(session, story.school, proof=proof)
    story.tell(_("Sore: siswa satu sekolah dilayani kelas demi kelas di meja kantor, lalu ditutup."))


def _rows(session: Session, pupils: int) -> list[tuple[str, ...]]:
    rng = random.Random(pupils)  # noqa: S311  invented people, no secret
    inventor = Inventor(rng, load_names(RESOURCES / "names"))
    ages = _between(session.today, 19, 15)
    people = [inventor.invent(RegionCode.parse(VILLAGE), born_between=ages) for _ in range(pupils)]
    place = session.gazetteer.place(RegionCode.parse(VILLAGE))
    district = session.gazetteer.place(RegionCode.parse(VILLAGE[:8]))
    assert VILLAGE.startswith(str(REGION))
    return [
        _row(number, person, CLASSES[number % len(CLASSES)], place.name, district.name)
        for number, person in enumerate(people, start=1)
    ]


def _row(number: int, person: InventedPerson, rombel: str, village: str, district: str) -> tuple[str, ...]:
    return (
        str(number), person.name, person.sex, f"00{number:08}", person.birth_place, person.born.isoformat(),
        person.nik, person.address, person.rt, person.rw, person.hamlet, village, f"Kec. {district}", rombel,
        person.kk_number,
    )  # fmt: skip


def _between(today: date, oldest: int, youngest: int) -> tuple[date, date]:
    return today - timedelta(days=int(oldest * 365.25)), today - timedelta(days=int(youngest * 365.25))
