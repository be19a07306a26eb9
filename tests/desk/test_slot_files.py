"""The slot file's own ways back: the recovery page, and a damaged copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.opening import doubts_of
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.seal.slots import NAMES, Loaded, Slots, read_slots, write_slots
from ektp_desk.settings import Folders, clock_in
from ektp_desk.usecases.admin.commands import add_user, reset_passphrase
from ektp_desk.usecases.admin.queries import users
from tests.desk.earlier_slots import without_keys
from tests.offices import CHEAP, WORDS, TestOffice

ADI = "gula hujan intan jagung kapas"
NEW = "kapal laut mawar nanas padi"


def test_the_recovery_page_gives_an_adb_new_words_when_all_are_forgotten(folders: Folders) -> None:
    pages: list[RecoveryPage] = []
    charter = charter_of(RegionCode.parse("53.02"), sample=True)

    made = found(
        folders,
        charter,
        user_name="Maria T.",
        passphrase=WORDS,
        clock=clock_in(480),
        cost=CHEAP,
        keep=pages.append,
    )
    with Desk(folders, cost=CHEAP) as desk:
        keys = keys_of_page(desk.slots, " ".join(pages[0].words))
        with pytest.raises(EktpError, match=r"^user\.unknown$"):
            reset_by_page(desk, keys, "Adi", cost=CHEAP)
        words = reset_by_page(desk, keys, "Maria T.", cost=CHEAP)
    with Desk(folders, cost=CHEAP) as desk:
        session = desk.sign_in(made.user, words)
        assert users(session)[0].holds_office_key
        add_user(session, "Adi N.", [Role.ADB])
        with pytest.raises(EktpError, match=r"^recovery\.word_count$"):
            keys_of_page(desk.slots, "satu dua")


def test_a_damaged_slot_copy_is_mended_at_the_next_sign_in(office: TestOffice) -> None:
    office.desk.__exit__(None, None, None)
    (office.folders.data / "slots.json").write_bytes(b"x")

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert desk.loaded.damaged == ("slots.json",)
        desk.sign_in(office.user, WORDS)
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert desk.loaded.damaged == ()


@pytest.fixture
def adi(office: TestOffice) -> str:
    return add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id


def reset_and_put_back(office: TestOffice, user: str, names: tuple[str, ...] = NAMES) -> Slots:
    """Give a user other words, close the desk, put back copies of before; give the slots that were kept."""
    before = {name: (office.folders.data / name).read_bytes() for name in names}
    reset_passphrase(office.session, user, passphrase=NEW)
    kept = office.desk.slots
    office.desk.__exit__(None, None, None)
    for name, content in before.items():
        (office.folders.data / name).write_bytes(content)
    return kept


def refused(desk: Desk, user: str, passphrase: str) -> str:
    with pytest.raises(EktpError) as told:
        desk.sign_in(user, passphrase)
    desk.sign_out()
    return told.value.code


def test_a_slot_file_of_before_a_reset_signs_nobody_in(office: TestOffice, adi: str) -> None:
    kept = reset_and_put_back(office, adi)

    for _twice in range(2):
        with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
            assert desk.slots.generation < kept.generation
            assert refused(desk, adi, ADI) == "slots.older"
            assert refused(desk, office.user, WORDS) == "slots.older"
    write_slots(office.folders.data, kept)
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert refused(desk, adi, ADI) == "signin.wrong"
        assert desk.sign_in(adi, NEW).user.id == adi


def test_an_older_slot_file_grows_no_newer_by_who_tries_to_sign_in_with_it(
    office: TestOffice, adi: str
) -> None:
    """The slots of an earlier release are filled up at a sign-in, before the anchor can be asked."""
    opens = office.desk.slots.unlock(office.user, WORDS)
    before = without_keys(office.desk.slots, {office.user: WORDS, adi: ADI}, opens)
    office.desk.keep_slots(before)
    reset_passphrase(office.session, adi, passphrase=NEW)
    office.desk.__exit__(None, None, None)
    write_slots(office.folders.data, before)

    for user, passphrase in ((office.user, WORDS), (adi, ADI), (office.user, WORDS), (adi, ADI)):
        with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
            assert refused(desk, user, passphrase) == "slots.older"
            assert desk.slots.generation == before.generation


@pytest.mark.parametrize("name", NAMES)
def test_one_copy_of_before_a_reset_is_passed_over_and_mended(
    office: TestOffice, adi: str, name: str
) -> None:
    kept = reset_and_put_back(office, adi, (name,))

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert (desk.slots, desk.loaded.damaged) == (kept, (name,))
        assert refused(desk, adi, ADI) == "signin.wrong"
        desk.sign_in(adi, NEW)
    assert read_slots(office.folders.data) == Loaded(kept, ())


def test_an_older_slot_file_in_a_folder_that_came_from_elsewhere_is_what_the_news_says(
    office: TestOffice, adi: str
) -> None:
    reset_and_put_back(office, adi)
    office.folders.anchor(office.desk.slots.install).unlink()

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        desk.sign_in(office.user, WORDS)
        assert [news.code for news in desk.told] == ["folder.copied"]


def test_who_only_looks_is_told_that_the_slot_file_is_older(office: TestOffice, adi: str) -> None:
    reset_and_put_back(office, adi)

    with Desk(office.folders, clock=office.clock, looking=True, cost=CHEAP) as desk:
        store = desk.open_store(office.user, desk.unlock(office.user, WORDS))
        doubt = doubts_of(store, desk.folders, generation=desk.slots.generation, told=())
        assert doubt is not None
        assert doubt.code == "slots.older"


def test_what_is_restored_goes_past_every_slot_file_that_was_kept_here(
    office: TestOffice, adi: str, tmp_path: Path
) -> None:
    backup = tmp_path / "office.backup"
    make_backup(office.desk, office.session, backup)
    reset_passphrase(office.session, adi, passphrase=NEW)
    kept = office.desk.slots
    keys = kept.unlock(office.user, WORDS)
    office.desk.__exit__(None, None, None)

    restore(backup, office.folders, keys, by=office.user, clock=office.clock, replace_office=True)

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert desk.slots.generation > kept.generation
        desk.sign_in(adi, ADI)  # the words of the backup's day
        assert desk.told == []
    write_slots(office.folders.data, kept)
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert refused(desk, adi, NEW) == "slots.older"


def test_the_recovery_page_goes_on_from_an_older_slot_file_and_nobodys_old_words_do(
    folders: Folders,
) -> None:
    pages: list[RecoveryPage] = []
    charter, clock = charter_of(RegionCode.parse("53.02"), sample=True), clock_in(480)
    maria = found(
        folders, charter, user_name="Maria T.", passphrase=WORDS, clock=clock, cost=CHEAP, keep=pages.append
    ).user
    typed = " ".join(pages[0].words)
    with Desk(folders, cost=CHEAP) as desk:
        session = desk.sign_in(maria, WORDS)
        adi = add_user(session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id
        before = desk.slots
        reset_passphrase(session, adi, passphrase=NEW)
        kept = desk.slots.generation
    write_slots(folders.data, before)

    with Desk(folders, cost=CHEAP) as desk, pytest.raises(EktpError, match=r"^user\.last_adb$"):
        reset_by_page(desk, keys_of_page(desk.slots, typed), "Adi Contoh", cost=CHEAP)
    with Desk(folders, cost=CHEAP) as desk:
        words = reset_by_page(desk, keys_of_page(desk.slots, typed), "Maria T.", cost=CHEAP)
        assert desk.slots.generation > kept
    with Desk(folders, cost=CHEAP) as desk:
        assert refused(desk, adi, ADI) == "user.unknown"
        reset_passphrase(desk.sign_in(maria, words), adi, passphrase=NEW)
    with Desk(folders, cost=CHEAP) as desk:
        desk.sign_in(adi, NEW)
    write_slots(folders.data, before)
    with Desk(folders, cost=CHEAP) as desk:  # whose slots were emptied has held the store's key
        assert refused(desk, adi, ADI) == "slots.former"
