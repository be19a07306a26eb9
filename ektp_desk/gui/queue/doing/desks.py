"""Several desks at one laptop: M goes to the next, J opens one more; M does while there is only one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.usecases.visits.commands import open_desk
from ektp_desk.words import _


class DeskActs(QObject):
    """Listens to the button that names the next desk, and to the one that opens another."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        view.desk_asked.connect(self._on_desk)
        view.new_desk_asked.connect(self._on_new_desk)
        view.second_desk.letter_chosen.connect(self._on_letter)

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
            self._hand.view.second_desk.ask(facts.visit.desks)

    def _on_letter(self, letter: str) -> None:
        facts, work, card = self._hand.facts(), self._hand.work, self._hand.view.second_desk
        if facts is None:
            return
        visit = facts.visit.id

        def opened(_none: None) -> None:
            card.leave()
            work.desk = letter
            work.told.emit(_("Meja {desk} dibuka. Sekarang di meja {desk}").format(desk=letter))

        work.do(lambda session: open_desk(session, visit, letter=letter), opened, card.show_error)
