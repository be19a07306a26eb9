"""Who may sign in: a short list of names, each chosen by its digit or the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.doors import Person
from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tint, tokens
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.words.roles import roles_words


class People(QWidget):
    """One row a person; the only one is chosen from the start."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for person in people:
            row = _Row(person)
            self._group.addButton(row)
            self._rows.append(row)
            column.addWidget(row)
        self._rows[0].setChecked(True)

    def chosen(self) -> str:
        """Give the chosen person's id."""
        return next(row.person.id for row in self._rows if row.isChecked())


class _Row(QRadioButton):
    """An initial in a disc, the name, and the role under it."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self._role = roles_words(person.roles)
        self.setObjectName(f"person_{person.id}")
        self.setAccessibleName(f"{person.name}, {self._role}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(52))

    def hitButton(self, pos: object) -> bool:
        return pos is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        paint_body(
            painter,
            self.rect(),
            fill=tint("primary") if chosen else QColor(tokens().surface),
            edge=colour("primary") if chosen else QColor(tokens().edge),
            focused=self.hasFocus(),
            line=2 if chosen else 1,
        )
        disc = QRectF(px(14), (self.height() - px(32)) / 2, px(32), px(32))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary"))
        painter.drawEllipse(disc)
        painter.setFont(font(15, 600))
        paint_words(painter, disc, self.person.name[:1], colour("white"), Qt.AlignmentFlag.AlignHCenter)
        left, width = px(60), self.width() - px(72)
        half = self.height() / 2
        paint_words(painter, QRectF(left, px(4), width, half - px(3)), self.person.name, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, half - px(1), width, half - px(5)), self._role, colour("ink2"))
