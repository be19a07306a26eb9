"""Which networks cost by the byte, and how much went by them today."""

from __future__ import annotations

from threading import Lock

from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Clock
from ektp_desk.sync.outbox import Outbox

_PRICE, _SPENT = "price", "spent"
_COSTS, _FREE = "costs", "free"


class Metering:
    """`doubts`: whether a network of which nobody has said counts as one that costs."""

    def __init__(self, outbox: Outbox, clock: Clock, *, doubts: bool) -> None:
        self._outbox, self._clock, self._doubts = outbox, clock, doubts
        self._lock = Lock()

    @property
    def most(self) -> int:
        try:
            return self._outbox.read()[0].metered
        except EktpError:
            return 0

    @property
    def spent(self) -> int:
        return int(self._outbox.fact(self._of_today) or 0)

    @property
    def _of_today(self) -> str:
        return f"{_SPENT}/{self._clock().day}"

    def say(self, network: str, *, is_metered: bool) -> None:
        self._outbox.keep_fact(f"{_PRICE}/{network}", _COSTS if is_metered else _FREE)

    def is_metered(self, network: str) -> bool | None:
        """None where nobody has said; what leads to no other network costs nothing."""
        if not network:
            return False
        said = self._outbox.fact(f"{_PRICE}/{network}")
        return None if not said else said == _COSTS

    def _costs(self, network: str) -> bool:
        said = self.is_metered(network)
        return self._doubts if said is None else said

    def left(self, network: str) -> int | None:
        """How many bytes of files may go by it still today; None for all."""
        return max(0, self.most - self.spent) if self._costs(network) else None

    def spend(self, network: str, size: int) -> None:
        if size and self._costs(network):
            with self._lock:
                self._outbox.keep_fact(self._of_today, str(self.spent + size))
