"""The places of who is signed in: which there are, which is shown, and what header and strip say."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.tickets import TicketId
from ektp_desk.gui.admin.presenter import Presenter as Admin
from ektp_desk.gui.closing.presenter import Presenter as Closing
from ektp_desk.gui.decisions.presenter import Presenter as Decisions
from ektp_desk.gui.exchange.presenter import Presenter as Exchange
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.saving import OPEN_SAVED, SavedFolder
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.state import BOXES, EVERYTHING_TYPED, ROWS, open_again, put_typed, read_typed
from ektp_desk.gui.kit.words import line_note
from ektp_desk.gui.lists.loading import ListLoading
from ektp_desk.gui.people.presenter import Presenter as People
from ektp_desk.gui.queue.display import DisplayWindow, StandingBoard
from ektp_desk.gui.queue.presenter import Presenter as Queue
from ektp_desk.gui.recording.presenter import Presenter as Recording
from ektp_desk.gui.reports.presenter import Presenter as Reports
from ektp_desk.gui.screen import Presenter, Room
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.shell.manual import Presenter as Manual
from ektp_desk.gui.shell.navigation import FROM_TODAY, NAVIGATION, OUTSIDE
from ektp_desk.gui.shell.refusal import Refusal
from ektp_desk.gui.shell.scanner import Scanner
from ektp_desk.gui.shell.slips import Slips
from ektp_desk.gui.shell.unsafe import UnsafeCount
from ektp_desk.gui.today.presenter import Presenter as Today
from ektp_desk.gui.visits.presenter import Presenter as Visits
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.admin.commands import keep_compared
from ektp_desk.usecases.admin.queries import compare_views, may_refuse, policy_number
from ektp_desk.usecases.admin.rights import PlaceKey, first_place, may_use
from ektp_desk.usecases.changes import Changes
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Compared, Visit
from ektp_desk.usecases.visits.queries import last_saved, open_visit
from ektp_desk.words import Sentence, _, spoken
from ektp_desk.words.dates import clock
from ektp_desk.words.roles import roles_words

_ANSWERED_MS = 400  # a search waits for the typing to pause, and asks then

_MADE: dict[PlaceKey, Callable[..., Presenter]] = {
    "today": Today,
    "queue": Queue,
    "recording": Recording,
    "people": People,
    "decisions": Decisions,
    "reports": Reports,
    "exchange": Exchange,
    "visits": partial(Visits, loading=ListLoading),
    "closing": Closing,
    "admin": Admin,
    "manual": Manual,
}


class Workplace(QObject):
    """One user's places over one `Work`; the open visit is read anew when visits changed."""

    lock_asked = Signal()
    idle_known = Signal(int)  # minutes without a touch until the desk locks itself

    def __init__(self, jobs: Jobs, session: Session, environment: Environment) -> None:
        super().__init__()
        self._jobs = jobs
        self.work = Work(jobs, session, environment.choices)
        self._environment = environment
        self.shell = Shell(sample=environment.is_sample)
        self._unsafe = UnsafeCount(self.work, self.shell)
        self._spoken = spoken()
        self._offers_undo = False  # by the write that is being told just now
        self._refusal, self._scanner = Refusal(self.shell), Scanner(self.shell)
        self._places: dict[PlaceKey, Presenter] = {}
        self._rooms = {key: Room() for key in _MADE}
        self._makers = _MADE | {"admin": partial(Admin, environment=environment)}
        for entry in NAVIGATION:
            if self._may_use(entry.key):
                room = self._rooms[entry.key]
                self.shell.add_place(entry.key, entry.title, entry.icon, entry.fkey, room)
        for key in OUTSIDE:
            self.shell.add_screen(key, self._rooms[key])
        self._slips = Slips(self.work, self.shell)
        self._saved = SavedFolder(self.work, self.shell.toast)
        self._connect()
        self._acts = self._bind_keys()
        self._tick = QTimer(self.shell, interval=1000)
        self._tick.timeout.connect(self._show_clock)

    def _connect(self) -> None:
        work, shell = self.work, self.shell
        shell.place_asked.connect(work.go)
        shell.lock_asked.connect(self.lock_asked)
        shell.renewed.connect(self._on_renewed)
        self._scanner.scanned.connect(self._on_scanned)
        shell.undo_asked.connect(work.undo_asked)
        work.go_asked.connect(self.go)
        work.acted.connect(self._on_acted)
        work.saved.connect(self._show_saved)
        work.changed.connect(self._on_changed)
        work.refused.connect(self._on_refused)
        work.told.connect(self._on_told)
        work.seen.connect(self._on_seen)
        work.explained.connect(self._on_explained)
        work.undoable.connect(self._on_undoable)

    def _bind_keys(self) -> Acts:
        slips = self._slips
        manual = Act(id="manual", text=lambda: _("Buku petunjuk"), keys=("Ctrl+F1",), run=self._read_manual)
        printing = Act(id="print_slip", text=lambda: _("Cetak bukti"), keys=("Ctrl+P",), run=slips.print)
        printer = Act(
            id="choose_printer",
            text=lambda: _("Pilih printer"),
            keys=("Ctrl+Shift+P",),
            run=slips.ask_printer,
        )
        acts = Acts([manual, printing, printer, self._saved.act()], explain=self.work.explained.emit)
        acts.setParent(self.shell)  # they go with it, on this thread
        acts.add_to(self.shell, "manual", OPEN_SAVED, context=Qt.ShortcutContext.WindowShortcut)
        for key in ("queue", "recording"):
            acts.add_to(self._rooms[key], "print_slip", "choose_printer")
        return acts

    def _on_renewed(self) -> None:
        """Say in the language in force what the frame says, and read again what the store says in words."""
        if self._spoken == spoken():
            return
        self._spoken = spoken()
        self._acts.refresh()
        self._fill_frame()
        here = self.shell.current()
        if here in self._places:
            self.place(here).read_anew()
            self._head()
        else:
            self.go(Go(here))

    def _fill_frame(self) -> None:
        user, strip = self.work.session.user, self.shell.strip
        strip.set_person(f"{user.name} · {roles_words(user.roles.split())}", short=user.name)
        strip.set_left(line_note(self.work.line))
        self._show_clock()
        self.work.ask(last_saved, self.work.take_saved)
        self._unsafe.ask()

    def _take_in(self, key: PlaceKey, presenter: Presenter) -> Presenter:
        """Keep a presenter as long as its view: its clocks stop when the shell goes."""
        self._places[key] = presenter
        if isinstance(presenter, QObject):
            presenter.setParent(self.shell)
        return presenter

    def name_of(self, key: PlaceKey) -> str:
        """As in the navigation, or its title where it does not stand there."""
        title = next((entry.title for entry in NAVIGATION if entry.key == key), "")
        return _(title) if title else self.place(key).heading()[0]

    def place(self, key: PlaceKey) -> Presenter:
        """Made when it is first asked for: all at once keep the queue waiting."""
        if key not in self._places:
            self._rooms[key].take(self._take_in(key, self._makers[key](self.work)))
        return self._places[key]

    def _in_front(self) -> Presenter:
        return self.place(self.shell.current())

    def _may_use(self, key: PlaceKey) -> bool:
        return may_use(self.work.session.user.role_set, key)

    def begin(self, ready: Callable[[], None], *, at: str = "") -> None:
        """Show the place `at` if this user may use it, else their first one."""
        self._tick.start()
        self._fill_frame()
        user = self.work.session.user

        def opened(visit: Visit | None) -> None:
            self._take(visit)
            first = first_place(user.role_set, visit_open=visit is not None)
            key = next((each for each in _MADE if each == at and self._may_use(each)), first)
            self.place(key)
            # Made in one turn of this thread and shown in the next: both at once hold it too long.
            self.work.ask(lambda _session: None, lambda _none: show(key))

        def show(key: PlaceKey) -> None:
            self.go(Go(key))
            for news in self._environment.news():
                self._refusal.show_news(news)
            ready()
            self.compare_later()
            if self._may_use("recording"):  # what comes next; made at its first key it would hold that key
                QTimer.singleShot(1000, self.shell, partial(self.place, "recording"))

        self.work.ask(open_visit, opened)
        self._read_rules()

    def compare_later(self) -> None:
        """Hold rows against the journal once the first place was shown and read: it keeps nobody from it."""
        QTimer.singleShot(1000, self.shell, self.compare)

    def compare(self) -> None:
        self.work.make(compare_views, self._on_compared)

    def _on_compared(self, found: Compared) -> None:
        if found.differing:
            self.tell_news(EktpError("views.differ", count=found.differing))
        else:
            self.work.note(partial(keep_compared, found=found))

    def tell_news(self, news: EktpError) -> None:
        self._refusal.show_news(news)

    def _read_rules(self) -> None:
        self.work.ask(
            lambda session: (policy_number(session, Policy.IDLE_MINUTES), may_refuse(session)),
            self._take_rules,
        )

    def _take_rules(self, rules: tuple[int, bool]) -> None:
        idle, self.work.may_refuse = rules
        self.idle_known.emit(idle)

    def rest(self) -> None:
        """The user has left, and this process is about to end; the hall's board stays as it is."""
        self._tick.stop()
        self.work.leave()

    def leave(self) -> None:
        self.rest()
        self.shell.deleteLater()

    def typed(self) -> bytes:
        """What somebody typed into what is in front, for `put_typed` in another process."""
        parts = self._parts_in_front()
        return json.dumps({name: read_typed(part) for name, part in parts.items()}).encode()

    def put_typed(self, typed: bytes) -> None:
        """Type it once what is in front was read, and once what had been opened for it is open again.

        A row is chosen when what was typed has been answered.
        """
        said, front = json.loads(typed), self.shell.current()

        def put(kinds: tuple[type[QWidget], ...]) -> bool:
            changed = False
            if self.shell.current() == front:
                for name, part in self._parts_in_front().items():
                    changed = put_typed(part, said[name], kinds) or changed
            return changed

        def put_boxes() -> None:
            self._when_idle(put_rest, within=_ANSWERED_MS if put(BOXES) else 0)

        def put_rest() -> None:
            put(ROWS)
            if self.shell.current() == front and open_again(self.shell.seen() or self.shell, said["place"]):
                self._when_idle(lambda: put(EVERYTHING_TYPED))

        self._when_idle(put_boxes)

    def _parts_in_front(self) -> dict[str, QWidget]:
        return {"head": self.shell.header, "place": self.shell.seen() or self.shell}

    def _when_idle(self, then: Callable[[], object], *, within: int = 0) -> None:
        """Once nothing is under way; `within` so many ms something may still be asked."""
        timer = QTimer(self.shell, singleShot=True, interval=within)

        def once() -> None:
            if self._jobs.busy and timer.interval() == 0:
                return  # the answers' end will say so
            self._jobs.idle.disconnect(once)
            timer.stop()
            timer.deleteLater()
            then()

        self._jobs.idle.connect(once)
        timer.timeout.connect(once)
        timer.start()

    def board(self) -> DisplayWindow | None:
        """The hall's, while it is open."""
        queue = self._places.get("queue")
        return queue.display.window() if isinstance(queue, Queue) and queue.display.is_open() else None

    def take_board(self, board: StandingBoard) -> None:
        """Keep the hall's board open that was open when the desk was locked, for who calls people to it."""
        board.stop()
        queue = self.place("queue") if self._may_use("queue") else None
        if isinstance(queue, Queue):
            queue.display.take(board.window)
        else:
            board.window.close()

    def go(self, go: Go) -> None:
        """Bring a place to the front, if this user may use it."""
        key = go.place
        if not self._may_use(key):
            self._on_refused(EktpError("role.not_allowed"))
            return
        self._refusal.clear()
        self.shell.toast.forget_undo()  # its key belongs to the place that is left
        place = self.place(key)
        served = f", {TicketId.parse(go.ticket).number}" if go.ticket else ""
        say(self.shell, self.name_of(key) + served)
        self.shell.show_place(key, marked="today" if key in FROM_TODAY else None)
        place.shown(go)
        self.work.take_as_read()
        self._head()

    def _read_manual(self) -> None:
        self.go(Go("manual", behind=self.shell.current()))

    def _take(self, visit: Visit | None) -> None:
        self.work.visit = visit
        own = visit.own_desks.split() if visit else []
        if self.work.desk not in own:
            self.work.desk = own[0] if own else ""

    def _on_changed(self, changes: Changes) -> None:
        if Entity.OFFICE in changes.entities:
            self._read_rules()
        if Entity.VISIT not in changes.entities:
            self._read_place(changes)
            return

        def read(visit: Visit | None) -> None:
            self._take(visit)
            self._read_place(changes)
            self._head()

        self.work.ask(open_visit, read)

    def _read_place(self, changes: Changes) -> None:
        place = self._in_front()
        if not self.work.is_read and (place.shows & changes.entities or not changes.entities):
            place.read_anew()

    def _on_acted(self) -> None:
        self._refusal.clear()
        if not self._offers_undo:
            self.shell.toast.forget_undo()  # its key takes back what was written since
        self._offers_undo = False

    def _show_saved(self) -> None:
        if (at := self.work.saved_at) is not None:
            self.shell.strip.show_saved(at, self.work.session.today)
            self._show_clock()  # never a minute behind what the strip says
            self.shell.toast.raise_()  # the strip's new note lies over what was told before it

    def _on_refused(self, error: EktpError) -> None:
        if error.code == "ticket.ended":  # its sentence offers the slip
            self.work.slip_number = str(error.facts.get("number", ""))
        self._refusal.show_error(error)

    def _head(self) -> None:
        title, subtitle, short = self._in_front().heading()
        self.shell.header.set_place(title, subtitle, short=short)

    def _show_clock(self) -> None:
        now = clock(self._environment.clock().local)
        self._unsafe.pass_minute(now)
        self.shell.header.set_clock(now)

    def _on_told(self, news: Sentence) -> None:
        self.shell.toast.say(news)

    def _on_seen(self, words: str) -> None:
        """By a method, which Qt holds weakly: a partial would keep the frame, and all that stands in it."""
        say(self.shell, words)

    def _on_explained(self, why: str) -> None:
        self.shell.toast.explain(why)

    def _on_undoable(self, news: Sentence) -> None:
        """Tell what was done, with its way back where the key for that acts: the user may have gone on."""
        here = self._offers_undo = self.shell.current() == "queue"
        self.shell.toast.say(news, undo_key="Ctrl+Z" if here else "")

    def _on_scanned(self, text: str) -> None:
        """Take a scanned number to the queue, which knows what to do with it."""
        if not self._may_use("queue"):
            return
        if self.shell.current() != "queue":
            self.go(Go("queue"))
        queue = self.place("queue")
        if isinstance(queue, Queue):
            queue.scanned(text)
