"""Homes: asked for at the counter, gone to from their own page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.gui.queue.doing.called import CalledActs
from ektp_desk.gui.queue.doing.chosen import ChosenActs
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.usecases.queue.commands import Home, ask_home, move_stop, serve
from ektp_desk.words import _


class HomeActs(QObject):
    """Listens to the page of homes and to the card that writes one down."""

    def __init__(self, hand: Hand, called: CalledActs, chosen: ChosenActs) -> None:
        super().__init__(hand.view)
        self._hand, self._called, self._chosen = hand, called, chosen
        homes, form = hand.view.homes, hand.view.home_form
        form.asked.connect(self._on_asked)
        homes.new_asked.connect(form.ask)
        homes.serve_asked.connect(self._on_serve)
        homes.end_asked.connect(self._on_end)
        homes.other_day_asked.connect(self._on_other_day)
        homes.moved.connect(self._on_moved)
        homes.print_asked.connect(self._on_print)

    def _on_asked(self, home: Home) -> None:
        facts, work, form = self._hand.facts(), self._hand.work, self._hand.view.home_form
        if facts is None:
            return
        visit, desk = facts.visit.id, work.desk

        def given(ticket: str) -> None:
            form.leave()
            number = ticket.rpartition(":")[2]
            work.undoable.emit(_("Nomor {number} diberikan, didatangi di rumah").format(number=number))

        work.do(lambda session: ask_home(session, visit, home, letter=desk), given, form.show_error)

    def _on_serve(self) -> None:
        stop, work = self._hand.view.homes.chosen(), self._hand.work
        if stop is not None:
            ticket, desk = stop.ticket, work.desk
            work.do(
                lambda session: serve(session, ticket, desk=desk),
                lambda _none: work.go_asked.emit("recording", ticket),
            )

    def _on_end(self) -> None:
        if stop := self._hand.view.homes.chosen():
            self._called.ask_ending(stop.ticket, stop.number, stop.purpose)

    def _on_other_day(self) -> None:
        if stop := self._hand.view.homes.chosen():
            self._chosen.ask_other_day(stop.number, [stop.ticket])

    def _on_print(self) -> None:
        """Go where its names are asked for: the list tells who is at home and what they cannot do."""
        if facts := self._hand.facts():
            self._hand.work.go_asked.emit("reports", Wanted(PaperKind.HOMES, facts.visit.id))

    def _on_moved(self, by: int) -> None:
        facts, stop = self._hand.facts(), self._hand.view.homes.chosen()
        if facts is not None and stop is not None:
            visit, ticket = facts.visit.id, stop.ticket
            self._hand.work.do(lambda session: move_stop(session, visit, ticket, by=by))
