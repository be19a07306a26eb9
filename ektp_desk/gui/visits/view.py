"""Kunjungan & daftar as one widget: the overview, the plan, the file page and the preview, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.kit.buttons import ActButton, on_key
from ektp_desk.gui.kit.news import EmptyState
from ektp_desk.gui.kit.redressing import Pages, fit_late
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.lists.file_page import FilePage
from ektp_desk.gui.lists.held import ListPanel, WithdrawForm
from ektp_desk.gui.lists.preview import PreviewPage
from ektp_desk.gui.visits.moving import PostponeForm, ReopenForm
from ektp_desk.gui.visits.plan_form import PlanForm
from ektp_desk.gui.visits.tables import Calendar, TableCard, lists_card, visits_card
from ektp_desk.gui.visits.visit_panel import VisitPanel
from ektp_desk.gui.visits.words import Also
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.queries import Planned
from ektp_desk.words import _


class Overview(Pages):
    """Asks to plan and to load; the panel at the right follows the table that has the focus."""

    plan_asked = Signal()
    load_asked = Signal()
    ready_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.calendar = Calendar()
        self.visits, self.lists = visits_card(self.calendar), lists_card()
        self.visit, self.held = VisitPanel(), ListPanel()
        self.withdrawal, self.postponing, self.reopening = WithdrawForm(), PostponeForm(), ReopenForm()
        self._may_import = True
        self.first = ActButton(_("Muat daftar…"), "I", kind="blue", name="first_list")
        without = ActButton(_("Rencanakan kunjungan…"), "N", tall=True, name="first_visit")
        self.empty = EmptyState(
            _("Belum ada daftar dan kunjungan"),
            _("Muat dahulu daftar orang yang belum rekam; lalu rencanakan kunjungan, lalu buka meja."),
            buttons=(self.first, without),
            name="nothing_yet",
        )
        self._small, self._alone = False, self.visits
        self._lay_out()
        self._connect(without)

    def show_rows(self, visits: Sequence[Planned], lists: Sequence[ListFacts]) -> None:
        """Show what there is; with nothing at all the whole page says what to do first."""
        self.visits.set_rows(visits)
        self.lists.set_rows(lists)
        if not visits and not self.is_asking():
            self.show_panel(self.held)
        nothing = not visits and not lists and not self.is_asking()
        self.setCurrentIndex(1 if nothing else 0)

    def focus(self) -> None:
        """Put the focus where the next act is: visits, else lists, else the first button."""
        if self.currentIndex():
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.visits.table.rows.rowCount():
            self.turn_to(self.visits)
        else:
            self.turn_to(self.lists)

    def turn_to(self, card: TableCard[Any]) -> None:
        """Bring a card to the front and the focus into its table."""
        self._alone = card
        self._show_cards()
        if card.table.rows.rowCount():
            card.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_panel(self, panel: QWidget) -> None:
        """Show the visit, the list or a form at the right."""
        self._panel.setCurrentWidget(panel)

    def is_asking(self) -> bool:
        """Tell whether a form is being filled: a list's withdrawal, or what becomes of a visit."""
        return self._panel.currentWidget() in self._forms()

    def _forms(self) -> tuple[QWidget, ...]:
        return self.withdrawal, self.postponing, self.reopening

    def set_rights(self, may: bool, who: str) -> None:  # noqa: FBT001  reads as its sentence
        """Offer loading to those who may; to others say who may."""
        self._may_import = may
        self._load.setVisible(may)
        self.first.setVisible(may)
        self.held.set_rights(may, who)
        if not may:
            told = _("Daftar dimuat oleh {names}.").format(names=who)
            self.lists.say_empty(_("Belum ada daftar"), told)
            self.empty.say(_("Belum ada daftar dan kunjungan"), told)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Show one card at a time in the small form; each has the key to the other in both."""
        self._small = small
        self._panel.setFixedWidth(px(272 if small else 320))
        self._row.setSpacing(px(12 if small else 16))
        self._left.setSpacing(px(12 if small else 14))
        self._show_cards()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the panel follow the focus from one table to the other, but never out of a form."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and not self.is_asking():
            self.show_panel(self.visit if watched is self.visits.table else self.held)
            for card in (self.visits, self.lists):
                card.table.stand_back(back=card.table is not watched)
        return super().eventFilter(watched, event)

    def _show_cards(self) -> None:
        for card in (self.visits, self.lists):
            card.setVisible(not self._small or card is self._alone)

    def _lay_out(self) -> None:
        page, self._left, self._panel = QWidget(), QVBoxLayout(), QStackedWidget()
        self._row = QHBoxLayout(page)
        for layout in (self._row, self._left):
            layout.setContentsMargins(0, 0, 0, 0)
        self._add_acts()
        self._left.addWidget(self.visits, 3)
        self._left.addWidget(self.lists, 2)
        for panel in (self.visit, self.held, *self._forms()):
            self._panel.addWidget(panel)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._panel)
        self.addWidget(page)
        self.addWidget(self.empty)

    def _add_acts(self) -> None:
        plan = ActButton(_("Rencanakan kunjungan…"), "N", name="plan_visit", short=_("Rencanakan…"))
        load = self._load = ActButton(_("Muat daftar…"), "I", name="load_list")
        to_lists = ActButton(_("Daftar"), "D", kind="quiet", name="to_lists")
        to_visits = ActButton(_("Kunjungan"), "K", kind="quiet", name="to_visits")
        ready = ActButton(_("Laptop siap?"), "S", kind="quiet", name="to_ready")
        self.visits.add_act(ready)
        ready.asked.connect(self.ready_asked)
        for card, switch, act in ((self.visits, to_lists, plan), (self.lists, to_visits, load)):
            card.add_act(switch)
            card.add_act(act)
            card.table.installEventFilter(self)
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        plan.asked.connect(self.plan_asked)
        load.asked.connect(self.load_asked)
        to_lists.asked.connect(lambda: self.turn_to(self.lists))
        to_visits.asked.connect(lambda: self.turn_to(self.visits))

    def _connect(self, without: ActButton) -> None:
        self.first.asked.connect(self.load_asked)
        without.asked.connect(self.plan_asked)
        for scope in (self.visits, self.lists, self.visit, self.held, self.empty):
            on_key(scope, "N", self.plan_asked.emit)
            on_key(scope, "I", self._ask_load)
            on_key(scope, "D", lambda: self.turn_to(self.lists))
            on_key(scope, "K", lambda: self.turn_to(self.visits))
        self.visits.table.opened.connect(self.visit.press)
        on_key(self.visits, "Ctrl+Enter", self.visit.press_surely)
        self.lists.table.opened.connect(self.held.press)
        for scope in (self.visits, self.visit):
            on_key(scope, "S", self.ready_asked.emit)
            on_key(scope, "H", self.visit.next_letter)
        for key, also in (("U", Also.CHANGE), ("T", Also.POSTPONE), ("B", Also.REOPEN), ("C", Also.PAPERS)):
            for scope in (self.visits, self.visit):
                on_key(scope, key, partial(self.visit.press_also, also))
        for beside in (self.lists, self.held):
            on_key(beside, "C", lambda: self._press(self.held.withdraw))
            on_key(beside, "B", lambda: self._press(self.held.back))

    def _ask_load(self) -> None:
        if self._may_import:
            self.load_asked.emit()

    def _press(self, button: ActButton) -> None:
        """Press a button of the panel, if it is offered."""
        if not self.is_asking() and button.isVisibleTo(self.held):
            button.asked.emit()


P = TypeVar("P", bound=QWidget)


class ListsView(Pages):
    """Holds the pages; which is in front is the presenter's to say.

    All but the overview are built when somebody wants them: building all would hold the window for 0.15 s.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lists_place")
        self.overview = Overview()
        self.addWidget(self.overview)

    @cached_property
    def plan(self) -> PlanForm:
        """The page on which a visit is planned."""
        return self._built(PlanForm())

    @cached_property
    def file(self) -> FilePage:
        """The page on which a file is chosen."""
        return self._built(FilePage())

    @cached_property
    def preview(self) -> PreviewPage:
        """The page that shows what was understood of it."""
        return self._built(PreviewPage())

    def turn_to(self, page: str) -> None:
        """Bring "overview", "plan", "file" or "preview" to the front."""
        self.setCurrentWidget(getattr(self, page))

    def _built(self, page: P) -> P:
        self.addWidget(page)
        fit_late(page)
        return page
