"""What is done with the chosen number or group: call it, put it first, say what for, send to another day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.gui.queue.lines import GroupRow
from ektp_desk.gui.queue.reading import has_missed, is_free
from ektp_desk.gui.queue.words import group_rest, group_title
from ektp_desk.usecases.queue.commands import (
    call,
    call_next_of_group,
    come_back,
    prioritise,
    reschedule,
    set_purpose,
)
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.outcomes import priority_word, purpose_word


class ChosenActs(QObject):
    """Listens to the counter's lower half and to the two cards about what is chosen."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        self._who, self._tickets = "", list[str]()
        view.call_asked.connect(self._on_call)
        view.first_asked.connect(self._on_first)
        view.about.reason_chosen.connect(self._on_reason)
        view.about.purpose_chosen.connect(self._on_purpose)
        view.about.other_day_asked.connect(self._on_other_day)
        view.other_day.day_chosen.connect(lambda day: self._on_day(on=day))
        view.other_day.visit_chosen.connect(lambda visit: self._on_day(to_visit=visit))

    def _on_call(self) -> None:
        facts, desk, line = self._hand.facts(), self._hand.work.desk, self._hand.view.table.selected_row()
        if facts is None or line is None:
            return
        if isinstance(line, GroupRow):
            visit, group = facts.visit.id, line.group.id
            self._hand.work.do(lambda session: call_next_of_group(session, visit, group, desk=desk))
        else:
            ticket = line.ticket.id
            self._hand.work.do(lambda session: call(session, ticket, desk=desk))

    def _on_first(self) -> None:
        line, card = self._hand.view.table.selected_row(), self._hand.view.about
        if line is None:
            return
        if isinstance(line, GroupRow):
            free = [ticket for ticket in line.members if is_free(ticket)]
            self._who, self._tickets = group_title(line.group), [ticket.id for ticket in free]
            card.ask(self._who, group_rest(line), priority=free[0].priority, purpose=None)
            return
        ticket = line.ticket
        if has_missed(ticket):
            told = _("{number} datang kembali, didahulukan").format(number=ticket.number)
            self._hand.do(lambda session: come_back(session, ticket.id), told)
            return
        self._who, self._tickets = ticket.number, [ticket.id]
        first = priority_word(ticket.priority).lower() if ticket.priority else _("giliran biasa")
        now = f"{purpose_word(ticket.purpose)} · {first}"
        card.ask(
            f"{ticket.number} {ticket.name}".strip(),
            now,
            priority=ticket.priority,
            purpose=ticket.purpose,
            waits=is_free(ticket),
        )

    def _on_reason(self, reason: str) -> None:
        tickets, said = self._tickets, Priority(reason) if reason else None
        told = _("{number} didahulukan: {reason}") if reason else _("{number} tidak lagi didahulukan")
        told = told.format(number=self._who, reason=priority_word(reason).lower())
        self._write(lambda session: prioritise(session, tickets, said), told)

    def _on_purpose(self, purpose: str) -> None:
        said, ticket = Purpose(purpose), self._tickets[0]
        told = _("{number}: {purpose}").format(number=self._who, purpose=purpose_word(said).lower())
        self._write(lambda session: set_purpose(session, ticket, said), told)

    def _write(self, act: Callable[[Session], None], told: str) -> None:
        self._hand.do(act, told, then=self._hand.view.about.leave)

    def _on_other_day(self) -> None:
        self._hand.view.about.leave()
        self.ask_other_day(self._who, self._tickets)

    def ask_other_day(self, who: str, tickets: list[str]) -> None:
        """Ask when these are to come."""
        self._who, self._tickets = who, tickets
        if facts := self._hand.facts():
            self._hand.view.other_day.ask(who, facts.ahead)

    def _on_day(self, *, on: str = "", to_visit: str = "") -> None:
        tickets, card = self._tickets, self._hand.view.other_day
        told = _("{number} dijadwalkan ulang").format(number=self._who)

        def refused(error: EktpError) -> None:
            card.show_error(error)

        self._hand.do(
            lambda session: reschedule(session, tickets, on=on, to_visit=to_visit),
            told,
            then=card.leave,
            failed=refused,
        )
