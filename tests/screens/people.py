"""The scenes of F4 and of what waits for a decision."""

from __future__ import annotations

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import Kit, found_laptop
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.roles import Role
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.laptops.commands import make_kit
from ektp_desk.usecases.people.commands import correct, say_not_same, say_same
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visits.absences.commands import explain_absence
from ektp_desk.usecases.visits.absences.queries import target_standing
from ektp_desk.usecases.visits.queries import open_visit
from ektp_desk.words import _
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.decisions.test_claimed import both_name_one_file
from tests.gui.desks import DeskPage
from tests.kept import CHEAP
from tests.people.lists_of_people import keep_list, row
from tests.screens.scene import Scene, Way, own_folder
from tests.store.several.laptops import events_in

_LONG = "YOHANES BAPTISTA MARIA FRANSISKUS XAVERIUS TEFNAI NENOBAIS TEFLOPO CONTOH"


def _recorded(page: DeskPage) -> Person:
    """Somebody whom the sample's desk has recorded."""

    def look(session: Session) -> Person:
        visit = open_visit(session)
        people = targets_of(session, visit.id if visit else "")
        return next(one for one in people if one.recorded_at is not None)

    return page.tell(look)


def _absent(page: DeskPage) -> None:
    """Ask why a target did not come, of whom something was said already."""
    page.sign_in()

    def act(session: Session) -> str:
        visit = open_visit(session)
        assert visit is not None
        people = targets_of(session, visit.id)
        absent = next(one for one in people if target_standing(session, visit.id, one.id).is_absent)
        explain_absence(session, visit.id, absent.id, AbsenceReason.ABROAD, said_by="kepala dusun")
        return absent.nik

    page.press("F4").type(page.tell(act)).press("Down", "Return", "F9")


def _search(page: DeskPage, text: str) -> DeskPage:
    page.sign_in().press("F4").type(text)
    return page


def _one(page: DeskPage) -> None:
    """Open somebody recorded, whose birth date was corrected and who is joined with another."""
    page.sign_in()
    person = _recorded(page)
    born = f"{int(person.birth[:4]) - 4}{person.birth[4:]}"  # also of 29 February

    def act(session: Session) -> None:
        keep_list(
            session,
            row(1, "lagi", person.name.replace("A", "AH", 1), birth=person.birth, sex=person.sex),
            row(2, "panjang", _LONG, birth=person.birth, address=f"JALAN {_LONG}"),
        )
        correct(session, person.id, "birth", value=born, ground="Akta lahir", passphrase=page.passphrase)
        correct(
            session, person.id, "name", value=f"{person.name} A.", ground="KK", passphrase=page.passphrase
        )
        say_same(session, person.id, "lagi", ground="KK dilihat")
        status = row(1, person.id, person.name, siak_status="ADJUDICATE_RECORD", nik=person.nik)
        keep_list(session, status, kind="status", name="Status April", as_of=session.today.isoformat())

    page.tell(act)
    page.press("F4").type(person.nik).press("Down", "Return")


def _alike(page: DeskPage) -> None:
    _one(page)
    page.press("Esc", "3")


def _long_name(page: DeskPage) -> None:
    _one(page)
    page.press("Esc", "Esc").type("johanes bap").press("Down", "Return")


def _then(way: Way, *keys: str) -> Way:
    def go(page: DeskPage) -> None:
        way(page)
        page.press(*keys)

    return go


def _witnessed(page: DeskPage) -> None:
    """Choose a witness by the key, at whose passphrase it stands."""
    _one(page)
    page.tell(lambda session: add_user(session, "Noh Contoh", ["operator"], passphrase="kata sandi noh"))
    page.press("K").type("Orpa").press("Tab").type("L").press("Tab").type("Putusan").press("Alt+S")
    page.type("N").press("Tab")


def _refused(page: DeskPage) -> None:
    _one(page)
    page.press("K").type("Orpa").press("Tab").type("K").press("Tab").type("salah").press("Return")


def _torn(page: DeskPage) -> None:
    """Take in what another laptop said of the same person, and a person said to be one and two."""
    place = own_folder()

    def there(session: Session) -> None:
        keep_list(
            session, *(row(n, one, f"{one.upper()} CONTOH") for n, one in enumerate(("orpa", "orpah", "opa")))
        )
        person = "orpa"
        for field, value, ground in (("birth", "2002-03-14", "KK"), ("name", _LONG, "KK")):
            correct(session, person, field, value=value, ground=ground, passphrase=page.passphrase)

    arrived = write_elsewhere(
        page.desk.folders, place, there, passphrase=page.passphrase, clock=clock_in(480)
    )
    page.sign_in()

    def here(session: Session) -> None:
        keep_list(
            session, *(row(n, one, f"{one.upper()} CONTOH") for n, one in enumerate(("orpa", "orpah", "opa")))
        )
        for field, value, ground in (
            ("birth", "2002-03-13", "Akta lahir"),
            ("name", "ORPA BOIMAU", "Akta lahir"),
        ):
            correct(session, "orpa", field, value=value, ground=ground, passphrase=page.passphrase)
        say_not_same(session, "orpa", "opa")
        say_same(session, "orpa", "orpah")
        say_same(session, "orpah", "opa")
        take_in(session, arrived)

    page.tell(here)


def _held(page: DeskPage) -> None:
    """Take in what somebody recorded on another laptop after an ADB had removed them here."""
    page.sign_in()
    made = page.tell(lambda session: add_user(session, "Maria Magdalena Contoh", [Role.OPERATOR]))
    visit = page.tell(open_visit)
    page.press("F12")

    def there(session: Session) -> None:
        assert visit is not None
        give_numbers(session, visit.id, letter=visit.own_desks.split()[0], count=12)

    arrived = write_elsewhere(
        page.desk.folders,
        own_folder(),
        there,
        passphrase=made.passphrase,
        clock=page.desk.clock,
        user=made.id,
    )
    page.type(page.passphrase).press("Return")
    page.tell(lambda session: remove_user(session, made.id))
    page.tell(lambda session: take_in(session, arrived))
    to_decisions(page)


def _twice(page: DeskPage) -> None:
    """Take in what two laptops wrote that had joined with one kit."""
    page.sign_in()
    visit = page.tell(open_visit)
    assert visit is not None
    seed = new_signing_key()
    kit = page.tell(lambda session: make_kit(session, enrol=verify_key(seed).hex()))

    def hold(session: Session) -> list[Arrived]:
        assert isinstance(session.store, Store)
        return events_in(session.store)

    held = page.tell(hold)
    arrived: list[Arrived] = []
    for count in (7, 3):
        place = own_folder()
        folders = Folders(place / "data", place / "state")
        key = page.desk.held_keys()[0]
        device = found_laptop(folders, page.desk.slots, key, Kit(kit.id, seed), held, clock=page.desk.clock)
        with Desk(folders, clock=page.desk.clock, cost=CHEAP) as desk:
            session = desk.sign_in(page.desk.slots.users[0].user.id, page.passphrase)
            give_numbers(session, visit.id, letter=visit.own_desks.split()[0], count=count)
            arrived += [one for one in events_in(desk.held_store()) if one.device == device]
    page.tell(lambda session: take_in(session, arrived))
    to_decisions(page)


def _claimed(page: DeskPage) -> None:
    """Let a recording name the picture of somebody who was erased."""
    page.sign_in()
    page.tell(lambda session: both_name_one_file(session, page.passphrase))
    to_decisions(page)


def _decisions(page: DeskPage) -> None:
    _torn(page)
    to_decisions(page)


def to_decisions(page: DeskPage) -> None:
    """Go where it waits, by the line of the first screen."""
    page.press("F1")
    waiting = _("{n} hal perlu diputuskan").removeprefix("{n} ")
    key = next(line for line in page.shown() if waiting in line.accessibleName())
    page.press(key.objectName().rpartition("_")[2])


PEOPLE = (
    Scene("9-orang", "kosong", lambda page: page.sign_in().press("F4"), sample=False),
    Scene("9-orang", "mencari", lambda page: _search(page, "yu")),
    Scene("9-orang", "tidak ditemukan", lambda page: _search(page, "zzz")),
    Scene("9-orang", "riwayat", _one),
    Scene("9-orang", "data", _then(_one, "D")),
    Scene("9-orang", "koreksi", _then(_one, "K")),
    Scene("9-orang", "koreksi ditolak", _refused),
    Scene("9-orang", "koreksi, saksi", _witnessed),
    Scene("9-orang", "gabungkan", _then(_one, "G")),
    Scene("9-orang", "hapus", _then(_one, "H")),
    Scene("9-orang", "tidak datang", _absent),
    Scene("9-orang", "belum tergabung", lambda page: _search(page, "yu").press("Down", "2")),
    Scene("9-orang", "mirip", _alike),
    Scene("9-orang", "nama panjang", _long_name),
    Scene("9-orang", "perlu diputuskan", _then(_torn, "F1")),
    Scene("9-orang", "perlu diputuskan, tanpa kunjungan", _then(_torn, "F1"), sample=False),
    Scene("9-putuskan", "dua versi", _decisions),
    Scene("9-putuskan", "dipilih", _then(_decisions, "1")),
    Scene("9-putuskan", "satu atau dua", _then(_decisions, "N", "N", "2")),
    Scene("9-putuskan", "ditahan", _then(_held, "1")),
    Scene("9-putuskan", "satu gambar, dua orang", _then(_claimed, "1")),
    Scene("9-putuskan", "kit dipakai dua laptop", _then(_twice, "1")),
    Scene("9-putuskan", "ditahan, diputuskan", _then(_held, "1", "Return")),
    Scene("9-putuskan", "diputuskan", _then(_decisions, "1", "Return", "1", "Return", "1", "Return")),
)
