"""The scenes of Kantor and of a sign-in with many users."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.journal.bodies import DayConfirmed
from ektp_desk.domain.office.policies import ATTEST, Policy
from ektp_desk.gui.admin.laptop_panels import KitPanel
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.usecases.admin.commands import add_user, set_policy
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.queue.commands import serve
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import open_desk as open_visit_desk
from ektp_desk.usecases.visits.queries import open_visit
from tests.desk.earlier_slots import without_keys
from tests.gui.admin.test_broken import record_first_of_three
from tests.gui.desks import DeskPage
from tests.kept import CHEAP, morning, new_kit
from tests.offices import WORDS, TestOffice
from tests.screens.recording import then
from tests.screens.scene import Scene, Way, own_folder
from tests.store.several.kits import laptops_of

LONG = "Yohanes Baptista Maria Fransiskus Xaverius Tefnai Nenobais Teflopo Contoh"
STAFF = (
    ("Noh Contoh", ("queue",)),
    ("Ferdinan Contoh", ("supervisor",)),
    ("Adolfina Contoh", ("operator",)),
    ("Kepala Contoh", ("head",)),
    (LONG, ("queue", "operator", "supervisor")),
)


def add_staff(page: DeskPage, *, many: int = len(STAFF)) -> None:
    """Let some invented people in."""

    def add(session: Session) -> None:
        for at in range(many):
            name, roles = STAFF[at % len(STAFF)]
            again = f" {at // len(STAFF) + 1}" if at >= len(STAFF) else ""
            add_user(session, name + again, roles, passphrase=WORDS)

    page.tell(add)


def _office(page: DeskPage) -> None:
    page.sign_in()
    add_staff(page)
    page.press("Ctrl+K")


def _remove_one(page: DeskPage) -> None:
    _office(page)
    page.press("Down", "H").type(page.passphrase).press("Return")


def _new_user(page: DeskPage) -> None:
    _office(page)
    page.press("N").type(LONG + " Dua").press("Tab", "2")


def _name_taken(page: DeskPage) -> None:
    _office(page)
    page.press("N").type("maria t.").press("Tab", "2", "Tab", "Tab", "Tab", "Tab").type(page.passphrase)
    page.press("Return")


def _refused(page: DeskPage) -> None:
    _office(page)
    page.press("N").type("Orpa Contoh").press("Tab", "2", "Tab", "Tab", "Tab", "Tab")
    page.type("bukan ini").press("Return")


def _words(page: DeskPage) -> None:
    _office(page)
    page.press("Down", "S").type(page.passphrase).press("Return")


def _offering(page: DeskPage) -> None:
    """Come to somebody whose slot an earlier release wrote, and who has signed in since."""
    page.sign_in()
    add_staff(page, many=3)
    page.press("F12")
    desk = page.desk
    founder, noh = (slot.user.id for slot in desk.slots.users[:2])
    desk.keep_slots(without_keys(desk.slots, {noh: WORDS}, desk.unlock(founder, page.passphrase)))
    desk.sign_in(noh, WORDS)
    desk.sign_out()
    page.type(page.passphrase).press("Return", "Ctrl+K", "Down", "Down", "Down")


def _code_fits(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "6").type(page.tell(lambda session: session.store.heads()[0]))
    page.press("Return")


def _code_missing(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "6").type("01/a 99999 4CQ7-MZ2T-7F3A-KLMN").press("Return")


def _code_of_another_past(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "6").type("01/a 1000 4CQ7-MZ2T-7F3A-KLMN").press("Return")


def _rule_refused(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "2", "Down", "Return").type("0").press("Return")


def _rule_set(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "2", "Down", "Return").type("10").press("Return")


def _backup(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "3")


def _backup_where(page: DeskPage) -> None:
    _backup(page)
    page.press("B").type(str(own_folder()))


def backed_up(page: DeskPage) -> None:
    _backup_where(page)
    page.press("Return")


def _backup_refused(page: DeskPage) -> None:
    _backup(page)
    page.press("B").type(str(Path(page.desk.folders.data))).press("Return")


def _journal_anew(page: DeskPage) -> None:
    """Come back to a laptop that has lost its anchor, as a copied folder has."""
    page.sign_in().press("F12")
    page.desk.folders.anchor(page.desk.slots.install).unlink()
    page.type(page.passphrase).press("Return", "F1")


def _own(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+K", "4")


def _own_wrong(page: DeskPage) -> None:
    _own(page)
    for _time in range(4):
        page.type("bukan ini").press("Return")


def _locked_with(many: int) -> Way:
    def go(page: DeskPage) -> None:
        page.sign_in()
        add_staff(page, many=many)
        page.press("F12")

    return go


def _waiting(page: DeskPage) -> None:
    page.press("1")
    for _time in range(4):
        page.type("bukan ini").press("Return")


def _laptops(page: DeskPage, *keys: str) -> None:
    page.sign_in().press("Ctrl+K", "7", *keys)


def _many_laptops(page: DeskPage, *keys: str) -> None:
    """Let there be kits in every standing: waiting, joined and heard of, lost and cut off."""
    page.sign_in()
    reason = "hilang di jalan antara Kolbano dan Soe, tas diambil orang waktu istirahat"

    def fill(session: Session) -> None:
        office = TestOffice(page.desk.folders, session.user.id, morning(), page.desk, session)
        with laptops_of(office, own_folder()) as laptops:
            kits = [laptops.kit(at_office=at == 3) for at in range(9)]
            for kit in kits[:4]:
                joined = laptops.join(kit, by=office.user, words=page.passphrase)
                joined.say(DayConfirmed(local="2019-04-02T07:30:00+08:00"))
                office.store.receive(joined.written())
                if kit is kits[2]:
                    revoke_laptop(session, joined.device, reason=reason)

    page.tell(fill)
    page.press("Ctrl+K", "7", *keys)


def _kit_asked(page: DeskPage) -> None:
    _laptops(page, "Ins")
    page.type("Laptop biru, tim Mollo Utara")


def _kit_made(page: DeskPage, *, together: bool = False) -> None:
    _laptops(page, "Ins")
    stick = own_folder()
    panel = page.window.findChild(KitPanel)
    assert panel is not None
    panel.file.set_path(str(stick))
    panel.page.set_path(str(stick if together else own_folder()))
    panel.proof.edit.setFocus()
    page.type(page.passphrase).press("Return")


def _broken_found(page: DeskPage, *keys: str) -> DeskPage:
    """Take in the card of a laptop that gave three numbers and finished one recording."""
    page.sign_in()
    card = own_folder()

    def carry(session: Session) -> None:
        visit = open_visit(session)
        assert visit is not None
        office = TestOffice(page.desk.folders, session.user.id, morning(), page.desk, session)
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, ATTEST)
        with laptops_of(office, own_folder()) as laptops:
            kit = new_kit(page.desk, session, cost=CHEAP)
            laptop = laptops.open_kit(kit, by=office.user, words=page.passphrase)
            record_first_of_three(laptop.session, visit.id, letter="J")
            export(laptop.desk, mark_carrier(card, office_root(office.connection).hex()))
        open_visit_desk(session, visit.id, letter="K")
        serve(session, f"{visit.id}:J006", desk="K")

    page.tell(carry)
    page.press("Ctrl+K", "7", "Ctrl+L").type(str(card))
    return page.press(*keys)


OFFICE = (
    Scene("1-masuk", "beberapa orang", _locked_with(5)),
    Scene("1-masuk", "dua orang", _locked_with(1)),
    Scene("1-masuk", "tiga orang", _locked_with(2)),
    Scene("1-masuk", "delapan orang", _locked_with(7)),
    Scene("1-masuk", "dua belas orang", _locked_with(11)),
    Scene("1-masuk", "menunggu", _waiting),
    Scene("2-hari-ini", "jurnal baru", _journal_anew),
    Scene("9-kantor", "pengguna", _office),
    Scene("9-kantor", "satu pengguna", lambda page: page.sign_in().press("Ctrl+K"), sample=False),
    Scene("9-kantor", "dikeluarkan", _remove_one),
    Scene("9-kantor", "pengguna baru", _new_user),
    Scene("9-kantor", "ditolak", _refused),
    Scene("9-kantor", "nama dipakai", _name_taken),
    Scene(
        "9-kantor", "tanpa peran", lambda page: page.sign_in().press("Ctrl+K", "N").type("A").press("Return")
    ),
    Scene("9-kantor", "kata sandi baru", _words),
    Scene("9-kantor", "kunci ditawarkan", _offering),
    Scene("9-kantor", "sahkan kunci", then(_offering, "K")),
    Scene("9-kantor", "kode", lambda page: page.sign_in().press("Ctrl+K", "6")),
    Scene("9-kantor", "kode cocok", _code_fits),
    Scene("9-kantor", "kode hilang", _code_missing),
    Scene("9-kantor", "kode lain", _code_of_another_past),
    Scene("9-kantor", "aturan", lambda page: page.sign_in().press("Ctrl+K", "2")),
    Scene("9-kantor", "aturan ditolak", _rule_refused),
    Scene("9-kantor", "aturan diubah", _rule_set),
    Scene("9-kantor", "laptop rusak", lambda page: _laptops(page, "Ctrl+L", "Return")),
    Scene("9-kantor", "laptop rusak, kartunya", _broken_found),
    Scene("9-kantor", "laptop rusak, hasilnya", lambda page: _broken_found(page, "Return")),
    Scene("9-kantor", "cadangan", _backup),
    Scene("9-kantor", "cadangan ke mana", _backup_where),
    Scene("9-kantor", "cadangan siap", backed_up),
    Scene("9-kantor", "cadangan ditolak", _backup_refused),
    Scene("9-kantor", "sandi saya", _own),
    Scene("9-kantor", "sandi saya salah", _own_wrong),
    Scene("9-kantor", "laptop satu", _laptops, sample=False),
    Scene("9-kantor", "laptop banyak", lambda page: _many_laptops(page, "Down"), sample=False),
    Scene("9-kantor", "laptop dicabut", lambda page: _many_laptops(page, *["Down"] * 3), sample=False),
    Scene("9-kantor", "laptop menunggu", lambda page: _many_laptops(page, "End"), sample=False),
    Scene("9-kantor", "cabut laptop", lambda page: _many_laptops(page, "Down", "Ctrl+Del"), sample=False),
    Scene("9-kantor", "laptop baru", _kit_asked),
    Scene("9-kantor", "kit siap", _kit_made),
    Scene("9-kantor", "kit setempat", lambda page: _kit_made(page, together=True)),
)
