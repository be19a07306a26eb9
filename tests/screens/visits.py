"""Scenes of planning: visits of every kind, a moved day, a closed day that goes on."""

from __future__ import annotations

from datetime import timedelta

from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters, plan_visit, say_letters
from ektp_desk.usecases.visits.queries import open_visit
from ektp_desk.words.dates import digits_date
from tests.gui.admin.machine import answer_for_machine
from tests.gui.desks import DeskPage
from tests.kept import morning
from tests.offices import VILLAGE, TestOffice
from tests.people.lists_of_people import keep_list, row
from tests.screens.admin import backed_up
from tests.screens.scene import Scene, own_folder
from tests.store.several.kits import laptops_of

_LONG = "SMK Negeri Kristen Terpadu Contoh Nunbena-Noebesi Kampus Dua"


def _ahead(page: DeskPage, days: int) -> str:
    """Write a day so many days from now."""
    return page.tell(lambda session: digits_date(session.today + timedelta(days=days)))


def _plan(page: DeskPage) -> DeskPage:
    return page.sign_in().press("F10", "N")


def _desa(page: DeskPage) -> DeskPage:
    """Plan a desa of the sample list, with everything filled in."""
    _plan(page).type("nunb").press("Return", "Shift+Tab").type("Balai Desa Nunbena")
    page.press("Tab", "Tab").type("07.30")
    return (
        page.press("Tab", "Tab").type("Maria T., Noh N., Yuliana Contoh").press("Tab").type(_ahead(page, 15))
    )


def _school(page: DeskPage, name: str = "SMA Negeri Contoh Nunbena") -> DeskPage:
    """Turn an empty plan to a school."""
    _plan(page).press("Alt+2")
    page.type(name)
    return page


def _refused(page: DeskPage) -> None:
    _school(page, "").press("Ctrl+Return").type("SMA Contoh")
    page.press("Tab", "Tab").type("25.00").press("Ctrl+Return")


def _doubted(page: DeskPage) -> DeskPage:
    """Tick a whole kecamatan for a school."""
    return _school(page).press(*["Return"] * 6, "Space")


def _planned_school(page: DeskPage) -> DeskPage:
    return _school(page, _LONG).press("Ctrl+Return")


def _postponing(page: DeskPage) -> DeskPage:
    return page.sign_in().press("F10", "Down", "T")


def postponed(page: DeskPage) -> DeskPage:
    return _postponing(page).type(_ahead(page, 9)).press("Tab").type("jalan putus").press("Return")


def close_the_day(page: DeskPage) -> DeskPage:
    """Every number gets an outcome, then the day is signed."""
    return _reviewing(page).press("Shift+T", "Ctrl+Return")


def _reopening(page: DeskPage) -> DeskPage:
    return close_the_day(page).press("F10", "End", "B").type("dua orang masih datang")


def _reopened(page: DeskPage) -> None:
    _reopening(page).press("Tab").type(page.passphrase).press("Return")


def _to_review(page: DeskPage) -> DeskPage:
    """Every number gets an outcome: the exceptions are next."""
    page.sign_in().press("F1", "H")
    for _number in range(40):
        if page.focus() != "unclear_table":
            break
        page.press("S", "P", "Return")
    return page


def _corrected(page: DeskPage) -> None:
    """Let an operator correct two of the visit's people without a witness, before anybody signs in."""
    desk, words = page.desk, "kata sandi milik noh contoh"
    session = desk.sign_in(desk.slots.users[0].user.id, page.passphrase)
    noh = add_user(session, "Noh Contoh", ["operator"], passphrase=words).id
    opened = open_visit(session)
    if opened is None:
        keep_list(session, row(1, "p1", "ORPA CONTOH"), row(2, "p2", "YOSEF CONTOH"))
        people = ["p1", "p2"]
    else:
        people = [one.id for one in targets_of(session, opened.id)[40:42]]
    desk.sign_out()
    session = desk.sign_in(noh, words)
    said = (("birth", "1988-03-04", "Akta lahir"), ("nik", "5302324403889012", "KK"))
    for person, (field, value, ground) in zip(people, said, strict=True):
        here = opened.id if opened else ""
        correct(session, person, field, value=value, ground=ground, passphrase=words, visit=here)
    desk.sign_out()


def _reading_corrections(page: DeskPage) -> DeskPage:
    _corrected(page)
    return _reviewing(page).press("Shift+End", "Down", "Down", "Down", "Down")


def _counted(page: DeskPage) -> DeskPage:
    _corrected(page)
    return page.sign_in().press("F1")


def _without_a_visit(page: DeskPage) -> DeskPage:
    return _counted(page).press("T")


def _ready(page: DeskPage) -> None:
    """Ask on a laptop that has all it needs, a backup too."""
    backed_up(page)
    page.press("5")  # made when it is first looked at
    answer_for_machine(page)
    page.press("F10", "Down", "S")


def _ready_but(page: DeskPage) -> None:
    """Ask on one without a backup, with a battery that is charging."""
    page.sign_in().press("Ctrl+K", "5")
    answer_for_machine(page, battery=62, plugged=True)
    page.press("F10", "Down", "S")


def _reviewing(page: DeskPage) -> DeskPage:
    """Enter the passphrase: the first exception is at hand."""
    return _to_review(page).type(page.passphrase).press("Return")


def _unheard(page: DeskPage) -> DeskPage:
    """All is read; two more laptops have letters, and nothing of them came."""

    def assign(session: Session) -> None:
        visit = open_visit(session)
        assert visit is not None
        assign_letters(session, visit.id, {"A": session.device, "E": "fifth", "F": "sixth"})

    _reviewing(page).press("Shift+T").tell(assign)
    return page.press("F1", "H")


def _lettered(page: DeskPage, *keys: str) -> None:
    """The office gave two laptops the letters A and B; it has none itself."""
    _package(page)
    page.press("Esc")

    def plan(session: Session) -> None:
        visit = plan_visit(session, VILLAGE, day=session.today, lists=())
        say_letters(session, visit, "A=02 B=03")

    page.tell(plan)
    page.press("F1", "F10", *keys)


def _second_desk(page: DeskPage) -> None:
    _lettered(page, "Return")
    page.type(page.passphrase).press("Return", "Ctrl+M")


def _package(page: DeskPage, *, given: bool = False) -> DeskPage:
    """Ask for a package for two laptops and a kit; `given`: once more, after it was written."""
    page.sign_in()
    stick = own_folder()

    def join(session: Session) -> None:
        office = TestOffice(page.desk.folders, session.user.id, morning(), page.desk, session)
        with laptops_of(office, own_folder()) as laptops:
            for _at in range(2):
                joined = laptops.join(laptops.kit(), by=office.user, words=page.passphrase)
                office.store.receive(joined.written())
            laptops.kit()

    page.tell(join)
    page.press("F10", "P").type("A=02 B=03")
    if given:
        page.press("Tab").type(str(stick)).press("Return")
        page.settle()
        page.press("P")
    return page


VISITS = (
    Scene("5-tutup-hari", "sandi supervisor", _to_review),
    Scene("5-tutup-hari", "sandi salah", lambda page: _to_review(page).type("bukan ini").press("Return")),
    Scene("5-tutup-hari", "pengecualian", _reviewing),
    Scene("5-tutup-hari", "mengapa", lambda page: _reviewing(page).press("U").type("foto gelap")),
    Scene("5-tutup-hari", "rekam ulang", lambda page: _reviewing(page).press("U", "Return", "T")),
    Scene("5-tutup-hari", "koreksi", _reading_corrections),
    Scene(
        "5-tutup-hari", "koreksi tidak sesuai", lambda page: _reading_corrections(page).press("U", "Return")
    ),
    Scene("2-hari-ini", "koreksi belum ditinjau", _counted, sample=False),
    Scene("5-tutup-hari", "koreksi tanpa kunjungan", _without_a_visit, sample=False),
    Scene("5-tutup-hari", "tanda tangan", lambda page: _reviewing(page).press("Shift+T", "F1", "H")),
    Scene("5-tutup-hari", "laptop belum terdengar", _unheard),
    Scene(
        "5-tutup-hari",
        "laptop belum terdengar, ditutup",
        lambda page: _unheard(page).type(page.passphrase).press("Ctrl+Return"),
    ),
    Scene("8-siap", "belum", lambda page: page.sign_in().press("F10", "S")),
    Scene("8-siap", "siap", _ready),
    Scene("8-siap", "siap, ada yang dilihat", _ready_but),
    Scene("8-siap", "sekolah", lambda page: _planned_school(page).press("S")),
    Scene("8-siap", "tanpa kunjungan", lambda page: page.sign_in().press("Ctrl+K", "5"), sample=False),
    Scene("7-rencana", "memilih desa", _plan),
    Scene("7-rencana", "desa", _desa),
    Scene("7-rencana", "sekolah", _school),
    Scene("7-rencana", "sekolah, seluruh kecamatan", _doubted),
    Scene("7-rencana", "kantor", lambda page: _plan(page).press("Alt+3")),
    Scene("7-rencana", "ditolak", _refused),
    Scene("7-rencana", "ubah", lambda page: page.sign_in().press("F10", "Down", "U")),
    Scene("7-rencana", "sekolah direncanakan", _planned_school),
    Scene("7-rencana", "menunda", _postponing),
    Scene("7-rencana", "ditunda", postponed),
    Scene("7-rencana", "membuka kembali", _reopening),
    Scene("7-rencana", "dibuka kembali", _reopened),
    Scene("7-rencana", "paket, tanpa laptop", lambda page: page.sign_in().press("F10", "P")),
    Scene("7-rencana", "huruf laptop lain", _lettered, sample=False),
    Scene("7-rencana", "huruf laptop lain dipilih", lambda page: _lettered(page, *"HHH"), sample=False),
    Scene(
        "7-rencana",
        "huruf laptop lain diizinkan",
        lambda page: _lettered(page, *"HHH", "Return"),
        sample=False,
    ),
    Scene(
        "7-rencana",
        "meja kedua, huruf laptop lain",
        _second_desk,
        sample=False,
    ),
    Scene("7-rencana", "paket ditulis", lambda page: _package(page, given=True)),
    Scene("7-rencana", "paket ditolak", lambda page: _package(page).type(" C=77").press("Return")),
)
