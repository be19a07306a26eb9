"""How a list behaves and shows where in it one is; nothing about what stands in its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.table.rows import Column


def settle(view: QTableView) -> None:
    """Choose whole rows one at a time, edit nothing, leave Tab to the screen, and draw no grid."""
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    # The foot says how many more there are; a bar would take width from every row.
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)


def spread(view: QTableView, columns: Sequence[Column[Any]], *, small: bool) -> None:
    """Give the columns their widths; those without one share what is left."""
    head = view.horizontalHeader()
    for place, column in enumerate(columns):
        width = (column.small or column.width) if small else column.width
        stretch = QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if width else stretch)
        if width:
            head.resizeSection(place, px(width))


def paint_place(painter: QPainter, view: QTableView) -> None:
    """Draw, at the right edge of a list longer than its room, which part of it is in view."""
    room, count = view.viewport().height(), view.model().rowCount()
    shown = room // max(1, view.verticalHeader().defaultSectionSize())
    if count <= shown:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().edge))
    tall = max(px(24), room * shown / count)
    top = (room - tall) * view.verticalScrollBar().value() / max(1, count - shown)
    painter.drawRoundedRect(QRectF(view.viewport().width() - px(6), top, px(3), tall), 1.5, 1.5)
