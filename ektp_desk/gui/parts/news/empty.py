"""The empty state: what is missing, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.mark import Diamond
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.buttons import ActButton
from ektp_desk.gui.parts.labels import label

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """Diamond, title, one sentence of help, and the buttons named in it."""

    def __init__(
        self,
        title: str,
        help_text: str = "",
        *,
        buttons: Sequence[ActButton] = (),
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._help = label("", "lead", wrap=True), label("", "body", tone="ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch(1)
        self._diamond = Diamond(68, "pale")
        column.addWidget(self._diamond, 0, _CENTRE)
        column.addSpacing(px(8))
        for words in (self._title, self._help):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        if buttons:
            column.addSpacing(px(4))
            column.addLayout(_side_by_side(buttons))
        column.addStretch(1)
        self.say(title, help_text)

    def say(self, title: str, help_text: str = "") -> None:
        """Say what else is missing."""
        self._title.setText(title)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self.setAccessibleName(f"{title}. {help_text}".strip())

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Do without the diamond where height is scarce."""
        self._diamond.setVisible(not small)


def _side_by_side(buttons: Sequence[ActButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
