"""Joins Kunjungan & daftar to its use cases: shows what there is, opens desks, hands on plans and loads."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import PaperKind, Wanted, report_of
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.lists.held import Showing, Withdrawing
from ektp_desk.gui.lists.loading import Loading
from ektp_desk.gui.visits.moving import Moving
from ektp_desk.gui.visits.planning import Planning
from ektp_desk.gui.visits.view import ListsView
from ektp_desk.gui.visits.words import Also, worded
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.commands import open_desk
from ektp_desk.usecases.visits.queries import Holdings, Planned, holdings, the_visit
from ektp_desk.words import _


class Presenter(QObject):
    """One for each signed-in user; its view comes with it."""

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

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.view = ListsView()
        self._work = work
        self._held = Holdings((), (), date.min)
        self._wanted = ""  # a visit or list to choose as soon as it has been read
        self._fresh = True
        self._page = "overview"
        overview = self.view.overview
        self._moving = Moving(work, overview.postponing, overview.reopening)
        self._showing = Showing(work, overview.held)
        self._withdrawing = Withdrawing(work, overview.withdrawal)
        self._connect()

    def _connect(self) -> None:
        overview, work = self.view.overview, self._work
        overview.plan_asked.connect(self._plan)
        overview.load_asked.connect(self._load)
        overview.held.plan_asked.connect(self._plan)
        overview.ready_asked.connect(self._ask_ready)
        overview.visits.table.selected.connect(lambda _key: self._show_visit())
        overview.lists.table.selected.connect(lambda _key: self._show_list())
        overview.visit.desk_asked.connect(self._open_desk)
        overview.visit.queue_asked.connect(lambda: work.go("queue"))
        overview.visit.report_asked.connect(self._report)
        overview.held.withdraw_asked.connect(self._withdraw)
        overview.held.back_asked.connect(self._bring_back)
        overview.visit.also_asked.connect(self._also)
        overview.visit.explained.connect(self._work.explained)
        self._moving.ended.connect(self._moved)
        self._withdrawing.ended.connect(self._withdrawn)

    @cached_property
    def _planning(self) -> Planning:
        """What plans visits, with its page: made when it is first asked for, as the next."""
        planning = Planning(self._work, self.view.plan)
        planning.ended.connect(self._planned)
        return planning

    @cached_property
    def _loading(self) -> Loading:
        """What loads files, with its pages: made when it is first asked for."""
        loading = Loading(self._work, self.view.file, self.view.preview)
        loading.page_asked.connect(self._turn_to)
        loading.ended.connect(self._loaded)
        return loading

    def shown(self, go: Go) -> None:
        """Come to the front, with a visit chosen if one was named."""
        self._fresh = True
        self._wanted = go.visit or self._wanted
        self.read_anew()

    def read_anew(self) -> None:
        """Read visits and lists; a plan or a preview in hand is left alone."""
        self._work.ask(holdings, self._show, over="visits")

    def heading(self) -> tuple[str, str, str]:
        """The office stands beside it."""
        office = self._work.session.office.name
        return _("Kunjungan & daftar"), office, office

    def _show(self, held: Holdings) -> None:
        self._held = held
        overview = self.view.overview
        overview.calendar.today = held.today
        may = Role.ADB in self._work.session.user.role_set
        overview.set_rights(may, ", ".join(held.importers))
        overview.show_rows(held.visits, held.lists)
        self._choose()
        self._show_visit()
        self._show_list()
        if self._fresh and self._page == "overview" and not overview.is_asking():
            self._fresh = False
            overview.focus()

    def _choose(self) -> None:
        overview, wanted = self.view.overview, self._wanted
        if wanted and overview.visits.table.select_key(wanted):
            self._wanted = ""
        elif wanted and overview.lists.table.select_key(wanted):
            self._wanted, self._fresh = "", False
            overview.turn_to(overview.lists)
        if not overview.visits.table.selected_key() and self._held.visits:
            overview.visits.table.select_key(self._likely().visit.id)
        if not overview.lists.table.selected_key() and self._held.lists:
            overview.lists.table.select_key(self._held.lists[0].id)

    def _likely(self) -> Planned:
        """The open one, else the next planned one."""
        first, today = self._held.visits[0], self._held.today.isoformat()
        if first.visit.state is VisitState.OPEN:
            return first
        coming = (
            p for p in self._held.visits if p.visit.state is VisitState.PLANNED and p.visit.day >= today
        )
        return next(coming, first)

    # --- what stands at the right

    def _show_visit(self) -> None:
        planned = self.view.overview.visits.table.selected_row()
        if planned is not None:
            may_move = bool(SUPERVISORS & self._work.session.user.role_set)
            self.view.overview.visit.show_visit(worded(planned, self._held, may_move=may_move))

    def _show_list(self) -> None:
        facts = self.view.overview.lists.table.selected_row()
        if facts is None:
            return
        self._showing.show(facts, self._held.today)

    # --- acts

    def _open_desk(self, letter: str) -> None:
        visit = self.view.overview.visits.table.selected_key()

        def act(session: Session) -> Visit:
            open_desk(session, visit, letter=letter)
            return the_visit(session, visit)

        def opened(fresh: Visit) -> None:
            # The queue comes to the front before the window has read the open visit anew.
            self._work.visit, self._work.desk = fresh, letter
            self._work.told.emit(_("Meja {letter} dibuka").format(letter=letter))
            self._work.go("queue")

        self._work.do(act, opened)

    def _load(self) -> None:
        self._loading.begin()

    def _ask_ready(self) -> None:
        """Ask whether this laptop is ready for the chosen visit."""
        if visit := self.view.overview.visits.table.selected_key():
            self._work.go(Go("office", section="ready", visit=visit))

    def _report(self) -> None:
        if (planned := self.view.overview.visits.table.selected_row()) is not None:
            self._work.go(Go("reports", paper=report_of(planned.visit.id, planned.visit.kind)))

    def _withdraw(self) -> None:
        facts = self.view.overview.lists.table.selected_row()
        if facts is not None:
            self.view.overview.show_panel(self.view.overview.withdrawal)
            self._withdrawing.begin(facts)

    def _withdrawn(self) -> None:
        overview = self.view.overview
        overview.show_panel(overview.held)
        overview.turn_to(overview.lists)

    def _bring_back(self) -> None:
        facts = self.view.overview.lists.table.selected_row()
        if facts is not None:
            self._withdrawing.bring_back(facts)

    def _plan(self) -> None:
        self._turn_to("plan")
        self._planning.begin()

    def _planned(self, visit: str) -> None:
        self._wanted, self._fresh = visit, True
        self._turn_to("overview")
        self.view.overview.show_panel(self.view.overview.visit)
        if visit:
            self._work.told.emit(_("Kunjungan direncanakan"))
        else:
            self._show(self._held)

    def _also(self, also: str) -> None:
        """Change the chosen visit's plan, move its day, open it again, or print what it needs before."""
        overview = self.view.overview
        planned = overview.visits.table.selected_row()
        if planned is None:
            return
        if also == Also.PAPERS:
            self._work.go(Go("reports", paper=Wanted(PaperKind.NUMBERS, planned.visit.id)))
            return
        if also == Also.CHANGE:
            self._turn_to("plan")
            self._planning.begin(planned.visit.id)
            return
        form = overview.postponing if also == Also.POSTPONE else overview.reopening
        overview.show_panel(form)
        self._moving.begin(planned, form)

    def _moved(self) -> None:
        overview = self.view.overview
        overview.show_panel(overview.visit)
        overview.turn_to(overview.visits)

    def _turn_to(self, page: str) -> None:
        self._page = page
        self.view.turn_to(page)

    def _loaded(self, list_id: str) -> None:
        self._wanted = list_id
        self._fresh = True
        self._turn_to("overview")
        if not list_id:  # otherwise the rows are read anew at once
            self._show(self._held)
