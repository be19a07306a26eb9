"""A laptop is made at the office, carried as a file and six words, and opened elsewhere: whole or not."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.kits import KIT_COST, MadeKit, OpenedKit, found_by_kit
from ektp_desk.desk.recovery import reset_by_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.age import new_identity
from ektp_desk.seal.passphrase import FULL, open_by_words
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.seal.slots.content import SlotOffice, SlotUser
from ektp_desk.seal.slots.copies import as_copy
from ektp_desk.seal.slots.opening import create_slots, open_with_recovery
from ektp_desk.seal.slots.travelling import for_laptop, without_store
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import remove_user
from ektp_desk.usecases.admin.queries import code_of_office
from ektp_desk.usecases.laptops.queries import joined_laptops
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.wire import kit as form
from ektp_desk.wire.kit import FILE_BYTES, KIT_MARK, KitContent, open_kit, read_kit, write_kit
from ektp_desk.words.errors import SENTENCES
from tests.kept import new_kit
from tests.offices import CHEAP, WORDS
from tests.store.several.field import Field, field_in
from tests.store.several.kits import proven
from tests.store.several.laptops import events_in

NAME, NIK = "Yuliana Contoh", "5302324101909001"


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        give_numbers(found.office.session, found.visit, letter="A", count=3)
        found.office.record_one(found.visit, NAME, nik=NIK)
        yield found


@pytest.fixture
def there(tmp_path: Path) -> Folders:
    made = Folders(tmp_path / "there" / "data", tmp_path / "there" / "state")
    made.state.mkdir(parents=True)
    return made


def made_by(field: Field, *, at_office: bool = False) -> MadeKit:
    return new_kit(field.office.desk, field.office.session, at_office=at_office, cost=CHEAP)


def opened(kit: MadeKit, there: Folders, field: Field) -> OpenedKit:
    return found_by_kit(there, read_kit(kit.data), kit.words, clock=field.office.clock)


def content_of(kit: MadeKit) -> KitContent:
    return open_kit(read_kit(kit.data), kit.words)


def closed_again(
    kit: MadeKit, content: KitContent, seed: bytes, *, named: bytes = b"", root: str = ""
) -> bytes:
    """The kit as somebody makes it who knows the words; `named` is whose key it says it is signed with."""
    head = read_kit(kit.data).head
    name = key_name(verify_key(named or seed))
    return write_kit(
        content, kit.words, office=root or head.office, by=name, number=head.number, cost=CHEAP,
        sign=lambda message: sign(seed, message),
    )  # fmt: skip


def is_empty(there: Folders) -> bool:
    return not [path for path in there.data.glob("*") if path.name != "desk.lock"]


def test_what_is_written_on_a_laptop_of_a_kit_counts_at_the_office(field: Field, there: Folders) -> None:
    kit = made_by(field)

    laptop = opened(kit, there, field)

    assert (kit.facts.number, kit.facts.desk, laptop.number) == ("02", "laptop", "02")
    assert laptop.office_code == code_of_office(field.office.store)
    with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
        session = desk.sign_in(field.adi, field.words)
        assert desk.told == []
        confirm_day(session)
        open_desk(session, field.visit, letter="B")
        give_numbers(session, field.visit, letter="B", count=2)
        proven(desk.held_store())
        written = [one for one in events_in(desk.held_store()) if one.device == laptop.device]
    field.office.store.receive(written)
    assert field.held() == set()
    assert field.numbers() == 5
    assert [(one.number, one.device) for one in joined_laptops(field.office.session)] == [
        ("02", laptop.device)
    ]
    proven(field.office.store)


def test_everybody_signs_in_with_the_passphrase_of_the_office_and_nobody_holds_its_key(
    field: Field, there: Folders
) -> None:
    opened(made_by(field), there, field)

    with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
        for user, words in ((field.adi, field.words), (field.office.user, WORDS)):
            desk.sign_in(user, words)
            assert desk.unlock(user, words).office_secret is None
            assert desk.told == []
            assert desk.held_keys()[0] not in field.office.desk.held_keys()
            desk.sign_out()
        with pytest.raises(EktpError, match=r"^signin\.wrong$"):
            desk.sign_in(field.adi, WORDS)
        assert desk.slots.install != field.office.desk.slots.install
        assert desk.slots.recovery_public == field.office.desk.slots.recovery_public


def test_a_kit_brings_no_secret_of_the_office_and_nobody_who_was_recorded(field: Field) -> None:
    kit = made_by(field)
    content = content_of(kit)
    office, opens = field.office.desk, field.office.desk.unlock(field.office.user, WORDS)

    inside = [
        content.slots,
        *(part for run in content.runs for one in run for part in (one.header, one.body or b"")),
    ]
    secrets = [
        *opens.store_keys,
        str(opens.office_secret).encode(),
        office.slots.office_secret,
        office.slots.store_key,
    ]
    secrets += [
        box
        for slot in office.slots.users
        for name, box in slot.keys.boxes.items()
        if name in {"store", "office"}
    ]
    secrets += [base64.b64encode(one) for one in secrets]  # as slots hold bytes
    for piece in [*secrets, NAME.encode(), NIK.encode(), b'"ticket"', b'"recording"', b'"person"']:
        assert not [part for part in inside if piece in part], piece
    said = b"".join(inside)
    assert field.visit.encode() in said
    assert b"Adi Contoh" in said


def test_nothing_of_it_stands_in_clear(field: Field) -> None:
    kit = made_by(field)
    content = content_of(kit)

    names = [
        b"Adi Contoh",
        b"Maria T.",
        b"Timor",
        content.enrol,
        kit.words.split()[0].encode(),
        field.visit.encode(),
    ]
    names += [content.kit.encode(), field.adi.encode()]
    for piece in names:
        assert piece not in kit.data
    assert len(kit.words.split()) == 6
    assert made_by(field).words != kit.words


def test_a_guess_at_six_words_costs_four_times_one_at_a_passphrase() -> None:
    assert (KIT_COST.ops, KIT_COST.memory_bytes) == (4 * FULL.ops, FULL.memory_bytes)


def test_a_visit_that_was_closed_stays_at_the_office(field: Field) -> None:
    field.office.connection.execute("UPDATE visits SET state = 'closed' WHERE id = ?", (field.visit,))

    said = b"".join(one.header for run in content_of(made_by(field)).runs for one in run)

    assert field.visit.encode() not in said


def test_wrong_words_make_nothing_and_cost_waiting(field: Field, there: Folders) -> None:
    kit = made_by(field)
    others = " ".join(reversed(kit.words.split()))
    seconds = 0.0

    def wrong() -> EktpError:
        with pytest.raises(EktpError) as told:
            found_by_kit(there, read_kit(kit.data), others, clock=field.office.clock, wall=lambda: seconds)
        return told.value

    assert [(wrong().code, is_empty(there)) for _ in range(3)] == [("kit.wrong_words", True)] * 3
    assert wrong().code == "signin.wait"
    seconds = 60.0
    found_by_kit(there, read_kit(kit.data), kit.words.upper(), clock=field.office.clock, wall=lambda: seconds)
    assert not is_empty(there)


def test_a_kit_that_is_damaged_foreign_or_newer_says_so(field: Field) -> None:
    data = made_by(field).data
    random = Random(7)
    at = random.sample(range(len(KIT_MARK), len(data)), 20)
    damaged = [data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :] for n in at]
    damaged += [data[:-1], data + b"x", data[: len(KIT_MARK)], data[: len(data) // 2]]
    cases = {
        "kit.damaged": damaged,
        "kit.newer": [b"ektp-kit 2\n" + data[len(KIT_MARK) :]],
        "kit.foreign": [b"", b"%PDF-1.4", b"age-encryption.org/v1\n"],
        "kit.too_big": [KIT_MARK + bytes(FILE_BYTES)],
    }
    for code, files in cases.items():
        for each in files:
            with pytest.raises(EktpError) as told:
                read_kit(each)
            assert told.value.code == code


def test_who_knows_the_words_makes_no_kit_that_is_taken(field: Field, there: Folders) -> None:
    """Signed with another key, with a stretch that nobody signed, or for another kit: nothing is made."""
    laptop = field.joined()
    field.arrive(laptop)
    kit = made_by(field)
    content = content_of(kit)
    its = laptop.desk.device_keys().seed
    own = field.office.desk.device_keys().seed
    seed = new_signing_key()
    runs = list(content.runs)
    cut = [*runs[:-1], list(runs[-1])[:-1]]
    cases = {
        "another's key": (closed_again(kit, content, seed), "kit.untrue"),
        "a signature that is none": (closed_again(kit, content, seed, named=own), "kit.untrue"),
        "without the last event": (closed_again(kit, _with(content, runs=cut), own), "kit.un"),
        "a false signature": (closed_again(kit, _with(content, runs=_falsified(runs)), own), "kit.untrue"),
        "another laptop's seed": (closed_again(kit, _with(content, enrol=seed), own), "kit.unknown"),
        "a field laptop's": (closed_again(kit, _with(content, device=laptop.device), its), "kit.untrue"),
        "another office's": (closed_again(kit, content, own, root="0" * 64), "kit.untrue"),
        "an end that nobody signed": (
            closed_again(kit, _with(content, runs=_unsigned(runs)), own),
            "kit.untrue",
        ),
        "slots that open the office's store": (
            closed_again(kit, _with(content, slots=as_copy(field.office.desk.slots)), own),
            "kit.damaged",
        ),
        "no slots": (closed_again(kit, _with(content, slots=b"{}"), own), "kit.damaged"),
    }
    for what, (data, code) in cases.items():
        with pytest.raises(EktpError) as told:
            found_by_kit(there, read_kit(data), kit.words, clock=field.office.clock)
        assert (what, told.value.code.startswith(code), is_empty(there)) == (what, True, True)
    opened(kit, there, field)


def _with(content: KitContent, **changed: object) -> KitContent:
    fields = {name: getattr(content, name) for name in KitContent.__dataclass_fields__}
    return KitContent(**{**fields, **changed})


def _unsigned(runs: list) -> list:  # type: ignore[type-arg]
    """What comes before a hole might have its signature in it."""
    before, after = runs[0], runs[1]
    assert (before[0].device, before[0].incarnation) == (after[0].device, after[0].incarnation)
    return [[*before[:-1], before[-1]._replace(signature=None)], *runs[1:]]


def _falsified(runs: list) -> list:  # type: ignore[type-arg]
    first = list(runs[0])
    at = next(n for n, one in enumerate(first) if one.signature)
    first[at] = first[at]._replace(signature=bytes(64))
    return [first, *runs[1:]]


def test_the_recovery_page_opens_a_laptop_and_gives_nobody_another_key_there(
    field: Field, there: Folders
) -> None:
    """What it gave there would count nowhere: it says so from an office desk alone."""
    user = SlotUser("u", "Maria T.", ("adb",))
    slots, made = create_slots(
        SlotOffice("53.02", "x", False), user, passphrase=WORDS, install="i", cost=CHEAP
    )
    laptop = for_laptop(without_store(slots), bytes(range(32)), install="j")

    opens = open_with_recovery(laptop, made.recovery.secret)

    assert (opens.store_key, opens.office_secret) == (bytes(range(32)), None)
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        open_with_recovery(laptop, new_identity().secret)
    opened(made_by(field), there, field)
    with (
        Desk(there, clock=field.office.clock, cost=CHEAP) as desk,
        pytest.raises(EktpError, match=r"^act\.office_only$"),
    ):
        reset_by_page(desk, desk.unlock(field.adi, field.words), "Adi Contoh", cost=CHEAP)


def test_a_kit_is_for_an_empty_folder(field: Field, there: Folders) -> None:
    kit = made_by(field)
    opened(kit, there, field)

    with pytest.raises(EktpError, match=r"^office\.exists$"):
        opened(kit, there, field)


def test_a_kit_for_an_office_desk_says_so(field: Field, there: Folders) -> None:
    opened(made_by(field, at_office=True), there, field)

    with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
        assert desk.sign_in(field.office.user, WORDS).at_office


def test_who_left_since_is_let_in_no_more_by_a_laptop_that_hears_of_it(field: Field, there: Folders) -> None:
    """No slot of a laptop opens the office's key, and yet somebody is taken out of them."""
    opened(made_by(field), there, field)
    remove_user(field.office.session, field.adi, reason="pindah")
    with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
        desk.sign_in(field.office.user, WORDS)
        desk.held_store().receive(events_in(field.office.store))
        before = desk.held_keys()[0]
        desk.sign_out()
        desk.sign_in(field.office.user, WORDS)
        assert [slot.user.id for slot in desk.slots.users] == [field.office.user]
        assert desk.held_keys()[0] != before


@pytest.mark.parametrize("box", [UNSET, new_identity().public], ids=["none", "another"])
def test_nobody_whose_own_key_is_not_known_is_left_behind_or_given_a_laptops_key(
    field: Field, box: str | UnsetType
) -> None:
    """An earlier release wrote none; and whoever could write the slots may have put theirs there."""
    desk = field.office.desk
    users = tuple(replace(slot, box=box) if slot.user.id == field.adi else slot for slot in desk.slots.users)
    desk.keep_slots(desk.slots.with_users(users, desk.held_keys()[0]))
    before = len(events_in(field.office.store))

    with pytest.raises(EktpError) as told:
        made_by(field)

    assert (told.value.code, told.value.facts) == ("kit.users_wait", {"count": 1})
    assert len(events_in(field.office.store)) == before


def test_spoilt_kits_are_refused_in_words(field: Field) -> None:
    """Whoever spoils one and has the words: each is refused as a kit, or read as one."""
    kit = made_by(field)
    sealed, random = read_kit(kit.data), Random(2026)
    place = KIT_MARK + sealed.head_bytes
    plain = open_by_words(sealed.box, kit.words, salt=sealed.head.salt, cost=CHEAP, place=place)
    content = form._unpadded(plain)
    with pytest.raises(EktpError, match=r"^kit\.damaged$"):
        form._read(content + b"x")
    codes = set()
    for what, read in ((kit.data[:-32], _read_outside), (plain, _unzipped), (content, form._read)):
        for number in range(300):
            spoilt = _spoilt(what, random, rest=number)
            try:
                read(spoilt)
            except EktpError as error:
                codes.add(error.code)
    assert codes == {"kit.damaged", "kit.foreign", "kit.too_big"}
    assert codes <= set(SENTENCES)


def _read_outside(data: bytes) -> object:
    return read_kit(data + hashlib.sha256(data).digest())


def _unzipped(data: bytes) -> object:
    return form._as_kit(lambda: form._unpadded(data))


def _spoilt(data: bytes, random: Random, *, rest: int) -> bytes:
    """Some bytes changed, mostly near the front, where lengths and heads stand; or a piece cut off."""
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8))):
        at = random.randrange(min(len(found), random.choice((12, 400, len(found)))))
        found[at] = random.choice((0, 1, 0x32, 0x22, 0x7F, 0xFF))
    return bytes(found[: random.randrange(len(found))] if rest % 5 == 0 else found)
