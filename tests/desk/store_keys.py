"""What stories of another store key ask of files, and of a desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.health.office import store_checks
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.settings import Folders
from ektp_desk.store.opening import connect
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_pages, verify_views
from ektp_desk.words.doctor import check_words
from tests.offices import CHEAP, TestOffice

ADI, NEW = "gula helm jalan kancil padi", "garam helm jalan kancil lilin"


def whole(desk: Desk) -> None:
    """Pages, chain, journals and rows are as they were written."""
    connection = desk.held_store().connection
    assert [*verify_pages(connection), *verify_chain(connection), *verify_incarnations(connection)] == []
    assert list(verify_views(connection)) == []


def opens(store: Path, key: bytes) -> bool:
    try:
        connect(store, key).close()
    except StoreDamaged:
        return False
    return True


def prints(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folders: Folders, user: str, passphrase: str) -> str:
    with Desk(folders, cost=CHEAP) as desk, pytest.raises(EktpError) as told:
        desk.sign_in(user, passphrase)
    return told.value.code


def doctor(office: TestOffice) -> tuple[str, str]:
    (found,) = (one for one in store_checks(office.desk, office.desk.held_store()) if one.name == "store_key")
    users = str(found.facts["users"])
    assert (found.state == "warn") is bool(check_words(found.name, found.state, found.facts))
    assert users in check_words(found.name, found.state, found.facts)
    return found.state, users
