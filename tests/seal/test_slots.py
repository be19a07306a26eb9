"""Who may open a store: users, office, paper key; and what a thief with the disk can't slip in."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import secrets

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal import age
from ektp_desk.seal.keys import new_user_keys, recovery_keys
from ektp_desk.seal.passphrase import Cost
from ektp_desk.seal.slots import (
    ADB,
    Secrets,
    Slots,
    SlotUser,
    Unlocked,
    add_user,
    as_copy,
    change_user,
    create_slots,
    open_with_office,
    open_with_recovery,
    parse_copy,
    remove_user,
    set_passphrase,
)
from ektp_desk.seal.slots.users import drop_users

OWN = new_user_keys()
FIRST = "kapur jagung sungai bintang tenun"
SECOND_ADB = SlotUser("u3", "Adriana Boimau", (ADB,))
OPERATOR = SlotUser("u2", "Marthen Tefa", ("operator",))
Made = tuple[Slots, Secrets]


def _opened(made: Made) -> Unlocked:
    return made[0].unlock("u1", FIRST)


def test_the_first_user_opens_store_and_office(made: Made) -> None:
    slots, secrets = made
    assert slots.unlock("u1", FIRST.upper()) == Unlocked(
        secrets.store_key, secrets.office.secret, secrets.founder
    )


def test_office_and_paper_key_open_the_store_without_any_user(made: Made) -> None:
    slots, secrets = made
    everything = Unlocked(secrets.store_key, secrets.office.secret)
    by_page = open_with_recovery(slots, secrets.recovery.secret)
    assert by_page == dataclasses.replace(everything, keys=recovery_keys(secrets.recovery))
    assert open_with_office(slots, secrets.office.secret) == everything
    assert (slots.office_public, slots.recovery_public) == (secrets.office.public, secrets.recovery.public)
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        open_with_recovery(slots, age.new_identity().secret)


def test_two_offices_share_no_key(made: Made, cheap: Cost) -> None:
    other = create_slots(made[0].office, SECOND_ADB, passphrase="x y", install="i2", cost=cheap)[1]
    mine = made[1]
    assert len({mine.store_key, other.store_key}) == 2
    assert len({i.secret for i in (mine.office, mine.recovery, other.office, other.recovery)}) == 4


def test_each_change_is_a_generation_of_its_own(made: Made, cheap: Cost) -> None:
    slots, opens = made[0], _opened(made)
    both = add_user(slots, OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    alone = remove_user(both, "u2", opens=opens)
    assert [one.generation for one in (slots, both, alone)] == [1, 2, 3]
    assert alone.with_users(alone.users, opens.store_key, above=8).generation == 9
    for forged in (replace(both, counted=9), replace(both, counted=UNSET), replace(both, format=1)):
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            forged.unlock("u1", FIRST)


def test_slots_of_the_first_format_open_as_they_were_written(made: Made, cheap: Cost) -> None:
    """Format 1 counted nothing: the check is made here over its very JSON, by other code."""
    told = json.loads(as_copy(made[0]).split(b"\n")[0])
    del told["generation"]
    told |= {"format": 1, "check": ""}
    bare = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    check = hashlib.blake2b(bare, digest_size=32, key=made[1].store_key, person=b"ektp slots 1").digest()
    told["check"] = base64.b64encode(check).decode()
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    slots = parse_copy(b"%b\n%b\n" % (line, hashlib.sha256(line).hexdigest().encode()))

    assert slots is not None
    assert (slots.format, slots.generation) == (1, 0)
    opens = slots.unlock("u1", FIRST)
    assert as_copy(slots).split(b"\n")[0] == line
    both = add_user(slots, OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    assert (both.format, both.generation) == (3, 1)
    assert both.unlock("u2", "dua kata").store_key == made[1].store_key


def test_wrong_passphrase_and_unknown_user_are_refused(made: Made) -> None:
    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        made[0].unlock("u1", "kapur")
    with pytest.raises(EktpError, match=r"^user\.unknown$"):
        made[0].unlock("u9", FIRST)


def test_an_operator_opens_the_store_and_not_what_is_sealed_to_the_office(made: Made, cheap: Cost) -> None:
    slots = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=_opened(made), cost=cheap)
    assert slots.unlock("u2", "dua kata") == Unlocked(made[1].store_key, None, OWN)
    assert slots.unlock("u1", FIRST).office_secret is not None
    assert len(made[0].users) == 1


def test_only_an_adb_makes_another_adb(made: Made, cheap: Cost) -> None:
    slots = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=_opened(made), cost=cheap)
    operator = slots.unlock("u2", "dua kata")
    with pytest.raises(EktpError, match=r"^user\.office_key_needed$"):
        add_user(slots, SECOND_ADB, passphrase="x y", keys=OWN, opens=operator, cost=cheap)
    slots = add_user(slots, SECOND_ADB, passphrase="x y", keys=OWN, opens=_opened(made), cost=cheap)
    assert slots.unlock("u3", "x y").office_secret == made[1].office.secret


def test_a_user_is_added_once_and_only_with_the_stores_own_key(made: Made, cheap: Cost) -> None:
    slots, opens = made[0], _opened(made)
    with pytest.raises(EktpError, match=r"^user\.exists$"):
        add_user(slots, replace(OPERATOR, id="u1"), passphrase="x y", keys=OWN, opens=opens, cost=cheap)
    for key in (b"k" * 32, b""):
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            add_user(slots, OPERATOR, passphrase="x y", keys=OWN, opens=Unlocked(key, None), cost=cheap)
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            remove_user(slots, "u1", opens=Unlocked(key, None))


def test_a_removed_user_is_gone_and_the_others_stay(made: Made, cheap: Cost) -> None:
    opens = _opened(made)
    both = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    slots = remove_user(both, "u2", opens=opens)
    with pytest.raises(EktpError, match=r"^user\.unknown$"):
        slots.unlock("u2", "dua kata")
    assert slots.unlock("u1", FIRST) == opens
    with pytest.raises(EktpError, match=r"^user\.unknown$"):
        remove_user(slots, "u2", opens=opens)


def test_neither_the_last_user_nor_the_last_adb_can_be_removed(made: Made, cheap: Cost) -> None:
    opens = _opened(made)
    with pytest.raises(EktpError, match=r"^user\.last$"):
        remove_user(made[0], "u1", opens=opens)
    both = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    with pytest.raises(EktpError, match=r"^user\.last_adb$"):
        remove_user(both, "u1", opens=opens)


def test_an_office_begins_with_an_adb(made: Made, cheap: Cost) -> None:
    with pytest.raises(EktpError, match=r"^user\.adb_needed$"):
        create_slots(made[0].office, OPERATOR, passphrase="x y", install="i1", cost=cheap)


def test_a_slot_opens_in_no_other_users_place(made: Made, cheap: Cost) -> None:
    slots = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=_opened(made), cost=cheap)
    first, second = slots.users
    swapped = replace(slots, users=(replace(first, keys=second.keys), replace(second, keys=first.keys)))
    for user_id, passphrase in (("u1", "dua kata"), ("u2", FIRST)):
        with pytest.raises(EktpError, match=r"^signin\.wrong$"):
            swapped.unlock(user_id, passphrase)


def test_another_store_key_needs_nobodys_passphrase_and_a_former_one_opens_no_newer(
    made: Made, cheap: Cost
) -> None:
    opens = _opened(made)
    both = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    keys = [secrets.token_bytes(32) for _ in range(2)]
    slots, held = both.under(keys[0], opens)
    slots, held = slots.under(keys[1], held)

    newest_first = (keys[1], keys[0], made[1].store_key)
    assert held.store_keys == newest_first
    assert slots.unlock("u1", FIRST) == held
    assert slots.unlock("u2", "dua kata").store_keys == newest_first
    assert open_with_recovery(slots, made[1].recovery.secret).store_keys == newest_first
    assert open_with_office(slots, made[1].office.secret).store_keys == newest_first
    assert slots.generation == both.generation + 2
    for former in newest_first[1:]:
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            slots.require_genuine(former)
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            slots.keys_before(former)
    assert parse_copy(as_copy(slots)) == slots


def test_who_goes_makes_another_store_key_due_and_nothing_else_does(made: Made, cheap: Cost) -> None:
    opens = _opened(made)
    both = add_user(made[0], OPERATOR, passphrase="dua kata", keys=OWN, opens=opens, cost=cheap)
    renamed = change_user(both, replace(OPERATOR, name="Marthen T."), opens=opens)
    reset = set_passphrase(renamed, OPERATOR, passphrase="tiga", keys=OWN, opens=opens, cost=cheap)
    gone = remove_user(reset, "u2", opens=opens)

    assert [slots.rekey for slots in (both, renamed, reset, gone)] == [UNSET, UNSET, UNSET, True]
    again = add_user(gone, SECOND_ADB, passphrase="x y", keys=OWN, opens=opens, cost=cheap)
    assert again.rekey is True
    assert again.under(bytes(32), opens)[0].rekey is UNSET
    assert drop_users(both, {"u2"}, opens=opens).rekey is True


def test_what_a_thief_writes_into_the_slots_is_noticed_at_sign_in(made: Made) -> None:
    slots, secrets = made
    thief = age.new_identity().public
    (slot,) = slots.users
    without_office = {"store": slot.keys.boxes["store"]}
    for forged in (
        replace(slots, office_public=thief),
        replace(slots, recovery_public=thief),
        replace(slots, store_key=age.seal(secrets.store_key, [thief])),
        replace(slots, install="i2"),
        replace(slots, office=replace(slots.office, is_sample=False)),
        replace(slots, users=(replace(slot, user=replace(slot.user, roles=(ADB, "kepala"))),)),
        replace(slots, users=(replace(slot, keys=replace(slot.keys, boxes=without_office)),)),
        replace(slots, users=(replace(slot, keys=replace(slot.keys, boxes={})),)),
        replace(slots, rekey=True),
        replace(slots, former_keys=(b"",)),
        replace(slots, users=(replace(slot, store=age.seal(bytes(32), [str(slot.box)])),)),
        replace(slots, users=(replace(slot, store=age.seal(bytes(32), [thief])),)),
        replace(slots, check=b""),
    ):
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            forged.unlock("u1", FIRST)


def test_slots_without_a_key_cannot_be_checked_under_no_key(made: Made) -> None:
    """BLAKE2b with an empty key is a plain digest, which anybody can make."""
    (slot,) = made[0].users
    emptied = replace(slot, keys=replace(slot.keys, boxes={}))
    with pytest.raises(EktpError, match=r"^slots\.changed$"):
        made[0].with_users((emptied,), b"").unlock("u1", FIRST)


def test_the_paper_key_blesses_no_forged_slots(made: Made) -> None:
    slots, secrets = made
    forged = replace(slots, office_public=age.new_identity().public)
    with pytest.raises(EktpError, match=r"^slots\.changed$"):
        open_with_recovery(forged, secrets.recovery.secret)


def test_keys_and_names_hide_themselves(made: Made) -> None:
    slots, secrets = made
    shown = " ".join(map(repr, (slots, slots.users, secrets, _opened(made))))
    for hidden in ("Yustina", "SECRET", repr(secrets.store_key)[2:-1], secrets.store_key.hex()):
        assert hidden not in shown


def test_another_offices_secret_in_the_pages_place_is_noticed(made: Made) -> None:
    slots, secrets = made
    other = age.seal(age.identity_bytes(age.new_identity().secret), [secrets.recovery.public])
    forged = replace(slots, office_secret=other)
    forged = replace(forged, check=forged.check_under(secrets.store_key))
    with pytest.raises(EktpError, match=r"^slots\.changed$"):
        open_with_recovery(forged, secrets.recovery.secret)
