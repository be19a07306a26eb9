"""A laptop that has what a visit needs, whatever the one under the tests has."""

from __future__ import annotations

from ektp_desk.gui.admin.readiness import ReadinessSection
from ektp_desk.usecases.visits.readiness import Machine
from tests.gui.desks import DeskPage


def answer_for_machine(page: DeskPage, *, battery: int = 97, plugged: bool = False) -> None:
    """Say of the laptop what its system would; Kantor must have been opened once."""
    ready = page.window.findChild(ReadinessSection)
    assert isinstance(ready, ReadinessSection)
    ready.machine = lambda: Machine(free=48_000, battery=battery, plugged=plugged, camera="Kamera contoh")
    ready.seen = lambda: Machine(screen=(1366, 728), needed=(1024, 560), printer="Epson L3110")
