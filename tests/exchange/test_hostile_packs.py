"""What somebody with keys and a tool puts on a card: nothing of it counts that is not theirs to say."""

from __future__ import annotations

import errno
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.seal.sign import are_signed, new_signing_key, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.opening import VERSION
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.views import clear_views, dump_views
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.wire import limits
from ektp_desk.wire.pack import PackDamage
from ektp_desk.wire.part import cut
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.exchange.carrying import bring
from tests.exchange.hostile import FalseJournal, joining_as
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven

FOLDER = "ZZZZ2222"


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


def test_what_is_held_counts_as_signed_here_whatever_signature_comes_with_it(
    field: Field, card: Carrier
) -> None:
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    again = of_the_laptop(field, laptop)
    held = len(again.events)
    again.events[-1] = again.events[-1]._replace(signature=bytes(64))
    again.say("sent_home", "visit", field.visit, {"count": 1}, by=field.adi, key=key_of_adi(field, laptop))
    card.write("22222222", [again.sealed(held)])

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (1, {})
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


def with_a_number(field: Field, card: Carrier) -> Laptop:
    """A laptop of which a card has something that the office has not."""
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    return laptop


def lay(card: Carrier, content: bytes) -> Path:
    """Put a pack in front of all others."""
    folder = card.place / "ektp" / "22222222"
    folder.mkdir()
    (folder / "00000001.PCK").write_bytes(content)
    return folder / "00000001.PCK"


def test_a_pack_of_a_later_release_is_told_and_the_rest_taken(field: Field, card: Carrier) -> None:
    laptop = with_a_number(field, card)
    lay(card, b"ektp-pack 2\nwhat this release cannot read")

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (len(laptop.written()), {"object.newer": 1})


def test_a_pack_whose_sector_cannot_be_read_is_named_and_the_rest_taken(field: Field, card: Carrier) -> None:
    """The card is there: its mark can be read. One that was pulled ends the taking."""
    laptop = with_a_number(field, card)
    bad = lay(card, b"x")

    class Worn(Carrier):
        def read(self, pack: PackFile) -> Iterator[bytes | PackDamage]:
            if pack.path.with_suffix("") == bad.with_suffix(""):
                raise EktpError("carrier.missing", errno=errno.EIO)
            return super().read(pack)

    found = bring(field, Worn(card.place, card.id))
    assert (found.events, found.damaged) == (len(laptop.written()), ["22222222/00000001"])

    (card.place / "ektp" / "CARRIER.ID").unlink()
    with pytest.raises(EktpError, match=r"^carrier\.missing$"):
        bring(field, Worn(card.place, card.id))


def test_parts_that_are_not_all_there_are_told_each_time(field: Field, card: Carrier) -> None:
    """Else their pack would be marked as read, and what it lacks never asked for."""
    first, *_others = cut(b"age-encryption.org/v1\n" + bytes(2 * limits.ENTRY))
    card.write(FOLDER, [first])

    assert dict(bring(field, card).refused) == {"part.missing": 1}
    assert dict(bring(field, card).refused) == {"part.missing": 1}


def test_parts_take_no_more_memory_than_a_pack(field: Field, card: Carrier) -> None:
    """Each says that it is the last, short one of another whole; or the same one comes again and again."""
    size, start = limits.ENTRY + 1, b"ektp-part 1\n"
    rest = size.to_bytes(8, "big") + (5).to_bytes(4, "big") + (5).to_bytes(4, "big") + b"x"
    whole = [number.to_bytes(32, "big") for number in range(20_000)]
    card.write("22222222", [start + one + rest for one in whole] + [start + whole[0] + rest] * 20_000)
    tracemalloc.start()
    found = bring(field, card)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert set(found.refused) == {"part.damaged", "part.missing"}
    assert most < 6 * limits.ENTRY


def test_a_pack_that_no_desk_writes_so_large_is_not_read(field: Field, card: Carrier) -> None:
    laptop = with_a_number(field, card)
    with lay(card, b"ektp-pack 1\n").open("r+b") as file:
        file.truncate(2**40)

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (len(laptop.written()), {"object.too_big": 1})


def test_a_picture_that_was_taken_anew_is_no_refusal(field: Field, card: Carrier) -> None:
    """Its pack is read to its end, and not again each time."""
    capture_here(field.office.session)
    laptop = field.joined()
    recording = at_the_desk(laptop.session, field.visit)
    for _ in range(2):
        capture_photo(laptop.session, recording, seen())
    export(laptop.desk, card)

    found = bring(field, card)

    assert (found.files, dict(found.refused)) == (1, {})
    asked = field.office.store.runs.packs_read(card.id, "")
    assert {(pack.journal, pack.number) for pack in card.packs()} == asked.keys()


def test_pictures_of_what_is_held_come_with_it(field: Field, card: Carrier) -> None:
    """An ADB may let it count when the card is long gone."""
    capture_here(field.office.session)
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    capture_photo(laptop.session, at_the_desk(laptop.session, field.visit), seen())
    export(laptop.desk, card)

    found = bring(field, card)

    assert {why for _device, _seq, why in field.held()} == {"event.after_revocation"}
    assert (found.files, dict(found.refused)) == (1, {})


def test_a_false_signature_whose_key_comes_later_counts_nowhere(field: Field, card: Carrier) -> None:
    """Until the key is here nobody can say so: it is asked when what was held is let go."""
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    desk = field.adb_on(field.laptops.kit(at_office=True))
    budi = add_user(desk.session, "Budi Contoh", [Role.OPERATOR])
    keys = desk.desk.unlock(budi.id, budi.passphrase).keys
    assert keys is not None
    false = of_the_laptop(field, laptop)
    first = len(false.events) + 1
    heard = {"heard": [{"device": desk.device, "incarnation": desk.store.head.journal[1], "seq": 99}]}
    false.say("journals_heard", "device", laptop.device, heard, by=field.adi, key=key_of_adi(field, laptop))
    false.say("sent_home", "visit", field.visit, {"count": 7}, by=budi.id, key=keys.seed)
    false.events[-1] = false.events[-1]._replace(signature=bytes(64))
    card.write("22222222", [false.sealed(first)])
    bring(field, card)
    assert {why for _device, _seq, why in field.held()} != set()

    export(desk.desk, card)
    bring(field, card)

    (counted,) = field.office.connection.execute("SELECT sum(sent_home) FROM visits").fetchone()
    assert counted == 0
    assert {why for _device, _seq, why in field.held()} == {"event.false_signature"}
    proven(field.office.store)


def test_nobody_hides_a_true_event_as_falsely_signed(field: Field, card: Carrier) -> None:
    """Who holds the store's key marks it so, and folds anew."""
    with_a_number(field, card)
    bring(field, card)
    connection = field.office.connection
    connection.execute(
        "INSERT INTO held SELECT journal, seq, 'event.false_signature' FROM events"
        " WHERE kind = 'ticket_given' ORDER BY seq LIMIT 1"
    )

    assert [fault.code for fault in signature_faults(connection, are_signed)] == ["event.held_wrongly"]


def says_roots(field: Field, false: FalseJournal, key: bytes) -> bytes:
    """Another root; then the office's own anew, by which all of this journal would be before it."""
    office = field.office.session.office.id
    (body,) = field.office.connection.execute("SELECT body FROM events WHERE kind = 'root_set'").fetchone()
    own = {"device": false.device, "incarnation": false.incarnation, "seq": 99}
    other = {"founder": verify_key(key).hex()}
    false.say("root_set", "office", office, other, by="nobody", key=key)
    false.say("root_set", "office", office, json.loads(body) | {"until": [own]}, by="nobody", key=key)
    thief = {"name": "Maling Contoh", "roles": [Role.ADB], "since": ""}
    false.say("user_added", "user", "thief", thief, by="thief", key=key)
    return false.sealed(1 if false.incarnation == "evil" else len(false.events) - 2)


@pytest.mark.parametrize("how", ["kit", "revoked", "office desk"])
def test_an_office_has_one_root_whoever_says_another(field: Field, card: Carrier, how: str) -> None:
    """It took every key, device and visit, and the office never opened again; a store that it hit opens."""
    office, mine = field.office, new_signing_key()
    give_numbers(office.session, field.visit, letter="A", count=2)
    if how == "kit":
        false = joining_as(field, "")
    else:
        laptop = field.by_kit(at_office=how == "office desk")
        export(laptop.desk, card)
        bring(field, card)
        false = of_the_laptop(field, laptop)
        if how == "revoked":
            revoke_laptop(office.session, laptop.device, reason="dicuri")
    before, root = of_the_office(field), office_root(office.connection)
    card.write("22222222", [says_roots(field, false, mine)])

    assert bring(field, card).events >= 3

    assert [why for _device, _seq, why in sorted(field.held(), key=lambda one: one[1])][-3:] == [
        "event.other_root",
        "event.other_root",
        "event.unknown_key",
    ]
    assert (of_the_office(field), office_root(office.connection)) == (before, root)
    proven(office.store)
    as_a_former_release_left_it(field)
    office.sign_in_again()
    assert (of_the_office(field), office_root(office.connection)) == (before, root)
    assert {why for _device, _seq, why in field.held()} == {"event.other_root", "event.unknown_key"}
    proven(office.store)
    later = field.by_kit()
    assert office_root(later.connection) == root
    export(later.desk, card)
    assert not bring(field, card).refused


def of_the_office(field: Field) -> list[list[tuple[Any, ...]]]:
    views = dump_views(field.office.connection)
    return [views[table] for table in ("offices", "users", "user_keys", "visits", "tickets")]


def as_a_former_release_left_it(field: Field) -> None:
    """Nobody's key was known, so all was held and folded to nothing."""
    connection = field.office.connection
    connection.execute("INSERT OR REPLACE INTO held SELECT journal, seq, 'event.unknown_key' FROM events")
    clear_views(connection)
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm025_one_root'")
    connection.execute(f"PRAGMA user_version = {VERSION - 1}")


def test_another_pack_of_the_same_length_under_a_number_that_was_read_is_read(
    field: Field, card: Carrier
) -> None:
    """A stick was emptied, and filled again: only its mark stayed."""
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    new = card.packs()[-1].path
    kept, laid = new.read_bytes(), new.with_name("00000001.PCK")
    for pack in card.packs():
        pack.path.unlink()
    laid.write_bytes(kept)
    field.office.connection.execute("UPDATE packs_read SET size = ? WHERE pack = 1", (len(kept),))

    assert bring(field, card).events == 2
    assert bring(field, card).events == 0
    assert field.numbers() == 2
