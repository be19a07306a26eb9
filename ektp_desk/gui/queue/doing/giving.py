"""Giving numbers, one by one and many at once, and counting those who went home without one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.usecases.queue.commands import NewGroup, give_numbers
from ektp_desk.usecases.visits.commands import count_sent_home
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
