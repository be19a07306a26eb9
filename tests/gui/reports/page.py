"""F6 as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.gui.kit import ActButton, Banner
from ektp_desk.gui.kit.printing import Printers, Size, sized_printer
from ektp_desk.gui.reports.presenter import Presenter
from ektp_desk.gui.reports.preview import Preview
from tests.gui.place_pages import USUAL, ShellPage
from tests.gui.stillness import still
from tests.gui.worlds import World, said_into

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


ORDER = [
    PaperKind.VISIT, PaperKind.SERVED, PaperKind.SAFETY, PaperKind.SCHOOL, PaperKind.NAMES, PaperKind.AGAIN,
    PaperKind.ABSENT, PaperKind.HOMES, PaperKind.VILLAGE_LIST, PaperKind.SCHOOL_LIST, PaperKind.NUMBERS,
    PaperKind.LETTER,
]  # fmt: skip
"""The papers as they stand in the list."""
_TURNS = {"PgUp": "page_up", "PgDn": "page_down"}


@dataclass
class PaperPrinters:
    """Printers that print into files of their names."""

    folder: Path
    there: tuple[str, ...] = ("Canon G2010", "Epson L3110")

    def names(self) -> Sequence[str]:
        return self.there

    def printer(self, name: str, size: Size) -> QPrinter:
        printer = sized_printer("", size)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}.pdf"))
        return printer


class ReportsPage(ShellPage):
    """F6 in a shell of its own; `told` is its good news, `why` what it said of acts that rest."""

    def __init__(
        self,
        world: World,
        *,
        size: QSize = USUAL,
        printers: Printers | None = None,
        folder: Path | None = None,
    ) -> None:
        self.told: list[str] = []
        self.why: list[str] = []
        world.work.told.connect(said_into(self.told))
        world.work.filed.connect(said_into(self.told))
        world.work.explained.connect(self.why.append)
        presenter = Presenter(world.work, printers=printers, folder=folder)
        world.work.changed.connect(presenter.read_anew)  # as the window does after each write
        super().__init__(world, presenter, "reports", size=size)
        presenter.setParent(self.shell)  # its pauses are ended with those of the screen

    def settle(self) -> None:
        """Wait until nothing is under way and nothing waits for a pause."""
        still(self.world.jobs, self.shell)

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.shell, key, CTRL if ctrl else PLAIN)
            self.settle()

    def press_with_alt(self, key: Qt.Key) -> None:
        """Press a key that acts beside text too."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, Qt.KeyboardModifier.AltModifier)
        self.settle()

    def choose(self, kind: PaperKind) -> None:
        """Walk down the list to a paper and go into it."""
        self.press(Qt.Key.Key_L)
        self.press(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * ORDER.index(kind), Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.shell, text)

    def fill(self, name: str, text: str) -> None:
        """Type into a box in the place of what stands there, and press Enter."""
        edit = self.edit(name)
        edit.setFocus()
        edit.selectAll()
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def ask_for_names(self, purpose: str, passphrase: str) -> None:
        """Say why the names are wanted, and by whose hand."""
        self.write(purpose)
        self.press(Qt.Key.Key_Tab)
        self.write(passphrase)
        self.press(Qt.Key.Key_Return)

    def edit(self, name: str) -> QLineEdit:
        """One that is seen."""
        found = self._seen(name)
        assert isinstance(found, QLineEdit)
        return found

    def focus_preview(self) -> None:
        """Put the focus on the pages, as a click does."""
        self._seen("preview").setFocus()

    def notice(self) -> tuple[str, str]:
        """What the banner says: what, then what to do; empty when it is away."""
        found = self.shell.findChild(Banner, "notice")
        assert found is not None
        what, then, _code = found.parts()
        return (what.text(), then.text()) if found.isVisible() else ("", "")

    def paper_colours(self) -> int:
        """Count the different colours in the middle of the preview: white paper alone has one."""
        preview = self.shell.findChild(Preview, "preview")
        assert preview is not None
        image = preview.viewport().grab().toImage()
        row = range(0, image.width(), 2)
        return len({image.pixel(x, y) for y in range(0, image.height(), 3) for x in row})

    def marked(self) -> str:
        """Name the paper whose row is marked, and nothing where none is."""
        table = self._list()
        rows = table.selectionModel().selectedRows()
        return str(rows[0].data()) if rows else ""

    def found(self) -> list[str]:
        """Name the papers in the list."""
        model = self._list().model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def _list(self) -> QTableView:
        table = self._seen("report_list")
        assert isinstance(table, QTableView)
        return table

    def turns(self) -> list[str]:
        """Name the keys that are offered for turning a page."""
        found = {key: self.shell.findChild(ActButton, name) for key, name in _TURNS.items()}
        return [key for key, button in found.items() if button is not None and button.isEnabled()]

    def scrolled(self) -> int:
        """How far down the paper is."""
        preview = self.shell.findChild(Preview, "preview")
        assert preview is not None
        return preview.verticalScrollBar().value()
