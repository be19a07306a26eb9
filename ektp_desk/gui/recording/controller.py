"""What F3 has in hand, and what it does with it: finishing, going on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality
from ektp_desk.domain.tickets import TicketId
from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.recording.board import KEYS
from ektp_desk.gui.recording.exception import PassingPanel
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.recording.view import Page, RecordingView
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.recording.commands import (
    Ending,
    Pass,
    end_and_call,
    end_recording,
    let_pass,
)
from ektp_desk.usecases.recording.facts import RecordingFacts, look
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Ticket, Visit
from ektp_desk.usecases.visits.queries import closed_today
from ektp_desk.words import _

_OVER = "recording"  # a newer reading of this screen makes an older one needless


class Controller(QObject):
    """The ticket at this desk, read and shown; the store stays the only memory of what was said."""

    stage_begun = Signal()  # another page, number, recording or person
    slip_meant = Signal(str)  # of a number that was asked for and has ended

    view: RecordingView  # these two are of the look in force
    acts: Acts

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.ticket_id: str | None = None
        self.changing = False  # another person is looked for while one is being recorded
        self.seen: RecordingFacts | None = None
        self.whole_nik = False
        self._closed: Visit | None = None
        self._stage: object = None
        self._thens: list[Callable[[], object]] = []  # what is done once the ticket was read
        self._make_panel: Callable[[], StepsPanel] | None = None

    @property
    def ticket(self) -> Ticket | None:
        return self.seen.ticket if self.seen else None

    @property
    def recording(self) -> Recording | None:
        """The open recording that is shown."""
        return self.seen.recording if self.seen else None

    @property
    def page(self) -> Page:
        if self.seen is None:
            return "none_open"
        if self.seen.ticket is None:
            return "idle"
        return "work" if self.seen.serving else "called"

    @property
    def searching(self) -> bool:
        return self.page == "work" and (self.recording is None or self.changing)

    @property
    def nik(self) -> str:
        return self.seen.person.nik if self.seen and self.seen.person else ""

    @property
    def asks(self) -> bool:
        """Whether a panel is open in the place of the steps."""
        return self._make_panel is not None

    @property
    def panel(self) -> StepsPanel | None:
        """The panel in the place of the steps."""
        return self.view.work.panel

    def take(self, ticket: str | None) -> None:
        """Turn to a ticket, or to whatever this desk has in hand."""
        self.ticket_id, self.changing = ticket, False

    def forget(self) -> None:
        """Let go: what is still typed on the screen belongs to nothing any more."""
        self.take(None)
        self.seen = None

    def read(self, then: Callable[[], object] | None = None) -> None:
        """Read and show; `then` runs after, also when a newer reading took this one's place."""
        work, ticket, desk = self.work, self.ticket_id, self.work.desk
        if then is not None:
            self._thens.append(then)
        if work.visit is None:
            work.ask(closed_today, self._show_none_open, self._not_read, over=_OVER)
            return
        visit, by_name = work.visit.id, work.visit.kind == VisitKind.SCHOOL
        work.ask(
            lambda session: look(session, visit, desk, ticket, by_name=by_name),
            self._show,
            self._not_read,
            over=_OVER,
        )

    def _not_read(self, error: EktpError) -> None:
        self._thens.clear()
        self.work.refused.emit(error)

    def record(self, act: Callable[[Session, str], object]) -> None:
        """Act on the open recording, if there is one."""
        if self.recording is not None:
            recording = self.recording.id
            self.work.do(lambda session: act(session, recording))

    def fill(self) -> None:
        self.view.none_open.show_closed(self._closed)
        self.view.show_seen(self.page, self.seen, self.work.desk, changing=self.changing)
        asked = self.seen.asks if self.seen else None
        self.acts["finish_next"].setData(KEYS[asked] if asked else "Ctrl+Enter")
        self.show_nik(whole=self.whole_nik)

    def show_nik(self, *, whole: bool) -> None:
        self.whole_nik = whole
        self.view.work.who.show_nik(self.nik, whole=whole)
        self.acts.refresh()

    def ask(self, make: Callable[[], StepsPanel]) -> None:
        """Open a panel in the place of the steps; over a view that is built anew it is asked again."""
        self._make_panel = make
        self.ask_again()
        self.view.work.take_focus()

    def ask_again(self) -> None:
        """Open in a new view what was open in the old one; what was typed is put back afterwards."""
        if self._make_panel is not None:
            panel = self._make_panel()
            self.view.work.show_panel(panel)
            if panel.beside:
                self.acts.add_to(panel, *panel.beside)
            self.acts.refresh()

    def close_panel(self) -> None:
        """Put the steps back; the focus goes where the next act is."""
        if self.panel is not None:
            self._make_panel = None
            self.view.work.show_panel(None)
            self.acts.refresh()
            self.view.work.take_focus()

    def _show_none_open(self, closed: Visit | None) -> None:
        self._closed = closed
        self._show(None)

    def _show(self, seen: RecordingFacts | None) -> None:
        before, self.seen = self.nik, seen
        self.changing = self.changing and self.recording is not None
        self.whole_nik = self.whole_nik and self.nik == before  # another person's begins hidden
        if self.ticket is not None:
            self.ticket_id = self.ticket.id
        self.fill()
        stage = (
            self.page,
            self.ticket and self.ticket.id,
            self.recording and self.recording.id,
            self.changing,
        )
        if stage != self._stage:
            self._stage = stage
            self.close_panel()
            self.view.take_focus()
            self.stage_begun.emit()
        thens, self._thens = self._thens, []
        for then in thens:
            then()


class Finishing:
    """One finish at a time: a second press of the same key finishes nobody else."""

    def __init__(self, controller: Controller, capture: Callable[[Modality], object]) -> None:
        self._controller, self._capture = controller, capture
        self._number = ""
        self._goes_on = True  # call the next one after, as the key that began it says
        self._supervisor = ""  # whoever passed the last one: mostly the same all day
        self.busy = False

    def finish(self, *, goes_on: bool, passed: Pass | None = None) -> None:
        controller = self._controller
        recording, ticket, visit = controller.recording, controller.ticket, controller.work.visit
        desk = controller.work.desk
        if self.busy or recording is None or visit is None or ticket is None:
            return
        self.busy, self._goes_on, self._number = True, goes_on, ticket.number
        note = controller.view.work.papers.note.text()
        ending = Ending(recording.id, note, passed, asks=goes_on)
        if goes_on and not ticket.home:
            controller.work.do(
                lambda session: end_and_call(session, ending, visit.id, desk=desk),
                self._on_next,
                self._on_refused,
            )
        else:
            controller.work.do(
                lambda session: end_recording(session, ending), self._on_finished, self._on_refused
            )

    def _on_next(self, called: str | None) -> None:
        self.busy = False
        self._controller.forget()
        self._controller.take(called)
        number, following = self._number, TicketId.parse(called).number if called else ""

        def told() -> str:
            none = _("{number} selesai. Tidak ada lagi yang menunggu.")
            words = _("{number} selesai. Berikut: {next}") if following else none
            return words.format(number=number, next=following)

        self._controller.work.tell(told)

    def _on_finished(self, _done: None) -> None:
        """Back to the queue; who goes on from a home finds the next one chosen there, with its address."""
        self.busy, number, seen = False, self._number, self._controller.seen
        homes = [one.ticket for one in seen.following if one.stop and not one.here] if seen else []
        home = next(iter(homes), None) if self._goes_on else None
        self._controller.forget()
        self._controller.work.go(Go("queue", ticket=home.id if home else ""))

        def told() -> str:
            if home is None:
                return _("{number} selesai.").format(number=number)
            return _("{number} selesai. Rumah berikutnya: {next}").format(number=number, next=home.number)

        self._controller.work.tell(told)

    def _on_refused(self, error: EktpError) -> None:
        self.busy = False
        controller = self._controller
        if isinstance(controller.panel, PassingPanel) and controller.panel.refuse(error):
            return
        if error.code == "recording.under_16":
            own_word, back = controller.work.session.user.is_supervisor, controller.close_panel
            by = "" if own_word else self._supervisor
            controller.ask(lambda: PassingPanel(by=by, own_word=own_word, answer=self._pass, back=back))
        elif error.code in ("recording.incomplete", "recording.documents_unanswered"):
            # Read first: what was said a moment ago may not be on the screen yet.
            controller.read(self._say_lacking)
        else:
            controller.work.refused.emit(error)
            controller.read(lambda: self._take_again(error))

    def _pass(self, by: str, why: str, passphrase: str) -> None:
        """Have the supervisor's key opened; the recording stays theirs alone to let pass."""
        recording = self._controller.recording
        if self.busy or recording is None:
            return
        self.busy, of = True, recording.id
        self._controller.work.ask(
            lambda session: let_pass(session, of, by, reason=why, passphrase=passphrase),
            self._on_passed,
            self._on_refused,
        )

    def _on_passed(self, passed: Pass) -> None:
        self.busy, self._supervisor = False, passed.supervisor
        self.finish(goes_on=self._goes_on, passed=passed)

    def _take_again(self, error: EktpError) -> None:
        """Open the panel of a step whose file is not on the disk as it was written."""
        if error.code.startswith("capture."):
            self._capture(Modality(str(error.facts["modality"])))

    def _say_lacking(self) -> None:
        if self._controller.seen is not None:
            self._controller.view.work.say_lacking(self._controller.seen)
