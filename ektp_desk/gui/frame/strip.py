"""The strip at the foot: network left, safety in the middle, the person and every screen's keys right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.frame.key_word import KeyWord
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts.labels import Elided
from ektp_desk.gui.parts.marks import Marked, Note
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds, short_date


class Strip(QWidget):
    """Never moves and never blinks; what it says gives way by its short forms."""

    lock_asked = Signal()
    help_asked = Signal()
    look_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(_("Keadaan"))
        self._left = Marked(Note(Shape.WAITING, ""), "small")
        self._middle = QHBoxLayout()
        self._middle.setSpacing(px(16))
        self._notes: tuple[Note, ...] = ()
        self._covered = 0
        self._person = Elided("", "help")
        self.help = KeyWord("Shift+F1", _("Bantuan"), icon="question", name="help")
        self.look = KeyWord("Shift+F11", _("Tampilan"), icon="sun", name="look")
        self.lock = KeyWord("F12", _("Kunci"), name="lock")
        for key, asked in (
            (self.help, self.help_asked),
            (self.look, self.look_asked),
            (self.lock, self.lock_asked),
        ):
            key.clicked.connect(asked)
        self._lay_out()
        self.set_small(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(self._left, 4)
        row.addLayout(self._middle)
        row.addStretch(2)
        row.addWidget(self._person)
        for key in (self.help, self.look, self.lock):
            row.addWidget(key)

    def set_left(self, note: Note) -> None:
        """Say how the network is."""
        self._network = note
        self._fit()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Say how safe the work is: three notes at most."""
        if self._notes == tuple(notes):
            return
        self._notes = tuple(notes)
        self._fit()

    def show_saved(self, at: datetime, today: date) -> None:
        """Say when this laptop saved last, by its clock; the day too, unless it is `today`."""
        when = clock_seconds(at)
        if at.date() != today:
            when = f"{short_date(at.date())}, {when}"
        self.set_notes([Note(Shape.DONE, _("Tersimpan {time}").format(time=when))])

    def set_person(self, text: str, *, short: str = "") -> None:
        """Name who works here."""
        self._name, self._short_name = text, short
        self._fit()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the lower form and the shorter words."""
        self._small = small
        self.setFixedHeight(px(32 if small else 36))
        for key in (self.help, self.look, self.lock):
            key.set_small(small)
        self._fit()

    def right_end(self) -> int:
        """Give the px at the right end that person and keys take: what lies over the strip leaves it."""
        return self.width() - self._person.x() + px(8)

    def give_way(self, left: int) -> None:
        """Leave the network its mark where what lies over the strip from `left` on cuts it; 0: nothing."""
        self._covered = left
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        painter.fillRect(0, 0, self.width(), tokens().line, QColor(tokens().hairline))

    def _fit(self) -> None:
        network = getattr(self, "_network", Note(Shape.NONE, ""))
        self._left.show_note(self._shortened(network))
        over = self._left.x() + self._left.sizeHint().width() - self._covered
        if self._covered and over > 0:
            self._clip(network)
        name, short = getattr(self, "_name", ""), getattr(self, "_short_name", "")
        self._person.set_text(short if self._small and short else name)
        while self._middle.count() > len(self._notes):
            item = self._middle.takeAt(self._middle.count() - 1)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, note in enumerate(self._notes):
            self._show(place, self._shortened(note))

    def _clip(self, network: Note) -> None:
        """Say the network beside the toast in words that fit, or by its mark alone; it is heard whole."""
        words, short = self._left.words, network.short or network.text
        room = self._covered - self._left.x() - (self._left.sizeHint().width() - words.sizeHint().width())
        fits = words.fontMetrics().horizontalAdvance(short) <= room - px(8)
        self._left.show_note(replace(network, text=short if fits else ""))
        self._left.setAccessibleName(network.text)

    def _show(self, place: int, note: Note) -> None:
        item = self._middle.itemAt(place)
        widget = None if item is None else item.widget()
        if isinstance(widget, Marked):
            widget.show_note(note)
        else:
            self._middle.addWidget(Marked(note, "small"))

    def _shortened(self, note: Note) -> Note:
        text = note.short if self._small and note.short else note.text
        return Note(note.shape, text, note.short, note.tone, note.loud)
