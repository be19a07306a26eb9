"""What was planned of a visit beside its figure: a word, and what stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import label

_BREAKS = ("-", "_", "/")  # where the name of a file may go on in another line
_HERE = "\N{ZERO WIDTH SPACE}"


class VisitFacts(QWidget):
    """Rows of (word, text), the shortest first to be read; what there is no room for is cut at the foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("visit_facts")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(6), 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self._rows: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows instead."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.setParent(None)
                gone.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for at, (word, text) in enumerate(rows):
            said = label(_broken(text), "small", wrap=True)
            said.setAccessibleName(f"{word}: {text}")
            said.setMinimumWidth(px(60))
            self._grid.addWidget(label(word, "help"), at, 0, top)
            self._grid.addWidget(said, at, 1, top)
        self._grid.setRowStretch(len(rows), 1)


def _broken(text: str) -> str:
    for sign in _BREAKS:
        text = text.replace(sign, sign + _HERE)
    return text
