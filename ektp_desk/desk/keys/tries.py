"""Counts wrong passphrases for each user, in the state folder: a restart takes no wait away."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ektp_desk.domain.chance.tries import wait_after
from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.seal.files import refuse_irregular, write_whole
from ektp_desk.settings import clock_in


class _Wrong(msgspec.Struct, frozen=True):
    """Wrong tries in a row, and when the last one was (seconds of the laptop's clock)."""

    count: Annotated[int, Meta(ge=1)]
    at: float


def laptop_seconds() -> float:
    """Read the laptop's clock even where the office has its own: whoever mistyped waits for real."""
    return clock_in(0)().utc.timestamp()


class Tries:
    """The wrong tries at one place; the file names users by their random ids alone."""

    def __init__(self, path: Path, *, wall: Callable[[], float] = laptop_seconds) -> None:
        self._path, self._wall = path, wall
        self._wrong = self._read()

    @contextmanager
    def trying(self, user_id: str, *, wrong: Collection[str] = ("signin.wrong",)) -> Iterator[None]:
        """Hold a block that checks a user's passphrase, and says by one of the codes `wrong` that it is none.

        Raises `signin.wait` (fact `seconds`) without running it while the user has to wait; adds the fact
        `wait` (seconds until the next try) to what is wrong.
        """
        left = self._seconds_left(user_id)
        if left:
            raise EktpError("signin.wait", seconds=left)
        try:
            yield
        except EktpError as error:
            if error.code not in wrong:
                raise
            raise EktpError(error.code, **error.facts | {"wait": self._count(user_id)}) from None
        if self._wrong.pop(user_id, None):
            self._keep()

    def _seconds_left(self, user_id: str) -> int:
        wrong = self._wrong.get(user_id)
        if wrong is None:
            return 0
        passed = self._wall() - wrong.at
        if passed < 0:  # a clock set back costs the whole wait from now on, not until it is as late again
            self._wrong[user_id], passed = _Wrong(wrong.count, self._wall()), 0.0
            self._keep()
        return max(0, math.ceil(wait_after(wrong.count) - passed))

    def _count(self, user_id: str) -> int:
        before = self._wrong.get(user_id)
        self._wrong[user_id] = _Wrong((before.count if before else 0) + 1, self._wall())
        self._keep()
        return self._seconds_left(user_id)

    def _keep(self) -> None:
        with suppress(EktpError):  # a full disk must not hide that the passphrase was wrong; memory counts on
            write_whole(self._path, msgspec.json.encode(self._wrong))

    def _read(self) -> dict[str, _Wrong]:
        try:
            refuse_irregular(self._path)
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, _Wrong])
        except (OSError, EktpError, *UNREADABLE):
            return {}
