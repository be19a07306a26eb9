"""A long text that is only read: whole lines of it, never half of one at the foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit


class TextToRead(QPlainTextEdit):
    """Read by keys and mouse; Tab goes on to the next widget."""

    def __init__(self, text: str = "", *, name: str, accessible_name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out a line that does not fit whole."""
        super().resizeEvent(event)
        self._keep_lines_whole()

    def changeEvent(self, event: QEvent) -> None:
        """Count the lines anew in other letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_lines_whole()

    def _keep_lines_whole(self) -> None:
        before = self.viewportMargins().bottom()
        room = self.viewport().height() + before - round(self.document().documentMargin())
        spare = max(0, room) % max(1, self.fontMetrics().lineSpacing())
        if spare != before:
            self.setViewportMargins(0, 0, 0, spare)
