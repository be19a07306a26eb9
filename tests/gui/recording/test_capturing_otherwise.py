"""A photo from a file, no camera, a lost file, what a crash left: capturing when something is unusual."""

from __future__ import annotations

import dataclasses
import errno
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from ektp_desk.desk.folder.objects import ObjectFolder
from ektp_desk.desk.picturing import DeskDevices
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, ModalityState
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI
from ektp_desk.gui.recording.pictures import Frame
from ektp_desk.gui.recording.words import MEASURED
from ektp_desk.usecases.queue.queries import open_recording
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.session import Session
from tests.captures.taking import capture_here, seen
from tests.gui.recording.capturing_page import CapturingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_a_photo_comes_from_a_file(desk: CapturingPage, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    desk.press("Enter")
    path.write_bytes(desk.world.work.session.devices.photo_file(seen(at=9.0)))
    desk.choose_file(path)

    assert desk.taken() == {}
    assert desk.photo.still.image() is not None
    desk.photo.take_focus()
    desk.press("Enter")
    assert desk.taken()[Modality.PHOTO].state is ModalityState.CAPTURED


def test_a_file_that_is_no_picture_is_refused_in_the_panel(desk: CapturingPage, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"%PDF-1.7")
    desk.press("Enter")
    desk.choose_file(path)

    assert desk.read("photo_says").startswith("Berkas ini bukan gambar")
    assert desk.refused == []


def test_a_laptop_without_a_camera_says_so_and_still_has_files(called: World) -> None:
    called.tell(capture_here)
    called.work.session = dataclasses.replace(called.work.session, devices=DeskDevices(simulated=False))
    desk = CapturingPage(called)
    desk.open()
    desk.press("Enter").search("yuliana").press("Enter")

    assert desk.panel() == "photo"
    assert desk.photo.live.empty_words().startswith("Bagian kamera belum dipasang")
    assert not desk.button("photo_take").isEnabled()
    desk.press("Space")
    assert desk.taken() == {}
    assert desk.button("photo_file").isEnabled()


def test_a_camera_that_falls_silent_is_told_and_shows_no_picture_of_before(desk: CapturingPage) -> None:
    desk.press("Enter")
    panel, wait = desk.photo, desk.world.qtbot.waitUntil
    panel._ticks.setInterval(1)
    desk.camera().stop()
    wait(lambda: not desk.button("photo_take").isEnabled())

    assert panel.live.image() is None
    assert "tidak memberi gambar" in panel.live.empty_words()
    told = [note.text() for note in panel.measured.findChildren(QLabel) if note.text() == "belum diukur"]
    assert len(told) == len(MEASURED)  # a bare mark would leave it to be guessed
    assert desk.button("photo_file").isEnabled()
    desk.camera().start()
    wait(desk.button("photo_take").isEnabled)
    desk.press("Space")
    assert desk.panel() == "signature"


def test_a_full_disk_leaves_the_step_open_and_the_panel_where_it_was(
    qapp: QApplication, desk: CapturingPage
) -> None:
    def full(what: str) -> None:
        if what == "file synced":
            raise OSError(errno.ENOSPC, "")

    work = desk.world.work
    usual, files = work.session, work.session.files
    assert isinstance(files, ObjectFolder)
    desk.press("Enter")
    work.session = replace(usual, files=replace(files, point=full))
    desk.press("Space")
    assert (desk.refused, desk.panel(), desk.taken()) == (["disk.full"], "photo", {})
    assert "Enter menyimpannya lagi" in desk.read("photo_says")
    dress(qapp, theme=MATAHARI)
    desk.room.renew()
    desk.world.settle()
    assert "Enter menyimpannya lagi" in desk.read("photo_says")

    work.session = usual
    desk.press("Enter")
    assert desk.taken()[Modality.PHOTO].state is ModalityState.CAPTURED


def test_a_file_that_is_gone_keeps_the_recording_open_and_is_taken_again(desk: CapturingPage) -> None:
    desk.press("Enter", "Space").sign()
    desk.press("Enter", "=", "=")
    lost = desk.taken()[Modality.PHOTO].file
    files = desk.world.work.session.files
    assert files.remove([lost]) == [lost]  # type: ignore[attr-defined]  # as a hand in the folder would
    desk.press("Ctrl+Enter")

    assert desk.refused == ["capture.missing"]
    assert desk.panel() == "photo"
    desk.press("Space", "Ctrl+Enter")
    assert desk.read("called_number") == "A005"


def test_what_a_crash_left_is_offered(desk: CapturingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_acts: object, **_who: object) -> None:
        raise EktpError("store.disk_full")

    def crash(session: Session) -> None:
        found = open_recording(session, ticket)
        assert found is not None
        with monkeypatch.context() as broken:
            broken.setattr(session.store, "write", refuse)
            with pytest.raises(EktpError):
                capture_photo(session, found.id, seen())

    ticket = desk.ticket
    desk.press("Enter", "Esc", "F8")
    desk.world.tell(crash)
    again = CapturingPage(desk.world)
    again.open(ticket)
    again.press("Enter")

    assert again.panel() == "photo"
    assert again.button("photo_use").accessibleName() == "Pakai yang tersimpan (Enter)"
    again.press("Enter")
    assert again.taken()[Modality.PHOTO].state is ModalityState.CAPTURED
    assert again.panel() == "signature"


def test_the_next_person_does_not_see_the_last_ones_picture(desk: CapturingPage) -> None:
    desk.press("Enter", "Space").sign()
    desk.press("Enter", "=", "=", "Ctrl+Enter")
    assert desk.panel() == ""
    desk.press("Enter").search("orpa").press("Enter")

    assert desk.read("number") == "A005"
    assert desk.photo.still.image() is None
    desk.press("Esc")
    assert desk.steps()[:2] == ["Foto: belum", "Tanda tangan: belum"]
    desk.press("2")
    found = desk.shell.findChild(Frame, "signature_photo")
    assert isinstance(found, Frame)
    assert found.image() is None
    assert desk.pad.strokes() == ()
