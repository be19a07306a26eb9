"""An office that takes photo and signature itself: at the desk, by keys and a pen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ektp_desk.domain.recordings import Modality, ModalityState
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.queries import ticket_by_number
from tests.captures.taking import seen
from tests.gui.recording.capturing_page import CapturingPage

pytestmark = pytest.mark.gui


def test_the_usual_person_takes_six_keys_and_a_pen(desk: CapturingPage) -> None:
    keys = ["Enter", "Space", "a pen", "Enter", "=", "=", "Ctrl+Enter"]
    ticket = desk.ticket
    for key in keys:
        if key == "a pen":
            desk.sign()
        else:
            desk.press(key)

    visit = desk.world.work.visit
    assert visit is not None
    done = desk.world.tell(lambda session: ticket_by_number(session, visit.id, "A004"))
    assert (done.id, done.outcome) == (ticket, Outcome.RECORDED)
    assert desk.read("called_number") == "A005"
    assert len(keys) - 1 == 6


def test_the_camera_looks_as_soon_as_it_is_known_who_stands_there(desk: CapturingPage) -> None:
    assert desk.panel() == ""
    desk.press("Enter")

    assert (desk.panel(), desk.focus_name()) == ("photo", "photo")
    assert desk.photo.live.image() is not None
    desk.press("Esc")
    assert desk.camera().frame() is None  # its light is out
    desk.press("1")
    assert desk.panel() == "photo"


def test_a_good_photo_is_kept_at_once_and_shown_while_it_is_in_memory(desk: CapturingPage) -> None:
    desk.press("Enter", "Space")

    assert desk.panel() == "signature"
    assert desk.taken()[Modality.PHOTO].state is ModalityState.CAPTURED
    desk.press("Esc")
    assert desk.steps()[0] == "Foto: diambil, mutu baik"


def test_while_a_photo_is_taken_only_printed_keys_act(desk: CapturingPage) -> None:
    desk.press("Enter", "3", "=", "6", "N")
    assert desk.taken() == {}
    assert desk.documents() == ["KK: belum", "F-1.02: belum"]  # covered: its key does nothing
    assert desk.focus_name() == "note"  # it stands beside, with its key
    desk.press("Enter")
    desk.shell.resize(1024, 560)
    desk.world.settle()
    desk.press("N")
    assert desk.focus_name() != "note"  # covered too


def test_of_poor_photos_the_best_is_shown_and_kept_by_enter(desk: CapturingPage) -> None:
    desk.press("Enter")
    desk.camera().light = 0.2
    desk.press("Space")
    assert desk.taken() == {}
    assert "terlalu gelap" in desk.seen()
    assert desk.read("photo_says") == "Coba lagi: masih 2 kali."
    desk.camera().light = 0.35
    desk.press("Space")
    desk.camera().light = 0.1
    desk.press("Space")
    assert desk.read("photo_says") == "Sudah 3 kali. Pakai yang terbaik."
    desk.press("Enter")

    best = desk.taken()[Modality.PHOTO].quality["light"]
    dark = desk.world.tell(lambda session: session.devices.measure(seen(light=0.35)).light)
    assert abs(int(best) - dark) < 3
    desk.press("Esc")
    assert desk.steps()[0] == "Foto: diambil, terlalu gelap"


def test_a_photo_is_taken_again_by_its_key(desk: CapturingPage) -> None:
    desk.press("Enter", "Space")
    first = desk.taken()[Modality.PHOTO].file
    desk.press("1", "Space")

    assert desk.taken()[Modality.PHOTO].file != first
    assert desk.panel() == "signature"


def test_strokes_are_taken_back_and_a_slip_is_refused_beside_the_pad(desk: CapturingPage) -> None:
    desk.press("Enter", "Space").sign()
    desk.sign()
    assert len(desk.pad.strokes()) == 2
    desk.press("H")
    assert len(desk.pad.strokes()) == 1
    desk.press("U")
    assert desk.pad.strokes() == ()
    assert not desk.button("signature_keep").isEnabled()

    QTest.mouseClick(desk.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    desk.press("Enter")
    assert desk.read("signature_says").startswith("Goresannya terlalu sedikit.")
    assert desk.panel() == "signature"
    desk.press("U").sign()
    desk.press("Enter")
    assert desk.panel() == ""
    assert desk.steps()[1] == "Tanda tangan: diambil, tersegel"


def test_who_cannot_is_excepted_before_a_second_person(desk: CapturingPage) -> None:
    desk.press("Enter", "F", "1").type("Noh L.").press("Enter")
    assert desk.panel() == "signature"
    desk.press("T", "2").press("Enter")
    assert desk.panel() == ""
    desk.press("=", "=", "Ctrl+Enter")

    assert desk.read("called_number") == "A005"


def test_pen_and_finger_draw_as_the_mouse_does(desk: CapturingPage) -> None:
    desk.press("Enter", "Space")
    pad = desk.pad
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
