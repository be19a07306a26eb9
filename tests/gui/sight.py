"""What an eye or an ear finds missing on a screen, by the names of the widgets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

from ektp_desk.gui.kit import Cell, Choice, Pulldown
from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.fields import RingedEdit
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.rows import CELL, MARK_ROOM, Rows
from ektp_desk.gui.kit.shapes import ShapeMark
from ektp_desk.gui.kit.tokens import font, px

_ROUNDED = 2  # px: rows of a box's height are rounded one by one
_ROWS = 30  # of a table: what a window shows
AIR = 10  # px at a body of 15 that a button asks for beside its word and can spare: the word stays whole


def nameless(shown: Iterable[QWidget]) -> list[str]:
    """Name what a blind person would have to guess: what can be reached and says nothing of itself.

    A label says its own text.
    """
    return [
        _called(widget)
        for widget in shown
        if _can_be_reached(widget) and not widget.accessibleName() and not isinstance(widget, QLabel)
    ]


def fillers(shown: Iterable[QWidget]) -> list[str]:
    """Name what can be reached, and is nothing to a screen reader: it has no kind."""
    plain = (QAccessible.Role.Client, QAccessible.Role.NoRole)
    reached = (widget for widget in shown if _can_be_reached(widget))
    return [_called(w) for w in reached if QAccessible.queryAccessibleInterface(w).role() in plain]


def misplaced(shown: Iterable[QWidget]) -> list[str]:
    """Name what can be reached, and is told to a screen reader elsewhere than where it is painted."""
    reached = (widget for widget in shown if _can_be_reached(widget))
    return [_called(w) for w in reached if _told_at(w) != w.rect().translated(w.mapToGlobal(QPoint()))]


def misplaced_parts(shown: Iterable[QWidget]) -> list[str]:
    """Name the cells and tabs that are told elsewhere than where they are painted."""
    found = []
    for widget in shown:
        if isinstance(widget, QTableView):
            ground, parts = widget.viewport(), _painted_cells(widget)
        elif isinstance(widget, QTabBar):
            ground, parts = widget, {widget.tabText(at): widget.tabRect(at) for at in range(widget.count())}
        else:
            continue
        whole = QAccessible.queryAccessibleInterface(widget)
        children = (whole.child(at) for at in range(whole.childCount()))
        told = [(child.text(QAccessible.Text.Name), child.rect()) for child in children if child is not None]
        away = ground.mapToGlobal(QPoint())
        wrong = [name for name, at in parts.items() if (name, at.translated(away)) not in told]
        found += [f"{_called(widget)}: {name}" for name in wrong]
    return found


def _painted_cells(table: QTableView) -> dict[str, QRect]:
    """Where what is told of the rows in view stands, of each word that is told once."""
    model, cells = table.model(), {}
    rows = [
        at for at in range(model.rowCount()) if 0 <= table.rowViewportPosition(at) < table.viewport().height()
    ]
    for row in rows:
        top, tall = table.rowViewportPosition(row), table.rowHeight(row)
        for at in range(model.columnCount()):
            said = model.index(row, at).data(Qt.ItemDataRole.AccessibleTextRole)
            left, wide = table.columnViewportPosition(at), table.columnWidth(at)
            if said and not table.isColumnHidden(at):
                cells[said] = QRect(left, top, wide, tall) if said not in cells else QRect()
    return {said: place for said, place in cells.items() if place.isValid()}


def _told_at(widget: QWidget) -> QRect:
    return QAccessible.queryAccessibleInterface(widget).rect()


def wordless(shown: Iterable[QWidget]) -> list[str]:
    """Name what is told by shape alone: a mark without its word, a chart without its numbers."""
    found = []
    for widget in shown:
        if isinstance(widget, ShapeMark):
            host = widget.parentWidget()
            assert host is not None
            beside = (part.text() for part in host.findChildren(QLabel) if part.isVisible())
            told = bool(host.accessibleName()) or any(beside)
        elif getattr(widget, "heard_as", None) is HeardAs.Chart:
            told = any(letter.isdigit() for letter in widget.accessibleDescription())
        elif isinstance(widget, QTableView):
            told = not _unsaid_cells(widget.model())
        else:
            continue
        found += [] if told else [_called(widget)]
    return found


def _unsaid_cells(model: QAbstractItemModel) -> list[QModelIndex]:
    rows = range(min(model.rowCount(), _ROWS))
    places = (model.index(row, at) for row in rows for at in range(model.columnCount()))
    marked = (place for place in places if isinstance(cell := place.data(CELL), Cell) and cell.shape)
    return [place for place in marked if not place.data(Qt.ItemDataRole.AccessibleTextRole)]


def unringed(shown: Iterable[QWidget]) -> list[str]:
    """Name what looks the same with the focus as without; it is left with what had it last."""
    return [_called(widget) for widget in shown if _can_be_reached(widget) and _is_unringed(widget)]


def _is_unringed(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) or not widget.isEnabled():  # a code that the mouse may mark
        return False
    widget.clearFocus()
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget.hasFocus() and widget.grab().toImage() == before


def unexplained(shown: Iterable[QWidget]) -> list[str]:
    """Name what cannot be used now and does not say why; parts of one that says so are said with it."""
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    resting = (widget for widget in shown if isinstance(widget, kinds) and not widget.isEnabled())
    return [_called(widget) for widget in resting if not widget.accessibleDescription()]


def undressed(shown: Iterable[QWidget]) -> list[str]:
    """Name what would be seen as Qt draws it."""
    own = (QScrollBar, QMenu, QPlainTextEdit, QProgressBar)
    return [repr(part) for part in shown if isinstance(part, own) and part.property("part") is None]


def cut(shown: Iterable[QWidget], *, air: int = 0) -> list[str]:
    """Name whose words or box have less room than they need; a line that may give way wants a few letters'.

    A button may want `air` px of what it asks for.
    """
    seen = list(shown)
    words = ((widget, _words(widget)) for widget in seen)
    boxes = (widget for widget in seen if isinstance(widget, RingedEdit | Pulldown))
    squeezed = [box for box in boxes if box.height() + _ROUNDED < box.sizeHint().height()]
    tight = [f"{_called(widget)}: {text}" for widget, text in words if text and _is_tight(widget, air)]
    tight += [f"{_called(w)}: {title}" for w in seen if isinstance(w, QTableView) for title in _cut_titles(w)]
    return tight + [f"{_called(w)} {w.height()} of {w.sizeHint().height()} px" for w in squeezed]


def _cut_titles(table: QTableView) -> list[str]:
    """The titles of columns that have no room for them."""
    head, model, metrics = table.horizontalHeader(), table.model(), QFontMetrics(font(13, 600))
    if head.isHidden() or not isinstance(model, Rows):
        return []
    found, last = [], model.columnCount() - 1
    for at in range(last + 1):
        title = str(model.headerData(at, Qt.Orientation.Horizontal))
        beside = px(8 if at else 16 + MARK_ROOM * model.has_boxes()) + px(8 if at < last else 16)
        needed = metrics.horizontalAdvance(title) + beside
        if not table.isColumnHidden(at) and needed >= table.columnWidth(at):  # painted cut where both are one
            found.append(title)
    return found


def beyond(shown: Iterable[QWidget], window: QWidget) -> list[str]:
    """Name what can be touched and ends outside the window, or outside of what it stands in."""
    found = []
    for widget in shown:
        if not isinstance(widget, QAbstractButton | QLineEdit | Choice) or _scrolls(widget, window):
            continue
        place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
        if not window.rect().contains(place) or _is_clipped(widget, window):
            found.append(f"{_called(widget)} {place.getRect()}")
    return found


def _is_clipped(widget: QWidget, window: QWidget) -> bool:
    """Whether something between it and the window is too small to show it whole."""
    above = widget.parentWidget()
    while above is not None and above is not window:
        room = above.rect().adjusted(-_ROUNDED, -_ROUNDED, _ROUNDED, _ROUNDED)
        if not room.contains(widget.rect().translated(widget.mapTo(above, QPoint()))):
            return True
        above = above.parentWidget()
    return False


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"


def _can_be_reached(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def _words(widget: QWidget) -> str:
    if isinstance(widget, ActButton):
        return widget.word()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _is_tight(widget: QWidget, air: int) -> bool:
    needed = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        return widget.width() < needed.width() or widget.height() < needed.height()
    return widget.width() + air < needed.width() or widget.height() < QFontMetrics(widget.font()).height()


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractItemView) or above.objectName() == "qt_scrollarea_viewport":
            return True
        above = above.parentWidget()
    return False
