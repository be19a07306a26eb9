"""A real camera comes through Qt's optional part; none of these tests stands before one."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QColor, QImage

from ektp_desk.gui.recording.capturing import NO_CAMERA, NO_PARTS, as_picture, real_camera

pytestmark = pytest.mark.gui


def whole() -> QImage:
    """What a camera of an odd width sees."""
    image = QImage(641, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#102030"))
    return image


def part(*_given: object) -> SimpleNamespace:
    """Stand for any part of QtMultimedia: takes what it is given and does nothing."""
    calls = ("start", "stop", "setCamera", "setVideoSink")
    frame = SimpleNamespace(isValid=lambda: True, toImage=whole)
    nothing = dict.fromkeys(calls, lambda *_: None)
    return SimpleNamespace(videoFrame=lambda: frame, isActive=lambda: True, **nothing)


def media(*, there: bool) -> SimpleNamespace:
    device = SimpleNamespace(isNull=lambda: not there)
    return SimpleNamespace(
        QMediaDevices=SimpleNamespace(defaultVideoInput=lambda: device),
        QCamera=part,
        QVideoSink=part,
        QMediaCaptureSession=part,
    )


def test_without_qts_part_the_desk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)

    assert real_camera() == (None, NO_PARTS)


def test_without_a_camera_the_desk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", media(there=False))

    assert real_camera() == (None, NO_CAMERA)


def test_a_frame_is_cut_to_three_to_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", media(there=True))
    camera, lack = real_camera()
    assert camera is not None
    camera.start()
    frame = camera.frame()
    camera.stop()

    assert lack == ""
    assert frame is not None
    assert (frame.width, frame.height) == (360, 480)
    assert frame.rgb == bytes((0x10, 0x20, 0x30)) * (360 * 480)


def test_a_camera_that_was_pulled_out_shows_nothing_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", media(there=True))
    camera, _lack = real_camera()
    assert camera is not None
    camera.start()
    camera._camera.isActive = lambda: False

    assert camera.frame() is None


def test_rows_keep_their_order_and_lose_their_padding() -> None:
    image = QImage(3, 4, QImage.Format.Format_RGB888)
    for y in range(4):
        for x in range(3):
            image.setPixelColor(x, y, QColor(x, y, 7))

    assert as_picture(image).rgb == bytes(v for y in range(4) for x in range(3) for v in (x, y, 7))
