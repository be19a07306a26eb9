"""The panel at the right: what this desk does now, and the acts on the called number."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import ActButton, Card, Elided, hairline, label, set_tone
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.queue.words import (
    blue_word,
    chosen_words,
    end_word,
    group_words,
    heading,
    what,
    who,
    why_not,
)
from ektp_desk.usecases.queue.facts import GroupRow, QueueFacts, has_missed, is_free
from ektp_desk.usecases.queue.undo import LastAct
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.acts.undone import undo_word
from ektp_desk.words.numbers import NONE


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


class Counter(QWidget):
    """Shows one of three: the desk is free, it calls a number, it serves one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queue_counter")
        self._card = Card()
        self._desk, self._calls = (
            label("", "strong", tone="primary", name="counter_desk"),
            Elided("", tone="ink2"),
        )
        self.number: QLabel = label(NONE, "giant", name="called_number")
        self._what, self._who = Elided(""), Elided("", "help")
        self.blue = ActButton(_("Panggil berikutnya"), "Enter", kind="blue", large=True, name="queue_blue")
        self.again = ActButton(_("Panggil lagi"), "P", name="queue_again")
        self.skip = ActButton(_("Tidak ada, lewati"), "L", short=_("Lewati"), name="queue_skip")
        self.later = ActButton(_("Tunda, kembali ke antrean"), "T", short=_("Tunda"), name="queue_later")
        self.end = ActButton(_("Selesai tanpa rekam…"), "S", name="queue_end")
        self.chosen = ChosenHalf()
        self.undo = ActButton(_("Batalkan"), "Ctrl+Z", kind="quiet", name="queue_undo")
        down = QBoxLayout.Direction.TopToBottom
        self._called_pair = QBoxLayout(down)
        self._second = QStackedWidget()
        self._small = self._serving = False
        self._lay_out()
        self.set_small(False)

    def show_facts(self, facts: QueueFacts, waited: int) -> None:
        """Show what the desk has in hand; `waited` are the minutes of that ticket, or of the next."""
        held = facts.held
        shown = held or facts.next_up
        self._desk.setText(heading(facts))
        self._calls.set_text(_("sudah {n}×").format(n=held.calls) if held and held.calls > 1 else "")
        self.number.setText(shown.number if shown else NONE)
        set_tone(self.number, None if held else "ink2")
        self._what.set_text(what(shown, waited))
        self._who.set_text(who(held, shown))
        serving = held is not None and held.state is TicketState.SERVING
        self.blue.set_text(blue_word(held))
        self.end.set_text(end_word(held))
        self.blue.setEnabled(shown is not None)
        self._second.setCurrentWidget(self.later if serving else self.again)
        self._second.setVisible(held is not None)
        self.skip.setVisible(held is not None and not serving)
        self.end.setVisible(held is not None)
        self._serving = serving
        self._share_row()
        self.number.updateGeometry()
        self._show_undo(facts.last)

    def _show_undo(self, last: LastAct | None) -> None:
        """Offer the last act by its name; without one the button rests, and its room stays."""
        words = undo_word(last.kind, last.numbers) if last else ""
        if last:
            narrow = undo_word(last.kind, last.numbers, short=True)
            self.undo.set_text(
                _("Batalkan: {act}").format(act=words), short=_("Batalkan: {act}").format(act=narrow)
            )
        else:
            self.undo.set_text(_("Batalkan"))
        self.undo.setEnabled(last is not None)
        self.undo.setToolTip(words)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the small form: the number in 64."""
        self._small = small
        self.setFixedWidth(px(272 if small else 320))
        self._card.body.setSpacing(px(6 if small else 7))
        set_tone(self.number, self.number.property("tone"), role="hero" if small else "giant")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._called_pair.setDirection(across if small else down)
        self._called_pair.setSpacing(px(6 if small else 8))
        self._share_row()

    def _share_row(self) -> None:
        """Let putting off have the row to itself where it would share it with what cannot be done now."""
        policy = self.skip.sizePolicy()
        policy.setRetainSizeWhenHidden(not (self._small and self._serving))
        self.skip.setSizePolicy(policy)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        self._card.add_row(self._desk, None, self._calls)
        self._card.body.addSpacing(px(4))
        self._card.add(self.number)
        self._card.body.addSpacing(px(4))
        self._card.add(self._what)
        self._card.add(self._who)
        self._card.body.addSpacing(px(4))
        self._lay_out_buttons()

    def _lay_out_buttons(self) -> None:
        self._second.addWidget(self.again)
        self._second.addWidget(self.later)
        for button in (self.blue, self._second, self.skip, self.end):
            _keep_room(button)
        for called in (self._second, self.skip):
            self._called_pair.addWidget(called)
        self._card.add(self.blue)
        self._card.body.addLayout(self._called_pair)
        self._card.add(self.end)
        self._card.body.addStretch(1)
        self._card.add(hairline())
        self._card.add(self.chosen)
        self._card.add(self.undo)


def _keep_room(widget: QWidget) -> None:
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    policy.setVerticalPolicy(policy.Policy.Fixed)
    widget.setSizePolicy(policy)
