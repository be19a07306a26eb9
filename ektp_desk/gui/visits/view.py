"""Kunjungan & daftar: the two tables, at the right what is at hand in one of them, and pages over both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.kit import EmptyState, Pages
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.visits.forms import AskForm
from ektp_desk.gui.visits.list_panel import ListPanel
from ektp_desk.gui.visits.tables import lists_card, visits_card
from ektp_desk.gui.visits.visit_panel import VisitPanel
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.queries import Planned
from ektp_desk.words import _

_EVERYWHERE = ("plan_visit", "load_list", "to_lists", "to_visits")
_OF_VISIT = (
    "to_ready",
    "next_letter",
    "visit_surely",
    "change_plan",
    "postpone",
    "reopen",
    "visit_package",
    "visit_papers",
)
_OF_LIST = ("withdraw_list", "bring_back_list")


class Overview(Pages):
    """The panel at the right follows the table that has the focus, but a form stays until it is answered.

    In the small form one table is seen at a time; each has the key to the other in both.
    """

    turned = Signal(QWidget)  # to another panel, or to a form

    def __init__(self, acts: Acts, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("lists_overview")
        self.visits, self.lists = visits_card(acts, today), lists_card(acts)
        self.visit, self.list = VisitPanel(acts), ListPanel(acts)
        self._at_lists = False
        self.form: AskForm | None = None
        self._lists_seen = False  # of the two, in the small form
        self._first = acts.button("load_list", kind="blue", name="first_list")
        self._empty = EmptyState(
            _("Belum ada daftar dan kunjungan"),
            _("Muat dahulu daftar orang yang belum rekam; lalu rencanakan kunjungan, lalu buka meja."),
            buttons=(self._first, acts.button("plan_visit", tall=True, name="first_visit")),
            name="nothing_yet",
        )
        self._lay_out()
        for scope in (self.visits, self.visit):
            acts.add_to(scope, *_EVERYWHERE, *_OF_VISIT)
        for beside in (self.lists, self.list):
            acts.add_to(beside, *_EVERYWHERE, *_OF_LIST)
        acts.add_to(self._empty, "plan_visit", "load_list")

    def show_rows(self, visits: Sequence[Planned], lists: Sequence[ListFacts]) -> None:
        """Show what there is; with nothing at all the whole page says what to do first."""
        self.visits.set_rows(visits)
        self.lists.set_rows(lists)
        if not visits:
            self._point(at_lists=True)
        nothing = not visits and not lists and self.form is None
        self.setCurrentIndex(1 if nothing else 0)

    def say_from_office(self) -> None:
        """Say on a field laptop whence all comes."""
        words = _(
            "Kunjungan dan daftarnya datang dengan paket kantor: pasang stik dari kantor, lalu F7, [K]."
        )
        self.lists.empty.say(_("Belum ada daftar"), words)
        self._empty.say(_("Belum ada daftar dan kunjungan"), words)

    def say_who_loads(self, names: str) -> None:
        """Say to those who may not who may."""
        self.list.say_who(_("Memuat dan mencabut daftar: {names}").format(names=names) if names else "")
        if names:
            loaded_by = _("Daftar dimuat oleh {names}.").format(names=names)
            self.lists.empty.say(_("Belum ada daftar"), loaded_by)
            self._empty.say(_("Belum ada daftar dan kunjungan"), loaded_by)

    def take_focus(self) -> None:
        """Put the focus where the next act is: visits, else lists, else the first button."""
        if self.currentIndex():
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.turn_to(lists=not self.visits.table.rows.rowCount())

    def turn_to(self, *, lists: bool) -> None:
        """Bring a table to the front and the focus into it."""
        self._lists_seen = lists
        self._show_cards()
        (self.lists if lists else self.visits).take_focus()

    def ask(self, form: AskForm) -> None:
        """Put a form in the panel's place."""
        self.leave_form()
        self.form = form
        self._panel.addWidget(form)
        self._show_panel()
        form.take_focus()

    def leave_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.forget()
            self._panel.removeWidget(form)
            form.deleteLater()
            self._show_panel()

    def state(self) -> tuple[bool, bool]:
        return self._at_lists, self._lists_seen

    def put_back(self, state: object) -> None:
        match state:
            case (bool(at_lists), bool(lists_seen)):
                self._lists_seen = lists_seen
                self._show_cards()
                self._point(at_lists=at_lists)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the panel follow the focus from one table to the other."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._point(at_lists=watched is self.lists.table)
        return super().eventFilter(watched, event)

    def _point(self, *, at_lists: bool) -> None:
        self._at_lists = at_lists
        self._show_panel()
        self.visits.table.stand_back(back=at_lists)
        self.lists.table.stand_back(back=not at_lists)

    def _show_panel(self) -> None:
        panel = self.form or (self.list if self._at_lists else self.visit)
        self._panel.setCurrentWidget(panel)
        self.turned.emit(panel)

    def _show_cards(self) -> None:
        self.visits.setVisible(not is_small() or not self._lists_seen)
        self.lists.setVisible(not is_small() or self._lists_seen)

    def _lay_out(self) -> None:
        page, left, self._panel = QWidget(), QVBoxLayout(), QStackedWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12 if is_small() else 16))
        left.setSpacing(px(12 if is_small() else 14))
        for card, stretch in ((self.visits, 3), (self.lists, 2)):
            left.addWidget(card, stretch)
            card.table.installEventFilter(self)
        for panel in (self.visit, self.list):
            self._panel.addWidget(panel)
        self._panel.setFixedWidth(px(272 if is_small() else 320))
        row.addLayout(left, 1)
        row.addWidget(self._panel)
        self.addWidget(page)
        self.addWidget(self._empty)
        self._show_cards()
