"""Pictures for the use cases; what draws and reads them is loaded at the first of them, not at a start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ektp_desk.domain.pictures.photo import Measures
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke

if TYPE_CHECKING:
    from ektp_desk.devices.simulated import SimulatedCamera


class DeskDevices:
    """Implements `usecases.devices.Devices`."""

    def __init__(self, *, simulated: bool) -> None:
        self._simulated = simulated
        self._camera: SimulatedCamera | None = None

    def camera(self) -> SimulatedCamera | None:
        """That of a sample office, the same one at each call."""
        from ektp_desk.devices.simulated import SimulatedCamera  # noqa: PLC0415  a start should not wait for it

        if self._simulated and self._camera is None:
            self._camera = SimulatedCamera()
        return self._camera

    def read_picture(self, path: Path) -> Picture:
        from ektp_desk.devices.files import read_picture  # noqa: PLC0415  the same

        return read_picture(path)

    def measure(self, picture: Picture) -> Measures:
        from ektp_desk.devices.measuring import measure  # noqa: PLC0415  the same

        return measure(picture)

    def photo_file(self, picture: Picture) -> bytes:
        from ektp_desk.devices.files import photo_file  # noqa: PLC0415  the same

        return photo_file(picture)

    def signature_file(self, strokes: Sequence[Stroke]) -> bytes:
        from ektp_desk.devices.ink import signature_file  # noqa: PLC0415  the same

        return signature_file(strokes)
