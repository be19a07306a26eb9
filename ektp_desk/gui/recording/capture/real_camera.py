"""A real camera through Qt, where the laptop has one and QtMultimedia is installed; else why there is none.

QtMultimedia comes with the optional group `camera` (PySide6-Addons). No test of ours stands before a real
camera: what is tested is that the desk goes on without one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.words import N_

NO_PARTS = N_("Bagian kamera belum dipasang di laptop ini. Pilih berkas foto (O).")
NO_CAMERA = N_("Kamera tidak ditemukan. Sambungkan, atau pilih berkas foto (O).")


def real_camera() -> tuple[RealCamera | None, str]:
    """Give the laptop's camera, or None and a sentence to translate that says why."""
    try:
        media = import_module("PySide6.QtMultimedia")
    except ImportError:
        return None, NO_PARTS
    device = media.QMediaDevices.defaultVideoInput()
    return (None, NO_CAMERA) if device.isNull() else (RealCamera(media, device), "")


class RealCamera:
    """Implements `usecases.devices.Camera`."""

    def __init__(self, media: Any, device: Any) -> None:
        self._camera = media.QCamera(device)
        self._sink, self._session = media.QVideoSink(), media.QMediaCaptureSession()
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)

    def start(self) -> None:
        """Begin to look; the light goes on."""
        self._camera.start()

    def frame(self) -> Picture | None:
        """Give what is seen now, cut to three to four about its middle; None once it was pulled out.

        The sink keeps the last frame for ever: it would be taken for what stands there now.
        """
        if not self._camera.isActive():
            return None
        frame = self._sink.videoFrame()
        image: QImage = frame.toImage() if frame.isValid() else QImage()
        return None if image.isNull() else as_picture(image)

    def stop(self) -> None:
        """Let the camera go."""
        self._camera.stop()


def as_picture(image: QImage) -> Picture:
    """Give our picture of Qt's, cut to three to four about its middle, rows without padding."""
    wide = min(image.width(), image.height() * 3 // 4)
    high = min(image.height(), image.width() * 4 // 3)
    cut = QRect((image.width() - wide) // 2, (image.height() - high) // 2, wide, high)
    whole = image.copy(cut).convertToFormat(QImage.Format.Format_RGB888)
    step, row = whole.bytesPerLine(), wide * 3
    content = bytes(whole.constBits())
    return Picture(wide, high, b"".join(content[y * step : y * step + row] for y in range(high)))
