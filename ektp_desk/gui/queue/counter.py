"""The card at the right: what this desk does now, the acts on the called number and on the chosen line."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import Card, Elided, hairline, label, set_tone
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.queue.words import heading, what, who
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE


class Counter(QWidget):
    """Shows one of three: the desk is free, it calls a number, it serves one."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("queue_counter")
        small = is_small()
        self.setFixedWidth(px(272 if small else 320))
        self.desk = label("", "strong", tone="primary", name="counter_desk")
        self._calls = Elided("", tone="ink2")
        self.number = label(NONE, "hero" if small else "giant", name="called_number")
        self.what, self.who, self.chosen = Elided(""), Elided("", "help"), Elided("", "label")
        self.blue = acts.button("queue_blue", kind="blue", large=True)
        self._again, self._later = acts.button("queue_again"), acts.button("queue_later")
        self._skip, self._end = acts.button("queue_skip"), acts.button("queue_end")
        self._second = QStackedWidget()  # one room for two acts of which one can be done at a time
        self._second.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button in (self._again, self._later):
            self._second.addWidget(button)
        self._again.setVisible(acts["queue_again"].isVisible())  # the stack shows its first page
        card = Card()
        card.body.setSpacing(px(6 if small else 7))
        card.add_row(self.desk, None, self._calls)
        card.body.addSpacing(px(4))
        card.add(self.number)
        card.body.addSpacing(px(4))
        card.add(self.what)
        card.add(self.who)
        card.body.addSpacing(px(4))
        card.add(self.blue)
        card.body.addLayout(_pair(self._second, self._skip))
        card.add(self._end)
        card.body.addStretch(1)
        card.add(hairline())
        lower = QVBoxLayout()
        lower.setSpacing(px(6 if small else 8))
        lower.addWidget(self.chosen)
        self.call, self.change = acts.button("queue_call"), acts.button("queue_first_in_line")
        lower.addLayout(_pair(self.call, self.change))
        card.body.addLayout(lower)
        self.undo = acts.button("queue_undo", kind="quiet")
        card.add(self.undo)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        _keep_room(self._end)
        _keep_room(self._skip)

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
        _keep_room(self._skip, keep=not (is_small() and serving))
        self.number.updateGeometry()


def _pair(*buttons: QWidget) -> QBoxLayout:
    """Side by side where height is scarce, else one below the other."""
    across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    box = QBoxLayout(across if is_small() else down)
    box.setSpacing(px(6 if is_small() else 8))
    for button in buttons:
        box.addWidget(button)
    return box


def _keep_room(widget: QWidget, *, keep: bool = True) -> None:
    """Let nothing move when an act is away."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(keep)
    widget.setSizePolicy(policy)
