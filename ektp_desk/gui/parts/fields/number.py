"""A box for a count that a person types."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.fields.edit import RingedEdit
from ektp_desk.gui.parts.labels import label


class NumberField(QWidget):
    """A small box for 0 to `most`, followed by "/ most"; arrows step; empty means not yet counted.

    `changed` gives the number, or -1 when the box is empty. `height` loses 4 px in the small form.
    """

    changed = Signal(int)

    def __init__(self, title: str, name: str, *, most: int, show_most: bool = True, height: int = 34) -> None:
        super().__init__()
        self._most = most
        self.edit = _NumberEdit(name, most, height)
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(lambda: self.changed.emit(-1 if self.value() is None else self.value()))
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.edit)
        if show_most:
            row.addWidget(label(f"/ {most}", "body", tone="ink2"))

    def value(self) -> int | None:
        """Give the number, or None while the box is empty."""
        text = self.edit.text()
        return min(int(text), self._most) if text.isdecimal() else None

    def set_value(self, number: int | None) -> None:
        """Show a number, or an empty box."""
        self.edit.setText("" if number is None else str(number))


class _NumberEdit(RingedEdit):
    def __init__(self, name: str, most: int, height: int) -> None:
        super().__init__(name=name, height=height)
        self._most, self._full = most, height
        self.setValidator(QIntValidator(0, most, self))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._tall = self._full - 4 if small else self._full
        super().set_small(False)

    def sizeHint(self) -> QSize:
        digits = max(2, len(str(self._most)))
        return QSize(px(32 + 12 * digits), px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = int(self.text()) if self.text().isdecimal() else 0
        self.setText(str(min(self._most, max(0, now + step))))
