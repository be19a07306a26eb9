"""What is done with the chosen visit and the chosen list, what is asked for it, what is shown of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.paper.kinds import PaperKind, Wanted, report_of
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.visits.forms import AskForm, LetterForm, PostponeForm, ReopenForm, WithdrawForm
from ektp_desk.gui.visits.list_panel import ListPanel
from ektp_desk.gui.visits.view import Overview
from ektp_desk.gui.visits.visit_panel import LETTERS, VisitPanel
from ektp_desk.gui.visits.words import VisitWords, list_words, visit_words, withdrawal_words
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.lists.commands import bring_back_list, withdraw_list
from ektp_desk.usecases.lists.queries import Story, kept_until, story_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.commands import open_desk, postpone_visit, reopen_visit
from ektp_desk.usecases.visits.queries import Holdings, NextStep, Planned, losses_of, the_visit
from ektp_desk.words import Sentence, _
from ektp_desk.words.dates import long_date, short_date

LOADERS = (Role.ADB,)
_NAMES_NO_VILLAGE = (ListKind.DKB, ListKind.STATUS)  # nobody's visit can be planned from these


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

    def ask_letter(self, planned: Planned, letter: str, answer: Callable[[str, str], object]) -> None:
        """Ask for the supervisor's word on a letter of another laptop."""
        own_word = self._work.session.user.is_supervisor
        self._ask(partial(LetterForm, planned.title, letter, answer, own_word=own_word))

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
            lambda: _("Ditunda ke {day}").format(day=short_date(day)),
        )

    def _reopen(self, planned: Planned, reason: str, passphrase: str) -> None:
        self._write(
            lambda session: reopen_visit(session, planned.visit.id, reason=reason, passphrase=passphrase),
            lambda: _("{visit} dibuka kembali").format(visit=planned.title),
        )

    def _withdraw(self, list_id: str, reason: str) -> None:
        self._write(
            lambda session: withdraw_list(session, list_id, reason=reason),
            lambda: _("Daftar dicabut. [B] mengembalikannya."),
        )

    def _write(self, act: Callable[[Session], object], told: Sentence) -> None:
        def done(_answer: object) -> None:
            self._work.tell(told)
            self._leave()

        self._work.do(act, done, self.refuse)

    def refuse(self, error: EktpError) -> None:
        """Beside the box that it is about, if a form is open that has one."""
        form = self._overview().form
        if form is None or not form.refuse(error):
            self._work.refused.emit(error)


class VisitController:
    """Outlives the panel; `is_at_hand` while that is seen: no key acts that no button shows."""

    def __init__(
        self,
        work: Work,
        forms: FormController,
        *,
        change_plan: Callable[[str], None],
        ask_package: Callable[[Planned], None],
        refresh: Callable[[], None],
    ) -> None:
        self._work, self._forms, self._change_plan, self._refresh = work, forms, change_plan, refresh
        self._ask_package = ask_package
        self.chosen: Planned | None = None
        self.is_at_hand = True
        self._words: VisitWords | None = None
        self._letter = ""

    def table(self) -> list[Act]:
        is_planned, is_closed = partial(self._is, VisitState.PLANNED), partial(self._is, VisitState.CLOSED)
        return [
            Act(
                id="visit_act",
                text=self._step_word,
                short=lambda: _("Ke antrean") if self._wants(NextStep.QUEUE) else "",
                keys=("Enter",),
                bound=False,  # a button beside it hears Enter first
                when=self._is_chosen,
                run=self._go_on,
            ),
            Act(
                id="visit_surely",
                text=lambda: self._step_word() if self._wants(NextStep.OPEN_OTHER_DAY) else "",
                keys=("Ctrl+Enter",),
                when=self._is_chosen,
                run=self._go_on,
            ),
            Act(
                id="next_letter",
                text=_(LETTERS),
                keys=("H",),
                when=lambda: self.is_at_hand and self._words is not None and bool(self._words.letters),
                run=self._next_letter,
            ),
            Act(
                id="change_plan",
                text=_("Ubah rencana…"),
                short=_("Ubah…"),
                keys=("U",),
                when=is_planned,
                run=lambda: self._change_plan(self._planned.visit.id),
                roles=SUPERVISORS,
            ),
            Act(
                id="postpone",
                text=_("Tunda…"),
                keys=("T",),
                when=is_planned,
                run=lambda: self._forms.ask_postpone(self._planned),
                roles=SUPERVISORS,
            ),
            Act(
                id="reopen",
                text=_("Buka kembali…"),
                keys=("B",),
                when=is_closed,
                run=lambda: self._forms.ask_reopen(self._planned),
                roles=SUPERVISORS,
            ),
            Act(
                id="visit_package",
                text=_("Paket…"),
                keys=("P",),
                when=lambda: self._work.session.at_office and self._is_chosen() and not is_closed(),
                run=lambda: self._ask_package(self._planned),
                roles=SUPERVISORS,
                opens=True,
            ),
            Act(
                id="visit_papers",
                text=_("Lembar cetak"),
                short=_("Cetak"),
                keys=("C",),
                when=lambda: self._is_chosen() and not is_closed(),
                run=self._to_papers,
            ),
        ]

    def take(self, panel: VisitPanel) -> None:
        """Show it there from now on."""
        self._panel = panel
        panel.letter_chosen.connect(self._choose_letter)
        panel.entered.connect(self.enter)

    def show(self, planned: Planned | None, held: Holdings) -> None:
        self.chosen, before = planned, self._words
        self._words = words = visit_words(planned, held) if planned else None
        if words is not None:
            if before is None or words.choice != before.choice:
                self._letter = words.desks.first
            self._panel.show_visit(words, self._letter)

    def enter(self) -> None:
        """Do what the blue button says; a desk on another day than planned wants its own key."""
        if not self._is_chosen():
            return
        if self._wants(NextStep.OPEN_OTHER_DAY):
            self._work.explained.emit(_("Bukan kunjungan hari ini. Ctrl+Enter tetap membuka mejanya."))
        else:
            self._go_on()

    @property
    def _planned(self) -> Planned:
        """The chosen one: its acts are offered only while there is one."""
        assert self.chosen is not None
        return self.chosen

    def _is(self, state: VisitState) -> bool:
        return self._is_chosen() and self._planned.visit.state is state

    def _wants(self, step: NextStep) -> bool:
        return self._words is not None and self._words.step is step

    def _is_chosen(self) -> bool:
        return self.is_at_hand and self.chosen is not None

    def _step_word(self) -> str:
        return self._words.step_word(self._letter) if self._words else ""

    def _choose_letter(self, letter: str) -> None:
        if self._words is not None:
            self._letter = letter
            self._panel.choose_letter(letter, self._words.warned(letter))
            self._refresh()

    def _next_letter(self) -> None:
        """The letter after the chosen one, and after the last the first."""
        letters = self._words.letters if self._words else ()
        self._choose_letter(letters[(letters.index(self._letter) + 1) % len(letters)])

    def _go_on(self) -> None:
        visit = self._planned.visit
        if self._wants(NextStep.QUEUE):
            self._work.go("queue")
        elif self._wants(NextStep.REPORT):
            self._work.go(Go("reports", paper=report_of(visit.id, visit.kind)))
        else:
            self._open_desk(visit.id, self._letter)

    def _open_desk(
        self, visit: str, letter: str, supervisor: str = "", passphrase: str | None = None
    ) -> None:
        def act(session: Session) -> Visit:
            open_desk(session, visit, letter=letter, supervisor=supervisor, passphrase=passphrase)
            return the_visit(session, visit)

        def refused(error: EktpError) -> None:
            if error.code == "desk.not_assigned":
                self._forms.ask_letter(self._planned, letter, partial(self._open_desk, visit, letter))
            else:
                self._forms.refuse(error)

        def opened(fresh: Visit) -> None:
            # The queue comes to the front before the window has read the open visit anew.
            self._work.visit, self._work.desk = fresh, letter
            self._work.tell(lambda: _("Meja {letter} dibuka").format(letter=letter))
            self._forms.drop()
            self._work.go("queue")

        self._work.do(act, opened, refused)

    def _to_papers(self) -> None:
        self._work.go(Go("reports", paper=Wanted(PaperKind.NUMBERS, self._planned.visit.id)))


class ListController:
    """Outlives the panel; `is_at_hand` while that is seen."""

    def __init__(self, work: Work, forms: FormController, plan: Callable[[], None]) -> None:
        self._work, self._forms, self._plan = work, forms, plan
        self.chosen: ListFacts | None = None
        self.is_at_hand = False
        self._story: tuple[ListFacts, Story] | None = None  # of the list whose was read last

    def table(self) -> list[Act]:
        return [
            Act(
                id="plan_from_list",
                text=_("Rencanakan kunjungan…"),
                short=_("Rencanakan…"),
                keys=("Enter",),
                bound=False,
                when=lambda: self._is(ListState.STANDING) and self._facts.kind not in _NAMES_NO_VILLAGE,
                run=self._plan,
            ),
            Act(
                id="withdraw_list",
                text=_("Cabut daftar…"),
                keys=("C",),
                when=partial(self._is, ListState.STANDING),
                run=lambda: self._forms.ask_withdraw(self._facts),
                roles=LOADERS,
            ),
            Act(
                id="bring_back_list",
                text=_("Kembalikan daftar"),
                keys=("B",),
                when=partial(self._is, ListState.WITHDRAWN, ListState.DUE),
                run=self._bring_back,
                roles=LOADERS,
            ),
        ]

    def take(self, panel: ListPanel) -> None:
        """Show it there from now on."""
        self._panel = panel

    def show(self, facts: ListFacts | None, today: date) -> None:
        """Show what is known of a list; its villages and passages come later."""
        self.chosen, self._today = facts, today
        if facts is not None:
            self._show()
            self._work.ask(
                lambda session: story_of(session, facts), partial(self._on_story, facts), over="list_story"
            )

    def _on_story(self, facts: ListFacts, story: Story) -> None:
        self._story = facts, story
        if facts == self.chosen:
            self._show()

    def _show(self) -> None:
        story = self._story[1] if self._story and self._story[0] == self.chosen else None
        self._panel.show_list(list_words(self._facts, self._today, story))

    @property
    def _facts(self) -> ListFacts:
        """Of the chosen one: its acts are offered only while there is one."""
        assert self.chosen is not None
        return self.chosen

    def _is(self, *states: ListState) -> bool:
        return self.is_at_hand and self.chosen is not None and self.chosen.state in states

    def _bring_back(self) -> None:
        list_id = self._facts.id
        self._work.do(
            lambda session: bring_back_list(session, list_id),
            lambda _done: self._work.tell(lambda: _("Daftar dikembalikan")),
        )


def _day_of(planned: Planned) -> str:
    return long_date(date.fromisoformat(planned.visit.day))
