"""Where carrying runs: beside the thread that writes, on a connection that only answers.

Sealing, packs and a slow card keep no act waiting: what they have to write goes to the writing thread as
small acts, of one run or one note each. A command has one thread, and acts there itself.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import cache
from typing import Any, Protocol, TypeVar

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.standing import fact, fact_text
from ektp_desk.seal.age import secret_from_bytes
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.store import Store

T = TypeVar("T")
_LEAVES_NOTHING = frozenset({"piece written", "pack written"})  # what a carrier has until then is no pack


class ActsAmong(Protocol):
    """Has something done among the acts of the thread that writes, and gives what it gives."""

    def __call__(self, act: Callable[[], T]) -> T:
        """Wait until it is done; raises what it raises."""


class ExchangeLane:
    """`store` answers on this thread, each question as of its own moment; `act` writes."""

    def __init__(
        self,
        desk: Desk,
        store: Store | ReadOnlyStore,
        among: ActsAmong,
        *,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.desk, self.store = desk, store
        self._among, self._is_stopped = among, is_stopped
        self.secret_of = cache(secret_from_bytes)  # each pack asks for the same few

    @property
    def connection(self) -> Any:
        return self.store.connection

    @property
    def device(self) -> str:
        return fact_text(self.connection, "device")

    @property
    def incarnation(self) -> str:
        return fact_text(self.connection, "incarnation")

    @property
    def seed(self) -> bytes:
        """The private key with which this device signs."""
        return fact(self.connection, "seed")

    def act(self, act: Callable[[Store], T]) -> T:
        """Write: one transaction, since whoever saves waits for it."""
        return self._among(lambda: act(self.desk.held_store()))

    def check(self) -> None:
        """Raise CancelledError once somebody has stopped this: between two steps, each of them whole."""
        if self._is_stopped():
            raise CancelledError

    def point(self, place: str) -> None:
        """Stop a carrier while it writes, where that leaves nothing there."""
        if place in _LEAVES_NOTHING:
            self.check()


def on_own_thread(desk: Desk) -> ExchangeLane:
    """For who has no other thread. Raises `signin.ended`."""
    return ExchangeLane(desk, desk.held_store(), lambda act: act())
