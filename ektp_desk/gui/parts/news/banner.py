"""A banner: what happened, what is safe, what to do; it stays until its cause has gone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import colour, px, tint, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts.buttons import ActButton
from ektp_desk.gui.parts.labels import label
from ektp_desk.gui.parts.marks import ShapeMark

BannerKind = Literal["info", "warn", "bad", "ok"]

_LOOKS: dict[BannerKind, tuple[Tone, Shape]] = {
    "info": ("ink2", Shape.WAITING),
    "warn": ("warn", Shape.LOOK),
    "bad": ("bad", Shape.WRONG),
    "ok": ("ok", Shape.DONE),
}


class Banner(QWidget):
    """5 px bar, shape, three parts of text, and at most one button at the right.

    `what` holds what happened and what is safe (600), `then` what to do, `code` the code in 13.
    The kind "info" is for being offline: bar and edge without a tint, since nothing is wrong.
    A `low` banner is two lines high: its code stands at the right.
    """

    asked = Signal()

    def __init__(
        self,
        kind: BannerKind,
        what: str = "",
        *,
        then: str = "",
        code: str = "",
        button: ActButton | None = None,
        low: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._kind: BannerKind = kind
        self._mark = ShapeMark(Shape.LOOK, size=16)
        self._what, self._then = label("", "strong", wrap=True), label("", "body", wrap=True)
        self._code = label("", "help")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if name:
            for part, what_of in zip(self.parts(), ("what", "then", "code"), strict=True):
                part.setObjectName(f"{name}_{what_of}")
        self.button = button
        self._lay_out(low=low)
        self.say(kind, what, then=then, code=code)

    def say(self, kind: BannerKind, what: str, *, then: str = "", code: str = "") -> None:
        """Tell something else in the same place."""
        self._kind = kind
        tone, shape = _LOOKS[kind]
        self._mark.set_shape(shape, tone=tone)
        for part, text in ((self._what, what), (self._then, then), (self._code, code)):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(what)
        self.setAccessibleDescription(" ".join(part for part in (then, code) if part))
        self.update()

    def parts(self) -> tuple[QLabel, QLabel, QLabel]:
        """Give the three labels: what, then, code."""
        return self._what, self._then, self._code

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge and bar."""
        painter, tone = QPainter(self), _LOOKS[self._kind][0]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        ground = QColor(tokens().surface) if self._kind == "info" else tint(tone)
        painter.fillPath(path, ground)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(0, 0, px(5), self.height()), colour(tone))
        painter.restore()
        if ground == QColor(tokens().surface):  # nothing else would part it from the card below
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.drawPath(path)

    def _lay_out(self, *, low: bool) -> None:
        row, air = QHBoxLayout(self), px(3 if low else 9)
        row.setContentsMargins(px(20), air, px(16), air)
        row.setSpacing(px(14))
        left = QVBoxLayout()
        left.setContentsMargins(0, px(2), 0, 0)
        left.addWidget(self._mark)
        left.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self._what, self._then):
            column.addWidget(part)
        row.addLayout(left)
        row.addLayout(column, 1)
        if low:
            row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            column.addWidget(self._code)
        if self.button is not None:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.button.asked.connect(self.asked)
