"""Which printer, and how many times: asked in one small window of our own, Enter prints, Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Pulldown, label, on_key
from ektp_desk.gui.printing.pages import Size
from ektp_desk.gui.printing.sheets import printer_names, sized_printer
from ektp_desk.words import _


class Printers(Protocol):
    """The printers there are, and the way to one of them."""

    def names(self) -> Sequence[str]:
        """Name them, the preferred one first."""

    def printer(self, name: str, size: Size) -> QPrinter:
        """Give the one of that name, set to paper of this size in points."""


@dataclass(frozen=True, slots=True)
class InstalledPrinters:
    """The printers of this machine."""

    def names(self) -> Sequence[str]:
        """Name them, the preferred one first."""
        return printer_names()

    def printer(self, name: str, size: Size) -> QPrinter:
        """Give the one of that name, set to paper of this size in points."""
        return sized_printer(name, size)


class PrinterChoice(QDialog):
    """Says `chosen` with a printer's name; opens over the screen without stopping it."""

    chosen = Signal(str)

    def __init__(
        self, over: QWidget, names: Sequence[str], *, what: str, pages: str, before: str = ""
    ) -> None:
        """`before` is the printer that was chosen the last time."""
        super().__init__(over.window())
        self.setObjectName("printer_choice")
        self.setWindowTitle(what)
        self._printer = Pulldown(_("Printer"), [(name, name) for name in names], name="printer")
        self._printer.choose(before if before in names else names[0])
        self._go = ActButton(_("Cetak"), "Enter", kind="blue", name="print_now")
        self._leave = ActButton(_("Batal"), "Esc", tall=True, name="leave_printing")
        self._lay_out(what, pages)
        self._go.asked.connect(self.accept)
        self._leave.asked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._printer.value() or ""))
        self.finished.connect(self.deleteLater)
        on_key(self._printer, "Enter", self.accept)
        self._printer.setFocus()

    def _lay_out(self, what: str, pages: str) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(8))
        column.addWidget(label(what, "lead"))
        column.addWidget(label(pages, "help"))
        column.addSpacing(px(8))
        column.addWidget(label(_("Printer"), "label"))
        column.addWidget(self._printer)
        column.addSpacing(px(12))
        buttons.setSpacing(px(8))
        buttons.addWidget(self._go, 1)
        buttons.addWidget(self._leave)
        column.addLayout(buttons)
        self.setMinimumWidth(px(380))
