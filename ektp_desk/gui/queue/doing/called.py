"""What is done with the called number: the blue button, again, skip, later, end."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Outcome, Purpose, TicketState
from ektp_desk.gui.ending import ending_act
from ektp_desk.gui.ending.choices import VOIDED, expected
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.usecases.queue.commands import call, call_next, put_back, serve, skip
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.outcomes import outcome_word


class CalledActs(QObject):
    """Listens to the counter's upper half and to the panel of endings."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, self._work, self._view = hand, hand.work, hand.view
        self._ending: tuple[str, str] | None = None  # ticket and number
        view = hand.view
        view.blue_asked.connect(self._on_blue)
        view.again_asked.connect(self._on_again)
        view.skip_asked.connect(self._on_skip)
        view.later_asked.connect(self._on_later)
        view.end_asked.connect(self._on_end)
        view.ending.chosen.connect(self._on_ending)

    def _on_blue(self) -> None:
        facts = self._hand.facts()
        if facts is None:
            return
        held, visit, desk = facts.held, facts.visit.id, facts.desk
        if held is None:
            self._work.do(lambda session: call_next(session, visit, desk=desk))
        elif held.state is not TicketState.SERVING:
            self._work.do(lambda session: serve(session, held.id, desk=desk), lambda _none: self._go_on(held))
        elif likely := expected(held.purpose):
            self._on_expected(held, likely)
        else:
            self._go_on(held)

    def _go_on(self, held: Ticket) -> None:
        """Go on to what they came for: the recording, or nothing more than the blue button's next word."""
        if expected(held.purpose) is None:
            self._work.go_asked.emit("recording", held.id)

    def _on_expected(self, held: Ticket, outcome: Outcome) -> None:
        self._hand.do(ending_act(held.id, outcome.value), _told(held.number, outcome.value))

    def _on_again(self) -> None:
        if held := self._hand.held():
            self._work.do(lambda session: call(session, held.id, desk=held.desk))

    def _on_skip(self) -> None:
        if held := self._hand.held():
            told = _("{number} dilewati: dipanggil lagi sesudah yang lain").format(number=held.number)
            self._hand.do(lambda session: skip(session, held.id, desk=held.desk), told)

    def _on_later(self) -> None:
        if held := self._hand.held():
            told = _("{number} ditunda: dipanggil lagi sesudah yang lain").format(number=held.number)
            self._hand.do(lambda session: put_back(session, held.id, desk=held.desk), told)

    def _on_end(self) -> None:
        if held := self._hand.held():
            self.ask_ending(held.id, held.number, held.purpose)

    def ask_ending(self, ticket: str, number: str, purpose: Purpose) -> None:
        """Ask how a ticket ended."""
        self._ending = (ticket, number)
        self._view.ending.open_for(number, recording=False, purpose=purpose)

    def _on_ending(self, choice: str, text: str, on: str) -> None:
        panel = self._view.ending
        if self._ending is not None:
            ticket, number = self._ending
            act = ending_act(ticket, choice, text=text, on=on)
            self._hand.do(act, _told(number, choice), then=panel.leave, failed=panel.show_error)


def _told(number: str, choice: str) -> str:
    if choice == VOIDED:
        return _("{number} dibatalkan, tidak dihitung").format(number=number)
    return _("{number}: {outcome}").format(number=number, outcome=outcome_word(Outcome(choice)).lower())
