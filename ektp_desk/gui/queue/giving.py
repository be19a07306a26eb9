"""Giving numbers, taking in those of other laptops, and the desks they are given at."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Number, Purpose
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.gui.queue.panels import PURPOSE_KEYS, AllowedDesk, ManyNumbers, SecondDesk, UnseenNumber
from ektp_desk.gui.queue.words import desk_words, given_words
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import NewGroup, give_number, give_numbers, serve_number
from ektp_desk.usecases.queue.facts import OtherDesk
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import count_sent_home, open_desk
from ektp_desk.usecases.visits.letters.queries import DeskLetters, desk_letters
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word

_PURPOSES = {Purpose.RECORD: "record", Purpose.FETCH_CARD: "card", Purpose.QUESTION: "question"}


class GivingController:
    """The acts below the list: numbers, who was sent home without one, and this laptop's desks."""

    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work
        self.purpose = Purpose.RECORD  # of the next number

    def table(self) -> list[Act]:
        sent_home = _("Pulang tanpa nomor")
        return [
            Act(
                id="queue_one",
                text=self._one_word,
                short=lambda: self._one_word(short=True),
                keys=("Ins", "+"),
                when=lambda: self._context.shown not in (Shown.FOUND, Shown.TO_COME),
                run=self._give_next,
            ),
            *(
                Act(
                    id=f"queue_for_{id_}",
                    text=_("Nomor berikut: {purpose}").format(purpose=purpose_word(each).lower()),
                    keys=(PURPOSE_KEYS[each],),
                    run=partial(self._choose, each),
                )
                for each, id_ in _PURPOSES.items()
            ),
            Act(
                id="queue_many",
                text=_("Banyak…"),
                keys=("Ctrl+Ins",),
                run=self._ask_many,
                opens=True,
            ),
            Act(
                id="sent_home_plus",
                text=_("{title}: tambah satu").format(title=sent_home),
                keys=("Alt++", "Alt+="),
                run=partial(self._count_sent_home, 1),
            ),
            Act(
                id="sent_home_minus",
                text=_("{title}: kurangi satu").format(title=sent_home),
                keys=("Alt+-",),
                why_not=self._why_not_fewer,
                run=partial(self._count_sent_home, -1),
            ),
            Act(
                id="queue_desk",
                text=lambda: desk_words(self._other_desk())[0],
                short=lambda: desk_words(self._other_desk())[1],
                keys=("Ctrl+M",),
                run=self._change_desk,
            ),
            # Ctrl+M, which opens the second, goes between them once there are several.
            Act(
                id="queue_new_desk",
                text=_("Meja lagi…"),
                keys=("Ctrl+Shift+M",),
                when=lambda: self._other_desk() is not None,
                run=self._ask_desk,
            ),
        ]

    def give(self) -> None:
        """The next number to somebody who comes to be recorded."""
        self._give(1, Purpose.RECORD)

    def reset(self) -> None:
        """The number after this one is for a recording again."""
        self.purpose = Purpose.RECORD

    def _give_next(self) -> None:
        self._give(1, self.purpose)

    def _one_word(self, *, short: bool = False) -> str:
        if self.purpose is Purpose.RECORD:
            return _("Nomor")
        purpose = purpose_word(self.purpose, short=True)
        return purpose if short else _("Nomor {purpose}").format(purpose=purpose.lower())

    def _choose(self, purpose: Purpose) -> None:
        """What the next number is for; the one after it is for a recording again."""
        self.purpose = purpose
        self._context.changed.emit()

    def _ask_many(self) -> None:
        self._context.panels.ask(lambda host: ManyNumbers(host, self._give))

    def _give(self, count: int, purpose: Purpose, group: NewGroup | None = None) -> None:
        facts, work, panels = self._context.facts, self._work, self._context.panels
        if facts is None:
            return
        visit, desk = facts.visit.id, work.desk

        def given(tickets: list[str]) -> None:
            panels.leave()
            self.reset()
            work.tell(partial(given_words, tickets, purpose), undoable=True)

        work.do(
            lambda session: give_numbers(
                session, visit, letter=desk, count=count, purpose=purpose, group=group
            ),
            given,
            panels.refuse if panels.open else None,
        )

    def _why_not_fewer(self) -> str:
        facts = self._context.facts
        return "" if facts and facts.visit.sent_home else _("Belum ada yang pulang tanpa nomor")

    def _count_sent_home(self, step: int) -> None:
        if facts := self._context.facts:
            self._work.do(lambda session: count_sent_home(session, facts.visit.id, step))

    def offer_unseen(self, number: Number) -> None:
        """Ask what to do with whoever holds a paper that this laptop did not give."""
        facts = self._context.facts
        if facts is None:
            return
        own, held = number.letter in facts.visit.own_desks.split(), facts.held
        self._context.panels.ask(
            lambda host: UnseenNumber(
                host,
                str(number),
                own=own,
                held=held.number if held else "",
                serve=partial(self._serve_unseen, facts.visit.id, number),
                wait=partial(self._give_unseen, facts.visit.id, number),
            )
        )

    def _serve_unseen(self, visit: str, number: Number) -> None:
        work, panels, desk = self._work, self._context.panels, self._work.desk

        def served(ticket: str) -> None:
            panels.leave()
            work.go(Go("recording", ticket=ticket))

        work.do(lambda session: serve_number(session, visit, number, desk=desk), served, panels.refuse)

    def _give_unseen(self, visit: str, number: Number) -> None:
        self._context.answer(
            lambda session: give_number(session, visit, number),
            lambda: _("Nomor {number} diberikan").format(number=number),
        )

    def _other_desk(self) -> OtherDesk | None:
        return self._context.facts.other_desk() if self._context.facts else None

    def _change_desk(self) -> None:
        other, work = self._other_desk(), self._work
        if other is None:
            self._ask_desk()
            return
        work.desk = other.letter
        work.tell(lambda: _("Sekarang di meja {desk}").format(desk=other.letter))
        work.read_anew()

    def _ask_desk(self) -> None:
        if facts := self._context.facts:
            visit, panels = facts.visit, self._context.panels

            def ask(letters: DeskLetters) -> None:
                panels.ask(lambda host: SecondDesk(host, letters, self._open_desk))

            self._work.ask(lambda session: desk_letters(session, visit), ask, over="desk_letters")

    def _open_desk(self, letter: str, supervisor: str = "", passphrase: str | None = None) -> None:
        """By a supervisor's word where the letter is assigned to another laptop."""
        facts, work, panels = self._context.facts, self._work, self._context.panels
        if facts is None:
            return

        def opened(_none: None) -> None:
            panels.leave()
            work.desk = letter
            work.tell(lambda: _("Meja {desk} dibuka. Sekarang di meja {desk}").format(desk=letter))

        def refused(error: EktpError) -> None:
            if error.code == "desk.not_assigned":
                answer, own_word = partial(self._open_desk, letter), work.session.user.is_supervisor
                panels.ask(lambda host: AllowedDesk(host, letter, answer, own_word=own_word))
            else:
                panels.refuse(error)

        def act(session: Session) -> None:
            open_desk(session, facts.visit.id, letter=letter, supervisor=supervisor, passphrase=passphrase)

        work.do(act, opened, refused)
