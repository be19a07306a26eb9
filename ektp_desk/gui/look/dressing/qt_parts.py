"""Fusion with the desk's own look: dresses what Qt makes by itself, the moment before it is first seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QFrame,
    QHeaderView,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QProxyStyle,
    QScrollArea,
    QScrollBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ektp_desk.gui.look.dressing.menus import speak_menu
from ektp_desk.gui.look.dressing.sheet import Part, sheet_of

_PART = "part"  # the property that says which sheet a widget wears
_PARTS: tuple[tuple[type[QWidget], Part], ...] = (
    (QDialog, "dialog"),
    (QScrollBar, "scroll_bar"),
    (QMenu, "menu"),
    (QPlainTextEdit, "text"),
    (QTextEdit, "text"),
    (QListView, "list"),
    (QProgressBar, "bar"),
)
_BARS = "qt_scrollarea_"  # how the boxes begin in which Qt keeps the bars of an area
_VIEWPORT = "qt_scrollarea_viewport"


class DeskStyle(QProxyStyle):
    """Fusion underneath; no widget of a later screen can forget to be dressed."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, thing: Any) -> None:
        """Dress a widget; Fusion does the rest. Qt also hands palettes and the application."""
        if isinstance(thing, QWidget):
            super().polish(thing)
            _dress(thing)
        elif not isinstance(thing, QPalette):  # the palette is the desk's own already
            super().polish(thing)


def redress_part(widget: QWidget) -> None:
    """Give what was dressed the look that is in force now."""
    if (part := widget.property(_PART)) is not None:
        widget.setStyleSheet(sheet_of(part))


def _dress(widget: QWidget) -> None:
    if widget.property(_PART) is not None or _is_bar_of_area(widget):
        return
    if isinstance(widget, QMenu):
        speak_menu(widget)
    elif isinstance(widget, QAbstractScrollArea):
        _dress_area(widget)
    elif _scrolls(widget):
        widget.setAutoFillBackground(False)
    if (part := _part_of(widget)) is not None and not _is_in_dialog(widget):
        _wear(widget, part)


def _wear(widget: QWidget, part: Part) -> None:
    widget.setProperty(_PART, part)
    widget.setStyleSheet(sheet_of(part))


def _is_bar_of_area(widget: QWidget) -> bool:
    box = widget.parentWidget() if isinstance(widget, QScrollBar) else None
    return box is not None and box.objectName().startswith(_BARS)


def _dress_area(area: QAbstractScrollArea) -> None:
    """Dress what scrolls, and those of its bars that may come to be seen.

    Each table makes six more, since headers are areas too, and each would cost a style sheet.
    """
    if isinstance(area, QTableView):
        _clear_ground(area)
    elif isinstance(area, QScrollArea):
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        if (held := area.widget()) is not None:  # laid in before the area was first seen
            held.setAutoFillBackground(False)
    for bar, policy in (
        (area.verticalScrollBar(), area.verticalScrollBarPolicy()),
        (area.horizontalScrollBar(), area.horizontalScrollBarPolicy()),
    ):
        seen = policy is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if seen and bar.property(_PART) is None and not _is_in_dialog(area):
            _wear(bar, "scroll_bar")


def _part_of(widget: QWidget) -> Part | None:
    if isinstance(widget, QTextEdit) and widget.frameShape() is QFrame.Shape.NoFrame:
        return None  # a page to read, which lies in a card of its own
    return next((part for kind, part in _PARTS if isinstance(widget, kind)), None)


def _scrolls(widget: QWidget) -> bool:
    """Tell whether it is what a scroll area moves: the area made it paint its own ground."""
    above = widget.parentWidget()
    return (
        above is not None
        and above.objectName() == _VIEWPORT
        and isinstance(above.parentWidget(), QScrollArea)
    )


def _is_in_dialog(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QDialog):
            return True
        above = None if above.isWindow() else above.parentWidget()
    return False


def _clear_ground(table: QTableView) -> None:
    """Let the card shine through a table, and its own painter draw the chosen row."""
    parts: tuple[QAbstractScrollArea, ...] = (table, *table.findChildren(QHeaderView))
    for part in parts:
        part.viewport().setAutoFillBackground(False)
    palette = QPalette(table.palette())
    palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
    table.setPalette(palette)
