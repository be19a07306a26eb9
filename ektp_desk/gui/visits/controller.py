"""What can be done with the chosen visit and with the chosen list, and what their panels show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.paper.kinds import PaperKind, Wanted, report_of
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.visits.asking import FormController
from ektp_desk.gui.visits.list_panel import ListPanel
from ektp_desk.gui.visits.visit_panel import LETTERS, VisitPanel
from ektp_desk.gui.visits.words import VisitWords, list_words, visit_words
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.lists.commands import bring_back_list
from ektp_desk.usecases.lists.queries import Story, story_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.commands import open_desk
from ektp_desk.usecases.visits.queries import Holdings, NextStep, Planned, the_visit
from ektp_desk.words import _

LOADERS = (Role.ADB,)
_NAMES_NO_VILLAGE = (ListKind.DKB, ListKind.STATUS)  # nobody's visit can be planned from these


class VisitController:
    """Outlives the panel; `is_at_hand` while keys and panel are about a visit, not a list."""

    def __init__(
        self,
        work: Work,
        forms: FormController,
        *,
        change_plan: Callable[[str], None],
        refresh: Callable[[], None],
    ) -> None:
        self._work, self._forms, self._change_plan, self._refresh = work, forms, change_plan, refresh
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
                when=lambda: self._words is not None and bool(self._words.letters),
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
                id="visit_papers",
                text=_("Kertas"),
                keys=("C",),
                when=lambda: self.is_at_hand and self.chosen is not None and not is_closed(),
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
            if before is None or (words.key, words.letters) != (before.key, before.letters):
                self._letter = next(iter(words.letters), "")
            self._panel.show_visit(words, self._letter)

    def enter(self) -> None:
        """Do what the blue button says; a desk on another day than planned wants its own key."""
        if self._wants(NextStep.OPEN_OTHER_DAY):
            self._work.explained.emit(_("Bukan kunjungan hari ini. Ctrl+Enter tetap membuka mejanya."))
        elif self.chosen is not None:
            self._go_on()

    @property
    def _planned(self) -> Planned:
        """The chosen one: its acts are offered only while there is one."""
        assert self.chosen is not None
        return self.chosen

    def _is(self, state: VisitState) -> bool:
        return self.is_at_hand and self.chosen is not None and self.chosen.visit.state is state

    def _wants(self, step: NextStep) -> bool:
        return self._words is not None and self._words.step is step

    def _is_chosen(self) -> bool:
        return self.chosen is not None

    def _step_word(self) -> str:
        return self._words.step_word(self._letter) if self._words else ""

    def _choose_letter(self, letter: str) -> None:
        self._letter = letter
        self._panel.choose_letter(letter)
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

    def _open_desk(self, visit: str, letter: str) -> None:
        def act(session: Session) -> Visit:
            open_desk(session, visit, letter=letter)
            return the_visit(session, visit)

        def opened(fresh: Visit) -> None:
            # The queue comes to the front before the window has read the open visit anew.
            self._work.visit, self._work.desk = fresh, letter
            self._work.told.emit(_("Meja {letter} dibuka").format(letter=letter))
            self._work.go("queue")

        self._work.do(act, opened)

    def _to_papers(self) -> None:
        self._work.go(Go("reports", paper=Wanted(PaperKind.NUMBERS, self._planned.visit.id)))


class ListController:
    """Outlives the panel; `is_at_hand` while keys and panel are about a list, not a visit."""

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
                run=self._withdraw,
                roles=LOADERS,
            ),
            Act(
                id="bring_back_list",
                text=_("Kembalikan daftar"),
                keys=("B",),
                when=partial(self._is, ListState.WITHDRAWN),
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

    def _is(self, state: ListState) -> bool:
        return self.is_at_hand and self.chosen is not None and self.chosen.state is state

    def _withdraw(self) -> None:
        if not self._forms.is_asking:
            self._forms.ask_withdraw(self._facts)

    def _bring_back(self) -> None:
        list_id = self._facts.id
        if not self._forms.is_asking:
            self._work.do(
                lambda session: bring_back_list(session, list_id),
                lambda _done: self._work.told.emit(_("Daftar dikembalikan")),
            )
