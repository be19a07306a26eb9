"""What somebody with a kit that nobody used yet puts on a card: no other laptop's place, and no office's."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.founding import Kit
from ektp_desk.domain.roles import Role
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.queries import keys_of_device
from ektp_desk.usecases.queue.commands import give_numbers
from tests.exchange.carrying import bring, card_of
from tests.exchange.hostile import FalseJournal, joining_as
from tests.store.several.field import Field
from tests.store.several.kits import proven

FOLDER = "ZZZZ2222"


def test_who_has_a_kit_alone_does_not_become_the_offices_own_desk(field: Field, card: Carrier) -> None:
    """At an office desk a key counts that somebody offers: with it the finder would be an ADB."""
    card.write(FOLDER, [made_an_adb(field, joining_as(field, field.office.session.device))])

    found = bring(field, card)

    assert not is_user(field, "thief")
    assert (found.events, dict(found.refused)) == (0, {"object.not_signed": 1})


def test_who_has_an_office_desks_kit_alone_becomes_no_adb(field: Field, card: Carrier) -> None:
    """They have an office desk until the real one joins; a key that is offered at it counts nowhere."""
    card.write(FOLDER, [made_an_adb(field, joining_as(field, "", at_office=True))])

    bring(field, card)

    assert not is_user(field, "thief")
    assert {why for _device, _seq, why in field.held()} == {"event.unknown_key"}


def made_an_adb(field: Field, false: FalseJournal) -> bytes:
    """Offer a key in the ADB's name, and say with it that somebody is an ADB."""
    mine, adb = new_signing_key(), field.office.user
    offered = {"sign": verify_key(mine).hex(), "seal": "age1x"}
    false.say("key_offered", "user", adb, offered, by=adb, key=mine)
    roles = {"name": "Maling Contoh", "roles": [Role.ADB], "since": ""}
    false.say("user_added", "user", "thief", roles, by=adb, key=mine)
    return false.sealed()


def is_user(field: Field, user: str) -> bool:
    sql = "SELECT 1 FROM users WHERE id = ?"
    return field.office.connection.execute(sql, (user,)).fetchone() is not None


def test_who_has_another_kit_does_not_give_a_known_laptop_a_key(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    false = joining_as(field, laptop.device)
    card.write(FOLDER, [false.sealed()])

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (0, {"object.not_signed": 1})
    assert len(keys_of_device(field.office.store, laptop.device)) == 1
    proven(field.office.store)


def test_who_has_another_kit_takes_no_new_laptops_place_before_its_card_is_read(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """A laptop's id stands on its card for everybody; the office may read the thief's stick first."""
    honest, stick = field.joined(), card_of(field, tmp_path / "stick")
    give_numbers(honest.session, field.visit, letter="A", count=2)
    export(honest.desk, card)
    kit = field.laptops.kit()
    of_the_kit = joining_as(field, honest.device, incarnation=honest.store.head.journal[1], kit=kit)
    of_itself = joining_as(field, honest.device)
    of_the_kit.seed = kit.enrol
    told = honest.desk.device_keys().public
    stick.write(FOLDER, [of_the_kit.sealed(), of_itself.sealed(), of_itself.sealed(told=told)])

    found = bring(field, stick)
    assert (found.events, set(found.refused)) == (0, {"object.unknown_sender", "object.not_signed"})
    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (len(honest.written()), {})
    assert (field.numbers(), field.held()) == (2, set())
    assert len(keys_of_device(field.office.store, honest.device)) == 1
    proven(field.office.store)


def test_who_has_no_kit_is_not_taken_in_at_all(field: Field, card: Carrier) -> None:
    made = joining_as(field, "", kit=Kit("k9", new_signing_key()))
    card.write(FOLDER, [made.sealed()])

    assert (bring(field, card).events, dict(bring(field, card).refused)) == (0, {"object.unknown_sender": 1})
