"""The slot file's own ways back: the recovery page, and a damaged copy."""

from __future__ import annotations

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.settings import Folders, clock_in
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.queries import users
from tests.offices import CHEAP, WORDS, TestOffice


def test_the_recovery_page_gives_an_adb_new_words_when_all_are_forgotten(folders: Folders) -> None:
    pages: list[RecoveryPage] = []
    charter = charter_of(RegionCode.parse("53.02"), sample=True)

    made = found(
        folders,
        charter,
        user_name="Maria T.",
        passphrase="sudah lupa sama sekali",
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
