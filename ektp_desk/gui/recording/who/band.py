"""The band that says who: the search until somebody is chosen, then the person; as high either way."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Elided, Note, label
from ektp_desk.gui.recording.around.dense import DenseCard
from ektp_desk.gui.recording.phrases import ticket_short
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.gui.recording.who.card import PersonCard
from ektp_desk.gui.recording.who.search import Search
from ektp_desk.words import _


class WhoBand(DenseCard):
    """In the dense form the ticket's number stands here too, since the head has no room."""

    def __init__(self) -> None:
        super().__init__(bar="primary", name="who_band")
        self.search, self.card = Search(), PersonCard()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.search)
        self._stack.addWidget(self.card)
        self._number = label("", "figure", name="small_number")
        self._line = Elided("", "help")
        self._ticket = QWidget()
        column = QVBoxLayout(self._ticket)
        column.setContentsMargins(px(4), 0, 0, 0)
        column.setSpacing(px(4))
        column.addStretch(1)
        column.addWidget(self._number)
        column.addWidget(self._line)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._ticket)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row)
        self._searching: object = None

    def show_seen(self, seen: Seen, *, changing: bool) -> None:
        """Show the person, or the search while there is none or another is wanted."""
        if seen.ticket is None:
            return
        self._number.setText(seen.ticket.number)
        self._number.setAccessibleName(seen.ticket.number)
        self._line.set_text(ticket_short(seen.ticket))
        if seen.recording is not None and not changing:
            self._searching = None
            self.card.show_person(seen)
            self._stack.setCurrentWidget(self.card)
            return
        wanted = (seen.ticket.id, changing)
        if wanted != self._searching:
            self._searching = wanted
            self.search.begin(_loss() if changing else None)
        self._stack.setCurrentWidget(self.search)

    def fit_margins(self) -> None:
        """Leave the height to the lines, which stand in its middle: a long name and a warning need it."""
        side = px(12 if self.dense else 16)
        self.body.setContentsMargins(side, px(2), side, px(2))

    def is_searching(self) -> bool:
        """Tell whether the search is open."""
        return self._stack.currentWidget() is self.search

    def set_dense(self, *, dense: bool) -> None:
        """Take the lower band with the number in it."""
        super().set_dense(dense=dense)
        self.card.set_dense(dense=dense)
        self.setFixedHeight(px(78 if dense else 98))
        self._ticket.setVisible(dense)


def _loss() -> Note:
    words = _("Langkah yang sudah diisi tidak ikut ke orang lain. Esc: tetap orang yang tadi.")
    return Note(Shape.LOOK, words, loud=True)
