"""A number that this laptop never gave was typed or scanned: offer to take it in."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Number
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.gui.queue.reading import QueueFacts
from ektp_desk.usecases.queue.commands import give_number, serve_number
from ektp_desk.words import _


class TakingIn(QObject):
    """Owns what is asked about one unseen number."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, self._number, self._visit = hand, Number("A", 1), ""
        hand.view.unseen.serve_asked.connect(self._on_serve)
        hand.view.unseen.wait_asked.connect(self._on_wait)

    def offer(self, number: Number, facts: QueueFacts) -> None:
        """Ask what to do with whoever holds this paper."""
        self._number, self._visit = number, facts.visit.id
        own = number.letter in facts.visit.own_desks.split()
        self._hand.view.unseen.ask(str(number), own=own, held=facts.held.number if facts.held else "")

    def _on_serve(self) -> None:
        card, work = self._hand.view.unseen, self._hand.work
        visit, number, desk = self._visit, self._number, work.desk

        def served(ticket: str) -> None:
            card.leave()
            work.go_asked.emit("recording", ticket)

        work.do(lambda session: serve_number(session, visit, number, desk=desk), served, card.show_error)

    def _on_wait(self) -> None:
        card, visit, number = self._hand.view.unseen, self._visit, self._number
        told = _("Nomor {number} diberikan").format(number=number)
        self._hand.do(
            lambda session: give_number(session, visit, number), told, then=card.leave, failed=card.show_error
        )
