"""With the store's key in hand: whatever is written in somebody's name, `verify` says of which event."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from nacl.signing import SigningKey

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.proof.signatures import Signatures, verify_signatures
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.usecases.admin.commands import add_user, change_user, give_key, remove_user, reset_passphrase
from ektp_desk.usecases.admin.queries import user_keys, users
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import close_visit, count_sent_home
from tests.attacks.forging import Forger, key_name
from tests.attacks.scene import ADI, Scene, found
from tests.offices import CHEAP, WORDS, TestOffice, proved

SENT_HOME: dict[str, object] = {"count": 3}


def unsigned(scene: Scene) -> int:
    scene.forger.key = None
    return scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.office.user)


def named_and_not_signed(scene: Scene) -> int:
    return scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi, signed=False)


def in_anothers_name(scene: Scene) -> int:
    return scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.office.user)


def by_a_key_nobody_gave(scene: Scene) -> int:
    scene.forger.key = SigningKey.generate()
    return scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi)


def beyond_the_role(scene: Scene) -> int:
    plan: dict[str, object] = {
        "kind": "desa",
        "village": "53.02.32.2003",
        "day": "2019-04-09",
        "lists": [],
        "closing_hour": "",
    }
    return scene.forger.append("visit_planned", "visit", "v9", plan, by=scene.adi)


def raising_oneself(scene: Scene) -> int:
    said: dict[str, object] = {"name": "Adi Contoh", "roles": ["adb", "supervisor"]}
    return scene.forger.append("user_changed", "user", scene.adi, said, by=scene.adi)


def with_a_false_second(scene: Scene) -> int:
    return scene.forger.append(
        "sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi, second=SigningKey.generate()
    )


def by_a_key_given_to_oneself(scene: Scene) -> int:
    """The word that gives it is the fault, and so is what it signs."""
    new = SigningKey.generate()
    said: dict[str, object] = {"sign": new.verify_key.encode().hex(), "seal": "age1x"}
    scene.forger.append("key_given", "user", scene.office.user, said, by=scene.adi)
    scene.forger.key = new
    return scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.office.user)


ATTACKS: dict[str, Callable[[Scene], int]] = {
    "event.unsigned": unsigned,
    "event.unsigned ": named_and_not_signed,
    "event.not_theirs": in_anothers_name,
    "event.unknown_key": by_a_key_nobody_gave,
    "event.beyond_role": beyond_the_role,
    "event.beyond_role ": raising_oneself,
    "event.false_second": with_a_false_second,
    "event.unknown_key ": by_a_key_given_to_oneself,
}


def the_same_by_honest_hands(scene: Scene) -> None:
    own, adi = scene.own_key(scene.office.user, WORDS), scene.own_key(scene.adi, ADI)
    for by, key in [(scene.office.user, own), (scene.adi, adi)] * 3:
        Forger(scene.connection, key).append("sent_home", "visit", scene.visit, SENT_HOME, by=by)


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("code", list(ATTACKS))
def test_an_event_in_somebodys_name_is_named(scene: Scene, code: str, *, used: bool) -> None:
    """However often the same was true before."""
    if used:
        the_same_by_honest_hands(scene)
        assert found(scene.connection) == []
    seqs = {ATTACKS[code](scene), ATTACKS[code](scene)}
    if used:
        the_same_by_honest_hands(scene)

    assert list(verify_chain(scene.connection)) == [], "the chain alone notices nothing"
    told = {(one.code, seq) for one in found(scene.connection) for seq in (one.seq, one.last) if seq}

    assert {(code.strip(), seq) for seq in seqs} <= told


def test_who_raised_themselves_has_no_right_from_it(scene: Scene) -> None:
    raising_oneself(scene)
    beyond = beyond_the_role(scene)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [
        ("event.beyond_role", beyond - 1),
        ("event.beyond_role", beyond),
    ]


def test_a_signature_that_was_taken_away_changed_or_carried_over_is_named(scene: Scene) -> None:
    give_numbers(scene.office.session, scene.visit, letter="A", count=3)
    count_sent_home(scene.office.session, scene.visit)
    last = scene.office.store.head.seq
    rows = "SELECT signature FROM events WHERE journal = 1 AND seq = ?"
    (true,), (other,) = (scene.connection.execute(rows, (seq,)).fetchone() for seq in (last, last - 1))
    change = "UPDATE events SET signature = ? WHERE journal = 1 AND seq = ?"

    for forged, code in (
        (None, "event.unsigned"),
        (other, "event.false_signature"),
        (bytes(64), "event.false_signature"),
        (true[:63] + bytes([true[63] ^ 1]), "event.false_signature"),
        (b"", "event.false_signature"),
    ):
        scene.connection.execute(change, (forged, last))
        assert [(one.code, one.seq) for one in found(scene.connection)] == [(code, last)]
    scene.connection.execute(change, (true, last))
    assert found(scene.connection) == []


def test_a_second_root_is_told(scene: Scene) -> None:
    (office,) = scene.connection.execute("SELECT id FROM offices").fetchone()
    scene.forger.append("root_set", "office", office, {"founder": "ab" * 32}, by=scene.adi)

    assert {one.code for one in found(scene.connection)} == {"event.other_root"}


@pytest.mark.parametrize("keyed", [False, True])
def test_a_journal_from_nowhere_counts_for_nothing(scene: Scene, *, keyed: bool) -> None:
    """A new journal that had heard of no office, with a founder of its own, unsigned or signed."""
    header, _ = scene.connection.execute("SELECT header, link FROM events WHERE seq = 1").fetchone()
    head = json.loads(header) | {"incarnation": "nowhere", "by": "u9"}
    head.pop("key")
    scene.forger.key = SigningKey.generate() if keyed else None
    if scene.forger.key is not None:
        head["key"] = key_name(bytes(scene.forger.key.verify_key))
    scene.connection.execute(
        "INSERT INTO journals (device, incarnation) VALUES (?, 'nowhere')", (head["device"],)
    )
    (no,) = scene.connection.execute("SELECT no FROM journals WHERE incarnation = 'nowhere'").fetchone()
    scene.forger.put(no, head, {"label": "01/z", "reason": "first"}, bytes(32))
    adb: dict[str, object] = {"name": "Siapa Contoh", "roles": ["adb"]}
    scene.forger.append("user_added", "user", "u9", adb, by="u9", journal=no)
    scene.forger.append("visit_planned", "visit", "v9", {}, by="u9", journal=no)

    told = [(one.code, one.seq) for one in found(scene.connection) if one.journal in {"nowhere", "01/z"}]

    code = "event.unknown_key" if keyed else "event.unsigned"
    assert [(code, seq) for seq in (1, 2, 3)] == [one for one in told if one[0] == code]


def test_what_comes_after_an_end_is_held(scene: Scene) -> None:
    """Adi's key still lies in an old slot file when he was removed, or was given another one."""
    the_same_by_honest_hands(scene)
    scene.office.sign_in_again()
    scene.forger.connection = scene.connection
    reset_passphrase(scene.office.session, scene.adi)
    seq = scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [("event.after_end", seq)]


def test_who_was_removed_or_lost_a_role_may_do_it_no_more(scene: Scene) -> None:
    noh = add_user(scene.office.session, "Noh Contoh", ["queue"]).id
    change_user(scene.office.session, scene.adi, roles=["head"])
    first = scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi)
    scene.connection.execute("DELETE FROM events WHERE journal = 1 AND seq = ?", (first,))
    assert noh
    remove_user(scene.office.session, scene.adi)
    second = scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [("event.beyond_role", second)]


def test_a_role_that_an_earlier_release_took_away_is_gone(scene: Scene) -> None:
    """It named no journal's last event that counts."""
    the_same_by_honest_hands(scene)
    own = scene.own_key(scene.office.user, WORDS)
    said: dict[str, object] = {"name": "Adi Contoh", "roles": ["head"]}
    Forger(scene.connection, own).append("user_changed", "user", scene.adi, said, by=scene.office.user)
    seq = scene.forger.append("sent_home", "visit", scene.visit, SENT_HOME, by=scene.adi)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [("event.beyond_role", seq)]


def test_an_honest_day_is_wholly_signed(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=1)
    office.record_one(visit)
    office.sign_in_again()
    close_visit(office.session, visit, proof=proved(office.session, visit))
    office.anchor.unlink()
    office.sign_in_again()  # goes on as 01/b
    count_sent_home(office.session, office.open_visit())

    *faults, counted = verify_signatures(office.connection, are_signed)

    assert faults == []
    assert isinstance(counted, Signatures)
    assert (counted.unsigned, counted.offered) == (0, set())
    signed = office.connection.execute("SELECT count(signature) + count(second) FROM events").fetchone()
    assert counted.checked == signed[0] > 10
    assert len(user_keys(office.store)) == 1


@pytest.mark.parametrize("beside", ["nobody", "oneself", "a supervisor"])
def test_a_closing_counts_only_with_a_supervisors_own_signature(scene: Scene, beside: str) -> None:
    """The founder's key signs the act; whose passphrase was typed for it is another signature."""
    scene.forger.key = scene.own_key(scene.office.user, WORDS)
    second = {"nobody": None, "oneself": scene.own_key(scene.adi, ADI), "a supervisor": scene.forger.key}[
        beside
    ]
    said: dict[str, object] = {
        "supervisor": "Maria T.",
        "local": "",
        "equation": {},
        "heads": [],
        "proved": True,
    }
    seq = scene.forger.append("visit_closed", "visit", scene.visit, said, by=scene.office.user, second=second)

    code = {"nobody": "event.false_second", "oneself": "event.beyond_role"}.get(beside)
    assert [(one.code, one.seq) for one in found(scene.connection)] == ([(code, seq)] if code else [])


def test_an_under_16_pass_counts_only_with_a_supervisors_own_signature(scene: Scene) -> None:
    done = scene.forger.append("recording_finished", "recording", "r9", {}, by=scene.adi)
    passed: dict[str, object] = {"passed_by": "Maria T.", "passed_reason": "akta"}
    alone = scene.forger.append("recording_finished", "recording", "r9", passed, by=scene.adi)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [("event.false_second", alone)]
    assert alone == done + 1


def test_who_comes_from_before_keys_offers_one_and_an_adb_gives_it(scene: Scene) -> None:
    """What they sign meanwhile is theirs, told as not confirmed yet."""
    office = scene.office
    older = office.desk.slots.slot_of(scene.adi)
    boxes = {name: box for name, box in older.keys.boxes.items() if name == "store"}
    slot = replace(older, keys=replace(older.keys, boxes=boxes))
    first = office.desk.slots.slot_of(office.user)
    office.desk.keep_slots(office.desk.slots.with_users((first, slot), office.desk.held_keys()[0]))
    office.desk.sign_out()

    session = office.desk.sign_in(scene.adi, ADI)
    count_sent_home(session, scene.visit)

    *faults, counted = verify_signatures(office.connection, are_signed)
    assert (faults, isinstance(counted, Signatures) and counted.offered) == ([], {scene.adi})
    assert [user.name for user in users(session) if user.offers_key] == ["Adi Contoh"]
    with pytest.raises(EktpError, match=r"role\.not_allowed"):
        give_key(session, scene.adi)
    office.desk.sign_out()

    adb = office.desk.sign_in(office.user, WORDS)
    give_key(adb, scene.adi)

    *faults, counted = verify_signatures(office.connection, are_signed)
    assert (faults, isinstance(counted, Signatures) and counted.offered) == ([], set())
    assert [user.name for user in users(adb) if user.offers_key] == []


@pytest.mark.parametrize(
    "attack", [unsigned, in_anothers_name, beyond_the_role], ids=lambda act: act.__name__
)
def test_what_is_put_beyond_the_anchor_is_not_taken_for_what_a_crash_leaves(
    scene: Scene, attack: Callable[[Scene], int]
) -> None:
    paper = scene.office.store.heads()[0]
    seq = attack(scene)
    scene.office.desk.sign_out()

    with pytest.raises(StoreDamaged) as told:
        scene.office.desk.sign_in(scene.office.user, WORDS)

    assert (told.value.code, told.value.facts) == ("store.unsigned_rest", {"first": seq, "last": seq})
    assert scene.office.desk.compare_refused(paper).seq == seq - 1, "and a paper says how far it was true"


def test_what_a_crash_leaves_beyond_the_anchor_goes_on(scene: Scene) -> None:
    before = scene.office.anchor.read_bytes()
    give_numbers(scene.office.session, scene.visit, letter="A", count=3)
    last = scene.office.store.head.seq
    scene.office.desk.sign_out()
    scene.office.anchor.write_bytes(before)

    scene.office.session = scene.office.desk.sign_in(scene.office.user, WORDS)

    assert scene.office.store.head.seq == last


def test_whose_key_was_ended_in_the_journal_alone_goes_on_with_another(scene: Scene) -> None:
    """A crash came between journal and slots: the old passphrase still opens, its key counts no more."""
    office, before = scene.office, scene.office.desk.slots
    reset_passphrase(office.session, scene.adi)
    office.desk.keep_slots(before)
    office.desk.sign_out()

    session = office.desk.sign_in(scene.adi, ADI)
    count_sent_home(session, scene.visit)

    *faults, counted = verify_signatures(office.connection, are_signed)
    assert (faults, isinstance(counted, Signatures) and counted.offered) == ([], {scene.adi})
    keys = office.desk.unlock(scene.adi, ADI).keys
    assert keys is not None
    assert keys.seed != bytes(scene.forger.key or b"")


def test_a_backup_is_not_put_back_in_the_name_of_a_key_that_was_ended_since(
    scene: Scene, tmp_path: Path
) -> None:
    office, backup = scene.office, tmp_path / "kantor.ektpbackup"
    change_user(office.session, scene.adi, roles=["supervisor"])
    make_backup(office.desk, office.session, backup)
    reset_passphrase(office.session, scene.adi)
    office.desk.__exit__(None, None, None)
    keys = read_slots_of(backup).unlock(scene.adi, ADI)

    with pytest.raises(EktpError, match=r"^user\.key_ended$"):
        restore(backup, office.folders, keys, by=scene.adi, clock=office.clock, replace_office=True)

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert found(desk.sign_in(office.user, WORDS) and desk.held_store().connection) == []
