"""Trouble with the disk around the store: what is told, what stays."""

from __future__ import annotations

import os

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.head import Head
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.usecases.visit.planning import count_sent_home, the_visit
from tests.offices import TestOffice


class FullDisk:
    """An anchor whose disk is full."""

    def write(self, _head: Head) -> None:
        """Refuse."""
        raise EktpError("disk.full", errno=28)


def test_an_act_whose_anchor_cannot_be_written_is_told_as_saved(office: TestOffice) -> None:
    visit = office.open_visit()
    held, office.store._anchor = office.store._anchor, FullDisk()

    with pytest.raises(EktpError) as told:
        count_sent_home(office.session, visit)
    assert told.value.code == "anchor.not_written"

    office.store._anchor = held
    again = office.sign_in_again()
    assert the_visit(again, visit).sent_home == 1
    count_sent_home(again, visit)
    assert list(verify_chain(office.connection)) == []


def test_row_files_that_no_list_names_are_swept(office: TestOffice) -> None:
    orphan = office.folders.lists / "abc.rows"
    orphan.parent.mkdir()
    orphan.write_bytes(b"left by a crash")

    office.sign_in_again()

    assert not orphan.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere, so nothing would be refused")
def test_a_folder_that_may_not_be_written_is_told(office: TestOffice) -> None:
    visit = office.open_visit()
    office.desk.sign_out()
    for path in office.folders.data.iterdir():
        path.chmod(0o400)

    with pytest.raises(EktpError):
        count_sent_home(office.sign_in_again(), visit)


def test_a_full_store_is_told_and_goes_on_when_there_is_room(office: TestOffice) -> None:
    visit = office.open_visit()
    (pages,) = office.connection.execute("PRAGMA page_count").fetchone()
    office.connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(400):
            count_sent_home(office.session, visit)

    with pytest.raises(EktpError) as told:
        fill()
    assert told.value.code == "store.disk_full"
    saved = the_visit(office.session, visit).sent_home

    office.connection.execute("PRAGMA max_page_count = 1073741823")
    count_sent_home(office.session, visit)
    assert the_visit(office.session, visit).sent_home == saved + 1
    rebuild(office.store)
    assert list(verify_chain(office.connection)) == []
