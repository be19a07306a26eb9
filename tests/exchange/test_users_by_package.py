"""Users in packages: who came, who left, and other passphrases reach a laptop; nobody is locked out by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
import pytest

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.exchange.taking import secrets_held
from ektp_desk.desk.recovery import make_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import identity_from_bytes, new_identity
from ektp_desk.seal.sign import sign
from ektp_desk.seal.slots.content import Slots
from ektp_desk.seal.slots.copies import as_copy, parse_copy
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.commands import (
    add_user,
    change_own_passphrase,
    change_user,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.wire.envelope import check_signature, head_of, read_object
from ektp_desk.wire.heads import PackageHead
from ektp_desk.wire.package import open_package, write_package
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_safety import record
from tests.offices import DAY, VILLAGE, WORDS, TestOffice
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven

FOLDER = "ZZZZ2222"


@dataclass
class Carried:
    """An office and a laptop of its visit that it knows; each package on a stick of its own."""

    field: Field
    place: Path
    laptop: Laptop
    sticks: int = 0

    def stick(self) -> Carrier:
        self.sticks += 1
        return card_of(self.field, self.place / f"stick{self.sticks}")

    def bring(self) -> None:
        """Give a package and take it in."""
        stick, office = self.stick(), self.field.office
        give_package(office.desk, office.session, self.field.visit, stick, letters={})
        self.take(stick)

    def take(self, stick: Carrier) -> None:
        found = import_packs(self.laptop.desk, self.laptop.session, stick)
        assert (found.packages, found.refused) == (1, {})

    def sign_in(self, user: str, words: str) -> None:
        """At the laptop, after whoever sat there."""
        self.laptop.desk.sign_out()
        self.laptop.session = self.laptop.desk.sign_in(user, words)

    def refuses(self, user: str, words: str) -> str:
        with pytest.raises(EktpError) as told:
            self.laptop.desk.unlock(user, words)
        return told.value.code


@pytest.fixture
def carried(field: Field, card: Carrier, tmp_path: Path) -> Carried:
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    return Carried(field, tmp_path, laptop)


def test_who_came_signs_in_and_who_left_does_not_and_passphrases_follow(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    session, office = field.office.session, field.office
    citra = add_user(session, "Citra Contoh", [Role.OPERATOR])
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    carried = Carried(field, tmp_path, laptop)
    bela = add_user(session, "Bela Contoh", [Role.OPERATOR])
    remove_user(session, citra.id, reason="pindah")
    maria = change_own_passphrase(session, WORDS)
    change_user(session, field.adi, roles=[Role.OPERATOR, Role.QUEUE])
    key = laptop.desk.held_keys()[0]

    carried.bring()

    slots = {slot.user.id: slot.user for slot in laptop.desk.slots.users}
    assert slots.keys() == {office.user, field.adi, bela.id}
    assert set(slots[field.adi].roles) == {Role.OPERATOR, Role.QUEUE}
    carried.sign_in(bela.id, bela.passphrase)
    assert laptop.desk.told == []
    assert laptop.desk.held_keys()[0] != key, "who left had held the store's key"
    assert carried.refuses(office.user, WORDS) == "signin.wrong"
    carried.sign_in(office.user, maria.passphrase)
    assert laptop.desk.unlock(office.user, maria.passphrase).office_secret is None
    carried.sign_in(field.adi, field.words)
    proven(laptop.store)


def test_nobody_is_locked_out_of_where_they_sit_and_the_next_one_takes_it_over(carried: Carried) -> None:
    field = carried.field
    bela = add_user(field.office.session, "Bela Contoh", [Role.OPERATOR])
    adi = reset_passphrase(field.office.session, field.adi)

    carried.bring()

    assert carried.laptop.desk.unlock(field.adi, field.words).keys is not None
    carried.sign_in(bela.id, bela.passphrase)
    carried.bring()
    assert carried.refuses(field.adi, field.words) == "signin.wrong"
    carried.sign_in(field.adi, adi.passphrase)
    assert carried.laptop.desk.told == []


def test_a_passphrase_that_was_changed_at_the_laptop_stays_until_the_office_has_another(
    carried: Carried,
) -> None:
    field, laptop = carried.field, carried.laptop
    bela = add_user(field.office.session, "Bela Contoh", [Role.OPERATOR])
    carried.bring()
    own = change_own_passphrase(laptop.session, field.words)
    carried.sign_in(bela.id, bela.passphrase)

    carried.bring()

    assert carried.refuses(field.adi, field.words) == "signin.wrong"
    carried.sign_in(field.adi, own.passphrase)
    before = laptop.desk.slots.generation
    carried.bring()
    assert laptop.desk.slots.generation == before, "nothing is written where nothing changed"


def test_no_older_package_of_any_visit_or_desk_brings_a_passphrase_back(carried: Carried) -> None:
    field, laptop, office = carried.field, carried.laptop, carried.field.office
    bela = add_user(office.session, "Bela Contoh", [Role.ADB])
    second = field.by_kit(user=office.user, words=WORDS, at_office=True)
    joins = carried.stick()
    export(second.desk, joins)
    bring(field, joins)
    import_packs(second.desk, second.session, joins)
    other = plan_visit(office.session, VILLAGE, day=DAY, lists=())
    older = carried.stick()  # nobody took it yet
    give_package(office.desk, office.session, other, older, letters={})
    words = chosen_anew(office, bela.id, bela.passphrase)
    later = field.by_kit()  # its kit was made after that

    def lets_in(typed: str) -> bool:
        return laptop.desk.unlock(bela.id, typed).keys is not None

    newer, of_second = carried.stick(), carried.stick()
    give_package(office.desk, office.session, field.visit, newer, letters={})
    carried.take(newer)
    give_package(second.desk, second.session, field.visit, of_second, letters={})

    for stick in (older, of_second):
        carried.take(stick)
        assert (lets_in(words), carried.refuses(bela.id, bela.passphrase)) == (True, "signin.wrong")
    import_packs(later.desk, later.session, of_second)
    assert later.desk.unlock(bela.id, words).keys is not None

    import_packs(second.desk, second.session, newer)  # with the office's key
    at_second = chosen_anew(second, bela.id, bela.passphrase)
    carried.bring()
    assert lets_in(words), "what the first desk gave is what it gives"
    again = carried.stick()
    give_package(second.desk, second.session, field.visit, again, letters={})
    carried.take(again)
    assert lets_in(at_second), "another one of a desk's own is a newer word"
    carried.bring()
    assert lets_in(at_second), "and is not taken back by what it replaced"
    last = chosen_anew(office, bela.id, words)
    carried.bring()
    assert lets_in(last)


def chosen_anew(at: TestOffice | Laptop, user: str, typed: str) -> str:
    """Let somebody sign in at a desk and have another passphrase there."""
    at.desk.sign_out()
    at.session = at.desk.sign_in(user, typed)
    return change_own_passphrase(at.session, typed).passphrase


def test_the_offices_key_and_the_page_follow_and_the_office_opens_what_was_sealed_before(
    carried: Carried, card: Carrier
) -> None:
    """An ADB left: what laptops seal once they hear of it is no more theirs to open."""
    field, office, laptop = carried.field, carried.field.office, carried.laptop
    dina = add_user(office.session, "Dina Contoh", [Role.ADB])
    carried.bring()
    former = laptop.desk.slots.office_public
    remove_user(office.session, dina.id, reason="pindah")
    capture = laptop.desk.objects().recipients()
    export(laptop.desk, card)
    pages: list[RecoveryPage] = []
    make_page(office.desk, office.session, pages.append)

    carried.bring()

    now = office.desk.slots.office_public, office.desk.slots.recovery_public
    assert capture[0] == former != now[0]
    assert laptop.desk.objects().recipients() == now
    office.connection.execute("DELETE FROM visit_keys")
    found = bring(field, card)
    assert (found.events > 0, found.refused, field.held()) == (True, {}, set())
    carried.sign_in(field.adi, field.words)
    assert laptop.desk.told == []
    export(laptop.desk, card)
    assert bring(field, card).refused == {}
    asked = "SELECT count(*) FROM events WHERE kind = 'office_key_set'"
    assert office.connection.execute(asked).fetchone() == (1,)
    carried.bring()
    assert office.connection.execute(asked).fetchone() == (1,), "said once"
    proven(laptop.store)


def test_slots_for_which_the_journal_does_not_vouch_change_nothing(carried: Carried) -> None:
    """Somebody holds the office desk's key, and no user's: they let themselves in as nobody."""
    field, laptop = carried.field, carried.laptop
    bela = add_user(field.office.session, "Bela Contoh", [Role.OPERATOR])
    carried.bring()
    true, thief = laptop.desk.slots, new_identity()

    def other_box(slots: Slots) -> Slots:
        users = tuple(msgspec.structs.replace(slot, box=thief.public) for slot in slots.users)
        return msgspec.structs.replace(slots, users=users)

    def stranger(slots: Slots) -> Slots:
        first = slots.users[0]
        user = msgspec.structs.replace(first.user, id="thief", roles=("adb",))
        return msgspec.structs.replace(slots, users=(*slots.users, msgspec.structs.replace(first, user=user)))

    def another_page(slots: Slots) -> Slots:
        return msgspec.structs.replace(slots, recovery_public=thief.public, office_public=thief.public)

    changes: dict[str, Callable[[Slots], Slots]] = {
        "keys": other_box,
        "user": stranger,
        "page": another_page,
        "nobody": lambda slots: msgspec.structs.replace(slots, users=()),
    }
    for what, change in changes.items():
        carried.take(forged(carried, change))
        assert (what, laptop.desk.slots) == (what, true)
    carried.take(forged(carried, None))
    assert laptop.desk.slots == true
    carried.sign_in(bela.id, bela.passphrase)


def forged(carried: Carried, change: Callable[[Slots], Slots] | None) -> Carrier:
    """A stick with a package of the office of which somebody changed the slots; None: into no slots."""
    stick, office = carried.stick(), carried.field.office
    give_package(office.desk, office.session, carried.field.visit, stick, letters={})
    (pack,) = stick.packs()
    (entry,) = stick.read(pack)
    pack.path.unlink()
    assert isinstance(entry, bytes)
    keys, root = office.desk.device_keys(), office_root(office.connection)
    envelope = read_object(entry)
    head = head_of(envelope)
    assert isinstance(head, PackageHead)
    signed = check_signature(envelope, bytes.fromhex(keys.sign), root)
    package = open_package(signed, secrets_held(on_own_thread(office.desk)))
    slots = parse_copy(package.slots)
    assert slots is not None
    to = {f"visit:{head.visit}": identity_from_bytes(package.keys[0]).public}
    made = replace(package, slots=as_copy(change(slots)) if change else b"{}\n")
    head = msgspec.structs.replace(head, audience=tuple(to))
    stick.write(FOLDER, [write_package(head, made, to=to, sign=partial(sign, keys.seed))])
    return stick


def test_what_an_unheard_adb_says_waits_for_the_package_that_tells_of_them(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    office, laptop = field.office, field.by_kit()
    record(office.session, field.visit, "Yuliana Contoh")
    give_package(office.desk, office.session, field.visit, card, letters={})
    import_packs(laptop.desk, laptop.session, card)
    other = add_user(office.session, "Budi Contoh", [Role.ADB])
    office.desk.sign_out()
    session = office.desk.sign_in(other.id, other.passphrase)
    ((person,),) = office.connection.execute("SELECT id FROM people").fetchall()
    erase_person(session, person, ground=Ground.REQUEST, note="surat", passphrase=other.passphrase)
    runs, package = card_of(field, tmp_path / "runs"), card_of(field, tmp_path / "package")
    export(office.desk, runs)
    give_package(office.desk, session, field.visit, package, letters={})

    found = import_packs(laptop.desk, laptop.session, runs)

    assert set(found.refused) == {"journal.unheard"}
    assert import_packs(laptop.desk, laptop.session, package).refused == {}
    assert import_packs(laptop.desk, laptop.session, runs).refused == {}
    assert laptop.connection.execute("SELECT name FROM recordings").fetchall() == [("",)]
    proven(laptop.store)
