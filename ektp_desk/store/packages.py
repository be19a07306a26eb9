"""The keys of visits, and which packages were made or taken in here: local facts, which no event says.

A visit's key is an age secret. The office makes one with the visit's first kit or package, and another once a
laptop was revoked, which may have held it; the former ones open what was sealed before. The newest is the one
that was made after the most revocations, however late another one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, repeat
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.moments import Moment

_KEYS = "SELECT visit, secret FROM visit_keys ORDER BY revoked DESC, no DESC"
_MADE_AFTER = "SELECT revoked FROM visit_keys WHERE visit = ? ORDER BY revoked DESC, no DESC"
_KEEP_KEY = """
INSERT INTO visit_keys (visit, secret, revoked) VALUES (?, ?, ?)
ON CONFLICT (visit, secret) DO UPDATE SET revoked = min(revoked, excluded.revoked)
"""
_REVOKED = "SELECT count(DISTINCT device) FROM revocations"


class KeptPackage(NamedTuple):
    """The last one for a visit of one office desk's journal, of which `seq` events were there by then.

    `name` is the object's, `expires` a day (ISO).
    """

    incarnation: str
    seq: int
    number: int
    name: str
    expires: str


class PackageIndex:
    """Lives on the store's thread."""

    def __init__(self, connection: Any, together: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._together = connection, together

    def visit_keys(self) -> Mapping[str, Sequence[bytes]]:
        """The secrets (32 bytes) of each visit, the newest first."""
        found: dict[str, list[bytes]] = {}
        for visit, secret in self._connection.execute(_KEYS):
            found.setdefault(visit, []).append(secret)
        return found

    def keys_for(self, visit: str, make: Callable[[], bytes]) -> Sequence[bytes]:
        """The secrets of a visit, the newest first; another one is made where a laptop was revoked since."""
        with self._together():
            newest = next(iter(self.made_after(visit)), -1)
            if newest < self._revoked():
                self.keep_keys(visit, [make()])
        return self.visit_keys()[visit]

    def made_after(self, visit: str) -> Sequence[int]:
        """Of each of a visit's keys, the newest first, after how many revocations it was made."""
        return [count for (count,) in self._connection.execute(_MADE_AFTER, (visit,))]

    def keep_keys(self, visit: str, secrets: Sequence[bytes], made_after: Sequence[int] = ()) -> None:
        """Hold these, the newest first, and of each after how many revocations it was made: else all by now.

        A key that is here is made no newer by it: an older package may come late.
        """
        with self._together():
            counts = chain(made_after, repeat(self._revoked()))
            for secret, count in reversed(list(zip(secrets, counts, strict=False))):
                self._connection.execute(_KEEP_KEY, (visit, secret, count))

    def _revoked(self) -> int:
        (count,) = self._connection.execute(_REVOKED).fetchone()
        return int(count)

    def last(self, visit: str, device: str) -> list[KeptPackage]:
        """The last package for a visit of each journal of an office desk."""
        asked = "SELECT incarnation, seq, number, name, expires FROM packages WHERE visit = ? AND device = ?"
        return [KeptPackage(*row) for row in self._connection.execute(asked, (visit, device))]

    def next_number(self, visit: str, device: str, incarnation: str) -> int:
        return 1 + max(
            (one.number for one in self.last(visit, device) if one.incarnation == incarnation), default=0
        )

    def news_until(self) -> int:
        """The place of the last event by the order in which they came here."""
        return int(self._connection.execute("SELECT coalesce(max(rowid), 0) FROM events").fetchone()[0])

    def keep(self, visit: str, device: str, package: KeptPackage, former: Iterable[str] = ()) -> None:
        """Know a package in the place of its journal's last one, and of those of `former` incarnations."""
        gone = [(visit, device, incarnation) for incarnation in former]
        with self._together():
            self._connection.executemany(
                "DELETE FROM packages WHERE visit = ? AND device = ? AND incarnation = ?", gone
            )
            self._connection.execute(
                "INSERT OR REPLACE INTO packages VALUES (?, ?, ?, ?, ?, ?, ?)", (visit, device, *package)
            )

    def keep_own(
        self,
        visit: str,
        device: str,
        package: KeptPackage,
        former: Iterable[str],
        *,
        until: int,
        at: Moment,
    ) -> None:
        """Keep one that was made here, and until which event (`news_until`) it knows of everything."""
        said = {"until": until, "at": at.text, "offset": at.offset}
        with self._together():
            self.keep(visit, device, package, former)
            self._connection.execute(
                "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)",
                (f"package {visit}", msgspec.json.encode(said)),
            )
