"""What somebody typed, chose and opened in a screen: read before it is built anew, and put back afterwards.

What stands under one object name in both views is taken to be the same. What a screen knows of its own (a
person, a file that was read) is its presenter's, which outlives its views.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ektp_desk.gui.kit.choices import Choice
from ektp_desk.gui.kit.chooser import Pulldown
from ektp_desk.gui.kit.table import ListTable

State = dict[str, object]


@runtime_checkable
class KeepsState(Protocol):
    """A widget that has more to keep than words and choices, such as an open card or a drawn line."""

    def state(self) -> object:
        """What shall be as it was; None where there is nothing."""

    def put_back(self, state: object) -> None:
        """Be as it was; called when what is typed and chosen in it is there again."""


def read_state(view: QWidget) -> State:
    """What stands in `view` now, by name, and which name holds the focus."""
    kept: State = {}
    for name, widget in _named(view):
        state = _state_of(widget)
        if state is not None:
            kept[name] = state
    held = QApplication.focusWidget()
    if held is not None and view.isAncestorOf(held):
        kept["focus"] = next((name for name, widget in _named(view) if widget is held), None)
    return kept


def put_back(view: QWidget, kept: State) -> None:
    """Fill `view` as it was read: pages, what is typed and chosen, what has its own state, the focus."""
    named = dict(_named(view))
    for turn in range(3):
        for name, state in kept.items():
            widget = named.get(name)
            if widget is not None and _turn_of(widget) == turn:
                _put_back(widget, state)
    held = named.get(str(kept.get("focus")))
    if held is not None:
        held.setFocus(Qt.FocusReason.OtherFocusReason)


def _named(view: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Every widget that has a name of ours, the first of those that share one."""
    seen: set[str] = set()
    for widget in (view, *view.findChildren(QWidget)):
        name = widget.objectName()
        if name and not name.startswith("qt_") and name not in seen:
            seen.add(name)
            yield name, widget


def _turn_of(widget: QWidget) -> int:
    return 2 if isinstance(widget, KeepsState) else 0 if isinstance(widget, QStackedWidget) else 1


def _state_of(widget: QWidget) -> object:
    match widget:
        case KeepsState():
            return widget.state()
        case QLineEdit():
            return (widget.text(), widget.cursorPosition(), widget.isModified()) if widget.text() else None
        case QPlainTextEdit():
            return (widget.toPlainText(), widget.textCursor().position())
        case Choice() | Pulldown():
            return widget.value()
        case QCheckBox():
            return widget.isChecked()
        case ListTable():
            return (widget.selected_key(), widget.verticalScrollBar().value())
        case QStackedWidget():
            return widget.currentIndex()
    return None


def _put_back(widget: QWidget, state: object) -> None:
    match widget, state:
        case KeepsState(), _:
            widget.put_back(state)
        case QLineEdit(), (str(text), int(place), bool(modified)):
            widget.setText(text)
            widget.setCursorPosition(place)
            widget.setModified(modified)
        case QPlainTextEdit(), (str(text), int(place)):
            widget.setPlainText(text)
            cursor = widget.textCursor()
            cursor.setPosition(place)
            widget.setTextCursor(cursor)
        case Choice() | Pulldown(), str(value):
            widget.choose(value)
        case QCheckBox(), bool(checked):
            widget.setChecked(checked)
        case ListTable(), (str(key), int(scroll)):
            widget.doItemsLayout()  # how far it scrolls is known only then
            widget.verticalScrollBar().setValue(scroll)
            widget.select_key(key)  # last: the chosen row stays in sight
        case QStackedWidget(), int(at):
            widget.setCurrentIndex(at)
