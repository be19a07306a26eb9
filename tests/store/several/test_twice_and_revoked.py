"""Two laptops with one kit, and laptops that were lost: what they write waits for an ADB, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DeviceRevoked, HoldRuled, JournalPlace
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, remove_user, set_policy
from ektp_desk.usecases.admin.holds import held_waiting
from ektp_desk.usecases.admin.laptops import device_of, laptop_standings
from ektp_desk.usecases.admin.queries import policy
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.laptops.queries import joined_laptops
from ektp_desk.usecases.queue.commands import give_numbers
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in, onlooker


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        yield found


def rule(field: Field, laptop: Laptop, of: str, *, counts: bool, first: int = 1, last: int = 2**40) -> None:
    device, incarnation = laptop.store.head.journal
    said = HoldRuled(device, incarnation, first, last, counts=counts)
    field.office.session.write(NewEvent(Entity.USER, of, said))


def twice(field: Field) -> tuple[Laptop, Laptop]:
    """One kit, copied on its way: two laptops joined with it, and gave two and three numbers."""
    kit = field.laptops.kit()
    real, false = field.joined(kit), field.joined(kit)
    give_numbers(real.session, field.visit, letter="A", count=2)
    give_numbers(false.session, field.visit, letter="A", count=3)
    return real, false


@pytest.mark.parametrize("order", ["real first", "false first"])
def test_two_laptops_with_one_kit_are_held_until_an_adb_says_which_is_real(field: Field, order: str) -> None:
    real, false = twice(field)
    first, then = (real, false) if order == "real first" else (false, real)
    field.arrive(first)
    assert field.numbers() == (2 if first is real else 3)

    field.arrive(then)

    assert field.numbers() == 0
    assert {why for _device, _seq, why in field.held()} == {"event.kit_twice"}
    assert {(one, 2) for one in (real.device, false.device)} <= {at[:2] for at in field.held()}
    proven(field.office.store)

    rule(field, real, real.kit, counts=True)
    assert (field.numbers(), {at[0] for at in field.held()}) == (2, {false.device})
    assert [one.device for one in joined_laptops(field.office.session)] == [real.device]
    proven(field.office.store)

    rule(field, real, real.kit, counts=False)
    rule(field, false, real.kit, counts=True)
    assert (field.numbers(), {at[0] for at in field.held()}) == (3, {real.device})
    proven(field.office.store)


@pytest.mark.parametrize("order", ["revoked first", "joined first"])
def test_who_joins_with_a_revoked_kit_waits_for_an_adb(field: Field, order: str) -> None:
    kit, session = field.laptops.kit(), field.office.session
    laptop = field.joined(kit)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    assert device_of(session, "02") == kit.id, "nothing of it has come"
    if order == "revoked first":
        revoke_laptop(session, kit.id, reason="lembarnya hilang")
        (waits,) = [one for one in laptop_standings(session) if one.number == "02"]
        assert (waits.state, [cut.reason for cut in waits.cuts]) == ("revoked", ["lembarnya hilang"])
        field.arrive(laptop)
    else:
        field.arrive(laptop)
        with pytest.raises(EktpError, match=r"kit\.used"):
            revoke_laptop(session, kit.id, reason="lembarnya hilang")
        unknowing = DeviceRevoked("lembarnya hilang")  # as a desk says it that has not heard of the laptop
        session.write(NewEvent(Entity.DEVICE, kit.id, unknowing))

    assert (field.numbers(), {why for _device, _seq, why in field.held()}) == (0, {"event.kit_revoked"})
    assert [(one.kit, one.laptop, one.row.user) for one in held_waiting(session)] == [("02", "02/a", kit.id)]
    proven(field.office.store)

    rule(field, laptop, kit.id, counts=True)
    assert (field.numbers(), field.held()) == (2, set())
    assert [one.state for one in laptop_standings(session) if one.number == "02"] == ["joined"]
    proven(field.office.store)


def test_one_laptop_whose_folder_was_copied_joined_once(field: Field) -> None:
    laptop = field.joined()
    laptop.desk.folders.anchor(laptop.desk.slots.install).unlink()
    laptop.desk.sign_out()
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    field.arrive(laptop)

    assert (field.numbers(), field.held()) == (2, set())


def test_a_lost_laptop_is_revoked_and_what_came_before_stays(field: Field) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    field.arrive(laptop)
    revoke_laptop(field.office.session, laptop.device, reason="hilang di Amanuban")
    assert [one.revoked for one in joined_laptops(field.office.session)] == [True]
    give_numbers(laptop.session, field.visit, letter="A", count=3)

    field.arrive(laptop)

    assert field.numbers() == 2
    assert {(seq, why) for _device, seq, why in field.held()} == {
        (seq, "event.after_revocation") for seq in (5, 6, 7)
    }
    proven(field.office.store)

    rule(field, laptop, field.adi, counts=True, first=5, last=6)
    assert (field.numbers(), {seq for _device, seq, _why in field.held()}) == (4, {7})
    proven(field.office.store)


def test_a_revocation_that_names_an_earlier_cut_takes_back_what_counted(field: Field) -> None:
    """It was stolen on Monday, and somebody went on writing in it before anybody noticed."""
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=4)
    field.arrive(laptop)
    device, incarnation = laptop.store.head.journal
    cut = DeviceRevoked("dicuri", (JournalPlace(device, incarnation, 4),))

    field.office.session.write(NewEvent(Entity.DEVICE, device, cut))

    assert (field.numbers(), {seq for _device, seq, _why in field.held()}) == (2, {5, 6})
    proven(field.office.store)


def test_what_a_revoked_laptop_writes_in_a_new_journal_is_held_wholly(field: Field) -> None:
    laptop = field.joined()
    field.arrive(laptop)
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    laptop.desk.folders.anchor(laptop.desk.slots.install).unlink()
    laptop.desk.sign_out()
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    give_numbers(laptop.session, field.visit, letter="A", count=1)

    field.arrive(laptop)

    assert {why for _device, _seq, why in field.held()} == {"event.after_revocation"}
    assert field.numbers() == 0
    proven(field.office.store)


def test_a_revoked_office_desk_lets_nobody_in(field: Field) -> None:
    desk = field.adb_on(field.laptops.kit(at_office=True))
    field.arrive(desk)
    revoke_laptop(field.office.session, desk.device, reason="hilang")
    set_policy(desk.session, Policy.IDLE_MINUTES, "19")
    field.laptops.office.session, own = desk.session, field.office.session
    kit = field.laptops.kit()
    field.laptops.office.session = own
    friend = field.laptops.join(kit, by=field.adi, words=field.words, of=desk.store)
    give_numbers(friend.session, field.visit, letter="A", count=3)

    field.arrive(desk, friend)

    assert {why for device, _seq, why in field.held() if device == desk.device} == {"event.after_revocation"}
    assert {why for device, _seq, why in field.held() if device == friend.device} == {
        "event.unknown_key",
        "event.unknown_device",
    }
    assert (field.numbers(), policy(field.office.session, Policy.IDLE_MINUTES) == "19") == (0, False)
    proven(field.office.store)


@pytest.mark.parametrize("word", ["a revocation", "a removal", "an ADB's key"])
def test_what_was_held_takes_effect_as_it_is_let_go(field: Field, word: str) -> None:
    """A word comes before what lets it count: a desk's before its kit, an ADB's before their key."""
    lost = field.joined()
    before = events_in(field.office.store)
    give_numbers(lost.session, field.visit, letter="A", count=2)
    if word == "an ADB's key":
        made = add_user(field.office.session, "Sari Contoh", ["adb"])
        field.office.desk.sign_out()
        session = field.office.desk.sign_in(made.id, made.passphrase)
        field.office.desk.held_store().receive(lost.written())
        revoke_laptop(session, lost.device, reason="hilang")
        office = events_in(field.office.desk.held_store())
        key = next(one for one in office if b'"key_given"' in one.header and one not in before)
        first = [one for one in office if one.device != lost.device and one != key]
    else:
        desk = field.adb_on(field.laptops.kit(at_office=True))
        desk.take_in(lost.written())
        if word == "a revocation":
            revoke_laptop(desk.session, lost.device, reason="hilang")
        else:
            remove_user(desk.session, field.adi)
        office, first = events_in(field.office.store), [*before, *desk.written()]
    give_numbers(lost.session, field.visit, letter="A", count=3)
    with onlooker() as store:
        store.receive([*first, *lost.written()])
        numbers = "SELECT count(*) FROM tickets"
        assert store.connection.execute(numbers).fetchone() == (5,)

        store.receive(office)

        assert store.connection.execute(numbers).fetchone() == (2,)
        proven(store)


def test_a_laptop_that_has_heard_that_it_was_revoked_opens_for_nobody(field: Field) -> None:
    """Who found it reads on what it holds; what they would write counted nowhere."""
    laptop = field.joined()
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    laptop.take_in(events_in(field.office.store))
    laptop.desk.sign_out()

    with pytest.raises(EktpError, match=r"^device\.revoked$"):
        laptop.desk.sign_in(field.adi, field.words)


def test_nobody_revokes_the_laptop_at_which_they_sit(field: Field) -> None:
    with pytest.raises(EktpError, match=r"^device\.own$"):
        revoke_laptop(field.office.session, field.office.session.device, reason="keliru")
