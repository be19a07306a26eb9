"""Joins Kunjungan & daftar to its use cases: shows what there is, opens desks, hands on plans and loads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit import Pages
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.visits.controller import LOADERS, FormController, ListController, VisitController
from ektp_desk.gui.visits.package_panel import PackageController
from ektp_desk.gui.visits.planning import Planning
from ektp_desk.gui.visits.view import Overview
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.visits.queries import Holdings, holdings
from ektp_desk.words import _

_UNREAD = Holdings((), (), date.min)


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
        self._forms = forms = FormController(work, lambda: self.overview)
        self._packages = PackageController(work, lambda: self.overview)
        self._visit = VisitController(
            work,
            forms,
            change_plan=self._plan,
            ask_package=self._packages.ask,
            refresh=self._refresh,
        )
        self._list = ListController(work, forms, self._plan)
        self._held = _UNREAD
        self._wanted = ""  # a visit or list to choose as soon as it has been read
        self._fresh = True
        self._filling = False  # the rows choose themselves; what is chosen is shown once at the end
        self.view = self.make_view()

    def make_view(self) -> Pages:
        work = self._work
        self._acts = acts = Acts(self._table(), explain=work.explained.emit, roles=work.session.user.role_set)
        self.overview = overview = Overview(acts, lambda: self._held.today)
        acts.setParent(overview)  # they go with it, on this thread
        self._visit.take(overview.visit)
        self._list.take(overview.list)
        self.view = Pages()
        self.view.addWidget(overview)
        overview.turned.connect(self._on_turned)
        overview.visits.table.selected.connect(self._show_visit)
        overview.lists.table.selected.connect(self._show_list)
        overview.visits.table.opened.connect(self._visit.enter)
        for entered in (overview.lists.table.opened, overview.list.entered):
            entered.connect(acts["plan_from_list"].trigger)
        if self._held is not _UNREAD:
            self._fill()
        self._forms.ask_again()
        self._packages.panels.ask_again()
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
                opens=True,
            ),
            Act(id="load_list", text=_("Muat daftar…"), keys=("I",), run=self._load, roles=LOADERS),
            Act(id="to_lists", text=_("Daftar"), keys=("D",), run=self._to_lists),
            Act(id="to_visits", text=_("Kunjungan"), keys=("K",), run=self._to_visits),
            Act(id="to_ready", text=_("Laptop siap?"), keys=("S",), run=self._ask_ready),
            *self._visit.table(),
            *self._list.table(),
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

    def _show(self, held: Holdings) -> None:
        self._held = held
        self._fill()
        in_front = self._planning is None and not self._loads
        if self._fresh and in_front and not self._is_asking():
            self._fresh = False
            self.overview.take_focus()

    def _is_asking(self) -> bool:
        return self._forms.is_asking or self._packages.panels.open is not None

    def _fill(self) -> None:
        may_load = set(LOADERS) & self._work.session.user.role_set
        self.overview.say_who_loads("" if may_load else ", ".join(self._held.importers))
        if not self._work.session.at_office:
            self.overview.say_from_office()
        self._filling = True
        self.overview.show_rows(self._held.visits, self._held.lists)
        self._choose()
        self._filling = False
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
            likely = self._visit.chosen or self._held.likely()
            visits.select_key(likely.visit.id)
        if not lists.selected_key() and self._held.lists:
            lists.select_key((self._list.chosen or self._held.lists[0]).id)

    def _on_turned(self, panel: QWidget) -> None:
        self._visit.is_at_hand = panel is self.overview.visit
        self._list.is_at_hand = panel is self.overview.list
        self._refresh()

    def _show_visit(self) -> None:
        if self._filling:
            return
        self._visit.show(self.overview.visits.table.selected_row(), self._held)
        self._refresh()

    def _show_list(self) -> None:
        if self._filling:
            return
        self._list.show(self.overview.lists.table.selected_row(), self._held.today)
        self._refresh()

    def _refresh(self) -> None:
        self._acts.refresh()

    def _to_lists(self) -> None:
        self.overview.turn_to(lists=True)

    def _to_visits(self) -> None:
        self.overview.turn_to(lists=False)

    def _ask_ready(self) -> None:
        """Ask whether this laptop is ready for the chosen visit."""
        if self._visit.chosen is not None:
            self._work.go(Go("admin", section="ready", visit=self._visit.chosen.visit.id))

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

    def _on_planned(self, visit: str) -> None:
        planning, self._planning = self._planning, None
        self._wanted, self._fresh = visit, True
        self._forms.drop()
        self._turn()
        if planning is not None:
            planning.form.deleteLater()
        if visit:  # the rows are read anew at once
            self._work.tell(lambda: _("Kunjungan direncanakan"))
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
