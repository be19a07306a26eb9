"""The five roles to choose from, each with a digit and one line of what it may do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.domain.roles import Role
from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape, paint_shape
from ektp_desk.gui.parts import Card, Marked, Note, label, named
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.gui.parts.keycap import paint_cap
from ektp_desk.words import _
from ektp_desk.words.roles import role_may, role_word

_TALL, _LOW = 58, 48


class RolesCard(Card):
    """Digits and Space mark, arrows move; `changed` after each."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8, name="roles_card")
        self._rows = {role: _Row(str(at), role) for at, role in enumerate(Role, start=1)}
        self._told = named(Marked(Note(Shape.WRONG, "", loud=True)), "roles_told")
        self._keys = label(_("angka 1–5 atau spasi menandai"), "help")
        self.add_row(label(_("Peran"), "lead"), None, self._told, self._keys)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for row in self._rows.values():
            column.addWidget(row)
            row.toggled.connect(self._on_toggled)
        self.add(holder)
        self.body.addStretch(1)
        self.say()

    def roles(self) -> tuple[str, ...]:
        """Give the marked roles."""
        return tuple(role.value for role, row in self._rows.items() if row.isChecked())

    def set_roles(self, roles: Iterable[str]) -> None:
        """Mark these and no others."""
        held = set(roles)
        for role, row in self._rows.items():
            row.setChecked(role.value in held)
        self.say()

    def say(self, wrong: str = "") -> None:
        """Say what is wrong with the roles, or which keys mark them."""
        self._told.show_note(Note(Shape.WRONG, wrong, loud=True))
        self._told.setVisible(bool(wrong))
        self._keys.setVisible(not wrong)

    def take_focus(self) -> None:
        """Begin at the first marked role."""
        rows = list(self._rows.values())
        next((row for row in rows if row.isChecked()), rows[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> tuple[QWidget, ...]:
        """Give what Tab walks over."""
        return tuple(self._rows.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by digit, move by arrow; the rows hand on what they do not want."""
        rows = list(self._rows.values())
        if event.text() in set("12345"):
            row = rows[int(event.text()) - 1]
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            row.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            at = next((place for place, row in enumerate(rows) if row.hasFocus()), 0)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            rows[(at + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, _on: bool) -> None:  # noqa: FBT001  a slot of Qt's own signal
        self.say()
        self.changed.emit()


class _Row(QCheckBox):
    """One role: key, mark, word, and below it what the role may do."""

    def __init__(self, key: str, role: Role) -> None:
        super().__init__()
        self._key, self._may = key, role_may(role)
        self._word = role_word(role)[:1].upper() + role_word(role)[1:]
        self._small = False
        self.setObjectName(f"role_{role.value}")
        self.setAccessibleName(f"{self._word}. {self._may} ({key})")
        self.setToolTip(self._may)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(_LOW if self._small else _TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(_LOW if self._small else _TALL))

    def hitButton(self, pos: object) -> bool:
        return pos is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the card: a check box would walk to the next field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, table, chosen = QPainter(self), tokens(), self.isChecked()
        fill = QColor(table.selected if chosen else table.surface)
        edge = colour("primary") if chosen else QColor(table.keyline)
        line = table.line + chosen
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus(), line=line)
        middle, side = self.height() / 2, px(22)
        box = QRect(px(16), round(middle - side / 2), side, side)
        ground = QColor(table.primary if chosen else table.surface)
        frame = None if chosen else QColor(table.edge)
        body = paint_body(painter, box, fill=ground, edge=frame, radius=4)
        if chosen:
            inner = QRectF(0, 0, px(14), px(14))
            inner.moveCenter(body.center())
            paint_shape(painter, Shape.DONE, inner, colour("white"))
        right = paint_cap(painter, self._key, QPointF(self.width() - px(14), middle)).left() - px(10)
        left = px(52)
        painter.setFont(font(15, 600))
        paint_words(painter, QRectF(left, middle - px(21), right - left, px(21)), self._word, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, middle, right - left, px(19)), self._may, colour("ink2"))
