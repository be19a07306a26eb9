"""Events of another journal as they come in: byte by byte as their own store holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

RUN_EVENTS = 256  # of a run at most: what is carried, and taken in, at once


class Arrived(NamedTuple):
    """An event as its own store holds it, byte by byte; salt and body are None once erased."""

    device: str
    incarnation: str
    seq: int
    before: bytes  # the link that it follows, which may be absent where it arrives
    link: bytes
    header: bytes
    digest: bytes
    salt: bytes | None
    body: bytes | None
    signature: bytes | None = None  # of the author, where a transaction ends
    second: bytes | None = None  # of who stands beside

    def __repr__(self) -> str:
        return f"Arrived({self.seq} {self.link.hex()[:8]})"


Run = Sequence[Arrived]  # of one journal, each following the one before it; at least one


def runs_of(events: Iterable[Arrived]) -> Iterator[Run]:
    """Cut events into runs of at most `RUN_EVENTS`, each after a whole transaction if one ends in it."""
    run: list[Arrived] = []
    for one in events:
        if run and not _follows(one, run[-1]):
            yield run
            run = []
        run.append(one)
        if len(run) == RUN_EVENTS:
            whole = next((at for at in range(RUN_EVENTS, 0, -1) if run[at - 1].signature), RUN_EVENTS)
            yield run[:whole]
            run = run[whole:]
    if run:
        yield run


def _follows(one: Arrived, last: Arrived) -> bool:
    same = (one.device, one.incarnation) == (last.device, last.incarnation)
    return same and one.seq == last.seq + 1 and one.before == last.link
