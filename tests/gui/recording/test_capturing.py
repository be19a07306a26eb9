"""An office that takes photo and signature itself: at the desk, by keys and a pen."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ektp_desk.desk.picturing import DeskDevices
from ektp_desk.devices.simulated import SimulatedCamera
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.recording.capture.pad import SignaturePad
from ektp_desk.usecases.queue.calling import ticket_by_number
from ektp_desk.usecases.record.capturing import capture_photo
from ektp_desk.usecases.record.recording import open_recording
from ektp_desk.usecases.record.steps import steps_of
from ektp_desk.usecases.session import Session
from tests.captures.taking import capture_here, seen
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


class CapturingPage(RecordingPage):
    """F3 where this laptop captures."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.world = world

    @property
    def pad(self) -> SignaturePad:
        """The pad."""
        return self.view.work.signature.pad

    def sign(self) -> Self:
        """Draw a line of some length by mouse."""
        wide, high = self.pad.width(), self.pad.height()
        points = [QPoint(wide // 4 + n * wide // 60, high // 2 + (-1) ** n * high // 8) for n in range(20)]
        QTest.mousePress(self.pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(self.pad, point)
        QTest.mouseRelease(self.pad, Qt.MouseButton.LeftButton, pos=points[-1])
        return self

    def camera(self) -> SimulatedCamera:
        """Give the camera, to be spoilt."""
        found = self.world.work.session.devices.camera()
        assert isinstance(found, SimulatedCamera)
        return found

    def panel(self) -> str:
        """Name the panel that is open."""
        found = self.view.work.panel()
        return found.objectName() if found else ""

    def taken(self) -> dict[Modality, Taken]:
        """Read what the store holds of A004's recording."""

        ticket = self.ticket

        def read(session: Session) -> dict[Modality, Taken]:
            found = open_recording(session, ticket)
            return steps_of(session, found.id) if found else {}

        return self.world.tell(read)

    @property
    def ticket(self) -> str:
        """Give A004's id."""
        visit = self.world.work.visit
        assert visit is not None
        return self.world.tell(lambda session: ticket_by_number(session, visit.id, "A004").id)


@pytest.fixture
def page(called: World) -> CapturingPage:
    """Open F3 on the called number, and search for who stands there."""
    called.tell(capture_here)
    made = CapturingPage(called)
    made.open()
    made.press("Enter").search("yuliana")
    return made


def test_the_usual_person_takes_five_keys_and_a_pen(page: CapturingPage) -> None:
    keys = ["Enter", "Space", "a pen", "Enter", "=", "Ctrl+Enter"]
    ticket = page.ticket
    for key in keys:
        if key == "a pen":
            page.sign()
        else:
            page.press(key)

    visit = page.world.work.visit
    assert visit is not None
    done = page.world.tell(lambda session: ticket_by_number(session, visit.id, "A004"))
    assert (done.id, done.outcome) == (ticket, Outcome.RECORDED)
    assert page.read("called_number") == "A005"
    assert len(keys) - 1 == 5


def test_the_camera_looks_as_soon_as_it_is_known_who_stands_there(page: CapturingPage) -> None:
    assert page.panel() == ""
    page.press("Enter")

    assert (page.panel(), page.focus_name()) == ("photo", "photo")
    assert page.view.work.photo.live.image() is not None
    page.press("Esc")
    assert page.camera().frame() is None  # its light is out
    page.press("1")
    assert page.panel() == "photo"


def test_a_good_photo_is_kept_at_once_and_shown_while_it_is_in_memory(page: CapturingPage) -> None:
    page.press("Enter", "Space")

    assert page.panel() == "signature"
    assert page.taken()[Modality.PHOTO].state is ModalityState.CAPTURED
    page.press("Esc")
    assert page.steps()[0] == "Foto: diambil, mutu baik"
    assert page.button("except_photo").accessibleName() == "Ambil ulang (1)"


def test_of_poor_photos_the_best_is_shown_and_kept_by_enter(page: CapturingPage) -> None:
    page.press("Enter")
    page.camera().light = 0.2
    page.press("Space")
    assert page.taken() == {}
    assert "terlalu gelap" in page.seen()
    assert page.read("photo_says") == "Coba lagi: masih 2 kali."
    page.camera().light = 0.35
    page.press("Space")
    page.camera().light = 0.1
    page.press("Space")
    assert page.read("photo_says") == "Sudah 3 kali. Pakai yang terbaik."
    page.press("Enter")

    best = page.taken()[Modality.PHOTO].quality["light"]
    dark = page.world.tell(lambda session: session.devices.measure(seen(light=0.35)).light)
    assert abs(int(best) - dark) < 3
    page.press("Esc")
    assert page.steps()[0] == "Foto: diambil, terlalu gelap"


def test_a_photo_is_taken_again_by_its_key(page: CapturingPage) -> None:
    page.press("Enter", "Space")
    first = page.taken()[Modality.PHOTO].file
    page.press("1", "Space")

    assert page.taken()[Modality.PHOTO].file != first
    assert page.panel() == "signature"


def test_strokes_are_taken_back_and_a_slip_is_refused_beside_the_pad(page: CapturingPage) -> None:
    page.press("Enter", "Space").sign()
    page.sign()
    assert len(page.pad.strokes()) == 2
    page.press("H")
    assert len(page.pad.strokes()) == 1
    page.press("U")
    assert page.pad.strokes() == ()
    assert not page.button("signature_keep").isEnabled()

    QTest.mouseClick(page.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    page.press("Enter")
    assert page.read("signature_says").startswith("Goresannya terlalu sedikit.")
    assert page.panel() == "signature"
    page.press("U").sign()
    page.press("Enter")
    assert page.panel() == ""
    assert page.steps()[1] == "Tanda tangan: diambil, tersegel"


def test_who_cannot_is_excepted_before_a_second_person(page: CapturingPage) -> None:
    page.press("Enter", "F", "1").type("Noh L.").press("Enter")
    assert page.panel() == "signature"
    page.press("T", "2").press("Enter")
    assert page.panel() == ""
    page.press("=", "Ctrl+Enter")

    assert page.read("called_number") == "A005"


def test_a_photo_comes_from_a_file(page: CapturingPage, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    page.press("Enter")
    path.write_bytes(page.world.work.session.devices.photo_file(seen(at=9.0)))
    page.press("O")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()
    page.world.settle()

    assert page.taken() == {}
    assert page.view.work.photo.still.image() is not None
    page.view.work.photo.take_focus()
    page.press("Enter")
    assert page.taken()[Modality.PHOTO].state is ModalityState.CAPTURED


def test_a_file_that_is_no_picture_is_refused_in_the_panel(page: CapturingPage, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"%PDF-1.7")
    page.press("Enter", "O")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()
    page.world.settle()

    assert page.read("photo_says").startswith("Berkas ini bukan gambar")
    assert page.refused == []


def test_a_laptop_without_a_camera_says_so_and_still_has_files(called: World) -> None:
    called.tell(capture_here)
    called.work.session = dataclasses.replace(called.work.session, devices=DeskDevices(simulated=False))
    page = CapturingPage(called)
    page.open()
    page.press("Enter").search("yuliana").press("Enter")

    assert page.panel() == "photo"
    assert page.view.work.photo.live.empty_words().startswith("Bagian kamera belum dipasang")
    assert not page.button("photo_take").isEnabled()
    page.press("Space")
    assert page.taken() == {}
    assert page.button("photo_file").isEnabled()


def test_a_file_that_is_gone_keeps_the_recording_open_and_is_taken_again(page: CapturingPage) -> None:
    page.press("Enter", "Space").sign()
    page.press("Enter", "=")
    lost = page.taken()[Modality.PHOTO].file
    files = page.world.work.session.files
    assert files.remove([lost]) == [lost]  # type: ignore[attr-defined]  # as a hand in the folder would
    page.press("Ctrl+Enter")

    assert page.refused == ["capture.missing"]
    assert page.panel() == "photo"
    page.press("Space", "Ctrl+Enter")
    assert page.read("called_number") == "A005"


def test_what_a_crash_left_is_offered(page: CapturingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_acts: object, **_who: object) -> None:
        raise EktpError("store.disk_full")

    def crash(session: Session) -> None:
        found = open_recording(session, ticket)
        assert found is not None
        with monkeypatch.context() as broken:
            broken.setattr(session.store, "write", refuse)
            with pytest.raises(EktpError):
                capture_photo(session, found.id, seen())

    ticket = page.ticket
    page.press("Enter", "Esc", "F8")
    page.world.tell(crash)
    again = CapturingPage(page.world)
    again.open(ticket)
    again.press("Enter")

    assert again.panel() == "photo"
    assert again.button("photo_use").accessibleName() == "Pakai yang tersimpan (Enter)"
    again.press("Enter")
    assert again.taken()[Modality.PHOTO].state is ModalityState.CAPTURED
    assert again.panel() == "signature"


def test_the_next_person_does_not_see_the_last_ones_picture(page: CapturingPage) -> None:
    page.press("Enter", "Space").sign()
    page.press("Enter", "=", "Ctrl+Enter", "Enter").search("orpa").press("Enter")

    assert page.read("number") == "A005"
    assert page.view.work.photo.still.image() is None
    page.press("Esc")
    assert page.steps()[:2] == ["Foto: belum", "Tanda tangan: belum"]
    page.press("2")
    assert page.view.work.signature.photo.image() is None


def test_pen_and_finger_draw_as_the_mouse_does(page: CapturingPage) -> None:
    page.press("Enter", "Space")
    pad = page.pad
    kind = QInputDevice.DeviceType
    pen = QPointingDevice(
        "pena", 1, kind.Stylus, QPointingDevice.PointerType.Pen, QInputDevice.Capability.Position, 1, 1
    )
    for event, x in (
        (QEvent.Type.TabletPress, 40.0),
        (QEvent.Type.TabletMove, 90.0),
        (QEvent.Type.TabletRelease, 140.0),
    ):
        at = QPointF(x, 50.0)
        down, button = 0.7 if x < 140 else 0.0, Qt.MouseButton.LeftButton
        held = button if x < 140 else Qt.MouseButton.NoButton
        made = QTabletEvent(
            event, pen, at, at, down, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, button, held
        )
        QApplication.sendEvent(pad, made)
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(40, 80), pad).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(120, 90), pad).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(160, 90), pad).commit()

    assert [len(stroke) for stroke in pad.strokes()] == [3, 3]
