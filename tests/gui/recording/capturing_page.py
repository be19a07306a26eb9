"""F3 where this laptop captures, as a person at the keyboard with a pen meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ektp_desk.devices.simulated import SimulatedCamera
from ektp_desk.domain.recordings import Modality, Taken
from ektp_desk.gui.recording.photo import PhotoPanel
from ektp_desk.gui.recording.signature import SignaturePad, SignaturePanel
from ektp_desk.usecases.queue.queries import open_recording, ticket_by_number
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.usecases.session import Session
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World


class CapturingPage(RecordingPage):
    """F3 where this laptop captures."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.world = world

    @property
    def pad(self) -> SignaturePad:
        panel = self.view.work.panel
        assert isinstance(panel, SignaturePanel)
        return panel.pad

    @property
    def photo(self) -> PhotoPanel:
        panel = self.view.work.panel
        assert isinstance(panel, PhotoPanel)
        return panel

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
        """To be spoilt."""
        found = self.world.work.session.devices.camera()
        assert isinstance(found, SimulatedCamera)
        return found

    def panel(self) -> str:
        found = self.view.work.panel
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
        """A004's id."""
        visit = self.world.work.visit
        assert visit is not None
        return self.world.tell(lambda session: ticket_by_number(session, visit.id, "A004").id)

    def choose_file(self, path: Path) -> None:
        """Choose a file in the window that O opens."""
        self.press("O")
        tops = QApplication.topLevelWidgets()
        window = next(w for w in tops if isinstance(w, QFileDialog) and w.isVisible())
        window.fileSelected.emit(str(path))
        window.close()
        self.world.settle()
