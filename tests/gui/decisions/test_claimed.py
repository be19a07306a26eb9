"""A picture of who was erased that another recording names: an ADB reads whose that is, and answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.store.store import Store
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from tests.gui.decisions.page import DecisionsPage
from tests.gui.worlds import open_world_of
from tests.offices import WORDS, found_office_in

pytestmark = pytest.mark.gui


def both_name_one_file(session: Session, passphrase: str = WORDS) -> str:
    """Let two finished recordings name one file, and erase the first one's person; give the other's."""
    assert isinstance(session.store, Store)
    made = "SELECT id, visit, person FROM recordings WHERE state = 'finished' ORDER BY ended_at LIMIT 2"
    (first, visit, person), (other, _visit, _person) = session.store.connection.execute(made).fetchall()
    said = ModalitySet("photo", "captured", 1, file="ab" * 32, size=9)
    session.write(*(NewEvent(Entity.RECORDING, one, said, visit) for one in (first, other)))
    erase_person(session, person, ground=Ground.REQUEST, note="surat", passphrase=passphrase)
    return str(other)


def file_of(session: Session, recording: str) -> str:
    assert isinstance(session.store, Store)
    asked = "SELECT file FROM modalities WHERE recording = ? AND modality = 'photo'"
    return str(session.store.connection.execute(asked, (recording,)).fetchone()[0])


def test_whose_picture_it_is_is_asked_and_answered_for_good(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    dress(qapp)
    here = Folders(tmp_path / "first" / "data", tmp_path / "first" / "state")
    with found_office_in(here) as office:
        visit = office.open_visit()
        give_numbers(office.session, visit, letter="A", count=2)
        office.record_one(visit)
        office.record_one(visit, "Rahel Contoh")
        other = both_name_one_file(office.session)
        assert file_of(office.session, other) == "ab" * 32
    with open_world_of(qtbot, here, office.user, clock=office.clock) as world:
        page = DecisionsPage(world)
        page.come()

        assert page.text("question") == "Satu gambar, dua orang: milik siapa?"
        assert "Rahel Contoh" in page.text("question_about")
        assert [said.partition(":")[0] for said in page.versions()] == ["Versi 1", "Versi 2"]
        gone, kept = page.versions()
        assert "Dihapus di semua tempat." in gone
        assert "Tetap disimpan" in kept
        page.press("1", "Return")

        assert page.sees("nothing_to_decide")
        assert world.tell(lambda session: file_of(session, other)) == ""
