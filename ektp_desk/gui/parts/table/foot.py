"""The last line of a list: how many more there are, and which keys move in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.labels import Elided, label
from ektp_desk.gui.parts.table.list_table import ListTable


class TableFoot(QWidget):
    """Stands below `table`; `say` words the number of rows not shown ("5 nomor lagi")."""

    def __init__(self, table: ListTable[Any], say: Callable[[int], str], hint: str = "") -> None:
        super().__init__()
        self._say = say
        self._more = label("", "help")
        # As high as its letters, as the keys are: both stand in one line.
        self._more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(16))
        row.addWidget(self._more)
        row.addStretch(1)
        self._hint = Elided(hint, "help")
        row.addWidget(self._hint)
        table.more.connect(self._on_more)
        self.setFixedHeight(px(26))

    def text(self) -> str:
        """Give what is said now; empty when all rows are in view."""
        return self._more.text()

    def say_keys(self, hint: str, *, cut: bool = True) -> None:
        """Name other keys, or none, where what they do changes with the focus; `cut` lets them give way."""
        self._hint.set_text(hint)
        self._hint.setMinimumWidth(0 if cut else self._hint.sizeHint().width())

    def keys(self) -> str:
        """Give the keys that are named now."""
        return self._hint.full_text()

    def hold(self, *buttons: QWidget) -> None:
        """Take quiet buttons to the right end."""
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._row.addWidget(button)

    def _on_more(self, count: int) -> None:
        self._more.setText(self._say(count) if count else "")
