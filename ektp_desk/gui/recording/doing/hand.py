"""What F3 has in hand: the ticket it shows and what was last read of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.gui.recording.seen import Seen, look
from ektp_desk.gui.recording.view import RecordingView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import closed_today


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
