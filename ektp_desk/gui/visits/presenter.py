"""Joins Kunjungan & daftar to its use cases: shows what there is, opens desks, hands on plans and loads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.paper.kinds import PaperKind, Wanted, report_of
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit import Pages
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.visits.forms import AskForm, PostponeForm, ReopenForm, WithdrawForm
from ektp_desk.gui.visits.planning import Planning
from ektp_desk.gui.visits.view import Overview
from ektp_desk.gui.visits.visit_panel import LETTERS
from ektp_desk.gui.visits.words import Next, VisitWords, list_words, visit_words, withdrawal_words
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.lists.commands import bring_back_list, withdraw_list
from ektp_desk.usecases.lists.queries import Story, kept_until, story_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.commands import open_desk, postpone_visit, reopen_visit
from ektp_desk.usecases.visits.queries import Holdings, Planned, holdings, losses_of, the_visit
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date

_UNREAD = Holdings((), (), date.min)
_LOADERS = (Role.ADB,)
_NAMES_NO_VILLAGE = (ListKind.DKB, ListKind.STATUS)  # nobody's visit can be planned from these


class ListLoader(Protocol):
    """Loads a list from files on pages of its own; `ended` gives the list's id, or an empty string."""

    @property
    def ended(self) -> SignalInstance: ...

    @property
    def view(self) -> QWidget: ...

    def make_view(self) -> QWidget:
        """Its pages in another look, filled with what is known."""

    def begin(self) -> None:
        """Ask for the files."""


class Presenter(QObject):
    """Shows the two tables, or over them a plan or a list that is being loaded."""

    shows = frozenset(
        {
            Entity.LIST,
            Entity.LAYOUT,
            Entity.VISIT,
            Entity.TICKET,
            Entity.RECORDING,
            Entity.PERSON,
            Entity.PAIR,
        }
    )

    def __init__(self, work: Work, loading: Callable[[Work], ListLoader]) -> None:
        super().__init__()
        self._work = work
        self._make_loading = loading
        self._loading: ListLoader | None = None  # made when it is first asked for
        self._loads = False  # it is in front
        self._planning: Planning | None = None  # while a visit is planned
        self._make_form: Callable[[], AskForm] | None = None  # of the form that is being filled
        self._means = ""  # what the withdrawal that is asked about takes
        self._held = _UNREAD
        self._at_lists = False  # keys and panel are about a list
        self._planned: Planned | None = None  # the chosen visit
        self._words: VisitWords | None = None
        self._letter = ""
        self._facts: ListFacts | None = None  # the chosen list
        self._story: tuple[ListFacts, Story] | None = None  # of the list whose was read last
        self._wanted = ""  # a visit or list to choose as soon as it has been read
        self._fresh = True
        self.view = self.make_view()

    def make_view(self) -> Pages:
        work = self._work
        self._acts = Acts(self._table(), explain=work.explained.emit, roles=work.session.user.role_set)
        self.overview = overview = Overview(self._acts, lambda: self._held.today)
        self.view = Pages()
        self.view.addWidget(overview)
        overview.turned.connect(self._on_turned)
        overview.visits.table.selected.connect(self._show_visit)
        overview.lists.table.selected.connect(self._show_list)
        overview.visit.letter_chosen.connect(self._choose_letter)
        for visit_entered in (overview.visits.table.opened, overview.visit.entered):
            visit_entered.connect(self._on_enter)
        for list_entered in (overview.lists.table.opened, overview.list.entered):
            list_entered.connect(self._acts["plan_from_list"].trigger)
        if self._held is not _UNREAD:
            self._fill()
        if self._make_form is not None:
            self._ask(self._make_form)
        if self._loading is not None:
            self.view.addWidget(self._loading.make_view())
        if self._planning is not None:
            self._planning.make_form()
        self._turn()
        return self.view

    def _table(self) -> list[Act]:
        return [
            Act(
                id="plan_visit",
                text=_("Rencanakan kunjungan…"),
                short=_("Rencanakan…"),
                keys=("N",),
                run=self._plan,
            ),
            Act(id="load_list", text=_("Muat daftar…"), keys=("I",), run=self._load, roles=_LOADERS),
            Act(id="to_lists", text=_("Daftar"), keys=("D",), run=lambda: self.overview.turn_to(lists=True)),
            Act(
                id="to_visits",
                text=_("Kunjungan"),
                keys=("K",),
                run=lambda: self.overview.turn_to(lists=False),
            ),
            Act(id="to_ready", text=_("Laptop siap?"), keys=("S",), run=self._ask_ready),
            *self._acts_of_visit(),
            *self._acts_of_list(),
        ]

    def _acts_of_visit(self) -> list[Act]:
        return [
            Act(
                id="visit_act",
                text=self._next_word,
                short=lambda: _("Ke antrean") if self._does(Next.QUEUE) else "",
                keys=("Enter",),
                bound=False,  # a button beside it hears Enter first
                when=lambda: self._words is not None and not self._does(Next.OPEN_OTHER_DAY),
                run=self._go_on,
            ),
            Act(
                id="visit_other_day",
                text=self._next_word,
                keys=("Ctrl+Enter",),
                when=lambda: self._does(Next.OPEN_OTHER_DAY),
                run=self._go_on,
            ),
            Act(
                id="visit_surely",
                keys=("Ctrl+Enter",),
                when=lambda: self._words is not None and not self._does(Next.OPEN_OTHER_DAY),
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
                when=lambda: self._is(VisitState.PLANNED),
                run=self._change_plan,
                roles=SUPERVISORS,
            ),
            Act(
                id="postpone",
                text=_("Tunda…"),
                keys=("T",),
                when=lambda: self._is(VisitState.PLANNED),
                run=self._ask_postpone,
                roles=SUPERVISORS,
            ),
            Act(
                id="reopen",
                text=_("Buka kembali…"),
                keys=("B",),
                when=lambda: self._is(VisitState.CLOSED),
                run=self._ask_reopen,
                roles=SUPERVISORS,
            ),
            Act(
                id="visit_papers",
                text=_("Kertas"),
                keys=("C",),
                when=lambda: self._is(VisitState.PLANNED, VisitState.OPEN),
                run=self._to_papers,
            ),
        ]

    def _acts_of_list(self) -> list[Act]:
        return [
            Act(
                id="plan_from_list",
                text=_("Rencanakan kunjungan…"),
                short=_("Rencanakan…"),
                keys=("Enter",),
                bound=False,
                when=lambda: self._stands(ListState.STANDING) and self._names_people(),
                run=self._plan,
            ),
            Act(
                id="withdraw_list",
                text=_("Cabut daftar…"),
                keys=("C",),
                when=lambda: self._stands(ListState.STANDING),
                run=self._ask_withdraw,
                roles=_LOADERS,
            ),
            Act(
                id="bring_back_list",
                text=_("Kembalikan daftar"),
                keys=("B",),
                when=lambda: self._stands(ListState.WITHDRAWN),
                run=self._bring_back,
                roles=_LOADERS,
            ),
        ]

    def shown(self, go: Go) -> None:
        """Come to the front, with a visit chosen if one was named."""
        self._fresh = True
        self._wanted = go.visit or self._wanted
        self.read_anew()

    def read_anew(self) -> None:
        """Read visits and lists; a plan or a preview in hand is left alone."""
        self._work.ask(holdings, self._show, over="visits")

    def heading(self) -> tuple[str, str, str]:
        office = self._work.session.office.name
        return _("Kunjungan & daftar"), office, office

    # --- what there is

    def _show(self, held: Holdings) -> None:
        self._held = held
        self._fill()
        in_front = self._planning is None and not self._loads
        if self._fresh and in_front and self._make_form is None:
            self._fresh = False
            self.overview.take_focus()

    def _fill(self) -> None:
        may_load = set(_LOADERS) & self._work.session.user.role_set
        self.overview.say_who_loads("" if may_load else ", ".join(self._held.importers))
        self.overview.show_rows(self._held.visits, self._held.lists)
        self._choose()
        self._show_visit()
        self._show_list()

    def _choose(self) -> None:
        wanted, visits, lists = self._wanted, self.overview.visits.table, self.overview.lists.table
        if wanted and visits.select_key(wanted):
            self._wanted = ""
        elif wanted and lists.select_key(wanted):
            self._wanted, self._fresh = "", False
            self.overview.turn_to(lists=True)
        if not visits.selected_key() and self._held.visits:  # at first, or in a new view
            likely = self._planned or self._likely()
            visits.select_key(likely.visit.id)
        if not lists.selected_key() and self._held.lists:
            lists.select_key((self._facts or self._held.lists[0]).id)

    def _likely(self) -> Planned:
        """The open one, else the next planned one."""
        first, today = self._held.visits[0], self._held.today.isoformat()
        if first.visit.state is VisitState.OPEN:
            return first
        coming = (
            p for p in self._held.visits if p.visit.state is VisitState.PLANNED and p.visit.day >= today
        )
        return next(coming, first)

    def _on_turned(self, at_lists: bool) -> None:  # noqa: FBT001  a slot
        self._at_lists = at_lists
        self._acts.refresh()

    def _show_visit(self) -> None:
        self._planned, before = self.overview.visits.table.selected_row(), self._words
        self._words = words = visit_words(self._planned, self._held) if self._planned else None
        if words is not None:
            if before is None or (words.key, words.letters) != (before.key, before.letters):
                self._letter = next(iter(words.letters), "")
            self.overview.visit.show_visit(words, self._letter)
        self._acts.refresh()

    def _show_list(self) -> None:
        self._facts = facts = self.overview.lists.table.selected_row()
        self._acts.refresh()
        if facts is not None:
            self._show_story(facts)
            self._work.ask(
                lambda session: story_of(session, facts), partial(self._on_story, facts), over="list_story"
            )

    def _on_story(self, facts: ListFacts, story: Story) -> None:
        self._story = facts, story
        if facts == self._facts:
            self._show_story(facts)

    def _show_story(self, facts: ListFacts) -> None:
        """Show what is known of a list; its villages and passages come later."""
        story = self._story[1] if self._story and self._story[0] == facts else None
        self.overview.list.show_list(list_words(facts, self._held.today, story))

    def _does(self, what: Next) -> bool:
        return self._words is not None and self._words.next is what

    def _is(self, *states: VisitState) -> bool:
        return not self._at_lists and self._planned is not None and self._planned.visit.state in states

    def _stands(self, state: ListState) -> bool:
        return self._at_lists and self._facts is not None and self._facts.state is state

    def _names_people(self) -> bool:
        return self._facts is not None and self._facts.kind not in _NAMES_NO_VILLAGE

    # --- the desk of a visit

    def _next_word(self) -> str:
        return self._words.next_word(self._letter) if self._words else ""

    def _choose_letter(self, letter: str) -> None:
        self._letter = letter
        self.overview.visit.choose_letter(letter)
        self._acts.refresh()

    def _next_letter(self) -> None:
        """The letter after the chosen one, and after the last the first."""
        if self._words is not None:
            letters = self._words.letters
            self._choose_letter(letters[(letters.index(self._letter) + 1) % len(letters)])

    def _on_enter(self) -> None:
        """Do what the blue button says; a desk on another day than planned wants its own key."""
        if self._does(Next.OPEN_OTHER_DAY):
            self._work.explained.emit(_("Bukan kunjungan hari ini. Ctrl+Enter tetap membuka mejanya."))
        else:
            self._go_on()

    def _go_on(self) -> None:
        planned = self._planned
        if planned is None:
            return
        if self._does(Next.QUEUE):
            self._work.go("queue")
        elif self._does(Next.REPORT):
            self._work.go(Go("reports", paper=report_of(planned.visit.id, planned.visit.kind)))
        else:
            self._open_desk(planned.visit.id, self._letter)

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

    def _ask_ready(self) -> None:
        """Ask whether this laptop is ready for the chosen visit."""
        if self._planned is not None:
            self._work.go(Go("office", section="ready", visit=self._planned.visit.id))

    def _to_papers(self) -> None:
        if self._planned is not None:
            self._work.go(Go("reports", paper=Wanted(PaperKind.NUMBERS, self._planned.visit.id)))

    # --- forms in the panel's place

    def _ask(self, make: Callable[[], AskForm]) -> None:
        self._make_form, form = make, make()
        form.left.connect(self._leave_form)
        self.overview.ask(form)

    def _leave_form(self) -> None:
        lists = isinstance(self.overview.form, WithdrawForm)
        self._make_form = None
        self.overview.leave_form()
        self.overview.turn_to(lists=lists)

    def _answered(self, words: str) -> None:
        self._work.told.emit(words)
        self._leave_form()

    def _refuse(self, error: EktpError) -> None:
        form = self.overview.form
        if form is None or not form.refuse(error):
            self._work.refused.emit(error)

    def _ask_postpone(self) -> None:
        if (planned := self._planned) is not None:
            answer = partial(self._postpone, planned.visit.id)
            self._ask(partial(PostponeForm, planned.title, _day_of(planned), answer))

    def _postpone(self, visit: str, day: date, reason: str) -> None:
        told = _("Ditunda ke {day}").format(day=short_date(day))
        self._work.do(
            lambda session: postpone_visit(session, visit, day=day, reason=reason),
            lambda _done: self._answered(told),
            self._refuse,
        )

    def _ask_reopen(self) -> None:
        if (planned := self._planned) is not None:
            self._ask(partial(ReopenForm, planned.title, _day_of(planned), partial(self._reopen, planned)))

    def _reopen(self, planned: Planned, reason: str, passphrase: str) -> None:
        told = _("{visit} dibuka kembali").format(visit=planned.title)
        self._work.do(
            lambda session: reopen_visit(session, planned.visit.id, reason=reason, passphrase=passphrase),
            lambda _done: self._answered(told),
            self._refuse,
        )

    def _ask_withdraw(self) -> None:
        if (facts := self._facts) is None or self._make_form is not None:
            return
        self._means = ""
        self._ask(lambda: WithdrawForm(facts.name, self._means, partial(self._withdraw, facts.id)))

        def read(session: Session) -> str:
            return withdrawal_words(losses_of(session, facts), kept_until(session, facts), session.today)

        self._work.ask(read, self._say_means, over="withdrawal")

    def _say_means(self, means: str) -> None:
        self._means = means
        if isinstance(self.overview.form, WithdrawForm):
            self.overview.form.say(means)

    def _withdraw(self, list_id: str, reason: str) -> None:
        told = _("Daftar dicabut. B mengembalikannya.")
        self._work.do(
            lambda session: withdraw_list(session, list_id, reason=reason), lambda _done: self._answered(told)
        )

    def _bring_back(self) -> None:
        if (facts := self._facts) is not None and self._make_form is None:
            self._work.do(
                lambda session: bring_back_list(session, facts.id),
                lambda _done: self._work.told.emit(_("Daftar dikembalikan")),
            )

    # --- a plan, a list from a file

    def _turn(self) -> None:
        """Bring to the front what is being done."""
        if self._planning is not None:
            self.view.addWidget(self._planning.form)
            self.view.setCurrentWidget(self._planning.form)
        elif self._loads and self._loading is not None:
            self.view.setCurrentWidget(self._loading.view)
        else:
            self.view.setCurrentWidget(self.overview)

    def _plan(self, visit: str = "") -> None:
        self._planning = Planning(self._work, visit)
        self._planning.ended.connect(self._on_planned)
        self._turn()
        self._planning.begin()

    def _change_plan(self) -> None:
        if self._planned is not None:
            self._plan(self._planned.visit.id)

    def _on_planned(self, visit: str) -> None:
        planning, self._planning = self._planning, None
        self._wanted, self._fresh = visit, True
        self._make_form = None
        self.overview.leave_form()
        self._turn()
        if planning is not None:
            planning.form.deleteLater()
        if visit:  # the rows are read anew at once
            self._work.told.emit(_("Kunjungan direncanakan"))
        else:
            self._show(self._held)

    def _load(self) -> None:
        if self._loading is None:
            self._loading = self._make_loading(self._work)
            self._loading.ended.connect(self._on_loaded)
            self.view.addWidget(self._loading.view)
        self._loads = True
        self._turn()
        self._loading.begin()

    def _on_loaded(self, list_id: str) -> None:
        self._loads = False
        self._wanted, self._fresh = list_id, True
        self._turn()
        if not list_id:  # otherwise the rows are read anew at once
            self._show(self._held)


def _day_of(planned: Planned) -> str:
    return long_date(date.fromisoformat(planned.visit.day))
