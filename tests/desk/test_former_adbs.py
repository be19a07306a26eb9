"""Who is no ADB any more opens no picture that is taken afterwards; who stays opens them all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import open_sealed
from ektp_desk.seal.slots import Slots, read_slots, write_slots
from ektp_desk.settings import Folders, clock_in
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.session import Session
from tests.desk.earlier_slots import without_keys
from tests.offices import CHEAP, WORDS, TestOffice

SARI = "gula helm jalan kancil padi"
BEFORE, AFTER = b"sebelum", b"sesudah"
LEAVING: dict[str, Callable[[Session, str], object]] = {
    "removed": remove_user,
    "demoted": lambda session, user: change_user(session, user, roles=[Role.OPERATOR]),
}


@pytest.fixture
def sari(office: TestOffice) -> str:
    return add_user(office.session, "Sari Contoh", [Role.ADB], passphrase=SARI).id


def secret_of(desk: Desk, user: str, passphrase: str) -> str:
    secret = desk.slots.unlock(user, passphrase).office_secret
    assert secret is not None
    return secret


def opened(sealed: bytes, slots: Slots, secret: str) -> bytes | None:
    """What one of the office's secrets opens, tried from the last one back."""
    for each in slots.office_secrets(secret):
        with suppress(EktpError):
            return open_sealed(sealed, each)
    return None


@pytest.mark.parametrize("leaving", LEAVING)
def test_a_former_adbs_secret_opens_nothing_that_is_taken_afterwards(
    office: TestOffice, sari: str, leaving: str
) -> None:
    held, files = secret_of(office.desk, sari, SARI), office.session.files
    before = files.seal(BEFORE)

    LEAVING[leaving](office.session, sari)

    after = files.seal(AFTER)
    assert open_sealed(before, held) == BEFORE
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        open_sealed(after, held)
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        open_sealed(office.desk.slots.store_key, held)
    office.sign_in_again()
    mine, slots = secret_of(office.desk, office.user, WORDS), office.desk.slots
    assert [opened(sealed, slots, mine) for sealed in (before, after)] == [BEFORE, AFTER]
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        slots.office_secrets(held)


def test_every_other_adb_opens_all_of_it_and_goes_on_as_one(office: TestOffice, sari: str) -> None:
    session = office.session
    noh = add_user(session, "Noh Contoh", [Role.ADB], passphrase=SARI).id
    adi = add_user(session, "Adi Contoh", [Role.OPERATOR], passphrase="gula").id
    sealed = [session.files.seal(b"0")]
    remove_user(session, sari)
    sealed.append(session.files.seal(b"1"))
    reset_passphrase(session, adi, passphrase="helm")  # by the new key, in the same session
    reset_passphrase(session, office.user, passphrase=WORDS)
    other = add_user(session, "Orpa Contoh", [Role.ADB], passphrase=SARI).id
    office.desk.sign_out()

    session = office.desk.sign_in(noh, SARI)
    change_user(session, other, roles=[Role.OPERATOR])
    sealed.append(session.files.seal(b"2"))
    reset_passphrase(session, adi, passphrase="jalan")

    slots = office.desk.slots
    for user, passphrase in ((noh, SARI), (office.user, WORDS)):
        secret = secret_of(office.desk, user, passphrase)
        assert [opened(each, slots, secret) for each in sealed] == [b"0", b"1", b"2"]
    assert slots.unlock(other, SARI).office_secret is None
    assert len(slots.office_secrets(secret_of(office.desk, noh, SARI))) == 3
    for user, passphrase in ((adi, "jalan"), (office.user, WORDS)):
        office.desk.sign_out()
        office.desk.sign_in(user, passphrase)


def test_who_is_no_adb_leaves_the_offices_key_as_it_is(office: TestOffice, sari: str) -> None:
    public = office.desk.slots.office_public
    adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase="gula").id
    change_user(office.session, sari, name="Sari C.")
    change_user(office.session, adi, roles=[Role.QUEUE])
    remove_user(office.session, adi)

    assert office.desk.slots.office_public == public


def test_an_adb_whose_slot_an_earlier_release_left_needs_other_words_and_the_others_do_not(
    office: TestOffice, sari: str
) -> None:
    """Without a key of their own nothing can be sealed to them."""
    noh = add_user(office.session, "Noh Contoh", [Role.ADB], passphrase=SARI).id
    opens = office.desk.slots.unlock(office.user, WORDS)
    office.desk.keep_slots(without_keys(office.desk.slots, {noh: SARI}, opens))

    remove_user(office.session, sari)

    assert office.session.guard.holders() == {office.user: True, noh: False}
    office.desk.sign_out()
    office.desk.sign_in(noh, SARI)
    office.sign_in_again()
    reset_passphrase(office.session, noh, passphrase=WORDS)
    assert secret_of(office.desk, noh, WORDS) == secret_of(office.desk, office.user, WORDS)


def test_a_former_adbs_slot_that_was_put_back_changes_the_key_again(office: TestOffice, sari: str) -> None:
    adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase="gula").id
    held, before = secret_of(office.desk, sari, SARI), office.desk.slots
    remove_user(office.session, sari)
    office.desk.__exit__(None, None, None)
    write_slots(office.folders.data, before)
    office.anchor.unlink()

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        desk.sign_in(adi, "gula")  # holds no office key, so cannot change it
        assert desk.slots.office_public == before.office_public
        desk.sign_out()
        session = desk.sign_in(office.user, WORDS)
        after = session.files.seal(AFTER)
        assert sari not in session.guard.holders()
        with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
            open_sealed(after, held)
        reset_passphrase(session, adi, passphrase="helm")


def test_the_recovery_page_opens_all_of_it_and_makes_an_adb_who_does(folders: Folders) -> None:
    pages: list[RecoveryPage] = []
    charter, clock = charter_of(RegionCode.parse("53.02"), sample=True), clock_in(480)
    maria = found(
        folders, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP, keep=pages.append
    ).user
    with Desk(folders, cost=CHEAP) as desk:
        session = desk.sign_in(maria, WORDS)
        sari = add_user(session, "Sari Contoh", [Role.ADB], passphrase=SARI).id
        before = session.files.seal(BEFORE)
        remove_user(session, sari)
        after = session.files.seal(AFTER)
    with Desk(folders, cost=CHEAP) as desk:
        keys = keys_of_page(desk.slots, " ".join(pages[0].words))
        assert keys.office_secret is not None
        assert [opened(each, desk.slots, keys.office_secret) for each in (before, after)] == [BEFORE, AFTER]
        assert [open_sealed(each, pages[0].key) for each in (before, after)] == [BEFORE, AFTER]
        words = reset_by_page(desk, keys, "Maria T.", cost=CHEAP)
    slots = read_slots(folders.data).slots
    secret = slots.unlock(maria, words).office_secret
    assert secret is not None
    assert [opened(each, slots, secret) for each in (before, after)] == [BEFORE, AFTER]
