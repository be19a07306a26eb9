"""What every screen shares while somebody is signed in: acts, questions, the open visit, the last save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Done, Jobs
from ektp_desk.settings import Choices
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit

T = TypeVar("T")


class Work(QObject):
    """Runs use cases off the window's thread for the screens of one signed-in user.

    `do` writes and then says `changed`; `ask` only reads, and `make` too, beside the questions, for what
    takes long. An expected refusal goes to the caller's `failed`, else to `refused`, which the window
    shows; anything else goes up.
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

        self._jobs.act(written, done=after, failed=refused)

    def ask(
        self,
        question: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
        *,
        over: str = "",
    ) -> None:
        """Ask without writing; `over` names a reading that a newer one of the same name makes needless."""
        self._read(question, done, failed, over=over)

    def make(
        self,
        making: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
        *,
        leaves_file: bool = False,
    ) -> Callable[[], None]:
        """Make a paper, a file, a check of a list; gives what stops it.

        One that `leaves_file` is finished also when the desk is locked or closed meanwhile.
        """
        return self._read(making, done, failed, aside=True, lasting=leaves_file)

    def _read(
        self,
        question: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None,
        *,
        over: str = "",
        aside: bool = False,
        lasting: bool = False,
    ) -> Callable[[], None]:
        return self._jobs.read(
            lambda store: question(replace(self.session, store=store)),
            done=lambda answer: None if self._left else done(answer),
            failed=lambda error: self._on_failed(error, failed),
            over=over,
            aside=aside,
            lasting=lasting,
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
