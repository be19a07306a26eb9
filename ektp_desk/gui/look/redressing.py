"""Changes the look of a window that stands: nothing is built anew, so what was typed and chosen stays.

Only what is seen is dressed at once. A page that lies behind another is dressed when it comes to the front: a
day's places together take longer than a key may.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from ektp_desk.gui.look.dressing.qt_parts import redress_part
from ektp_desk.gui.look.dressing.scaling import rescale
from ektp_desk.gui.look.dressing.words import dress_words
from ektp_desk.gui.look.scale import base as base_in_force
from ektp_desk.gui.look.style import dress
from ektp_desk.gui.look.tokens import Tokens

_WORN = "worn"  # on a page that waits: the body size it still has


def redress(app: QApplication, window: QWidget, base: int, *, theme: Tokens) -> None:
    """Put a look in force, on `window` too; `base` in px.

    A widget that keeps something of the look by itself has a method `redress`, which is called last; a
    `QStackedWidget` whose `waits` is true leaves its hidden pages for `redress_late`.
    """
    before = base_in_force()
    dress(app, base, theme=theme)
    _dress_all(window, before)


def redress_late(page: QWidget) -> None:
    """Dress a page that waited; one that did not wait is left alone."""
    before = page.property(_WORN)
    if before is not None:
        page.setProperty(_WORN, None)
        _dress_all(page, before)


def _dress_all(root: QWidget, before: int) -> None:
    standing = list(_standing(root, before))
    rescale(standing, before, base_in_force())
    for widget in standing:
        if isinstance(widget, QLabel):
            dress_words(widget)
        redress_part(widget)
    for widget in standing:
        if (anew := getattr(widget, "redress", None)) is not None:
            anew()
        widget.updateGeometry()
        widget.update()


def _standing(widget: QWidget, before: int) -> Iterator[QWidget]:
    """Give `widget` and what it holds, without pages that can wait."""
    yield widget
    front = widget.currentWidget() if isinstance(widget, QStackedWidget) and _waits(widget) else None
    for child in widget.children():
        if not isinstance(child, QWidget):
            continue
        if front is not None and child is not front:
            if child.property(_WORN) is None and child.findChild(QWidget) is not None:
                child.setProperty(_WORN, before)
        else:
            yield from _standing(child, before)


def _waits(widget: QStackedWidget) -> bool:
    return bool(getattr(widget, "waits", False))
