"""A paper that was seen or not, with the key that turns it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Keycap, Tick


class PaperTick(QWidget):
    """Asks to be turned; `show_seen` answers. A click leaves the focus where the keys act."""

    asked = Signal()

    def __init__(self, word: str, short: str, key: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._ticks = (Tick(word, name=f"{name}_tick"), Tick(short, name=f"{name}_short"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for tick in self._ticks:
            tick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tick.setAccessibleName(f"{word} ({key})")
            tick.clicked.connect(self._on_clicked)
            row.addWidget(tick, 1)
        row.addWidget(Keycap(key))
        self._seen = False
        self.set_short(False)

    def show_seen(self, seen: bool) -> None:  # noqa: FBT001  what the store says
        """Show whether the paper was seen."""
        self._seen = seen
        for tick in self._ticks:
            tick.setChecked(seen)

    def is_seen(self) -> bool:
        """Tell what is shown."""
        return self._seen

    def set_short(self, short: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the short word, for the line of the small form."""
        self._ticks[0].setVisible(not short)
        self._ticks[1].setVisible(short)

    def _on_clicked(self) -> None:
        self.show_seen(self._seen)  # the store's answer turns it
        self.asked.emit()
