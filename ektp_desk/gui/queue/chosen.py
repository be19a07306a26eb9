"""The lower half of the counter: the chosen line, and the two acts on it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Elided
from ektp_desk.gui.queue.lines import GroupRow
from ektp_desk.gui.queue.reading import has_missed, is_free
from ektp_desk.gui.queue.words import chosen_words, group_title, group_words, why_not
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _


class ChosenHalf(QWidget):
    """Names the line, calls it, puts it first; says why an act rests."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Elided("", "label")
        self.call = ActButton(_("Panggil"), "C", name="queue_call")
        self.first = ActButton(_("Dahulukan…"), "D", name="queue_first_in_line")
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        self._column.addLayout(self._pair)
        for button in (self.call, self.first):
            self._pair.addWidget(button)
        self.set_small(False)

    def show_ticket(self, ticket: Ticket | None, held: Ticket | None) -> None:
        """Say which row is chosen, or why it cannot be called: a desk has it, or this one holds somebody."""
        why = why_not(ticket, held)
        number = ticket.number if ticket else ""
        back = ticket is not None and has_missed(ticket)  # to be said even where it cannot be called now
        said = why if why and not back else chosen_words(ticket)
        self._show(said, _("Panggil {number}").format(number=number), why)
        self.call.setEnabled(ticket is not None and not why)
        mine = ticket is not None and held is not None and held.id == ticket.id
        if mine:  # it needs no priority any more, but may have come for something else, or on another day
            self.first.set_text(_("Ubah {number}…").format(number=number), short=_("Ubah…"))
        elif back:
            self.first.set_text(_("{number} kembali, dahulukan").format(number=number), short=_("Hadir"))
        else:
            self.first.set_text(_("Dahulukan {number}…").format(number=number), short=_("Duluan…"))
        self.first.setEnabled(mine or (ticket is not None and is_free(ticket)))

    def show_group(self, line: GroupRow, held: Ticket | None) -> None:
        """Say which group is chosen; calling it calls the next of its members."""
        waiting = next((ticket for ticket in line.members if is_free(ticket)), None)
        why = why_not(waiting, held)
        number = waiting.number if waiting else ""
        call, name = _("Panggil {number}").format(number=number), group_title(line.group)
        self._show(group_words(line), call, why, short=name)
        self.call.setEnabled(waiting is not None and not why)
        self.first.set_text(_("Dahulukan rombongan…"), short=_("Duluan…"))
        self.first.setEnabled(waiting is not None)

    def words(self) -> str:
        """Give what is said of the chosen line."""
        return self._words.full_text()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Set the two acts side by side where height is scarce."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if small else down)
        for box in (self._pair, self._column):
            box.setSpacing(px(6 if small else 8))

    def _show(self, words: str, call: str, why: str, *, short: str = "") -> None:
        self._words.set_text(words, short=short)
        self.call.set_text(call.strip(), short=_("Panggil"))
        self.call.setAccessibleDescription(why)
