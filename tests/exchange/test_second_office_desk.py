"""A second office desk: it opens what laptops send once an ADB gave it the office's key, and not before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.courier import put_on
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.desk.keys.lending import lend
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import identity_bytes, new_identity, open_sealed, seal
from ektp_desk.seal.slots.lending import OfficeKey
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.laptops.queries import keys_of_device
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.session import Session
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.exchange.carrying import bring, card_of
from tests.offices import WORDS
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, held_in, proven


@dataclass
class Desks:
    """An office, its second desk where Adi sits, and a laptop with a picture on its card."""

    field: Field
    place: Path
    second: Laptop
    laptop: Laptop
    card: Carrier
    sticks: int = 0

    def bring_key(self) -> None:
        """Let the first desk's ADB give a package, and the second desk take it in."""
        self.sticks += 1
        stick, office = card_of(self.field, self.place / f"stick{self.sticks}"), self.field.office
        give_package(office.desk, office.session, self.field.visit, stick, letters={})
        found = import_packs(self.second.desk, self.second.session, stick)
        assert (found.packages, found.refused) == (1, {})

    def take(self) -> CarrierImport:
        """Let the second desk take in the laptop's card."""
        return import_packs(self.second.desk, self.second.session, self.card)

    def sign_in(self, user: str, words: str) -> None:
        """At the second desk."""
        self.second.desk.sign_out()
        self.second.session = self.second.desk.sign_in(user, words)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What opens what is sealed to the office, at the second desk."""
        return self.second.desk.office_secrets().get("office", ())

    @property
    def office_secrets(self) -> tuple[str, ...]:
        return self.field.office.desk.office_secrets()["office"]


@pytest.fixture
def desks(field: Field, card: Carrier, tmp_path: Path) -> Desks:
    capture_here(field.office.session)
    laptop, second = field.by_kit(), field.by_kit(at_office=True)
    joins = card_of(field, tmp_path / "joins")
    export(second.desk, joins)
    bring(field, joins)
    second.connection.execute("DELETE FROM visit_keys")  # what opens runs of visits without the office's key
    capture_photo(laptop.session, at_the_desk(laptop.session, field.visit), seen())
    export(laptop.desk, card)
    return Desks(field, tmp_path, second, laptop, card)


def test_taking_in_waits_until_an_adb_has_the_key_and_goes_on_when_one_signs_in(desks: Desks) -> None:
    waiting = desks.take()
    first = {"object.waits_for_adb"}  # the run in which the laptop says its key; the others follow on it
    assert (waiting.events, first <= set(waiting.refused)) == (0, True)
    desks.bring_key()
    assert desks.secrets == (), "an operator sits there"
    desks.second.connection.execute("DELETE FROM visit_keys")

    desks.sign_in(desks.field.office.user, WORDS)

    assert desks.second.desk.told == []
    assert desks.secrets == desks.office_secrets
    found = desks.take()
    assert (found.events, found.files, found.refused) == (len(desks.laptop.written()), 1, {})
    assert held_in(desks.second.connection) == set()
    (file,) = desks.second.store.files.named()
    sealed = (desks.second.desk.folders.objects / f"{file}.age").read_bytes()
    assert open_sealed(sealed, *desks.secrets).startswith(b"\xff\xd8")
    proven(desks.second.store)
    before = desks.second.desk.slots.generation
    desks.bring_key()
    desks.sign_in(desks.field.adi, desks.field.words)
    assert (desks.secrets, desks.second.desk.slots.generation) == ((), before)


def test_another_key_of_the_office_follows_and_opens_what_was_sealed_before(desks: Desks) -> None:
    session, desk = desks.field.office.session, desks.field.office.desk
    dina = add_user(session, "Dina Contoh", [Role.ADB])
    desks.sign_in(desks.field.office.user, WORDS)
    desks.bring_key()
    former = desks.secrets[0]
    remove_user(session, dina.id, reason="pindah")

    desks.bring_key()

    assert desks.second.desk.slots.office_public == desk.slots.office_public
    assert desks.secrets == desks.office_secrets
    assert (len(desks.secrets), desks.secrets[1]) == (2, former)
    assert desks.take().files == 1, "the laptop's card is sealed to the former key"
    desks.sign_in(desks.field.office.user, WORDS)
    assert desks.secrets == desks.office_secrets


def test_a_key_that_does_not_follow_from_the_offices_is_nobodys(desks: Desks) -> None:
    """Somebody holds the first desk's device key, and would have all that is sealed from now on."""
    desks.sign_in(desks.field.office.user, WORDS)
    desks.bring_key()
    true, thief = desks.second.desk.slots, new_identity()
    guard = desks.second.session.guard
    assert isinstance(guard, SlotGuard)
    (box,) = [slot.box for slot in true.users if slot.user.id == desks.field.office.user]
    said = {desks.field.office.user: seal(identity_bytes(thief.secret), [str(box)])}
    made_up = seal(b"x" * 32, [thief.public])
    for former in ((), (made_up,), (b"none",)):
        guard.take_office(msgspec.json.encode(OfficeKey(said, former)))
        assert desks.second.desk.slots == true
    guard.take_office(b"{}")
    assert desks.second.desk.slots == true


def test_nobody_else_is_given_it(desks: Desks) -> None:
    """Neither a field laptop, nor a desk that was revoked, nor by who has it not."""
    field, office = desks.field, desks.field.office
    bring(field, desks.card)
    assert lent_by(office.session, office.desk) == {desks.second.device}
    assert lent_by(desks.second.session, desks.second.desk) == set(), "an operator sits there"

    revoke_laptop(office.session, desks.second.device, reason="hilang")

    assert lent_by(office.session, office.desk) == set()
    stick = card_of(field, desks.place / "stick")
    give_package(office.desk, office.session, field.visit, stick, letters={})
    for one in (desks.laptop, desks.second):
        import_packs(one.desk, one.session, stick)
        asked = "SELECT count(*) FROM facts WHERE name = 'office_key'"
        assert one.connection.execute(asked).fetchone() == (0,)


def lent_by(session: Session, desk: Desk) -> set[str]:
    assert isinstance(session.guard, SlotGuard)
    return set(lend(session, desk.slots, session.guard))


def test_a_laptop_that_meets_the_second_desk_first_comes_to_know_it_by_the_next_stick_from_the_office(
    field: Field, tmp_path: Path
) -> None:
    office, laptop = field.office, field.by_kit()
    joins, stick = card_of(field, tmp_path / "joins"), card_of(field, tmp_path / "stick")
    export(laptop.desk, joins)
    bring(field, joins)
    second = field.by_kit(at_office=True)
    put_on(second.desk, second.session, stick)
    early = import_packs(laptop.desk, laptop.session, stick)
    assert set(early.refused) == {"object.unknown_sender"}, "nothing here has told of that desk"

    bring(field, stick)
    put_on(office.desk, office.session, stick)
    found = import_packs(laptop.desk, laptop.session, stick)

    assert (found.packages, found.refused) == (1, {})
    assert keys_of_device(laptop.session.store, second.device), "the package brought its join"
    again = card_of(field, tmp_path / "again")
    put_on(second.desk, second.session, again)
    assert import_packs(laptop.desk, laptop.session, again).refused == {}
