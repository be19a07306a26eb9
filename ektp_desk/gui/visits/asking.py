"""Asks in the panel's place, and writes the answer: another day, an opening again, a list's withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.visits.forms import AskForm, PostponeForm, ReopenForm, WithdrawForm
from ektp_desk.gui.visits.view import Overview
from ektp_desk.gui.visits.words import withdrawal_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import withdraw_list
from ektp_desk.usecases.lists.queries import kept_until
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.commands import postpone_visit, reopen_visit
from ektp_desk.usecases.visits.queries import Planned, losses_of
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date


class FormController:
    """The one form that is being filled; over a view that is built anew it is asked again."""

    def __init__(self, work: Work, overview: Callable[[], Overview]) -> None:
        self._work, self._overview = work, overview
        self._make: Callable[[], AskForm] | None = None
        self._means = ""  # what the withdrawal that is asked about takes

    @property
    def is_asking(self) -> bool:
        return self._make is not None

    def ask_again(self) -> None:
        if self._make is not None:
            self._ask(self._make)

    def drop(self) -> None:
        """Take away what is asked; the focus is somebody else's."""
        self._make = None
        self._overview().leave_form()

    def ask_postpone(self, planned: Planned) -> None:
        answer = partial(self._postpone, planned.visit.id)
        self._ask(partial(PostponeForm, planned.title, _day_of(planned), answer))

    def ask_reopen(self, planned: Planned) -> None:
        self._ask(partial(ReopenForm, planned.title, _day_of(planned), partial(self._reopen, planned)))

    def ask_withdraw(self, facts: ListFacts) -> None:
        self._means = ""
        self._ask(lambda: WithdrawForm(facts.name, self._means, partial(self._withdraw, facts.id)))

        def read(session: Session) -> str:
            return withdrawal_words(losses_of(session, facts), kept_until(session, facts), session.today)

        self._work.ask(read, self._say_means, over="withdrawal")

    def _ask(self, make: Callable[[], AskForm]) -> None:
        self._make, form = make, make()
        form.left.connect(self._leave)
        self._overview().ask(form)

    def _leave(self) -> None:
        lists = isinstance(self._overview().form, WithdrawForm)
        self.drop()
        self._overview().turn_to(lists=lists)

    def _say_means(self, means: str) -> None:
        self._means = means
        if isinstance(form := self._overview().form, WithdrawForm):
            form.say(means)

    def _postpone(self, visit: str, day: date, reason: str) -> None:
        self._write(
            lambda session: postpone_visit(session, visit, day=day, reason=reason),
            _("Ditunda ke {day}").format(day=short_date(day)),
        )

    def _reopen(self, planned: Planned, reason: str, passphrase: str) -> None:
        self._write(
            lambda session: reopen_visit(session, planned.visit.id, reason=reason, passphrase=passphrase),
            _("{visit} dibuka kembali").format(visit=planned.title),
        )

    def _withdraw(self, list_id: str, reason: str) -> None:
        self._write(
            lambda session: withdraw_list(session, list_id, reason=reason),
            _("Daftar dicabut. B mengembalikannya."),
        )

    def _write(self, act: Callable[[Session], object], done_words: str) -> None:
        def done(_answer: object) -> None:
            self._work.told.emit(done_words)
            self._leave()

        self._work.do(act, done, self._refuse)

    def _refuse(self, error: EktpError) -> None:
        form = self._overview().form
        if form is None or not form.refuse(error):
            self._work.refused.emit(error)


def _day_of(planned: Planned) -> str:
    return long_date(date.fromisoformat(planned.visit.day))
