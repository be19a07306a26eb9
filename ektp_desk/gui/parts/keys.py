"""Binds the keys that are printed on keycaps, and names them for the ear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_WIDGET = Qt.ShortcutContext.WidgetWithChildrenShortcut


def on_key(
    scope: QWidget,
    key: str,
    act: Callable[[], object],
    *,
    context: Qt.ShortcutContext = _WIDGET,
    word: str = "",
) -> list[QShortcut]:
    """Call `act` when `key`, written as on its keycap, is pressed while `scope` holds the focus.

    "Enter" stands for both: the keypad's is another key to Qt. Repeats of a held key are
    ignored, since each press is an act. `word` names the act for help where no button prints the key.
    """
    bound = [_bound(scope, text, act, context) for text in _spellings(key)]
    for shortcut in bound:
        shortcut.setWhatsThis(word)
    return bound


def _bound(scope: QObject, text: str, act: Callable[[], object], context: Qt.ShortcutContext) -> QShortcut:
    shortcut = QShortcut(QKeySequence(text), scope)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
    return shortcut


def _spellings(key: str) -> list[str]:
    if key.endswith("Enter"):
        stem = key.removesuffix("Enter")
        return [f"{stem}Return", f"{stem}Enter"]
    return [key]
