"""The card at the right: what this desk does now, the acts on the called number and on the chosen line."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import Card, Elided, hairline, label, set_tone
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.queue.words import heading, what, who
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE


class Counter(Card):
    """Shows one of three: the desk is free, it calls a number, it serves one."""

    def __init__(self, acts: Acts) -> None:
        small = is_small()
        super().__init__(gap=6 if small else 7, name="queue_counter")
        self.desk = label("", "strong", tone="primary", name="counter_desk")
        self._calls = Elided("", tone="ink2")
        self.number = label(NONE, "hero" if small else "giant", name="called_number")
        self.what, self.who, self.chosen = Elided(""), Elided("", "help"), Elided("", "label")
        self.blue = acts.button("queue_blue", kind="blue", large=True)
        self._again, self._later = acts.button("queue_again"), acts.button("queue_later")
        self._skip, end = keeping_room(acts.button("queue_skip")), keeping_room(acts.button("queue_end"))
        self._second = QStackedWidget()  # one room for two acts of which one can be done at a time
        self._second.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button in (self._again, self._later):
            self._second.addWidget(button)
        self._again.setVisible(acts["queue_again"].isVisible())  # the stack shows its first page
        self.call, self.change = acts.button("queue_call"), acts.button("queue_first_in_line")
        self.add_row(self.desk, None, self._calls)
        self.stack(4, self.number, 4, self.what, self.who, 4, self.blue, pair(self._second, self._skip), end)
        lower = stacked(self.chosen, self.call, self.change, gap=4 if small else 8)
        self.stack(None, hairline(), lower)

    def show_facts(self, facts: QueueFacts, waited: int) -> None:
        """Show what the desk has in hand; `waited` are the minutes of that ticket, or of the next."""
        held = facts.held
        shown = held or facts.next_up
        self.desk.setText(heading(facts))
        self._calls.set_text(_("sudah {n}×").format(n=held.calls) if held and held.calls > 1 else "")
        self.number.setText(shown.number if shown else NONE)
        set_tone(self.number, None if held else "ink2")
        self.what.set_text(what(shown, waited))
        self.who.set_text(who(held, shown))
        serving = held is not None and held.state is TicketState.SERVING
        if held is not None:  # the stack shows whatever comes to its front
            self._second.setCurrentWidget(self._later if serving else self._again)
        # Putting off has the row to itself where it would share it with what cannot be done now.
        keeping_room(self._skip, keep=not (is_small() and serving))
        self.number.updateGeometry()


class CalledCard(Card):
    """What stays in sight of the called number while the panel shows somebody else."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=2, name="called_card")
        self._desk, self._number = label("", "strong", tone="primary"), label(NONE, "figure")
        blue = acts.button("queue_blue", kind="blue", name="called_blue")
        self.stack(self._desk, in_row(self._number, None, blue))

    def show_facts(self, facts: QueueFacts) -> None:
        shown = facts.held or facts.next_up
        self._desk.setText(heading(facts))
        self._number.setText(shown.number if shown else NONE)
        set_tone(self._number, None if facts.held else "ink2")


def pair(*buttons: QWidget) -> QWidget:
    """Side by side where height is scarce, else one below the other."""
    return in_row(*buttons, gap=6) if is_small() else stacked(*buttons, gap=8)
