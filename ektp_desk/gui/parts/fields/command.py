"""A command to be typed in a terminal: shown whole, and copied by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.bodies import paint_body
from ektp_desk.gui.parts.buttons import ActButton
from ektp_desk.gui.parts.labels import label
from ektp_desk.words import _

_BREAKS = ("/", "\\")


class CommandLine(QWidget):
    """The command in a box of its own; `key` is printed, the screen binds it to `copy`."""

    def __init__(self, command: str, key: str, *, name: str) -> None:
        super().__init__()
        self.key, self._command = key, command
        self._line = label("", "strong", wrap=True, name=name)
        self.button = ActButton(_("Disalin"), key, name=f"{name}_copy")
        self.button.setFixedWidth(self.button.sizeHint().width())  # the box keeps its place when it is said
        self.button.asked.connect(self.copy)
        box, inside = _Box(), QHBoxLayout()
        box.setLayout(inside)
        inside.setContentsMargins(px(12), px(5), px(12), px(5))
        inside.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(box, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_command(command)

    def set_command(self, command: str) -> None:
        """Show another command."""
        self._command = command
        self._line.setText(as_typed(command))
        self._line.setAccessibleName(command)
        self._line.updateGeometry()
        self.button.set_text(_("Salin"))

    def command(self) -> str:
        """Give the command as it is copied."""
        return self._command

    def copy(self) -> None:
        """Put the command on the clipboard, and say so on the button."""
        QGuiApplication.clipboard().setText(self._command)
        self.button.set_text(_("Disalin"))


def as_typed(command: str) -> str:
    """Give a command so that a line breaks behind a word or a folder and never within an option's `--`."""
    shown = command.replace("--", "-\N{WORD JOINER}-\N{WORD JOINER}")
    for sign in _BREAKS:
        shown = shown.replace(sign, f"{sign}\N{ZERO WIDTH SPACE}")
    return shown


class _Box(QWidget):
    """The ground that tells a command from a sentence."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_body(painter, self.rect(), fill=QColor(tokens().paper), edge=QColor(tokens().keyline))
