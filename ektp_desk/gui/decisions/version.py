"""One version of what was said: a card that a digit chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from ektp_desk.gui.decisions.words import Offer
from ektp_desk.gui.look.dressing.words import Role, dress_words
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Elided, Keycap, Marked, Note, set_tone
from ektp_desk.words import _

_MOST = 8
_WHOLE = 24  # letters that stand in one line at every size


class VersionCard(Card):
    """`asked` tells that it was clicked; whoever owns the cards chooses."""

    asked = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(gap=3, name=f"version_{key}")
        self._key, self._chosen, self._offer = key, False, Offer("", ())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._state, self._shown = Marked(Note(Shape.WAITING, ""), "strong"), Elided("", "help")
        self._title = Elided("", "lead")
        self.add_row(self._state, None, self._shown, Keycap(key))
        self.add(self._title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)  # one tint runs below label and value
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        self._lines = [(_Line("help"), _Line()) for _at in range(_MOST)]
        for at, (label, value) in enumerate(self._lines):
            grid.addWidget(label, at, 0)
            grid.addWidget(value, at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_offer(self, offer: Offer, *, chosen: bool) -> None:
        """Show a version, chosen or not; what differs is marked in its line alone."""
        self._offer, self._chosen, self._selected = offer, chosen, chosen
        word = (_("Versi {n} · dipilih") if chosen else _("Versi {n}")).format(n=self._key)
        self._state.show_note(Note(Shape.CALLED if chosen else Shape.WAITING, word, loud=chosen))
        self._shown.set_text(_("dipakai sementara ini") if offer.shown else "")
        self._title.set_text(offer.title)
        for at, (label, value) in enumerate(self._lines):
            said = offer.lines[at] if at < len(offer.lines) else None
            for part in (label, value):
                part.setVisible(said is not None)
                part.mark(on=said is not None and said.differs)
            if said is not None:
                label.setText(said.label)
                value.setText(_breakable(said.value))
                set_tone(value, None, role="strong" if said.differs else "body")
        words = ", ".join(f"{said.label} {said.value}" for said in offer.lines)
        self.setAccessibleName(f"{word}: {offer.title}. {words} ({self._key})")
        self.update()

    @property
    def marked(self) -> list[str]:
        """The labels of the lines that are marked as different."""
        return [said.label for said in self._offer.lines if said.differs]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose on a click."""
        event.accept()
        self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, tinted and framed where it is chosen, and the ring of the focus."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter, table = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(table.focus), table.ring))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), px(10), px(10))


def _breakable(text: str) -> str:
    """Let a long file name break: a version is never decided by its first letters."""
    return (
        text.replace("_", "_\u200b").replace("-", "-\u200b")
        if " " not in text and len(text) > _WHOLE
        else text
    )


class _Line(QLabel):
    """Words of one or more lines whose ground is tinted where versions differ."""

    _marked = False

    def __init__(self, role: Role = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        dress_words(self)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMargin(px(2))
        self.setMinimumWidth(px(100 if role == "help" else 60))
        self.setWordWrap(role != "help")

    def mark(self, *, on: bool) -> None:
        """Tint the ground, or leave it."""
        self._marked = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint below the word."""
        if self._marked:
            QPainter(self).fillRect(self.rect(), QColor(tokens().differs))
        super().paintEvent(event)
