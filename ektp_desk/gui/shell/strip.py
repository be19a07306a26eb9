"""The strip at the foot: network, how safe the work is, who works, and the keys that act anywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.kit import Elided, Marked, Note, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.buttons import KeyWord
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.words import _
from ektp_desk.words.dates import clock_of
from ektp_desk.words.numbers import count

_NOTHING = Note(Shape.NONE, "")


@dataclass(slots=True)
class _News:
    """What a strip says."""

    network: Note
    saved: Note = _NOTHING
    card: Note = _NOTHING
    unsafe: Note = _NOTHING
    person: str = ""
    name: str = ""


class Strip(QWidget):
    """Never moves and never blinks; what it says gives way by its short forms."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(_("Keadaan"))
        self._said, self._covered = _News(_NOTHING), 0
        self._left = Marked(Note(Shape.WAITING, ""), "small")
        self._saved = Marked(_NOTHING, "small")
        self._card = named(Marked(_NOTHING, "small"), "card_state")
        self._unsafe = named(Marked(_NOTHING, "small"), "strip_unsafe")
        self._person = Elided("", "help")
        self.setFixedHeight(px(32 if is_small() else 36))
        safety = (self._saved, self._card, self._unsafe)
        for part in safety:
            part.hide()
        row = lay_out(QHBoxLayout(self), (self._left, 4), *safety, gap=12, margins=(16, 0, 16, 0))
        row.addStretch(2)
        row.addWidget(self._person)
        for id_, icon in (("help", "question"), ("look", "sun"), ("lock", "")):
            key = KeyWord(acts[id_].data(), acts[id_].text(), icon=icon, name=id_)
            key.clicked.connect(acts[id_].trigger)
            row.addWidget(key)
        acts.add_to(self, context=Qt.ShortcutContext.WindowShortcut)

    def set_left(self, note: Note) -> None:
        self._said.network = note
        self._fit()

    def show_saved(self, at: datetime, today: date) -> None:
        """Say when this laptop saved last, by its clock; the day too, unless it is `today`."""
        when = clock_of(at, today, seconds=True)
        self._said.saved = Note(Shape.DONE, _("Tersimpan {time}").format(time=when))
        self._fit()

    def show_card(self, note: Note) -> None:
        """Say how the card stands that mirrors this laptop."""
        self._said.card = note
        self._fit()

    def show_unsafe(self, recordings: int) -> None:
        """Say how many recordings are not safe at the office; nothing where all are."""
        words, short = _("{n} belum aman di kantor"), _("{n} belum aman")
        n = count(recordings)
        note = Note(Shape.UNDER_WAY, words.format(n=n), short.format(n=n), tone="warn")
        self._said.unsafe = note if recordings else _NOTHING
        self._fit()

    def set_person(self, text: str, *, short: str = "") -> None:
        self._said.person, self._said.name = text, short
        self._fit()

    def state(self) -> object:
        return self._said

    def put_back(self, state: object) -> None:
        assert isinstance(state, _News)
        self._said = state
        self._fit()
        if (row := self.layout()) is not None:
            row.activate()  # a toast takes what room is left

    def right_end(self) -> int:
        """The px at the right end that person and keys take: what lies over the strip leaves it."""
        return self.width() - self._person.x() + px(8)

    def give_way(self, left: int) -> None:
        """Leave the network its mark where what lies over the strip from `left` on cuts it; 0: nothing."""
        self._covered = left
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        painter.fillRect(0, 0, self.width(), tokens().line, QColor(tokens().hairline))

    def _fit(self) -> None:
        said = self._said
        self._left.show_note(_shortened(said.network))
        over = self._left.x() + self._left.sizeHint().width() - self._covered
        if self._covered and over > 0:
            self._clip(said.network)
        self._person.set_text(said.name if is_small() and said.name else said.person)
        self._saved.show_note(said.saved)
        self._saved.setVisible(bool(said.saved.text))
        self._card.show_note(said.card)
        self._card.setVisible(bool(said.card.text))
        self._unsafe.show_note(_shortened(said.unsafe))
        self._unsafe.setVisible(bool(said.unsafe.text))

    def _clip(self, network: Note) -> None:
        """Say the network beside the toast in words that fit, or by its mark alone; it is heard whole."""
        words, short = self._left.words, network.short or network.text
        room = self._covered - self._left.x() - (self._left.sizeHint().width() - words.sizeHint().width())
        fits = words.fontMetrics().horizontalAdvance(short) <= room - px(8)
        self._left.show_note(replace(network, text=short if fits else ""))
        self._left.setAccessibleName(network.text)


def _shortened(note: Note) -> Note:
    text = note.short if is_small() and note.short else note.text
    return Note(note.shape, text, note.short, note.tone, note.loud)
