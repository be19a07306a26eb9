"""What can be done with the number that the desk has called or serves."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.tickets import Outcome, TicketState, expected
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.ending import ChosenEnding
from ektp_desk.gui.queue.context import QueueContext
from ektp_desk.gui.queue.words import blue_word, end_word, ended_words
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import call, call_next, put_back, serve, skip
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _


class CalledController:
    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work

    def table(self) -> list[Act]:
        return [
            Act(
                id="queue_blue",
                text=lambda: blue_word(self._context.held),
                short=lambda: "" if self._context.held else _("Panggil"),
                keys=("Enter",),
                when=lambda: not self._context.is_typed(),
                why_not=self._why_nobody,
                run=self._go_on,
            ),
            Act(
                id="queue_again",
                text=_("Panggil lagi"),
                short=_("Lagi"),
                keys=("Ctrl+R",),
                when=self._calls,
                run=self._recall,
            ),
            Act(
                id="queue_skip",
                text=_("Tidak ada, lewati"),
                short=_("Lewati"),
                keys=("F8",),
                when=self._calls,
                run=self._skip,
            ),
            Act(
                id="queue_later",
                text=_("Tunda, kembali ke antrean"),
                short=_("Tunda"),
                keys=("F8",),
                when=self._serves,
                run=self._put_back,
            ),
            Act(
                id="queue_end",
                text=lambda: end_word(self._context.held),
                keys=("F9",),
                when=self._may_end,
                run=self._end,
                opens=True,
            ),
        ]

    def _may_end(self) -> bool:
        chosen = self._context.is_absent() or self._context.is_missed()
        return self._held_alone() is not None and not chosen

    def _calls(self) -> bool:
        held = self._held_alone()
        return held is not None and held.state is not TicketState.SERVING

    def _serves(self) -> bool:
        return self._held_alone() is not None and not self._calls()

    def _held_alone(self) -> Ticket | None:
        """The called number, while the keys are not those of marked ones."""
        return None if self._context.marked else self._context.held

    def _why_nobody(self) -> str:
        facts = self._context.facts
        return "" if facts and (facts.held or facts.next_up) else _("Tidak ada yang menunggu")

    def _go_on(self) -> None:
        """Call, serve, then end as expected, or go where the recording is."""
        held = self._context.held
        if held is None:
            self._call_next()
        elif held.state is not TicketState.SERVING:
            self._serve(held)
        elif likely := expected(held.purpose):
            self._end_as_expected(held, likely)
        else:
            self._work.go(Go("recording", ticket=held.id))

    def _call_next(self) -> None:
        if facts := self._context.facts:
            self._work.do(
                lambda session: call_next(session, facts.visit.id, desk=facts.desk), self._context.called
            )

    def _serve(self, held: Ticket) -> None:
        def served(_none: None) -> None:
            if expected(held.purpose) is None:
                self._work.go(Go("recording", ticket=held.id))

        self._work.do(lambda session: serve(session, held.id, desk=held.desk), served)

    def _end_as_expected(self, held: Ticket, outcome: Outcome) -> None:
        ending = ChosenEnding(outcome.value)
        self._context.do(
            lambda session: ending.write(session, held.id), partial(ended_words, held.number, outcome)
        )

    def _recall(self) -> None:
        if held := self._context.held:
            self._work.do(
                lambda session: call(session, held.id, desk=held.desk),
                lambda _none: self._context.called(held.id),
            )

    def _skip(self) -> None:
        if held := self._context.held:
            self._context.do(
                lambda session: skip(session, held.id, desk=held.desk),
                lambda: _("{number} dilewati: dipanggil lagi sesudah yang lain").format(number=held.number),
            )

    def _put_back(self) -> None:
        if held := self._context.held:
            self._context.do(
                lambda session: put_back(session, held.id, desk=held.desk),
                lambda: _("{number} ditunda: dipanggil lagi sesudah yang lain").format(number=held.number),
            )

    def _end(self) -> None:
        if held := self._context.held:
            self._context.ask_ending(held.id, held.number, held.purpose)
