"""Which keys act now, read from what is bound; a word for each from what prints it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

_ENTER = {"Return": "Enter"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A key as its cap has it, and what it does."""

    key: str
    word: str


def keys_of(root: QWidget) -> list[Bound]:
    """Give the keys that act in what is seen of `root`, each once, in the order of the screen.

    A key's word is what its button says, or the word it was bound with; a key without one moves in a list or
    chooses by digits, and says so where it does.
    """
    printed = _printed(root)
    found: dict[str, str] = {}
    for shortcut in root.findChildren(QShortcut):
        scope = shortcut.parent()
        if not isinstance(scope, QWidget) or not scope.isVisible() or not shortcut.isEnabled():
            continue
        key = _as_printed(shortcut)
        word = shortcut.whatsThis() or printed.get(key, "")
        if word and not found.get(key):
            found[key] = word
    order = {key: place for place, key in enumerate(printed)}
    ranked = sorted(found, key=lambda key: order.get(key, len(order)))
    return [Bound(key, found[key]) for key in ranked]


def _as_printed(shortcut: QShortcut) -> str:
    key = shortcut.key().toString()
    for name, cap in _ENTER.items():
        key = key.replace(name, cap)
    return key


def _printed(root: QWidget) -> dict[str, str]:
    """Give the words of keys that stand on visible buttons: their accessible name is "word (key)"."""
    found: dict[str, str] = {}
    for widget in root.findChildren(QWidget):
        word, _bracket, key = widget.accessibleName().rpartition(" (")
        if word and key.endswith(")") and widget.isVisible():
            found.setdefault(key.removesuffix(")"), word.partition(". ")[0].rstrip("…"))
    return found
