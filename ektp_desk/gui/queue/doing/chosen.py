"""What is done with the chosen number: call it, put it first, say what it came for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.gui.queue.reading import has_missed
from ektp_desk.usecases.queue.calling import call
from ektp_desk.usecases.queue.ordering import come_back, prioritise, set_purpose
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.outcomes import priority_word, purpose_word


class ChosenActs(QObject):
    """Listens to the counter's lower half and to the card about the chosen number."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        self._about: Ticket | None = None
        view.call_asked.connect(self._on_call)
        view.first_asked.connect(self._on_first)
        view.about.reason_chosen.connect(self._on_reason)
        view.about.purpose_chosen.connect(self._on_purpose)

    def _on_call(self, ticket: str) -> None:
        desk = self._hand.work.desk
        if ticket:
            self._hand.work.do(lambda session: call(session, ticket, desk=desk))

    def _on_first(self, key: str) -> None:
        facts = self._hand.facts()
        ticket = facts.ticket(key) if facts else None
        if ticket is None:
            return
        if has_missed(ticket):
            told = _("{number} datang kembali, dipanggil berikutnya").format(number=ticket.number)
            self._hand.do(lambda session: come_back(session, ticket.id), told)
            return
        self._about = ticket
        self._hand.view.about.ask(ticket)

    def _on_reason(self, reason: str) -> None:
        ticket, card = self._about, self._hand.view.about
        if ticket is None:
            return
        told = _("{number} didahulukan: {reason}") if reason else _("{number} tidak lagi didahulukan")
        told = told.format(number=ticket.number, reason=priority_word(reason).lower())
        said = Priority(reason) if reason else None
        self._hand.do(lambda session: prioritise(session, [ticket.id], said), told, then=card.leave)

    def _on_purpose(self, purpose: str) -> None:
        ticket, card = self._about, self._hand.view.about
        if ticket is None:
            return
        said = Purpose(purpose)
        told = _("{number}: {purpose}").format(number=ticket.number, purpose=purpose_word(said).lower())
        self._hand.do(lambda session: set_purpose(session, ticket.id, said), told, then=card.leave)
