"""Giving numbers, taking in those of other laptops, and the desks they are given at."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Number, Purpose
from ektp_desk.gui.queue.controller import Hand
from ektp_desk.gui.queue.other_cards import SecondDesk
from ektp_desk.usecases.queue.commands import NewGroup, give_number, give_numbers, serve_number
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.usecases.visits.commands import count_sent_home, open_desk
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word


class GivingActs(QObject):
    """Listens to the buttons below the list."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        view.number_asked.connect(lambda purpose: self.give_one(Purpose(purpose)))
        view.many.given.connect(lambda count, purpose, group: self._give(count, Purpose(purpose), group))
        view.home_stepped.connect(self._on_home)

    def give_one(self, purpose: Purpose = Purpose.RECORD) -> None:
        """Give the next number to somebody who comes for this."""
        self._give(1, purpose)

    def _give(self, count: int, purpose: Purpose, group: NewGroup | None = None) -> None:
        facts, work, many = self._hand.facts(), self._hand.work, self._hand.view.many
        if facts is None:
            return
        visit, desk = facts.visit.id, work.desk

        def given(tickets: list[str]) -> None:
            many.leave()
            work.undoable.emit(_given(tickets, purpose))

        work.do(
            lambda session: give_numbers(
                session, visit, letter=desk, count=count, purpose=purpose, group=group
            ),
            given,
            many.show_error if many.isVisible() else None,
        )

    def _on_home(self, step: int) -> None:
        if facts := self._hand.facts():
            visit = facts.visit.id
            self._hand.work.do(lambda session: count_sent_home(session, visit, step))


def _given(tickets: list[str], purpose: Purpose) -> str:
    first, last = (ticket.rpartition(":")[2] for ticket in (tickets[0], tickets[-1]))
    if len(tickets) > 1:
        return _("{n} nomor diberikan: {first} s.d. {last}").format(n=len(tickets), first=first, last=last)
    if purpose is Purpose.RECORD:
        return _("Nomor {number} diberikan").format(number=first)
    return _("Nomor {number} diberikan: {purpose}").format(
        number=first, purpose=purpose_word(purpose).lower()
    )


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


class DeskActs(QObject):
    """Listens to the button that names the next desk, and to the one that opens another."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        view.desk_asked.connect(self._on_desk)
        view.new_desk_asked.connect(self._on_new_desk)

    def _on_desk(self) -> None:
        facts, work = self._hand.facts(), self._hand.work
        if facts is None:
            return
        other = facts.other_desk()
        if other is None:
            self._on_new_desk()
            return
        work.desk = other.letter
        work.told.emit(_("Sekarang di meja {desk}").format(desk=other.letter))
        work.changed.emit()

    def _on_new_desk(self) -> None:
        if facts := self._hand.facts():
            taken = facts.visit.desks
            self._hand.panels.ask(lambda host: SecondDesk(host, taken, self._on_letter))

    def _on_letter(self, letter: str) -> None:
        facts, work, panels = self._hand.facts(), self._hand.work, self._hand.panels
        if facts is None:
            return
        visit = facts.visit.id

        def opened(_none: None) -> None:
            panels.leave()
            work.desk = letter
            work.told.emit(_("Meja {desk} dibuka. Sekarang di meja {desk}").format(desk=letter))

        work.do(lambda session: open_desk(session, visit, letter=letter), opened, panels.refuse)
