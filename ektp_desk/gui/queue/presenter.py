"""Joins the queue's screen to the use cases: reads it, finds in it, keeps its minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.domain.tickets import Number
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.queue.called_controller import CalledController
from ektp_desk.gui.queue.chime import Chime
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.gui.queue.display import Display
from ektp_desk.gui.queue.finished_controller import FinishedController
from ektp_desk.gui.queue.giving import GivingController
from ektp_desk.gui.queue.homes_controller import HomesController
from ektp_desk.gui.queue.line_controller import LineController
from ektp_desk.gui.queue.marked import MarkedController
from ektp_desk.gui.queue.panels import DisplayPanel
from ektp_desk.gui.queue.people_controller import DayPersonController
from ektp_desk.gui.queue.searching import SearchController
from ektp_desk.gui.queue.undoing import UndoController
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import NEW_HOME, TO_COME, Go, Work
from ektp_desk.usecases.changes import Changes
from ektp_desk.usecases.queue.facts import (
    GroupRow,
    QueueFacts,
    find_stop,
    line_key,
    lines_of,
    may_be_another,
    read_queue,
    typed_ticket,
)
from ektp_desk.usecases.queue.queries import the_ticket, ticket_by_number
from ektp_desk.usecases.shapes import Ticket, Visit
from ektp_desk.usecases.visits.queries import closed_today, visit_name
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.numbers import count

_OVER = "queue"  # a newer reading of this screen makes an older one needless
_TICK_MS = 15_000


class Presenter(QObject):
    """Keeps the queue as last read; every act is followed by a new reading."""

    shows = frozenset(
        {Entity.VISIT, Entity.TICKET, Entity.GROUP, Entity.RECORDING, Entity.PERSON, Entity.PAIR, Entity.LIST}
    )

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._panels = Panels(lambda: self.view)
        self._context = context = QueueContext(work, self._panels)
        self._called, self._line, self._homes = (
            CalledController(context),
            LineController(context),
            HomesController(context),
        )
        self._giving = GivingController(context)
        self._undoing = UndoController(context)
        self._marked = MarkedController(context, lambda: self.view.table)
        self._search = SearchController(context)
        self._finished = FinishedController(context, lambda: self.view)
        self._person = DayPersonController(context, self._giving, self._homes)
        self.display = Display(work, self._room, Chime(self), parent=self)
        self._closed: Visit | None = None  # today's, while none is open
        self._unfolded: set[str] = set()  # groups whose numbers are shown one by one
        self._thens: list[Callable[[], None]] = []  # what is done once the queue was read
        self._had_focus = True  # before what was read was shown
        self._awaited = ""  # a number that was scanned before the queue was read
        context.changed.connect(self._on_selected)
        self._search.number_meant.connect(self._go_to_number)
        self._search.ticket_meant.connect(self._point_at)
        self.view = self.make_view()
        work.undo_asked.connect(self._undoing.undo)
        work.changed.connect(self._on_changed)

    def make_view(self) -> QueueView:
        work = self._work
        self._acts = Acts(self._table(), explain=work.explained.emit)
        self.view = view = QueueView(self._acts, work.session.today)
        self._acts.setParent(view)  # they go with it, on this thread
        view.workspace.tabs.choose(self._context.tab)
        view.workspace.filter.choose(self._context.ended)
        view.line_selected.connect(self._on_selected)
        view.homes.stop_selected.connect(self._on_selected)
        view.line_opened.connect(self._on_opened)
        view.none_open.plan_asked.connect(partial(work.go, "visits"))
        view.none_open.report_asked.connect(
            lambda visit: work.go(Go("reports", paper=report_of(visit.id, visit.kind)))
        )
        tick = QTimer(view, interval=_TICK_MS)
        tick.timeout.connect(self.show_time)
        tick.start()
        self._search.show_in(view)
        self._finished.forget()
        self._fill()
        self._panels.ask_again()
        return view

    def _table(self) -> list[Act]:
        return [
            *self._called.table(),
            *self._undoing.table(),
            *self._line.table(),
            *self._marked.table(),
            *self._giving.table(),
            *self._person.table(),
            *self._search.table(),
            *self._finished.table(),
            *self._homes.table(),
            Act(id="queue_tab", keys=("Ctrl+Tab",), run=self._turn_tab),
            Act(id="queue_more", text=_("Lainnya…"), keys=("Ctrl+.",), run=self._open_menu),
            Act(id="queue_homes", text=self._homes_word, keys=("Ctrl+Shift+H",), run=self._go_home),
            Act(id="home_back", text=_("Kembali ke antrean"), keys=("Esc",), run=self._leave_homes),
            Act(
                id="queue_fold",
                text=_("Buka/lipat rombongan"),
                keys=("→",),
                when=lambda: self._context.shown is Shown.WAITING and bool(self._group()),
                run=lambda: self._turn(self._group()),
            ),
            Act(id="queue_display", text=_("Layar nomor…"), keys=("Ctrl+D",), run=self._ask_display),
            Act(
                id="queue_close_day",
                text=_("Tutup hari…"),
                keys=("Ctrl+T",),
                run=partial(self._work.go, "closing"),
            ),
            Act(
                id="queue_slip",
                text=self._slip_word,
                keys=("Ctrl+P",),
                why_not=self._why_no_slip,
                run=self._work.slip_asked.emit,
                bound=False,
            ),
        ]

    def _room(self) -> QWidget:
        """What the view stands in, and outlives it."""
        return self.view.parentWidget() or self.view

    def shown(self, go: Go) -> None:
        """Come to the front: the keys act at once, and what was asked for there is shown."""
        self._take_focus()

        def arrived() -> None:
            self._keep_focus()
            if go.section == TO_COME:
                self.view.workspace.tabs.choose(Shown.TO_COME)
            elif go.section == NEW_HOME:
                self._homes.ask_new()
            elif go.ticket:
                self._point_at(go.ticket)
            elif go.person:
                self._context.contact.ask_once(go.person)  # who is to come again
            scanned, self._awaited = self._awaited, ""
            if scanned:
                self.scanned(scanned)
            self._search.read_targets()

        self._read(arrived)

    def read_anew(self) -> None:
        """Read the queue again; the focus moves only when what held it has gone."""
        self._read(self._keep_focus)

    def _on_changed(self, changes: Changes) -> None:
        """Of whom something was said here may be a target: why they did not come."""
        if Entity.PERSON in changes.entities and self.view.isVisible():
            self._search.read_targets()

    def heading(self) -> tuple[str, str, str]:
        """The village, the day and the desk."""
        visit, today = self._work.visit, self._work.session.today
        if visit is None:
            return _("Antrean"), long_date(today), short_date(today)
        desk = self._work.desk
        words = _("{day} · meja {desk}") if desk else "{day}"
        long, short = (words.format(day=write(today), desk=desk) for write in (long_date, short_date))
        return visit_name(self._work.session, visit), long, short

    def scanned(self, text: str) -> None:
        """A paper was scanned, wherever the focus was."""
        facts = self._context.facts
        if facts is None:  # still being read
            self._awaited = text
        elif self._panels.open is None:
            self._search.clear()
            self._go_to_number(text)

    def _go_to_number(self, text: str) -> None:
        """To the row of a number; one unknown here is offered to be taken in."""
        facts = self._context.facts
        if facts is None:
            return
        found = typed_ticket(facts, text)
        if found and not may_be_another(found, text):
            self._choose(found)
        elif stop := find_stop(facts, text):
            self.view.go_home(stop.ticket)
        else:
            if found:
                self._choose(found)
            self._explain(text, facts)
        self._take_focus()

    def _turn_tab(self) -> None:
        self.view.workspace.tabs.turn()

    def _open_menu(self) -> None:
        self.view.workspace.open_menu()

    def _explain(self, text: str, facts: QueueFacts) -> None:
        """Say why a number has no row here, or offer to take it in; `facts` name the visit."""

        def unknown(error: EktpError) -> None:
            if error.code == "number.not_given":
                self._giving.offer_unseen(Number.parse(text))
            else:
                self._work.refused.emit(error)

        self._work.ask(
            lambda session: ticket_by_number(session, facts.visit.id, text), self._point_at_ended, unknown
        )

    def _point_at_ended(self, ticket: Ticket) -> None:
        """Choose the row of one that has an outcome."""
        self.view.go_to_queue()
        self.view.workspace.show_ended(ticket.id)

    def _point_at(self, ticket: str) -> None:
        """Choose a ticket's row, on the tab where it stands."""
        facts = self._context.facts
        if facts and any(stop.ticket == ticket for stop in facts.stops):
            self.view.go_home(ticket)
            return
        found = facts.ticket(ticket) if facts else None
        if found is None or not self._choose(found):
            self._work.ask(lambda session: the_ticket(session, ticket), self._point_at_ended)

    def _choose(self, ticket: Ticket) -> bool:
        """Choose a ticket's line, unfolding its group; tell whether it is there."""
        self.view.go_to_queue()
        self.view.workspace.tabs.choose(Shown.WAITING)
        facts = self._context.facts
        if facts is not None and line_key(facts, ticket, self._unfolded) != ticket.id:
            self._turn(ticket.grp)
        return self.view.table.select_key(ticket.id)

    def _read(self, then: Callable[[], None]) -> None:
        """Read and show; `then` runs after, also when a newer reading took this one's place."""
        visit, desk = self._work.visit, self._work.desk
        self._thens.append(then)
        if visit is None:

            def closed(day: Visit | None) -> None:
                self._closed, self._context.facts = day, None
                self.view.open_clean()
                self._on_read()

            self._work.ask(closed_today, closed, self._not_read, over=_OVER)
            return

        def done(read: QueueFacts) -> None:
            if self._context.facts and self._context.facts.visit.id != read.visit.id:
                self._context.panels.leave()
                self.view.open_clean()
            self._context.facts = read
            self._finished.forget()
            self._on_read()

        facts = self._context.facts
        known = facts.ahead if facts and facts.visit is visit else None
        self._work.ask(
            lambda session: read_queue(session, visit, desk, ahead=known), done, self._not_read, over=_OVER
        )

    def _not_read(self, error: EktpError) -> None:
        self._thens.clear()  # what waited for this screen is not done on a later one
        self._work.refused.emit(error)

    def _on_read(self) -> None:
        held = self._holder()  # it may go now, and Qt gives the focus to whatever comes next in the window
        self._had_focus = held is None or self.view.isAncestorOf(held)
        self._fill()
        thens, self._thens = self._thens, []
        for then in thens:
            then()

    def _fill(self) -> None:
        with self.view.choosing():
            self.view.none_open.show_closed(self._closed)
            self.view.show_facts(self._context.facts)
            self._search.show_to_come()
        self.show_time()

    def show_time(self) -> None:
        """Count the minutes anew; rows and choice stay."""
        facts, now = self._context.facts, self._work.session.now
        if facts is not None:
            shown = facts.next_up or next(iter(facts.tickets), None)
            with self.view.choosing():
                self.view.show_lines(
                    lines_of(facts, now, self._unfolded),
                    at_first=line_key(facts, shown, self._unfolded) if shown else "",
                )
                self.view.show_time(facts, now)
        self._on_selected()

    def _on_selected(self) -> None:
        context = self._context
        context.tab = Shown(self.view.workspace.tabs.current())
        context.ended = self.view.workspace.filter.value()
        context.shown, context.person = self.view.workspace.shown(), self.view.chosen_person()
        context.line, context.stop = self.view.table.selected_row(), self.view.homes.table.selected_row()
        context.marked = self.view.marked()
        self.view.show_chosen(context.held)
        self.view.show_marked(context.marked)
        self._finished.read()
        self._acts.refresh()
        self.view.person.show_person(context.person, self._work.session.today)

    def _on_opened(self) -> None:
        self._acts["queue_fold" if isinstance(self._context.line, GroupRow) else "queue_call"].trigger()

    def _group(self) -> str:
        """The group that the chosen line belongs to, if it can be folded."""
        facts, line = self._context.facts, self._context.line
        if facts is None or line is None:
            return ""
        group = line.group.id if isinstance(line, GroupRow) else line.ticket.grp
        return group if any(each.id == group and each.count > 1 for each in facts.groups) else ""

    def _turn(self, group: str) -> None:
        """Fold a group or unfold it; the chosen line stays, or gives way to the group's first."""
        facts, table = self._context.facts, self.view.table
        self._unfolded ^= {group}
        if facts is None:
            return
        key = table.selected_key()
        table.set_rows(lines_of(facts, self._work.session.now, self._unfolded))
        if not table.select_key(key):
            table.select_key(line_key(facts, facts.members(group)[0], self._unfolded))
        if group in self._unfolded:
            self.view.scroll_to_chosen()
        self._on_selected()

    def _homes_word(self) -> str:
        facts = self._context.facts
        return _("Daftar rumah: {n}").format(n=count(len(facts.stops) if facts else 0))

    def _go_home(self) -> None:
        self.view.go_home()

    def _leave_homes(self) -> None:
        self.view.go_to_queue()
        self.view.take_focus()

    def _ended_last(self) -> str:
        return self._context.facts.ended_last if self._context.facts else ""

    def _slip_word(self) -> str:
        return _("Cetak bukti {number}").format(number=self._ended_last() or "A001")

    def _why_no_slip(self) -> str:
        return "" if self._ended_last() else _("Belum ada nomor yang selesai di meja ini.")

    def _ask_display(self) -> None:
        self._panels.ask(partial(DisplayPanel, display=self.display))

    def _take_focus(self) -> None:
        """An open panel keeps it."""
        if (panel := self._panels.open) is not None:
            panel.first().setFocus()
        else:
            self.view.take_focus()

    def _keep_focus(self) -> None:
        """Never take it from who has gone on: to a page over the window."""
        held = self._holder()
        if self._had_focus and not (held and held.isVisible() and self.view.isAncestorOf(held)):
            self._take_focus()

    def _holder(self) -> QWidget | None:
        return self.view.window().focusWidget()  # also while another window is in front
