"""Who opens a captured file: the office's key and the recovery page's, nobody who is merely signed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.standing import fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal.age import identity_from_bytes, open_sealed
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.kept import morning
from tests.offices import CHEAP, DAY, VILLAGE, WORDS

OPERATOR = "kata sandi milik adi nenobais"


def opens(sealed: bytes, secret: str) -> bool:
    try:
        open_sealed(sealed, secret)
    except EktpError as refusal:
        return refusal.code != "seal.wrong_key"
    return True


@pytest.mark.parametrize("signed_in", ["operator", "adb"])
def test_office_and_recovery_open_and_a_laptop_does_not(folders: Folders, signed_in: str) -> None:
    charter = charter_of(RegionCode.parse("53.02"), sample=True)
    made = found(folders, charter, user_name="Maria T.", passphrase=WORDS, clock=morning(), cost=CHEAP)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(made.user, WORDS)
        visit = plan_visit(session, VILLAGE, day=DAY, lists=())
        confirm_day(session)
        open_desk(session, visit, letter="A")
        capture_here(session)
        adi = add_user(session, "Adi Contoh", ["operator"], passphrase=OPERATOR).id
        capture_photo(session, at_the_desk(session, visit), seen())
        sealed = sealed_file(folders.objects)
        who, words = (adi, OPERATOR) if signed_in == "operator" else (made.user, WORDS)
        keys = desk.unlock(who, words)
        assert desk.store is not None
        on_the_laptop = [keys.store_key, fact(desk.store.connection, "seed")]

    assert not any(opens(sealed, identity_from_bytes(key).secret) for key in on_the_laptop)
    assert opens(sealed, made.recovery.key)
    if signed_in == "operator":
        assert keys.office_secret is None
    else:
        assert keys.office_secret is not None
        assert opens(sealed, keys.office_secret)


def sealed_file(folder: Path) -> bytes:
    (path,) = folder.iterdir()
    return path.read_bytes()
