"""A laptop joins with a kit: known by it, with a number of its own; whoever else writes is held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.desk.founding import Kit
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.sign import new_signing_key
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.laptops.queries import joined_laptops, keys_of_device
from ektp_desk.usecases.queue.commands import give_numbers
from tests.offices import unmarked
from tests.store.several.field import Field, field_in
from tests.store.several.kits import held_in, proven
from tests.store.several.laptops import events_in


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        yield found


def test_what_a_laptop_writes_counts_at_the_office_under_its_own_number(field: Field) -> None:
    second, third = field.joined(), field.joined()
    give_numbers(second.session, field.visit, letter="A", count=3)

    field.arrive(second, third)

    assert (field.numbers(), field.held()) == (3, set())
    labels = sorted(one.label for one in incarnations(field.office.store))
    assert labels == ["01/a", "02/a", "03/a"]
    known = joined_laptops(field.office.session)
    assert [(one.number, one.device, one.revoked) for one in known] == [
        ("02", second.device, False),
        ("03", third.device, False),
    ]
    rows = proven(field.office.store)
    second.take_in(events_in(field.office.store))
    assert proven(second.store) == rows


def test_a_laptop_that_is_copied_goes_on_under_its_own_number(field: Field) -> None:
    laptop = field.joined()
    laptop.desk.folders.anchor(laptop.desk.slots.install).unlink()
    laptop.desk.sign_out()
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    give_numbers(laptop.session, field.visit, letter="A", count=2)

    field.arrive(laptop)

    assert (field.numbers(), field.held()) == (2, set())
    labels = sorted(unmarked(one.label) for one in incarnations(laptop.store))
    assert labels == ["01/a", "02/a", "02/b"]
    proven(field.office.store)


def test_a_kit_that_the_office_never_made_founds_nothing(field: Field, tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"^kit\.unknown$"):
        field.joined(Kit("0" * 32, new_signing_key()))
    made = field.laptops.kit()
    with pytest.raises(EktpError, match=r"^kit\.unknown$"):
        field.joined(Kit(made.id, new_signing_key()))

    assert not list((tmp_path / "laptops").rglob("desk.db*"))


def test_a_laptop_of_which_nobody_has_heard_is_held_until_its_kit_comes(field: Field) -> None:
    """One laptop brings its journal to another, which has not heard from the office since its own kit."""
    earlier = field.joined()
    later = field.joined()
    give_numbers(later.session, field.visit, letter="A", count=2)
    before = len(events_in(earlier.store))

    earlier.store.receive(later.written())

    assert {(seq, why) for _device, seq, why in held_in(earlier.connection)} == {
        (1, "event.unknown_key"),
        (2, "event.unheard"),  # this, and what follows, says that it had heard what is not here yet
        (3, "event.unheard"),
        (4, "event.unheard"),
    }
    assert len(events_in(earlier.store)) == before + 4
    proven(earlier.store)

    earlier.take_in(events_in(field.office.store))
    assert held_in(earlier.connection) == set()
    assert proven(earlier.store)["tickets"] != []


def test_the_offices_laptop_tells_its_own_keys_with_the_first_kit(field: Field) -> None:
    """Their other halves lie in its store and in no event; an earlier release's store gets them."""
    office = field.office
    assert keys_of_device(office.store, office.session.device) == []
    office.connection.execute("DELETE FROM facts WHERE name = 'box'")
    office.sign_in_again()

    laptop = field.joined()
    field.laptops.kit()

    own = office.desk.device_keys()
    (told,) = keys_of_device(laptop.store, office.session.device)
    assert (told.sign, told.seal) == (own.sign, own.seal)
    (joined,) = keys_of_device(laptop.store, laptop.device)
    its = laptop.desk.device_keys()
    assert (joined.sign, joined.seal) == (its.sign, its.seal)
    assert joined.seal != told.seal
    secrets = [own.seed.hex(), its.seed.hex(), own.box.secret, its.box.secret]
    said = b"".join(one.body or b"" for one in events_in(laptop.store)).decode()
    assert not [one for one in secrets if one in said]
    kinds = [
        kind for (kind,) in office.connection.execute("SELECT kind FROM events WHERE kind = 'device_keys'")
    ]
    assert kinds == ["device_keys"]


def test_a_laptop_whose_keys_were_changed_says_so(field: Field) -> None:
    """What it seals would be refused at the office, and what is sealed to it would not open."""
    laptop = field.joined()
    laptop.connection.execute("UPDATE facts SET value = randomblob(32) WHERE name = 'box'")
    laptop.desk.sign_out()

    laptop.desk.sign_in(field.adi, field.words)

    assert [news.code for news in laptop.desk.told] == ["device.keys_differ"]
