"""What F3 has in hand, and what it does with it: choosing who, finishing, going on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality
from ektp_desk.domain.tickets import TicketId
from ektp_desk.gui.kit import Pick
from ektp_desk.gui.recording.view import RecordingView
from ektp_desk.gui.recording.who import MOST_HITS
from ektp_desk.gui.recording.words import hit_line, hit_remark
from ektp_desk.gui.work import Work
from ektp_desk.usecases.places import village_name
from ektp_desk.usecases.recording import commands as acts
from ektp_desk.usecases.recording.commands import WalkIn, change_person, change_to_walk_in
from ektp_desk.usecases.recording.queries import Seen, candidates, look
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import closed_today
from ektp_desk.words import _


class Hand(QObject):
    """Shared by the parts of the presenter; the store stays the only memory of what was said."""

    def __init__(self, work: Work, view: RecordingView) -> None:
        super().__init__()
        self.work, self.view = work, view
        self.ticket: str | None = None
        self.changing = False  # another person is looked for while one is being recorded
        self.seen: Seen | None = None

    @property
    def recording(self) -> str | None:
        """The open recording that is shown."""
        return self.seen.recording.id if self.seen and self.seen.recording else None

    def take(self, ticket: str | None) -> None:
        """Turn to a ticket, or to whatever this desk has in hand."""
        self.ticket, self.changing = ticket, False

    def forget(self) -> None:
        """Let go: what is still typed on the screen belongs to nothing any more."""
        self.take(None)
        self.seen = None

    def read(self, then: Callable[[], object] | None = None) -> None:
        """Read and show; `then` runs after."""
        work, ticket, desk = self.work, self.ticket, self.work.desk
        if work.visit is None:
            work.ask(closed_today, lambda day: self._show_none_open(day, then))
            return
        visit = work.visit.id
        work.ask(lambda session: look(session, visit, desk, ticket), lambda seen: self._show(seen, then))

    def _show_none_open(self, closed: Visit | None, then: Callable[[], object] | None) -> None:
        self.view.none_open.show_closed(closed)
        self._show(None, then)

    def record(self, act: Callable[[Session, str], object]) -> None:
        """Act on the open recording, if there is one."""
        recording = self.recording
        if recording is not None:
            self.work.do(lambda session: act(session, recording))

    def _show(self, seen: Seen | None, then: Callable[[], object] | None) -> None:
        self.seen = seen
        self.changing = self.changing and self.recording is not None
        if seen and seen.ticket:
            self.ticket = seen.ticket.id
        self.view.show_seen(seen, self.work.desk, changing=self.changing)
        if then is not None:
            then()


class Choosing(QObject):
    """Whoever is chosen is identified and their recording begun, in one act."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        work = hand.view.work
        work.who.search.typed.connect(self._on_typed)
        work.who.search.chosen.connect(self._on_chosen)
        work.who.card.change_asked.connect(lambda: self._look_for_another(wanted=True))
        hand.view.keep_asked.connect(lambda: self._look_for_another(wanted=False))
        work.walk_in.submitted.connect(self._on_met)

    def _on_typed(self, text: str) -> None:
        search = self._hand.view.work.who.search
        self._hand.work.ask(lambda session: _hits(session, text), lambda hits: search.show_hits(text, hits))

    def _on_chosen(self, person: str) -> None:
        ticket = self._hand.ticket
        if ticket is not None:
            self._hand.work.do(lambda session: change_person(session, ticket, person), self._on_begun)

    def _on_met(self, said: WalkIn) -> None:
        ticket = self._hand.ticket
        if ticket is not None:
            self._hand.work.do(
                lambda session: change_to_walk_in(session, ticket, said), self._on_begun, self._on_refused
            )

    def _on_begun(self, _recording: str) -> None:
        self._hand.changing = False

    def _on_refused(self, error: EktpError) -> None:
        if not self._hand.view.work.walk_in.refuse(error):
            self._hand.work.refused.emit(error)

    def _look_for_another(self, *, wanted: bool) -> None:
        self._hand.changing = wanted
        self._hand.read()


def _hits(session: Session, text: str) -> list[Pick]:
    found = candidates(session, text)[:MOST_HITS] if text else []
    return [Pick(p.id, p.name, hit_line(p, village_name(session, p.village)), hit_remark(p)) for p in found]


class Finishing(QObject):
    """One finish at a time: a second press of the same key finishes nobody else."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._number = ""
        self._goes_on = True  # call the next one after, as the key that began it says
        self.busy = False
        foot, passing = hand.view.work.foot, hand.view.work.passing
        foot.next_asked.connect(lambda: self._finish(goes_on=True))
        foot.finish_asked.connect(lambda: self._finish(goes_on=False))
        passing.submitted.connect(lambda by, why: self._finish(goes_on=self._goes_on, by=by, why=why))

    def _finish(self, *, goes_on: bool, by: str = "", why: str = "") -> None:
        hand = self._hand
        recording, visit, desk = hand.recording, hand.work.visit, hand.work.desk
        if self.busy or recording is None or visit is None or hand.seen is None or hand.seen.ticket is None:
            return
        self.busy, self._goes_on, self._number = True, goes_on, hand.seen.ticket.number
        ending = acts.Ending(recording, hand.view.work.papers.note.text(), by, why)
        if goes_on:
            hand.work.do(
                lambda session: acts.end_and_call(session, ending, visit.id, desk=desk),
                self._on_next,
                self._on_refused,
            )
        else:
            hand.work.do(
                lambda session: acts.end_recording(session, ending), self._on_finished, self._on_refused
            )

    def _on_next(self, called: str | None) -> None:
        self.busy = False
        self._hand.forget()
        self._hand.take(called)
        told = _("{number} selesai. Tidak ada lagi yang menunggu.").format(number=self._number)
        if called is not None:
            words, following = _("{number} selesai. Berikut: {next}"), TicketId.parse(called).number
            told = words.format(number=self._number, next=following)
        self._hand.work.told.emit(told)

    def _on_finished(self, _done: None) -> None:
        self.busy = False
        self._hand.forget()
        self._hand.work.go_asked.emit("queue", None)
        self._hand.work.told.emit(_("{number} selesai.").format(number=self._number))

    def _on_refused(self, error: EktpError) -> None:
        self.busy = False
        work = self._hand.view.work
        if error.code == "recording.under_16":
            work.ask_passing()
        elif error.code == "recording.incomplete":
            # Read first: what was said a moment ago may not be on the screen yet.
            self._hand.read(self._say_lacking)
        else:
            self._hand.work.refused.emit(error)
            self._hand.read(lambda: self._take_again(error))

    def _take_again(self, error: EktpError) -> None:
        """Open the panel of a step whose file is not on the disk as it was written."""
        if error.code.startswith("capture."):
            self._hand.view.capture_asked.emit(Modality(str(error.facts["modality"])))

    def _say_lacking(self) -> None:
        if self._hand.seen is not None:
            self._hand.view.work.say_lacking(self._hand.seen.lacking)
