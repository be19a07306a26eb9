"""What a recording asks of cameras and pictures; the adapters stand in `devices`, a real camera in `gui`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ektp_desk.domain.pictures.photo import Measures
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke


class Camera(Protocol):
    """Something that shows a live picture; used on the window's thread alone."""

    def start(self) -> None:
        """Begin to look; `frame` follows as soon as there is one."""

    def frame(self) -> Picture | None:
        """Upright and three to four; None while nothing is seen yet."""

    def stop(self) -> None:
        """Let the camera go, its light with it."""


class Devices(Protocol):
    """Pictures in and out; every call is quick enough for the store's thread, none keeps anything."""

    def camera(self) -> Camera | None:
        """The simulated camera of a sample office; None in a real one."""

    def read_picture(self, path: Path) -> Picture:
        """Read a JPEG or PNG file, turned upright and cut to three to four.

        Raises `picture.missing`, `picture.too_big`, `picture.not_one`, `picture.too_small`.
        """

    def measure(self, picture: Picture) -> Measures:
        """Measure a picture as a photo of one person."""

    def photo_file(self, picture: Picture) -> bytes:
        """JPEG, 480 by 640, with nothing in it but the picture."""

    def signature_file(self, strokes: Sequence[Stroke]) -> bytes:
        """PNG, black on white, 900 by 300."""
