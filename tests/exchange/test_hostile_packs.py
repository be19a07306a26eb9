"""What somebody with keys and a tool puts on a card: nothing of it counts that is not theirs to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.desk.exchange.incoming import CarrierImport, import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.roles import Role
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier, mark_carrier
from ektp_desk.usecases.laptops.queries import keys_of_device
from tests.exchange.hostile import FalseJournal
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, proven

FOLDER = "ZZZZ2222"


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        yield found


@pytest.fixture
def card(field: Field, tmp_path: Path) -> Carrier:
    (tmp_path / "card").mkdir()
    return mark_carrier(tmp_path / "card", office_root(field.office.connection).hex())


def bring(field: Field, card: Carrier) -> CarrierImport:
    return import_packs(field.office.desk, field.office.session, card)


def joining_as(field: Field, device: str) -> FalseJournal:
    """Hold a kit that nobody used, and join with it under a name."""
    kit, own = field.laptops.kit(), new_signing_key()
    made = FalseJournal(field.office, device, "evil", kit.enrol)
    opened = {"label": "09/a", "reason": "first"}
    joined = {"device": device, "sign": verify_key(own).hex(), "seal": "age1x", "heard": made.heard()}
    made.say("incarnation_opened", "device", device, opened, by=kit.id, key=kit.enrol)
    made.say("joined", "device", kit.id, joined, by=kit.id, key=kit.enrol)
    return made


def test_who_has_a_kit_alone_does_not_become_the_offices_own_desk(field: Field, card: Carrier) -> None:
    """At an office desk a key counts that somebody offers: with it the finder would be an ADB."""
    mine = new_signing_key()
    false = joining_as(field, field.office.session.device)
    adb = field.office.user
    offered = {"sign": verify_key(mine).hex(), "seal": "age1x"}
    false.say("key_offered", "user", adb, offered, by=adb, key=mine)
    roles = {"name": "Maling Contoh", "roles": [Role.ADB], "since": ""}
    false.say("user_added", "user", "thief", roles, by=adb, key=mine)
    card.write(FOLDER, [false.sealed()])

    found = bring(field, card)

    users = field.office.connection.execute("SELECT count(*) FROM users WHERE id = 'thief'").fetchone()
    assert users == (0,)
    assert (found.events, dict(found.refused)) == (0, {"object.not_signed": 1})


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


def of_the_laptop(field: Field, laptop: Laptop) -> FalseJournal:
    """Hold a joined laptop's keys and its user's passphrase, and go on in its journal with a tool."""
    made = FalseJournal(
        field.office, laptop.device, laptop.store.head.journal[1], laptop.desk.device_keys().seed
    )
    made.go_on(laptop.written())
    return made


def key_of_adi(field: Field, laptop: Laptop) -> bytes:
    keys = laptop.desk.unlock(field.adi, field.words).keys
    assert keys is not None
    return keys.seed


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ({"count": 1}, {"at": "soon"}),
        ({"count": 1}, {"at": "2019-04-02T01:15:00"}),
        ({"count": 1}, {"at": "9999-12-31T23:59:59.000+00:00"}),
        ({"count": 1}, {"offset": 10**9}),
        ({"count": 1}, {"offset": 2**70}),
        ({"count": 1}, {"bv": 2**70}),
        ({"count": 2**63 - 1}, {}),
        ({"count": 2**70}, {}),
        ({"count": -(2**70)}, {}),
    ],
)
def test_what_no_row_could_hold_is_refused_and_the_rest_of_the_card_is_taken(
    field: Field, card: Carrier, body: dict[str, int], header: dict[str, object]
) -> None:
    """Hours and numbers that no desk writes: the packs behind them come in all the same."""
    laptop, other = field.joined(), field.joined()
    export(laptop.desk, card)
    bring(field, card)
    false = of_the_laptop(field, laptop)
    first = len(false.events) + 1
    false.say("sent_home", "visit", field.visit, body, by=field.adi, key=key_of_adi(field, laptop), **header)
    card.write("22222222", [false.sealed(first)])
    export(other.desk, card)

    found = bring(field, card)

    assert found.events == len(other.written())
    assert dict(found.refused) == {"journal.changed": 1}
    proven(field.office.store)


def test_a_journal_that_begins_twice_is_refused_and_the_rest_taken(field: Field, card: Carrier) -> None:
    """A table's own rule is broken by what it makes: told of that run, and of nothing else."""
    laptop, other = field.joined(), field.joined()
    export(laptop.desk, card)
    bring(field, card)
    false = of_the_laptop(field, laptop)
    first, opened = len(false.events) + 1, {"label": "02/b", "reason": "first"}
    adi = key_of_adi(field, laptop)
    false.say("incarnation_opened", "device", laptop.device, opened, by=field.adi, key=adi)
    card.write("22222222", [false.sealed(first)])
    export(other.desk, card)

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (len(other.written()), {"journal.changed": 1})
    proven(field.office.store)
