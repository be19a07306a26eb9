"""Joins the queue's screen to the use cases: reads it, finds in it, keeps its minutes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Number
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.queue.chime import Chime
from ektp_desk.gui.queue.controller import CalledActs, ChosenActs, Hand, HomeActs, Undoing
from ektp_desk.gui.queue.display import Display
from ektp_desk.gui.queue.giving import DeskActs, GivingActs, TakingIn
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.queue.facts import QueueFacts, find_stop, find_ticket, read_queue
from ektp_desk.usecases.queue.queries import the_ticket, ticket_by_number
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import closed_today, visit_name
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date

_TICK_MS = 15_000


class Presenter(QObject):
    """Keeps the queue as last read; every act is followed by a new reading."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._view = QueueView()
        self.view: QWidget = self._view
        self._facts: QueueFacts | None = None
        self._tick = QTimer(self._view, interval=_TICK_MS)
        self._tick.timeout.connect(lambda: self._view.show_time(work.session.now))
        hand = Hand(work, self._view, lambda: self._facts, Panels(lambda: self._view))
        self._called, self._chosen, self._undoing = CalledActs(hand), ChosenActs(hand), Undoing(hand)
        self._giving, self._taking_in, self._desks = GivingActs(hand), TakingIn(hand), DeskActs(hand)
        self._display = Display(work, self._view, Chime(self._view))
        self._view.display_asked.connect(self._on_display)
        self._connect_display()
        self._view.waiting.slip.asked.connect(work.slip_asked)
        self._homes = HomeActs(hand, self._called, self._chosen)
        self._awaited = ""  # a number that was scanned before the queue was read
        self._view.close_day_asked.connect(lambda: work.go_asked.emit("closing", None))
        self._view.none_open.plan_asked.connect(lambda: work.go_asked.emit("lists", None))
        self._view.none_open.report_asked.connect(lambda visit: work.go_asked.emit("reports", visit))

    def _connect_display(self) -> None:
        card = self._view.numbers_shown
        card.turn_asked.connect(self._on_turn)
        card.chime_asked.connect(self._on_chime)
        card.try_asked.connect(self._display.ring)

    def _on_display(self) -> None:
        """Say how the display stands, and ask what to do with it."""
        card = self._view.numbers_shown
        card.show_state(shown=self._display.is_open(), heard=self._display.chimes)
        card.ask()

    def _on_turn(self) -> None:
        self._view.numbers_shown.leave()
        self._display.turn()

    def _on_chime(self) -> None:
        self._display.turn_chimes()
        self._view.numbers_shown.show_state(shown=self._display.is_open(), heard=self._display.chimes)

    def shown(self, subject: object) -> None:
        """Come to the front: the keys act at once. `subject`: "give", a ticket's id, or None."""
        self._tick.start()
        self._view.take_focus()

        def arrived() -> None:
            self._view.take_focus()
            if subject == "give":
                self._giving.give_one()
            elif isinstance(subject, str):
                self._point_at(subject)
            scanned, self._awaited = self._awaited, ""
            if scanned:
                self.scanned(scanned)

        self._read(arrived)

    def _point_at(self, ticket: str) -> None:
        """Choose a ticket's row; one that has ended stands in no row, so say so."""
        found = self._facts.ticket(ticket) if self._facts else None
        if self._facts and any(stop.ticket == ticket for stop in self._facts.stops):
            self._view.go_home(ticket)
            return
        if found is None or not self._view.point_at(found):
            self._work.ask(
                lambda session: the_ticket(session, ticket),
                lambda found: self._work.refused.emit(EktpError("ticket.ended", number=found.number)),
            )

    def read_anew(self) -> None:
        """Read the queue again; the focus moves only when what held it has gone."""
        self._read(self._keep_focus)

    def heading(self) -> tuple[str, str, str]:
        """Name the village, the day and the desk."""
        visit, today = self._work.visit, self._work.session.today
        if visit is None:
            return _("Antrean"), long_date(today), short_date(today)
        place = visit_name(self._work.session, visit)
        words = _("{day} · meja {desk}")
        desk = self._work.desk
        return (
            place,
            words.format(day=long_date(today), desk=desk),
            words.format(day=short_date(today), desk=desk),
        )

    def search_typed(self, text: str) -> None:
        """Choose the row that a number or the beginning of a name points at; no row moves."""
        if self._facts and (found := find_ticket(self._facts, text)):
            self._view.point_at(found)

    def search_entered(self, text: str) -> None:
        """Go to the row, or say why there is none; a number unknown here is offered to be taken in."""
        found = find_ticket(self._facts, text) if self._facts else None
        if found:
            self._view.point_at(found)
        elif self._facts and (stop := find_stop(self._facts, text)):
            self._view.go_home(stop.ticket)
        elif text.strip() and self._facts:
            self._explain(text, self._facts)
        self._view.take_focus()

    def scanned(self, text: str) -> None:
        """A paper was scanned, wherever the focus was."""
        if self._facts is None:  # still being read
            self._awaited = text
        elif not self._view.is_asking():
            self.search_entered(text)

    def _explain(self, text: str, facts: QueueFacts) -> None:
        try:
            number = Number.parse(text)
        except EktpError:
            self._work.refused.emit(EktpError("queue.nobody_found"))
            return

        def not_here(_error: EktpError) -> None:
            self._taking_in.offer(number, facts)

        self._work.ask(
            lambda session: ticket_by_number(session, facts.visit.id, text),
            lambda ticket: self._work.refused.emit(EktpError("ticket.ended", number=ticket.number)),
            not_here,
        )

    def _read(self, then: Callable[[], None]) -> None:
        visit, desk = self._work.visit, self._work.desk
        if visit is None:

            def closed(day: Visit | None) -> None:
                self._view.none_open.show_closed(day)
                self._show(None)
                then()

            self._work.ask(closed_today, closed)
            return

        def done(facts: QueueFacts) -> None:
            self._show(facts)
            then()

        self._work.ask(lambda session: read_queue(session, visit.id, desk), done)

    def _show(self, facts: QueueFacts | None) -> None:
        self._facts = facts
        self._view.show_facts(facts, self._work.session.now)

    def _keep_focus(self) -> None:
        holder = self._view.focusWidget()
        if holder is None or not holder.isVisible() or not holder.hasFocus():
            self._view.take_focus()
