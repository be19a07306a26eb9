"""The acts on numbers without an outcome: one is ended, or one outcome is given to all that are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ektp_desk.gui.closing.lists import UnclearList
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.contact import ContactController
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel, SeveralEndings
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.work import Work
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class UnclearController:
    """`shown` gives the list that stands now, `is_here` whether it is what is asked about."""

    def __init__(
        self, work: Work, panels: Panels, shown: Callable[[], UnclearList], is_here: Callable[[], bool]
    ) -> None:
        self._work, self._panels, self._shown, self._is_here = work, panels, shown, is_here
        self._contact = ContactController(work, panels)

    def table(self) -> list[Act]:
        return [
            Act(
                id="closing_end",
                text=self._end_word,
                short=self._end_short,
                keys=("Enter", "S"),
                when=self._is_here,
                run=self._ask,
            ),
            Act(
                id="closing_mark",
                text=_("Tandai"),
                keys=("Space",),
                when=self._is_here,
                run=self._toggle,
            ),
            Act(
                id="closing_mark_all",
                text=_("Tandai semua"),
                keys=("Ctrl+A",),
                when=self._is_here,
                run=self._mark_all,
            ),
        ]

    def drop_marks(self) -> bool:
        """Take the marks away; give whether there were any."""
        had = bool(self._is_here() and self._shown().table.marks())
        self._shown().table.mark(())
        return had

    def _toggle(self) -> None:
        self._shown().table.toggle()

    def _mark_all(self) -> None:
        self._shown().table.mark_all()

    def _end_word(self) -> str:
        if not self._is_here():
            return ""
        marked = self._shown().marked()
        if marked:
            return _("Satu hasil untuk {n} nomor…").format(n=count(len(marked)))
        row = self._shown().chosen()
        return _("Beri hasil {number}…").format(number=row.ticket.number if row else "")

    def _end_short(self) -> str:
        marked = self._shown().marked() if self._is_here() else []
        return _("Satu hasil ({n})…").format(n=count(len(marked))) if marked else self._end_word()

    def _ask(self) -> None:
        marked, row, session = self._shown().marked(), self._shown().chosen(), self._work.session
        if marked:
            self._panels.ask(
                partial(
                    SeveralEndings,
                    tickets=marked,
                    answer=partial(self._end_all, marked),
                    today=session.today,
                    may_lose=session.user.is_supervisor,
                )
            )
        elif row:
            self._panels.ask(
                partial(
                    EndingPanel,
                    number=row.ticket.number,
                    answer=partial(self._end, row.ticket),
                    purpose=row.ticket.purpose,
                    today=session.today,
                    may_refuse=self._work.may_refuse,
                    nameless=not row.ticket.name,
                )
            )

    def _end(self, ticket: Ticket, ending: ChosenEnding) -> None:
        def done(_none: None) -> None:
            self._panels.leave()
            if ending.on:
                self._contact.ask_once(ticket.person)

        self._work.do(lambda session: ending.write(session, ticket.id), done, self._panels.refuse)

    def _end_all(self, tickets: Sequence[Ticket], ending: ChosenEnding) -> None:
        def told() -> str:
            words = _("{n} nomor: {outcome}. Keliru? F2, lalu Ctrl+Z.")
            return words.format(n=count(len(tickets)), outcome=ending.word())

        def done(_none: None) -> None:
            self._panels.leave()
            self._work.tell(told)

        ids = [ticket.id for ticket in tickets]
        self._work.do(lambda session: ending.write_all(session, ids), done, self._panels.refuse)
