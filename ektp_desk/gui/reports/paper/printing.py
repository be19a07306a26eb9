"""Paper from the printer: the report's own pages as pixels, whole on each sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ektp_desk.gui.reports.paper.pages import Page

DPI = 200  # sharp at 7 pt, and a page still fits the memory of a small printer


def printer_names() -> list[str]:
    """Name the printers of this machine, the one it prefers first."""
    preferred = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != preferred, name))


def a4_printer(name: str = "") -> QPrinter:
    """Give a printer set to A4 upright without margins: the page brings its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def image_of(page: Page) -> QImage:
    """Make an image of a page's pixels; it keeps a copy of its own."""
    form = QImage.Format.Format_RGB32
    return QImage(page.pixels, page.width, page.height, page.stride, form).copy()


def print_pages(printer: QPrinter, pages: Sequence[Page], *, name: str) -> bool:
    """Put each page on a sheet, whole and centred; say whether the printer took them."""
    printer.setDocName(name)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, page in enumerate(pages):
        if place and not printer.newPage():
            painter.end()
            return False
        _paint(painter, printer, image_of(page))
    return painter.end()


def _paint(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    scale = min(sheet.width() / image.width(), sheet.height() / image.height())
    box = QRectF(0, 0, image.width() * scale, image.height() * scale)
    box.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
    painter.drawImage(box, image)
