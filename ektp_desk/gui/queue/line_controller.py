"""What can be done with the chosen line of the queue, a number or a group."""

from __future__ import annotations

from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.gui.queue.about_number import AboutNumber, Subject
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.gui.queue.words import call_word, change_words, group_rest, why_not_call, why_not_change
from ektp_desk.usecases.queue.commands import call, call_next_of_group, come_back, prioritise, set_purpose
from ektp_desk.usecases.queue.facts import GroupRow, has_missed, is_free
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.outcomes import priority_word, purpose_word


class LineController:
    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work

    def table(self) -> list[Act]:
        context = self._context
        return [
            Act(
                id="queue_call",
                text=lambda: call_word(context.line),
                short=_("Panggil"),
                keys=("Ctrl+Enter",),
                when=self._is_shown,
                why_not=lambda: why_not_call(context.line, context.held),
                run=self._call,
            ),
            Act(
                id="queue_first_in_line",
                text=lambda: change_words(context.line, context.held)[0],
                short=lambda: change_words(context.line, context.held)[1],
                keys=("Ctrl+↑",),
                when=self._is_shown,
                why_not=lambda: why_not_change(context.line, context.held),
                run=self._change,
            ),
        ]

    def _is_shown(self) -> bool:
        return self._context.shown is Shown.WAITING

    def _call(self) -> None:
        facts, line, desk = self._context.facts, self._context.line, self._work.desk
        if facts is None or line is None:
            return
        if isinstance(line, GroupRow):
            visit, group = facts.visit.id, line.group.id
            self._work.do(
                lambda session: call_next_of_group(session, visit, group, desk=desk), self._context.called
            )
        else:
            ticket = line.ticket.id
            self._work.do(
                lambda session: call(session, ticket, desk=desk), lambda _none: self._context.called(ticket)
            )

    def _change(self) -> None:
        line = self._context.line
        if isinstance(line, GroupRow):
            self._ask_about_group(line)
        elif line is not None and has_missed(line.ticket):
            self._take_back_in(line.ticket)
        elif line is not None:
            self._ask_about_number(line.ticket)

    def _take_back_in(self, ticket: Ticket) -> None:
        self._context.do(
            lambda session: come_back(session, ticket.id),
            lambda: _("{number} datang kembali, didahulukan").format(number=ticket.number),
        )

    def _ask_about_group(self, line: GroupRow) -> None:
        free, who = [ticket for ticket in line.members if is_free(ticket)], group_title(line.group)
        tickets = tuple(ticket.id for ticket in free)
        self._ask(Subject(who, tickets, who, group_rest(line), free[0].priority, purpose=None))

    def _ask_about_number(self, ticket: Ticket) -> None:
        first = priority_word(ticket.priority).lower() if ticket.priority else _("giliran biasa")
        self._ask(
            Subject(
                ticket.number,
                (ticket.id,),
                title=f"{ticket.number} {ticket.name}".strip(),
                line=f"{purpose_word(ticket.purpose)} · {first}",
                priority=ticket.priority,
                purpose=ticket.purpose,
                waits=is_free(ticket),
            )
        )

    def _ask(self, subject: Subject) -> None:
        self._context.panels.ask(
            lambda host: AboutNumber(
                host,
                subject,
                on_reason=self._prioritise,
                on_purpose=self._set_purpose,
                on_other_day=self._other_day,
            )
        )

    def _prioritise(self, subject: Subject, reason: Priority | None) -> None:
        def told() -> str:
            words = _("{number} didahulukan: {reason}") if reason else _("{number} tidak lagi didahulukan")
            return words.format(number=subject.who, reason=priority_word(reason or "").lower())

        self._context.answer(lambda session: prioritise(session, subject.tickets, reason), told)

    def _set_purpose(self, subject: Subject, purpose: Purpose) -> None:
        self._context.answer(
            lambda session: set_purpose(session, subject.tickets[0], purpose),
            lambda: _("{number}: {purpose}").format(
                number=subject.who, purpose=purpose_word(purpose).lower()
            ),
        )

    def _other_day(self, subject: Subject) -> None:
        self._context.panels.leave()
        self._context.ask_other_day(subject.who, subject.tickets)
