"""One queue for all links: runs first, then files of the smallest visit, in bodies of each link's size.

What is handed out to a link stays open until one has carried it; it is offered anew when none has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from ektp_desk.sync.outbox import FILE, RUN, DueObject, Outbox
from ektp_desk.sync.pace import BODY_SECONDS, LEAST_BODY
from ektp_desk.wire.limits import ENTRY

OFFERED = 1000
_TWO = 2  # links that carry one body


@dataclass(eq=False)
class OpenBody:
    """What goes together; `have`: bytes that the hub has of the only one, which is `alone`."""

    objects: list[DueObject]
    have: int = 0
    alone: bool = False
    carriers: int = 1
    is_done: bool = False
    takes: float = BODY_SECONDS  # that its link expects
    due: float = 0.0  # by the clock of the links; 0 as long as its link has only read it

    def begin(self, now: float, speed: float) -> None:
        """Say when its link expects to be done, by its speed (0: unknown)."""
        self.takes = self.size / speed if speed else BODY_SECONDS
        self.due = now + self.takes

    def is_late(self, now: float, speed: float) -> bool:
        """Whether another link would be done before, or its own link stands still."""
        other = self.size / speed if speed else BODY_SECONDS
        return not self.due or now + other < self.due or now > self.due + self.takes

    @property
    def size(self) -> int:
        return sum(one.size for one in self.objects) - self.have


@dataclass
class SendingQueue:
    """Asked by the links' threads."""

    outbox: Outbox
    _lock: Lock = field(default_factory=Lock)
    _taken: dict[str, str] = field(default_factory=dict)  # name and kind of what is offered, waiting or open
    _waiting: dict[str, deque[DueObject]] = field(default_factory=lambda: {RUN: deque(), FILE: deque()})
    _have: dict[str, int] = field(default_factory=dict)
    _open: list[OpenBody] = field(default_factory=list)

    @property
    def is_moving(self) -> bool:
        """Whether a link offers or carries something."""
        with self._lock:
            return len(self._taken) > sum(map(len, self._waiting.values()))

    def claim(self, enough: int = 1) -> list[DueObject]:
        """Take a page that is to be offered, unless so many bytes wait still; `put` or `give_back` it."""
        with self._lock:
            if sum(one.size for waiting in self._waiting.values() for one in waiting) >= enough:
                return []
            due = self.outbox.due(OFFERED + len(self._taken))
            page = [one for one in due if one.name not in self._taken][:OFFERED]
            self._taken |= {one.name: one.kind for one in page}
        return page

    def put(self, page: Iterable[DueObject], wanted: dict[str, int]) -> None:
        """Let a page that was offered wait; what the hub wants not is there."""
        here = list[str]()
        with self._lock:
            for one in (one for one in page if one.name in self._taken):
                if one.name in wanted:
                    self._waiting[one.kind].append(one)
                    self._have[one.name] = wanted[one.name]
                else:
                    here.append(one.name)
            self._release(here)
            self.outbox.note_sent(here)

    def give_back(self, page: Iterable[DueObject]) -> None:
        with self._lock:
            self._release(one.name for one in page)

    def next(self, size: int, files: int | None = None, *, share: float = 1.0) -> OpenBody | None:
        """A body of about so many bytes; a file waits for all runs, of which one names it.

        `files`: bytes of them that may go, None for all; `share`: what a link carries of all that waits, so
        that links end together.
        """
        with self._lock:
            kind = RUN if self._waiting[RUN] else FILE
            if kind == FILE and RUN in self._taken.values():
                return None
            whole = sum(one.size for one in self._waiting[kind])
            size = min(size, max(round(whole * share), LEAST_BODY))
            body = self._cut(self._waiting[kind], size, files if kind == FILE else None)
            if body is not None:
                self._open.append(body)
            return body

    def _cut(self, waiting: deque[DueObject], size: int, most: int | None) -> OpenBody | None:
        taken, total = list[DueObject](), 0
        while waiting and (not taken or total + waiting[0].size <= size):
            have, first = self._have[waiting[0].name], waiting[0].size
            alone = have > 0 or first > ENTRY
            if (alone and taken) or (most is not None and total + first > most):
                break
            taken.append(waiting.popleft())
            total += first
            if alone:
                return OpenBody(taken, have, alone=True)
        return OpenBody(taken) if taken else None

    def repeat(self, now: float, speed: float, own: OpenBody | None = None) -> OpenBody | None:
        """The body that was opened last, where one other link carries it and this one, by its speed, would be
        done before; not its `own`, the rest of a cut entry, nor what goes in parts.
        """
        with self._lock:
            others = (one for one in reversed(self._open) if one is not own)
            alone = (one for one in others if one.carriers < _TWO and not one.alone)
            body = next((one for one in alone if one.is_late(now, speed)), None)
            if body is not None:
                body.carriers += 1
            return body

    def finish(self, body: OpenBody, aside: dict[str, str]) -> bool:
        """Note what became of a body, and why something was refused; false where another link came before."""
        with self._lock:
            if body.is_done:
                return False
            body.is_done = True
            self._open.remove(body)
            names = [one.name for one in body.objects]
            self._release(names)  # first: what a full disk does not let it note is offered once more
            self.outbox.set_aside(aside)
            self.outbox.note_sent(name for name in names if name not in aside)
            return True

    def fail(self, body: OpenBody) -> None:
        """A link could not carry it: unless another does, it is offered anew."""
        with self._lock:
            body.carriers -= 1
            if not body.carriers and not body.is_done:
                self._open.remove(body)
                self._release(one.name for one in body.objects)

    def forget_waiting(self) -> None:
        """Have all that no link carries claimed anew: more was laid out, which may go first."""
        with self._lock:
            for waiting in self._waiting.values():
                self._release(one.name for one in waiting)
                waiting.clear()

    def begin_anew(self, epoch: str) -> None:
        """Have all claimed anew: what is offered and open, a hub answers that is another."""
        with self._lock:
            self.outbox.begin_anew(epoch)
            for body in self._open:
                body.is_done = True
            for waiting in self._waiting.values():
                waiting.clear()
            self._open.clear()
            self._taken.clear()

    def _release(self, names: Iterable[str]) -> None:
        for name in names:
            self._taken.pop(name, None)
            self._have.pop(name, None)
