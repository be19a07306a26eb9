"""What somebody typed, chose and opened in a screen: read before it is built anew, and put back afterwards.

What stands under one object name in both views is taken to be the same. What a screen knows of its own (a
person, a file that was read) is its presenter's, which outlives its views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeGuard, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ektp_desk.gui.kit.choices import Choice
from ektp_desk.gui.kit.chooser import Pulldown
from ektp_desk.gui.kit.passphrase import Reveal
from ektp_desk.gui.kit.table import ListTable
from ektp_desk.gui.kit.tokens import Look, look
from ektp_desk.words import spoken

State = dict[str, object]
ROWS = (ListTable,)
BOXES = (QLineEdit, QPlainTextEdit, *ROWS)
EVERYTHING_TYPED = (QWidget,)  # choices as well: where they are asked for, choosing one writes nothing
OPENED = "opened"  # of an action: what it opens is open, for all that its screen knows
TYPED = "typed"  # of a widget with a state of its own: plain values, of which a panel's typing depends


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
    return kept | _focus_in(view)


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


def read_typed(view: QWidget) -> State:
    """What somebody typed and marked in what is seen of `view`, in plain values: of a passphrase nothing.

    With what they had `opened` for it, by the act's id, for `open_again` in another process.
    """
    kept = {name: _state_of(widget) for name, widget in _named(view) if _is_typed(widget, view)}
    opened = [action.objectName() for action in _actions(view) if action.property(OPENED)]
    rest: State = {"opened": opened[0]} if opened else {}
    return {name: state for name, state in kept.items() if state is not None} | rest | _focus_in(view)


def put_typed(view: QWidget, kept: State, kinds: tuple[type[QWidget], ...]) -> bool:
    """Type again into another process's view, into widgets of these kinds, and choose the same rows.

    Its screen hears of it as of a person's typing; give whether there was anything to hear.
    """
    changed = False
    for name, widget in _named(view):
        if name in kept and isinstance(widget, kinds) and _is_typed(widget, view):
            changed = _type(widget, kept[name]) or changed
    held = dict(_named(view)).get(str(kept.get("focus")))
    if held is not None and held.isVisibleTo(view) and held.isEnabled():
        held.setFocus(Qt.FocusReason.OtherFocusReason)
    return changed


def open_again(view: QWidget, kept: State) -> bool:
    """Open what was open in another process's view, unless all that was typed into is seen; give whether."""
    seen = {name for name, widget in _named(view) if _is_typed(widget, view)}
    if kept.keys() - {"focus", "opened"} <= seen:
        return False
    found = (action for action in _actions(view) if action.objectName() == kept.get("opened"))
    if (action := next(found, None)) is None or not action.isEnabled():
        return False
    action.trigger()
    return True


def _type(widget: QWidget, state: object) -> bool:
    """Give whether a box's screen had to hear of it."""
    if isinstance(widget, Choice):
        if isinstance(state, str) and widget.value() != state:
            widget.take(state)
        return False
    before = widget.text() if isinstance(widget, QLineEdit) else ""
    _put_back(widget, state)
    if not isinstance(widget, QLineEdit) or widget.text() == before:
        return False
    widget.textEdited.emit(widget.text())
    return True


def _is_typed(widget: QWidget, view: QWidget) -> bool:
    if not widget.isVisibleTo(view) or not widget.isEnabled():
        return False
    if widget.property(TYPED):
        return True
    if _keeps_state(widget):
        return False
    if isinstance(widget, QLineEdit):
        return widget.echoMode() == QLineEdit.EchoMode.Normal and not widget.isReadOnly()
    return isinstance(widget, (QPlainTextEdit, ListTable, Choice))


def _actions(view: QWidget) -> Iterator[QAction]:
    for widget in (view, *view.findChildren(QWidget)):
        yield from widget.actions()


def _focus_in(view: QWidget) -> State:
    """Which name holds the focus, also while another window is in front, or none."""
    held = view.window().focusWidget()
    if held is None or not view.isAncestorOf(held):
        return {}
    return {"focus": next((name for name, widget in _named(view) if widget is held), None)}


def _named(view: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Every widget that has a name of ours, the first of those that share one."""
    seen: set[str] = set()
    for widget in (view, *view.findChildren(QWidget)):
        name = widget.objectName()
        if name and not name.startswith("qt_") and name not in seen:
            seen.add(name)
            yield name, widget


def _turn_of(widget: QWidget) -> int:
    return 2 if _keeps_state(widget) else 0 if isinstance(widget, QStackedWidget) else 1


# By kind: a view has hundreds of widgets of a few, and a protocol is slow to ask.
_kept: dict[type[QWidget], bool] = {}


def _keeps_state(widget: QWidget) -> TypeGuard[KeepsState]:
    kind = type(widget)
    if kind not in _kept:
        _kept[kind] = isinstance(widget, KeepsState)
    return _kept[kind]


def _state_of(widget: QWidget) -> object:
    if _keeps_state(widget):
        return widget.state()
    match widget:
        case QLineEdit():
            # An empty one that nobody touched takes what the new view puts in.
            touched = widget.text() or widget.isModified()
            return (widget.text(), *_marked(widget), widget.isModified()) if touched else None
        case QPlainTextEdit():
            cursor, scroll = widget.textCursor(), widget.verticalScrollBar().value()
            return (widget.toPlainText(), cursor.anchor(), cursor.position(), scroll)
        case Choice() | Pulldown():
            return widget.value()
        case QCheckBox() | Reveal():
            return widget.isChecked()
        case ListTable():
            return (widget.selected_key(), widget.verticalScrollBar().value(), *widget.marks())
        case QStackedWidget():
            return widget.currentIndex()
    return None


def _marked(edit: QLineEdit) -> tuple[int, int]:
    """From where to where text is marked; the cursor stands at the second."""
    place = edit.cursorPosition()
    if not edit.hasSelectedText():
        return place, place
    start, end = edit.selectionStart(), edit.selectionEnd()
    return (end if place == start else start), place


def _put_back(widget: QWidget, state: object) -> None:
    if _keeps_state(widget):
        widget.put_back(state)
        return
    match widget, state:
        case QLineEdit(), (str(text), int(anchor), int(place), bool(modified)):
            widget.setText(text)
            widget.setSelection(anchor, place - anchor)
            widget.setModified(modified)
        case QPlainTextEdit(), (str(text), int(anchor), int(place), int(scroll)):
            widget.setPlainText(text)
            cursor = widget.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
            widget.setTextCursor(cursor)
            widget.verticalScrollBar().setValue(scroll)
        case Choice() | Pulldown(), str(value):
            widget.choose(value)
        case QCheckBox() | Reveal(), bool(checked):
            widget.setChecked(checked)
        case ListTable(), (str(key), int(scroll), *marks):
            widget.mark(map(str, marks))
            widget.doItemsLayout()  # how far it scrolls is known only then
            widget.verticalScrollBar().setValue(scroll)
            widget.select_key(key)  # last: the chosen row stays in sight
        case QStackedWidget(), int(at):
            widget.setCurrentIndex(at)


class HeldFocus:
    """What held the focus, to be given it back: by name, where its view was built anew meanwhile."""

    def __init__(self, held: QWidget | None) -> None:
        self._held, self._name = held, held.objectName() if held else ""

    def give_back(self, within: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        held = self._held
        if held is not None and isValid(held) and held.isVisible() and within.isAncestorOf(held):
            held.setFocus(reason)
        elif self._name:
            found = within.findChildren(QWidget, self._name)
            stand = (widget.focusProxy() or widget for widget in found)  # for it in this form
            if (again := next((widget for widget in stand if widget.isVisible()), None)) is not None:
                again.setFocus(reason)


def built_in() -> tuple[Look, str]:
    """Look and language in force: a view that was built in others is built anew."""
    return look(), spoken()


class Renewable(QWidget):
    """Something that fills the window, and stands in one look and language until it is renewed."""

    def renew(self) -> None:
        """Stand in the look and language in force; what was typed, chosen and opened stays."""
        raise NotImplementedError


class ViewHolder(Renewable):
    """Where the view stands that `make` gives."""

    def __init__(self, make: Callable[[], QWidget] | None = None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._make, self._built = make, built_in()
        self.view: QWidget | None = None
        if make is not None:
            self._stand(make())

    def _stand(self, view: QWidget) -> None:
        self.view, self._built = view, built_in()
        self._column.addWidget(view)

    def renew(self) -> None:
        """Build the view anew where it was built in another look or language."""
        old = self.view
        if self._built == built_in() or old is None or self._make is None:
            return
        kept = read_state(old)
        self._built, self.view = built_in(), self._make()
        self._column.replaceWidget(old, self.view)
        old.hide()
        old.deleteLater()
        self.view.show()
        self._column.activate()  # what scrolls must know its room
        put_back(self.view, kept)
