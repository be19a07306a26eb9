"""Events of another journal as they come in: byte by byte as their own store holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Arrived(NamedTuple):
    """An event as its own store holds it, byte by byte; salt and body are None once erased."""

    device: str
    incarnation: str
    seq: int
    link: bytes
    header: bytes
    digest: bytes
    salt: bytes | None
    body: bytes | None
    signature: bytes | None = None  # of the author, where a transaction ends
    second: bytes | None = None  # of who stands beside

    def __repr__(self) -> str:
        return f"Arrived({self.seq} {self.link.hex()[:8]})"


@dataclass(frozen=True, slots=True)
class Run:
    """Events of one journal, one after another without a gap; `before` is the link before the first."""

    device: str
    incarnation: str
    before: bytes
    events: Sequence[Arrived]

    @property
    def first(self) -> int:
        return self.events[0].seq

    @property
    def last(self) -> int:
        return self.events[-1].seq
