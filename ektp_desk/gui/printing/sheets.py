"""Printers and their sheets: a paper's own pages as pixels, whole on each sheet."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ektp_desk.gui.printing.pages import Page, Size

DPI = 200  # sharp at 7 pt, and a page still fits the memory of a small printer
_A4 = (595.28, 841.89)


def printer_names() -> list[str]:
    """Name the printers of this machine, the one it prefers first."""
    preferred = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != preferred, name))


def a4_printer(name: str = "") -> QPrinter:
    """Give a printer set to A4 upright without margins: the page brings its own."""
    return _printer(name, QPageSize(QPageSize.PageSizeId.A4))


def sized_printer(name: str, size: Size) -> QPrinter:
    """Give a printer set to paper of this size in points; A4 keeps its own name."""
    if abs(size[0] - _A4[0]) < 1 and abs(size[1] - _A4[1]) < 1:
        return a4_printer(name)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return _printer(name, QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", exact))


def _printer(name: str, size: QPageSize) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFullPage(True)
    return printer


def image_of(page: Page) -> QImage:
    """Make an image of a page's pixels; it keeps a copy of its own."""
    form = QImage.Format.Format_RGB32
    return QImage(page.pixels, page.width, page.height, page.stride, form).copy()


class Sheets:
    """One document on its way to a printer, sheet by sheet; `begin` and `put` say whether it took them."""

    def __init__(self, printer: QPrinter, name: str) -> None:
        printer.setDocName(name)
        self._printer, self._painter, self._put = printer, QPainter(), 0

    def begin(self) -> bool:
        """Open the document."""
        return self._painter.begin(self._printer)

    def put(self, page: Page) -> bool:
        """Put one page on a sheet, whole and centred."""
        if self._put and not self._printer.newPage():
            return False
        self._put += 1
        image = image_of(page)
        sheet = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        scale = min(sheet.width() / image.width(), sheet.height() / image.height())
        box = QRectF(0, 0, image.width() * scale, image.height() * scale)
        box.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
        self._painter.drawImage(box, image)
        return True

    def end(self) -> bool:
        """Close the document; the printer begins when it likes."""
        return self._painter.end()

    def drop(self) -> None:
        """Give the document up."""
        self._printer.abort()
        self._painter.end()
