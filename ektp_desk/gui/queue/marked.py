"""Marked numbers: the panel that is theirs, and the acts on all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ektp_desk.gui.kit import Card, Elided, ListTable, hairline, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.ending import ChosenEnding, SeveralEndings, first_few
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.usecases.queue.commands import skip_tickets
from ektp_desk.usecases.queue.facts import Line
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class MarkedCard(Card):
    """How many are marked, the first of them, and what can be done to all."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=6 if is_small() else 8, name="marked_card")
        self._count = label("", "figure" if is_small() else "hero", name="marked_count")
        self._numbers = Elided("", "help")
        words = stacked(label(_("nomor ditandai"), "strong"), self._numbers)
        self.add_row(label(_("Satu hasil untuk yang ditandai"), "strong", tone="primary"))
        figure = in_row(self._count, words, gap=12, grows=words)
        buttons = [acts.button(id_) for id_ in ("queue_end_marked", "queue_skip_marked")]
        keys = label(_("Spasi menandai · Ctrl+A semua yang menunggu"), "help", wrap=True)
        self.stack(figure, hairline(), *buttons, keys, None, acts.button("queue_unmark", kind="quiet"))

    def show_numbers(self, numbers: Sequence[str]) -> None:
        self._count.setText(count(len(numbers)))
        self._numbers.set_text(first_few(numbers))


class MarkedController:
    """`table` gives the list that stands now."""

    def __init__(self, context: QueueContext, table: Callable[[], ListTable[Line]]) -> None:
        self._context, self._work, self._table = context, context.work, table

    def table(self) -> list[Act]:
        return [
            Act(id="queue_mark", text=_("Tandai"), keys=("Space",), when=self._may_mark, run=self._toggle),
            Act(
                id="queue_mark_all",
                text=_("Tandai semua"),
                keys=("Ctrl+A",),
                when=self._may_mark,
                run=self._mark_all,
            ),
            Act(
                id="queue_end_marked",
                text=_("Satu hasil…"),
                keys=("F9",),
                when=self._any,
                run=self._ask_ending,
                opens=True,
            ),
            Act(
                id="queue_skip_marked",
                text=_("Lewati semuanya"),
                short=_("Lewati"),
                keys=("F8",),
                when=self._any,
                run=self._skip,
            ),
            Act(
                id="queue_unmark",
                text=_("Lepas tanda"),
                keys=("Esc",),
                when=lambda: self._any() and not self._context.is_typed(),
                run=self._drop,
            ),
        ]

    def _may_mark(self) -> bool:
        return self._context.shown is Shown.WAITING and not self._context.is_typed()

    def _any(self) -> bool:
        return bool(self._context.marked)

    def _toggle(self) -> None:
        self._table().toggle()

    def _mark_all(self) -> None:
        self._table().mark_all()

    def _drop(self) -> None:
        self._table().mark(())

    def _ask_ending(self) -> None:
        tickets, session = self._context.marked, self._work.session

        def ended(ending: ChosenEnding) -> None:
            def told() -> str:
                return _("{n} nomor: {outcome}").format(n=count(len(tickets)), outcome=ending.word())

            ids = [ticket.id for ticket in tickets]
            self._context.answer(lambda session: ending.write_all(session, ids), told)

        self._context.panels.ask(
            lambda host: SeveralEndings(
                host, tickets, ended, today=session.today, may_lose=session.user.is_supervisor
            )
        )

    def _skip(self) -> None:
        ids, desk = [ticket.id for ticket in self._context.marked], self._work.desk

        def done(skipped: int) -> None:
            self._drop()
            self._work.tell(partial(_skipped_words, skipped), undoable=True)

        self._work.do(lambda session: skip_tickets(session, ids, desk=desk), done)


def _skipped_words(skipped: int) -> str:
    return _("{n} nomor dilewati: dipanggil lagi sesudah yang lain").format(n=count(skipped))
