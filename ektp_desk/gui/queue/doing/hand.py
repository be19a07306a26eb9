"""What all acts of the queue share: the work, the view, the queue as last read, and telling what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.queue.reading import QueueFacts
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket


@dataclass(frozen=True, slots=True, repr=False)
class Hand:
    """`facts` gives the queue as last read, None without an open visit."""

    work: Work
    view: QueueView
    facts: Callable[[], QueueFacts | None]

    def held(self) -> Ticket | None:
        """Give the ticket that this desk has called or serves."""
        facts = self.facts()
        return facts.held if facts else None

    def do(
        self,
        act: Callable[[Session], object],
        told: str = "",
        *,
        then: Callable[[], None] | None = None,
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Act, and tell what was done together with the way to undo it."""

        def done(_answer: object) -> None:
            if then is not None:
                then()
            if told:
                self.work.undoable.emit(told)

        self.work.do(act, done, failed)
