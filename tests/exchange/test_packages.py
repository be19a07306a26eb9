"""Packages from the office: what they bring a visit's laptops, and whose are refused."""

from __future__ import annotations

import shutil
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace as struct_with

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.courier import put_on
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.kits import new_visit_key
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.roles import Role
from ektp_desk.domain.tickets import Outcome
from ektp_desk.seal import age
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.views import dump_views
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.commands import add_user, reset_passphrase
from ektp_desk.usecases.doubles.commands import keep_number
from ektp_desk.usecases.doubles.queries import doubled
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.laptops.courier import CarrierImport, GivenPackage
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit, say_letters
from ektp_desk.usecases.visits.letters.queries import letters_of
from ektp_desk.usecases.visits.packages.queries import package_plan, packages_due
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import read_object, write_object
from ektp_desk.wire.heads import PackageHead
from ektp_desk.wire.package import Package, write_package
from tests.exchange import plain
from tests.exchange.carrying import bring, card_of
from tests.kept import new_kit
from tests.offices import DAY, VILLAGE, WORDS, TestOffice, found_office_in, proved
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, held_in, proven

FOLDER = "ZZZZ2222"


def give(field: Field, card: Carrier, **letters: str) -> GivenPackage:
    office = field.office
    return give_package(office.desk, office.session, field.visit, card, letters=letters)


def take(laptop: Laptop, card: Carrier) -> CarrierImport:
    return import_packs(laptop.desk, laptop.session, card)


def entries_on(card: Carrier) -> list[bytes]:
    return [entry for pack in card.packs() for entry in card.read(pack) if isinstance(entry, bytes)]


def test_a_package_brings_a_laptop_what_the_office_said_since_its_kit(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    bela = add_user(field.office.session, "Bela Contoh", [Role.OPERATOR])
    stick = card_of(field, tmp_path / "stick")

    given = give(field, stick, B=laptop.device)
    found = take(laptop, stick)

    assert (given.number, given.laptops) == (1, 1)
    assert (found.packages, found.refused, found.damaged) == (1, {}, [])
    assert found.visits == [field.visit]
    assert letters_of(laptop.session, field.visit) == {"B": laptop.device}
    users = laptop.connection.execute("SELECT id FROM users").fetchall()
    assert (bela.id,) in users
    assert held_in(laptop.connection) == set()
    proven(laptop.store)
    rows = dump_views(laptop.connection)
    laptop.connection.execute("DELETE FROM packs_read")
    again = take(laptop, stick)
    assert (again.packages, again.events, again.refused) == (0, 0, {})
    assert dump_views(laptop.connection) == rows
    own = bring(field, stick)
    assert (own.packages, own.refused) == (0, {}), "the office passes over its own"
    there = b"".join(path.read_bytes() for path in stick.place.rglob("*") if path.is_file())
    assert [word for word in (b"Bela", b"user_added", b"letters_assigned") if word in there] == []
    assert give(field, stick).number == 2


def test_a_laptop_of_which_the_office_never_heard_opens_it_by_its_kits_key(
    field: Field, card: Carrier
) -> None:
    """Kit and package leave the office on one stick."""
    laptop = field.by_kit()
    add_user(field.office.session, "Bela Contoh", [Role.OPERATOR])

    given = give(field, card)

    assert given.laptops == 0
    assert take(laptop, card).packages == 1
    assert len(laptop.connection.execute("SELECT id FROM users").fetchall()) == 3


def test_a_ruling_of_the_office_comes_home_by_package(field: Field, card: Carrier, tmp_path: Path) -> None:
    """Two laptops gave A001; the office says who keeps it, and both show the same of what they know."""
    first, second = field.by_kit(), field.by_kit()
    for laptop in (first, second):
        confirm_day(laptop.session)
        open_desk(laptop.session, field.visit, letter="C")
        give_numbers(laptop.session, field.visit, letter="C", count=1)
        export(laptop.desk, card)
    bring(field, card)
    (found,) = doubled(field.office.session)
    kept = found.papers[0].giving
    (moved,) = keep_number(field.office.session, found, kept)
    stick = card_of(field, tmp_path / "stick")
    give(field, stick)

    for laptop in (first, second):
        assert take(laptop, stick).refused == {}
        assert held_in(laptop.connection) == set()
        rows = {row[0] for row in laptop.connection.execute("SELECT id FROM tickets")}
        assert moved in rows
        proven(laptop.store)


def test_what_is_no_package_of_this_office_for_this_laptop_is_refused_and_changes_nothing(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop, other = field.by_kit(), field.by_kit()
    for one in (laptop, other):
        export(one.desk, card)
    bring(field, card)
    older, newer = card_of(field, tmp_path / "older"), card_of(field, tmp_path / "newer")
    give(field, older, B=other.device)
    give(field, newer, B=laptop.device)
    assert take(laptop, newer).packages == 1
    office, before = field.office, dump_views(laptop.connection)
    cases = {
        "package.older": entries_on(older),
        "package.not_office": [forged(other.desk, field.visit, device=other.device)],
        "object.not_signed": [forged(other.desk, field.visit, device=office.session.device)],
        "object.other_office": [foreign(tmp_path)],
        "object.inside_differs": [with_another_head(field, entries_on(newer)[0])],
        "object.unknown_sender": [forged(other.desk, field.visit, device="nobody")],
    }
    for number, (code, entries) in enumerate(cases.items()):
        stick = card_of(field, tmp_path / f"stick{number}")
        stick.write(FOLDER, entries)
        found = take(laptop, stick)
        told = code in found.amiss  # but for a package in whose place the newer one is here
        assert (found.packages, dict(found.refused), told) == (0, {code: 1}, code != "package.older")
    stick = card_of(field, tmp_path / "others")
    stick.write(FOLDER, [forged(office.desk, "unheard", device=office.session.device)])
    found = take(laptop, stick)
    assert (found.packages, found.others, found.refused) == (0, 1, {}), "for others: nothing is amiss"
    assert dump_views(laptop.connection) == before
    assert letters_of(laptop.session, field.visit) == {"B": laptop.device}


def forged(desk: Desk, visit: str, *, device: str) -> bytes:
    """An empty package for a visit, in the name of a device, that a laptop signs with its own key."""
    store, seed = desk.held_store(), desk.device_keys().seed
    (key, *_) = store.packages.keys_for(visit, new_visit_key)
    to = {f"visit:{visit}": age.identity_from_bytes(key).public}
    head = PackageHead(
        office=office_root(store.connection).hex(),
        by=key_name(verify_key(seed)),
        audience=tuple(to),
        visit=visit,
        number=9,
        made="2019-04-01T08:00:00.000+00:00",
        expires="2030-01-01",
        device=device,
        incarnation="first",
        seq=1,
    )
    return write_package(head, Package(), to=to, sign=lambda message: sign(seed, message))


def foreign(place: Path) -> bytes:
    folders = Folders(place / "far" / "data", place / "far" / "state")
    with found_office_in(folders) as far:
        return forged(far.desk, far.open_visit(), device=far.session.device)


def with_another_head(field: Field, data: bytes) -> bytes:
    """The office's own seal, of which somebody raised the number; and the office's key signs it."""
    envelope, seed = read_object(data), field.office.desk.device_keys().seed
    head = msgspec.json.decode(envelope.head, type=PackageHead)
    raised = msgspec.structs.replace(head, number=9)
    return write_object(raised, lambda message: sign(seed, message), envelope.payload)


def test_the_second_reader_opens_a_package_and_writes_one_that_a_laptop_takes(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop = field.by_kit()
    give(field, card, B=field.office.session.device)
    (entry,) = entries_on(card)
    secrets = [age.identity_from_bytes(one).secret for one in laptop.store.packages.visit_keys()[field.visit]]
    seed, root = field.office.desk.device_keys().seed, office_root(field.office.connection)

    made = plain.read_object(entry)
    plain.check(made, verify_key(seed), root)
    said, stretches, receipts = plain.read_package(plain.open_object(made, secrets, limits.PACKAGE))

    assert (said["letters"], said["lists"]) == ({"B": field.office.session.device}, [])
    assert [plain.read_object(one)["head"]["kind"] for one in receipts] == ["verdict"]
    assert [age.identity_from_bytes(b64decode(one)).secret for one in said["keys"]] == secrets
    kinds = {plain.header_of(one["header"] or b"")["kind"] for run in stretches for one in run}
    assert {"office_founded", "root_set", "kit_made", "visit_planned", "letters_assigned"} <= kinds
    head = made["head"] | {"number": 2, "audience": [f"visit:{field.visit}"]}
    content = plain.write_package(said, [plain.write_events(run) for run in stretches], receipts)
    public = age.identity_from_bytes(b64decode(said["keys"][0])).public
    stick = card_of(field, tmp_path / "stick")
    stick.write(FOLDER, [plain.seal_object(head, content, [public], seed)])
    found = take(laptop, stick)
    assert (found.packages, found.refused) == (1, {})
    assert letters_of(laptop.session, field.visit) == said["letters"]
    proven(laptop.store)


def test_a_laptop_that_was_revoked_opens_no_package_from_then_on(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """It has the visit's key: from the next package on there is another."""
    lost, kept = field.by_kit(), field.by_kit()
    for one in (lost, kept):
        export(one.desk, card)
    bring(field, card)
    stick = card_of(field, tmp_path / "stick")
    give(field, stick)
    before = {visit: list(keys) for visit, keys in kept.store.packages.visit_keys().items()}
    revoke_laptop(field.office.session, lost.device, reason="hilang")
    later = card_of(field, tmp_path / "later")

    assert give(field, later).laptops == 1

    assert dict(take(lost, later).refused) == {"object.not_for_us": 1}
    assert take(kept, later).packages == 1
    keys = kept.store.packages.visit_keys()[field.visit]
    assert (len(keys), list(keys[1:])) == (2, before[field.visit])
    later_kit = field.by_kit()
    assert list(later_kit.store.packages.visit_keys()[field.visit]) == list(keys)


def test_no_older_package_of_another_desk_makes_a_key_the_newest_that_a_revoked_laptop_has(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    office = field.office
    lost, kept = field.by_kit(), field.by_kit()
    second = field.by_kit(user=office.user, words=WORDS, at_office=True)
    for one in (lost, kept, second):
        export(one.desk, card)
    bring(field, card)
    first = card_of(field, tmp_path / "first")
    give(field, first)
    for one in (lost, kept, second):
        assert take(one, first).packages == 1
    of_second = [card_of(field, tmp_path / f"second{number}") for number in (1, 2)]
    give_package(second.desk, second.session, field.visit, of_second[0], letters={})
    second.connection.execute(
        "DELETE FROM visit_keys"
    )  # it makes one by itself, of which no other desk knows
    give_package(second.desk, second.session, field.visit, of_second[1], letters={})
    for stick in of_second:
        assert take(lost, stick).packages == 1
    revoke_laptop(office.session, lost.device, reason="hilang")
    later = card_of(field, tmp_path / "later")
    give(field, later)
    assert take(kept, later).packages == 1

    def keys(of: Laptop | TestOffice) -> list[bytes]:
        return list(of.store.packages.visit_keys()[field.visit])

    newest = keys(kept)[0]
    for stick in of_second:
        assert take(kept, stick).packages == 1
        assert (keys(kept)[0], newest in keys(lost)) == (newest, False)
    assert set(keys(kept)) == {newest, *keys(lost)}, "what was sealed before opens"
    assert take(second, later).packages == 1
    give_package(second.desk, second.session, field.visit, card, letters={})
    assert (keys(second)[0], take(kept, card).packages, keys(kept)[0]) == (newest, 1, newest)
    revoke_laptop(office.session, second.device, reason="rusak")
    give(field, later)
    assert take(kept, later).packages == 1
    assert keys(kept)[0] == keys(office)[0] not in {newest, *keys(second)}


def test_packages_are_given_at_an_office_desk_and_by_who_may(field: Field, card: Carrier) -> None:
    with pytest.raises(EktpError, match=r"^package\.no_laptops$"):
        give(field, card)
    laptop = field.by_kit(user=field.office.user, words=WORDS)
    with pytest.raises(EktpError, match=r"^act\.office_only$"):
        give_package(laptop.desk, laptop.session, field.visit, card, letters={})


def test_a_letter_goes_with_a_kit_to_the_laptop_that_joins_by_it(field: Field, card: Carrier) -> None:
    """Letters are shared out while the kits still wait: whoever joins has theirs, there and at the office."""
    office = field.office
    kit = new_kit(office.desk, office.session)
    say_letters(office.session, field.visit, "A=01 B=02")
    assert put_on(office.desk, office.session, card).packages == 1
    laptop = field.laptops.open_kit(kit, by=field.adi, words=field.words)

    assert take(laptop, card).packages == 1
    assert letters_of(laptop.session, field.visit)["B"] == laptop.device
    confirm_day(laptop.session)
    open_desk(laptop.session, field.visit, letter="B")
    export(laptop.desk, card)
    bring(field, card)
    assert package_plan(office.session, field.visit).letters == {"A": "01", "B": "02"}


def test_a_visit_that_was_planned_after_a_kit_reaches_the_laptop_that_opens_it(
    field: Field, card: Carrier
) -> None:
    """Kits are made first, visits planned then: nobody has to carry a stick home once before."""
    office = field.office
    kit, lost = new_kit(office.desk, office.session), new_kit(office.desk, office.session)
    revoke_laptop(office.session, lost.facts.id, reason="kit hilang")
    later = plan_visit(office.session, VILLAGE, day=DAY, lists=())
    given = give_package(office.desk, office.session, later, card, letters={})
    assert (given.laptops, given.waiting) == (0, 1)

    laptop = field.laptops.open_kit(kit, by=field.adi, words=field.words)
    found = field.laptops.open_kit(lost, by=field.adi, words=field.words)

    assert take(laptop, card).packages == 1
    assert later in {visit.id for visit in visits(laptop.session)}
    assert take(found, card).packages == 0, "its kit was revoked before"
    export(laptop.desk, card)
    bring(field, card)
    assert give_package(office.desk, office.session, later, card, letters={}).waiting == 0


def test_every_stick_of_the_office_brings_near_visits_packages_once_and_anew_when_the_office_said_more(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """Nobody has to think of it: letters that were assigned, and a passphrase that was reset, go along."""
    office = field.office
    assert put_on(office.desk, office.session, card).packages == 0, "an office of one laptop gives none"
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    say_letters(office.session, field.visit, "a=02, B=02/a")
    stick = card_of(field, tmp_path / "stick")

    assert put_on(office.desk, office.session, stick).packages == 1
    assert take(laptop, stick).packages == 1
    assert letters_of(laptop.session, field.visit) == {"A": laptop.device, "B": laptop.device}
    assert put_on(office.desk, office.session, stick).packages == 0, "it lies there"
    (ticket,) = give_numbers(office.session, field.visit, letter="A", count=1)
    confirm_day(office.session)
    assert put_on(office.desk, office.session, stick).packages == 0, "what no package brings"
    assert put_on(office.desk, office.session, card).packages == 1, "another stick"
    given = package_plan(office.session, field.visit)
    assert given.given is not None
    assert (given.given.number, given.given.outdated, given.joined) == (2, False, ("01", "02"))
    assert given.given.made_at == office.session.now

    reset_passphrase(office.session, field.adi)
    assert [one.outdated for one in packages_due(office.session)] == [True]
    operator = replace(office.session, user=struct_with(office.session.user, roles="operator"))
    seen = put_on(office.desk, operator, stick)
    assert (seen.packages, seen.withheld) == (0, 1), "who may not give one is told so"
    assert put_on(office.desk, office.session, stick).packages == 1
    say_letters(office.session, field.visit, "A=02 B=02")
    assert [one.outdated for one in packages_due(office.session)] == [False], "nothing new was said"
    say_letters(office.session, field.visit, "")
    assert letters_of(office.session, field.visit) == {}
    shutil.rmtree(stick.place / "ektp" / folder_signs(*office.store.head.journal))
    assert put_on(office.desk, office.session, stick).packages == 1
    assert take(laptop, stick).refused == {}
    assert letters_of(laptop.session, field.visit) == {}
    end_ticket(office.session, ticket, Outcome.LEFT)
    close_visit(office.session, field.visit, proof=proved(office.session, field.visit))
    assert put_on(office.desk, office.session, stick).packages == 1, "that it is closed goes home"
    assert put_on(office.desk, office.session, stick).packages == 0
    add_user(office.session, "Sari Contoh", [Role.OPERATOR])
    assert put_on(office.desk, office.session, stick).packages == 1, "and what is said of it later"
    for typed, code in (
        ("A=02 A=03", "desk.bad_letter"),
        ("AB=02", "desk.bad_letter"),
        ("A", "device.unknown"),
    ):
        with pytest.raises(EktpError, match=code):
            say_letters(office.session, field.visit, typed)
