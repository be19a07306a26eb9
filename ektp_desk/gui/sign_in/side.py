"""The dark side of the sign-in: whose desk this is, and that a sample is a sample."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.frame.key_word import KeyWord
from ektp_desk.gui.look.mark import Diamond, WovenBorder
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts import label
from ektp_desk.words import _


class Side(QWidget):
    """Mark, office, for a sample its passphrase, and the keys that act before anybody has signed in."""

    look_asked = Signal()
    help_asked = Signal()

    def __init__(self, office: str, *, sample: bool, passphrase: str) -> None:
        super().__init__()
        self._border = WovenBorder()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(40), 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self._mark())
        column.addSpacing(px(20))
        for text, role in ((_("Dinas Kependudukan dan Pencatatan Sipil"), "lead"), (office, "body")):
            line = label(text, "lead" if role == "lead" else "body", tone="white", wrap=True)
            line.setContentsMargins(px(40), 0, px(24), 0)
            column.addWidget(line)
        if sample:
            column.addSpacing(px(20))
            column.addWidget(_SampleBox(passphrase))
        column.addStretch(1)
        column.addLayout(self._keys())
        column.addWidget(self._border)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the window's form
        """Give the border's height to the rest."""
        self._border.setVisible(not small)
        self.setFixedWidth(px(320 if small else 420))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().woven))

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(40), px(8), px(16), px(16))
        row.setSpacing(px(16))
        for key, word, name, asked in (
            ("Shift+F1", _("Bantuan"), "help", self.help_asked),
            ("Shift+F11", _("Tampilan"), "look", self.look_asked),
        ):
            button = KeyWord(key, word, ground="ink", name=name)
            button.clicked.connect(asked)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _mark(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(36), 0, 0, 0)
        row.setSpacing(px(14))
        row.addWidget(Diamond(52, "white"))
        row.addWidget(label("ektp-desk", "figure", tone="white"))
        row.addStretch(1)
        return row


class _SampleBox(QWidget):
    """Says that everything here is invented, and what opens it."""

    def __init__(self, passphrase: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), px(10), px(40), px(10))
        column.setSpacing(px(4))
        column.addWidget(label(_("CONTOH · data buatan"), "strong", tone="warn"))
        if passphrase:
            column.addWidget(label(_("Kata sandi contoh:"), "help"))
            words = label(passphrase, "strong", wrap=True, name="sample_passphrase")
            column.addWidget(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(QColor(tokens().warn))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens().tint_warn))
        painter.drawRoundedRect(self.rect().adjusted(px(40), 1, -px(24), -1), px(6), px(6))
