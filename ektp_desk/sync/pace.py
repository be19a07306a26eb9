"""How much at once, and how long to wait after trouble."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

LEAST_BODY, MOST_BODY = 64 * 2**10, 5_000_000  # bytes; what a pack adds fits what a hub takes
WHOLE_BODY = 4 * 2**20  # bytes of entries, which leave room for their fronts
BODY_SECONDS = 4.0  # that a body takes: a cut costs no more than that, and a signature is worth it
LONGEST = 300.0  # seconds until the next try


@dataclass
class BodyPace:
    """A link's speed, and the bytes of its next body."""

    size: int = LEAST_BODY
    speed: float = 0.0  # bytes a second

    def measured(self, size: int, seconds: float) -> None:
        """Bodies that were full grow by what went; a small one says little of the line."""
        now = size / max(seconds, 1e-3)
        self.speed = (self.speed + now) / 2 if self.speed else now
        if size >= LEAST_BODY // 2:
            self.size = round(min(max(self.speed * BODY_SECONDS, LEAST_BODY), MOST_BODY))

    def failed(self) -> None:
        self.size = max(self.size // 2, LEAST_BODY)


def in_bodies(entries: Sequence[bytes], size: int = WHOLE_BODY) -> Iterator[list[bytes]]:
    body = list[bytes]()
    for entry in entries:
        if body and sum(map(len, body)) + len(entry) > size:
            yield body
            body = []
        body.append(entry)
    if body:
        yield body


class Backoff:
    """Seconds to wait, twice as long each time up to five minutes, without end."""

    def __init__(self, chance: Random) -> None:
        self._chance, self._tries = chance, 0

    def next(self, least: float = 0) -> float:
        """By chance up to a half less, or so much more than the hub asks for: the laptops of an office do not
        come together when it is back.
        """
        longest, chance = min(LONGEST, 2.0 ** min(self._tries, 10)), self._chance.uniform(0.5, 1)
        self._tries += 1
        return min(LONGEST, max(longest * chance, least * (0.5 + chance)))

    def reset(self) -> None:
        self._tries = 0
