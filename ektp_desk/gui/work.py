"""What every screen shares while somebody is signed in: acts, questions, the open visit, the last save."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Done, Jobs
from ektp_desk.settings import Choices
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit

T = TypeVar("T")


class Work(QObject):
    """Runs use cases on the store's thread for the screens of one signed-in user.

    `do` writes and then says `changed`; `ask` only reads. An expected refusal goes to the
    caller's `failed`, else to `refused`, which the window shows; anything else goes up.
    """

    changed = Signal()  # something was written: screens that are seen read anew
    saved = Signal(object)  # datetime: the local time of the last acknowledged write
    refused = Signal(object)  # EktpError without a taker
    go_asked = Signal(str, object)  # a place's key and what to show there, or None
    told = Signal(str)  # a short piece of good news for the toast
    undoable = Signal(str)  # the same, of an act that Ctrl+Z takes back where it was done
    undo_asked = Signal()  # the toast's word for that was clicked
    slip_asked = Signal()  # print what somebody takes home
    left = Signal()  # the user has left
    explained = Signal(str)  # why the act whose key was pressed is off; nothing was done

    def __init__(self, jobs: Jobs, session: Session, choices: Choices | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self.session = session
        self.choices = choices or Choices()
        self.visit: Visit | None = None
        self.desk = ""  # this laptop's letter in the open visit
        self.slip_number = ""  # of an ended ticket that was asked for; empty: the one that ended last here
        self._left = False

    def leave(self) -> None:
        """The user has left: what was asked for still lands, but nobody is there to hear of it."""
        self._left = True
        self.left.emit()

    def do(
        self,
        act: Callable[[Session], T],
        done: Done[T] | None = None,
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Act; `done` hears the answer before the screens read anew."""

        def written() -> tuple[T, object]:
            answer = act(self.session)
            return answer, self.session.now

        def after(news: tuple[T, object]) -> None:
            if self._left:
                return
            answer, at = news
            if done is not None:
                done(answer)
            self.saved.emit(at)
            self.changed.emit()

        def refused(error: Exception) -> None:
            self._on_failed(error, failed)
            if isinstance(error, EktpError) and error.code == "anchor.not_written":
                self.changed.emit()  # the act itself is on the disk

        self._jobs.run(written, done=after, failed=refused)

    def ask(
        self,
        question: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Ask without writing."""
        self._jobs.run(
            lambda: question(self.session),
            done=lambda answer: None if self._left else done(answer),
            failed=lambda error: self._on_failed(error, failed),
        )

    def _on_failed(self, error: Exception, failed: Callable[[EktpError], None] | None) -> None:
        if not isinstance(error, EktpError):
            raise error
        if self._left:
            return
        if failed is not None:
            failed(error)
        else:
            self.refused.emit(error)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._jobs.busy
