"""Who was removed opens no store that is stolen after the next sign-in; who stays opens all, as ever."""

from __future__ import annotations

import sys
from contextlib import closing

import pytest

from ektp_desk.desk.keys import rekeying
from ektp_desk.desk.keys.rekeying import waits_for
from ektp_desk.desk.keys.ring import key_under
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import new_identity
from ektp_desk.seal.slots import Unlocked, open_with_office, read_slots, write_slots
from ektp_desk.settings import Folders
from ektp_desk.store import opening
from ektp_desk.store.opening import STORE, connect
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.earlier_slots import without_keys
from tests.desk.store_keys import ADI, NEW, doctor, opens, refused, whole
from tests.offices import WORDS, TestOffice


def test_who_was_removed_opens_nothing_that_is_stolen_after_the_next_sign_in(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    visit, before = office.open_visit(), office.desk.slots
    remove_user(office.session, adi)
    count_sent_home(office.session, visit)
    assert opens(office.folders.data / STORE, held.store_key), "his key holds until then"

    office.sign_in_again()
    count_sent_home(office.session, visit)

    assert office.desk.told == []
    assert sys.platform == "win32" or (office.folders.data / STORE).stat().st_mode & 0o777 == 0o600
    assert not opens(office.folders.data / STORE, held.store_key)
    with pytest.raises(EktpError, match=r"^slots\.changed$"):
        office.desk.slots.require_genuine(held.store_key)
    whole(office.desk)
    assert the_visit(office.session, visit).sent_home == 2
    office.desk.__exit__(None, None, None)
    for path in office.folders.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for key in (held.store_key, office.desk.slots.unlock(office.user, WORDS).store_key):
                assert key not in content
                assert key.hex().encode() not in content
            assert path.suffix != ".db" or key_under(path, held.store_keys) is None
    stolen = Folders(office.folders.data, office.folders.state.with_name("elsewhere"))
    assert refused(stolen, adi, ADI) == "user.unknown"
    write_slots(stolen.data, before)
    assert refused(stolen, adi, ADI) == "store.damaged"


def test_everybody_who_stays_signs_in_as_before(office: TestOffice, adi: str) -> None:
    session, public = office.session, office.desk.slots.office_public
    stay = {role: add_user(session, f"{role.value} Contoh", [role], passphrase=NEW).id for role in Role}
    remove_user(session, adi)
    office.desk.sign_out()

    with_former = set()
    for user in (stay[Role.QUEUE], *stay.values()):  # an operator's sign-in is enough
        office.desk.sign_in(user, NEW)
        whole(office.desk)
        with_former.add(office.desk.held_keys())
        office.desk.sign_out()
    assert {len(keys) for keys in with_former} == {2}
    assert len(with_former) == 1
    office.sign_in_again()
    secret = office.desk.slots.unlock(office.user, WORDS).office_secret
    assert office.desk.slots.office_public == public
    assert secret is not None
    assert open_with_office(office.desk.slots, secret).store_keys in with_former


def test_who_gets_another_passphrase_or_comes_anew_gets_the_key_of_now(office: TestOffice, adi: str) -> None:
    session = office.session
    noh = add_user(session, "Noh Contoh", [Role.OPERATOR], passphrase=ADI).id
    remove_user(session, adi)
    session = office.sign_in_again()

    reset_passphrase(session, noh, passphrase=NEW)
    reset_passphrase(session, office.user, passphrase=WORDS)
    orpa = add_user(session, "Orpa Contoh", [Role.ADB], passphrase=ADI).id
    office.desk.sign_out()

    for user, passphrase in ((noh, NEW), (office.user, WORDS), (orpa, ADI)):
        office.desk.sign_in(user, passphrase)
        office.desk.sign_out()
    remove_user(office.desk.sign_in(orpa, ADI), noh)
    office.desk.sign_out()
    office.desk.sign_in(orpa, ADI)
    assert len(office.desk.held_keys()) == 3


def test_who_becomes_something_else_or_gets_other_words_leaves_the_key_as_it_is(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    change_user(office.session, adi, roles=[Role.QUEUE])
    reset_passphrase(office.session, adi, passphrase=NEW)
    office.sign_in_again()

    assert office.desk.held_keys() == held.store_keys


def test_nobody_is_locked_out_who_has_no_key_of_their_own_yet(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    """Nothing can be sealed to them: the key waits for their sign-in, and the doctor says for whom."""
    noh = add_user(office.session, "Noh Contoh", [Role.OPERATOR], passphrase=NEW).id
    opened = office.desk.slots.unlock(office.user, WORDS)
    office.desk.keep_slots(without_keys(office.desk.slots, {noh: NEW}, opened))
    remove_user(office.session, adi)

    office.sign_in_again()
    assert office.desk.held_keys() == held.store_keys
    assert doctor(office) == ("warn", "Noh Contoh")
    office.desk.sign_out()
    office.desk.sign_in(noh, NEW)
    assert office.desk.held_keys() == held.store_keys, "their key is said first"
    assert doctor(office) == ("warn", "")

    office.sign_in_again()
    assert held.store_key == office.desk.held_keys()[1]
    assert doctor(office) == ("ok", "")
    office.desk.sign_out()
    office.desk.sign_in(noh, NEW)


def test_a_key_that_somebody_laid_into_anothers_slot_gets_nothing(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    """Who holds the store's key can write slots: Adi lays his own age key beside Noh's name, and goes."""
    noh = add_user(office.session, "Noh Contoh", [Role.OPERATOR], passphrase=NEW).id
    slots = office.desk.slots
    laid = [
        slot if slot.user.id != noh else type(slot)(slot.user, slot.keys, new_identity().public)
        for slot in slots.users
    ]
    office.desk.keep_slots(slots.with_users(tuple(laid), held.store_key))
    remove_user(office.session, adi)

    office.sign_in_again()

    assert office.desk.held_keys() == held.store_keys
    assert waits_for(office.desk.slots, office.session.store) == ["Noh Contoh"]


def test_a_copy_from_before_the_steps_goes_under_the_other_key_too(
    office: TestOffice, adi: str, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_user(office.session, adi)
    office.desk.sign_out()
    monkeypatch.setattr(opening, "VERSION", opening.VERSION + 1)

    office.desk.sign_in(office.user, WORDS)

    (copy,) = office.folders.data.glob("before-*.db")
    assert not opens(copy, held.store_key)
    with closing(connect(copy, office.desk.held_keys()[0])) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone()[0] > 3


def test_a_removed_users_slot_that_was_put_back_changes_the_key_again(
    office: TestOffice, adi: str, held: Unlocked
) -> None:
    before = office.desk.slots
    remove_user(office.session, adi)
    office.desk.sign_out()
    write_slots(office.folders.data, before)
    office.desk.loaded = read_slots(office.folders.data)
    office.anchor.unlink()

    office.desk.sign_in(office.user, WORDS)

    assert office.desk.held_keys()[1:] == held.store_keys
    assert not opens(office.folders.data / STORE, held.store_key)


def test_it_is_not_looked_for_where_nobody_ever_left(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start reads no more than it must."""
    calls: list[object] = []
    monkeypatch.setattr(rekeying, "change_key", lambda *what, **_more: calls.append(what))
    office.sign_in_again()
    assert calls == []
