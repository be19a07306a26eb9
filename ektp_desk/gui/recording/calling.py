"""The pages without a person: no number in hand, or one that was called; and the way to the queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Number, TicketState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.recording.controller import Controller
from ektp_desk.gui.recording.view import Page
from ektp_desk.gui.recording.words import busy_words, waiting_words
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import call, call_next, serve_number, skip
from ektp_desk.usecases.queue.queries import ticket_by_number
from ektp_desk.usecases.recording import commands
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


class Calling:
    """Takes a number in hand: typed, scanned, called next, or chosen in the list of the day."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def table(self) -> list[Act]:
        controller = self._controller

        def on(page: Page) -> bool:
            return controller.page == page

        def why_no_call() -> str:
            called = controller.ticket is not None and controller.ticket.state is TicketState.CALLED
            return "" if called else _("Nomor ini belum dipanggil")

        def why_no_next() -> str:
            return waiting_words(0) if not (controller.seen and controller.seen.waiting) else ""

        def why_not_serve() -> str:
            return busy_words(controller.seen) if controller.seen else ""

        serve = partial(self._at_desk, commands.take)
        return [
            Act(
                id="plan_or_report",
                keys=("Ctrl+Enter",),
                when=partial(on, "none_open"),
                run=lambda: self._controller.view.none_open.blue().click(),
            ),
            Act(
                id="call_next",
                text=_("Panggil berikutnya"),
                keys=("Ctrl+Enter",),
                when=partial(on, "idle"),
                why_not=why_no_next,
                run=self._call_next,
            ),
            Act(
                id="to_queue",
                text=_("Ke antrean"),
                keys=("Esc",),
                when=partial(on, "idle"),
                run=self.to_queue,
            ),
            # Enter presses the button, which has the focus.
            Act(
                id="serve",
                text=_("Layani"),
                keys=("Enter",),
                why_not=why_not_serve,
                run=serve,
                bound=False,
            ),
            Act(
                id="serve_now",
                keys=("Ctrl+Enter",),
                when=partial(on, "called"),
                why_not=why_not_serve,
                run=serve,
            ),
            Act(
                id="call_again",
                text=_("Panggil lagi"),
                keys=("Ctrl+R",),
                when=partial(on, "called"),
                why_not=why_no_call,
                run=partial(self._at_desk, call),
            ),
            Act(
                id="skip",
                text=_("Tidak ada, lewati"),
                keys=("F8",),
                when=partial(on, "called"),
                why_not=why_no_call,
                run=partial(self._at_desk, skip, lambda _done: controller.take(None)),
            ),
        ]

    def serve_number(self, text: str, *, unseen: bool = False) -> None:
        work = self._controller.work
        visit, desk = work.visit, work.desk
        if visit is None:
            return

        def serve_it(session: Session) -> str:
            if unseen:
                return serve_number(session, visit.id, Number.parse(text), desk=desk)
            ticket = ticket_by_number(session, visit.id, text).id
            commands.take(session, ticket, desk=desk)
            return ticket

        work.do(serve_it, self._controller.take, self._refuse_number)

    def _refuse_number(self, error: EktpError) -> None:
        self._controller.view.idle.refuse(error)
        if error.code == "ticket.ended":
            self._controller.slip_meant.emit(str(error.facts["number"]))

    def open(self, ticket: str) -> None:
        """Turn to somebody of the day: here while they are open, in the queue's panel once they are done."""
        controller, seen = self._controller, self._controller.seen
        if seen is None or any(one.ticket.id == ticket for one in seen.ended):
            controller.work.go(Go("queue", ticket=ticket))
        elif controller.ticket_id == ticket:
            controller.view.take_focus()
        else:
            controller.take(ticket)
            controller.read()

    def to_queue(self) -> None:
        self._controller.work.go(Go("queue", ticket=self._controller.ticket_id or ""))

    def _call_next(self) -> None:
        work = self._controller.work
        visit, desk = work.visit, work.desk
        if visit is not None:
            work.do(lambda session: call_next(session, visit.id, desk=desk), self._controller.take)

    def _at_desk(self, act: Callable[..., object], done: Callable[[object], None] | None = None) -> None:
        """Do to the ticket at hand what a desk does to one."""
        work, ticket = self._controller.work, self._controller.ticket_id
        if ticket is not None:
            work.do(lambda session: act(session, ticket, desk=work.desk), done)
