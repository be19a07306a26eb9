"""F6 as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ektp_desk.gui.frame.shell import Shell
from ektp_desk.gui.parts import Banner, Marked
from ektp_desk.gui.reports.presenter import Presenter
from ektp_desk.gui.reports.preview import Preview
from ektp_desk.gui.reports.printer_choice import Printers
from tests.gui.worlds import World

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
USUAL = QSize(1366, 698)


class ReportsPage:
    """The place in a shell of its own; `asked` are the places it asked for, `told` its good news."""

    def __init__(
        self,
        world: World,
        *,
        size: QSize = USUAL,
        printers: Printers | None = None,
        folder: Path | None = None,
    ) -> None:
        self.world = world
        self.asked: list[tuple[str, object]] = []
        self.told: list[str] = []
        world.work.go_asked.connect(lambda key, subject: self.asked.append((key, subject)))
        world.work.told.connect(self.told.append)
        self.place = Presenter(world.work, printers=printers, folder=folder)
        self.shell = Shell(search=False)
        self.shell.add_place("reports", "Laporan", "chart-bar-horizontal", "F6", self.place.view)
        world.qtbot.addWidget(self.shell)
        self.shell.resize(size)
        self.shell.show()
        self.come()

    def come(self, subject: object = None) -> None:
        """Bring the place to the front and wait until it is filled."""
        self.shell.show_place("reports")
        self.place.shown(subject)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and nothing waits for a pause."""
        self.world.qtbot.waitUntil(self._still)
        QApplication.processEvents()

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.shell, key, CTRL if ctrl else PLAIN)
            self.settle()

    def text(self, name: str) -> str:
        """Give the whole words of a label or a marked state."""
        found = self._seen(name)
        if isinstance(found, Marked):
            return found.words.full_text()
        if hasattr(found, "full_text"):
            return str(found.full_text())
        assert isinstance(found, QLabel)
        return found.text()

    def notice(self) -> tuple[str, str]:
        """Give what the banner says: what, then what to do; empty when it is away."""
        found = self.shell.findChild(Banner, "notice")
        assert found is not None
        what, then, _code = found.parts()
        return (what.text(), then.text()) if found.isVisible() else ("", "")

    def focus(self) -> str:
        """Name what has the focus."""
        focused = QApplication.focusWidget()
        return focused.objectName() if focused else ""

    def sees(self, name: str) -> bool:
        """Tell whether a named widget is visible."""
        found = self.shell.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def paper_colours(self) -> int:
        """Count the different colours in the middle of the preview: white paper alone has one."""
        preview = self.shell.findChild(Preview, "preview")
        assert preview is not None
        image = preview.viewport().grab().toImage()
        row = range(0, image.width(), 2)
        return len({image.pixel(x, y) for y in range(0, image.height(), 3) for x in row})

    def scrolled(self) -> int:
        """Give how far down the paper is."""
        preview = self.shell.findChild(Preview, "preview")
        assert preview is not None
        return preview.verticalScrollBar().value()

    def _still(self) -> bool:
        pausing = (t for t in self.shell.findChildren(QTimer) if t.isSingleShot() and t.interval() < 1000)
        return not self.world.jobs.busy and not any(timer.isActive() for timer in pausing)

    def _seen(self, name: str) -> QWidget:
        found = self.shell.findChild(QWidget, name)
        assert found is not None, name
        assert found.isVisible(), name
        return found
