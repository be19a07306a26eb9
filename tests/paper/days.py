"""Invented days for papers: a desa of five by dusun, and a school of two classes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import Arrangement, VisitKind
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.recording.commands import begin, finish, identify, set_all_complete, set_modality
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.offices import DAY, VILLAGE, TestOffice, let_go

POLLING = DAY + timedelta(days=15)  # 17 April 2019
_TITLES = "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;NO_RT;NO_RW;DUSUN;KETERANGAN\n"
VILLAGERS = (
    ("5302325203929001", "ORPA CONTOH", "PEREMPUAN", "12-03-1992", "002", "001", "Dusun II"),
    ("5302321203929002", "AGUS CONTOH", "LAKI-LAKI", "12-03-1992", "001", "002", "Dusun I"),
    ("5302325203929003", "YULI CONTOH", "PEREMPUAN", "12-03-1992", "001", "001", "Dusun I"),
    ("5302321203029004", "MELKI CONTOH", "LAKI-LAKI", "12-03-2002", "001", "001", "Dusun I"),
    ("5302325203929005", "BETI CONTOH", "PEREMPUAN", "12-03-1992", "001", "001", "Dusun II"),
)
PUPILS = (
    ("5302321203029011", "ADI CONTOH", "L", "2002-03-12", "XII IPA 1"),  # 17 on the day
    ("5302325004029012", "BELA CONTOH", "P", "2002-04-10", "XII IPA 1"),  # 16; 17 by polling day
    ("5302321212029013", "CARLO CONTOH", "L", "2002-12-12", "XII IPA 1"),  # 16
    ("5302325212039014", "DINA CONTOH", "P", "2003-12-12", "XI IPS 1"),  # 15
    ("5302325203029015", "ERNA CONTOH", "P", "2002-03-12", "XI IPS 1"),  # 17 on the day
)


def village_visit(office: TestOffice, folder: Path) -> str:
    """Plan a visit whose list names five people of two dusun, and open it."""
    path = folder / "desa.csv"
    rows = (
        f'="{nik}";{name};{sex};SOE;{born};32;2003;{rt};{rw};{dusun};BLM_RKM_KTP\n'
        for nik, name, sex, born, rt, rw, dusun in VILLAGERS
    )
    path.write_text(_TITLES + "".join(rows), encoding="utf-8")
    listed = import_list(office.session, [path], "belum-rekam", name="Maret", as_of=date(2019, 4, 1)).list_id
    visit = plan_visit(office.session, VILLAGE, day=DAY, lists=(listed,))
    _open(office, visit)
    return visit


def school_visit(office: TestOffice, folder: Path) -> str:
    """Plan a visit to a school of five pupils in two classes, and open it."""
    path = folder / "siswa.csv"
    titles = "No;Nama;NIPD;JK;NISN;Tempat Lahir;Tanggal Lahir;NIK;Rombel Saat Ini\n"
    rows = (
        f"{n};{name};10{n};{sex};000000000{n};SOE;{born};{nik};{rombel}\n"
        for n, (nik, name, sex, born, rombel) in enumerate(PUPILS, start=1)
    )
    path.write_text(titles + "".join(rows), encoding="utf-8")
    listed = import_list(office.session, [path], "dapodik", name="Siswa", as_of=date(2019, 4, 1)).list_id
    plan = Arrangement(VisitKind.SCHOOL, "SMA Contoh", "7.30", "12.00", polling_day=POLLING)
    visit = plan_visit(office.session, VILLAGE, day=DAY, lists=(listed,), arranged=plan)
    _open(office, visit)
    return visit


def _open(office: TestOffice, visit: str) -> None:
    confirm_day(office.session)
    open_desk(office.session, visit, letter="A")


def person(office: TestOffice, visit: str, name: str) -> str:
    """Find one of a visit's targets by name."""
    found = targets_of(office.session, visit)
    return next(one.id for one in found if one.name == name)


def record(office: TestOffice, visit: str, name: str, *, excepted: bool = False, young: bool = False) -> str:
    """Record a target, with nine fingers or by a supervisor's word; gives the ticket."""
    session = office.session
    ticket = identified(office, visit, name)
    recording = begin(session, ticket, desk="A")
    if excepted:
        taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.")
        set_modality(session, recording, Modality.FINGERS, taken)
    set_all_complete(session, recording)
    office.clock.wait(200)
    let_go(session, recording) if young else finish(session, recording)
    return ticket


def identified(office: TestOffice, visit: str, name: str) -> str:
    """Serve a target who gets a number; returns the ticket."""
    session = office.session
    give_numbers(session, visit, letter="A")
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    identify(session, ticket, person(office, visit, name))
    office.clock.wait(60)
    return ticket


def end(office: TestOffice, visit: str, name: str, outcome: Outcome, *, text: str = "", on: str = "") -> str:
    """Without a recording."""
    ticket = identified(office, visit, name)
    end_ticket(office.session, ticket, outcome, text=text, on=on)
    return ticket
