"""Counts what the hand does, as the window hears it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}


class Keystrokes(QObject):
    """Counts key presses while it is entered, `names` in their order.

    Counted where Qt offers a press first, before any shortcut or field has it: so a key that does nothing is
    counted too. A key with Ctrl, Shift or Alt held is one. What is read from a paper or a card is no key of a
    hand: `reading()` counts all of it, of whatever length, as one act of `acts`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.acts = 0
        self._reads = False

    def __enter__(self) -> Self:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a window is open
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take all that comes meanwhile as one act of the scanner."""
        self.acts, self._reads = self.acts + 1, True
        yield
        self._reads = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Count a press where it is offered first: to what has the focus."""
        offered = event.type() is QEvent.Type.ShortcutOverride and watched is QApplication.focusWidget()
        if offered and isinstance(event, QKeyEvent) and event.key() not in _HELD and not self._reads:
            self.names.append(event.keyCombination().key().name.removeprefix("Key_"))
        return False
