"""Taking in the rows of a list that a package announced, some at a time: no save waits for a regency's.

Its own module: a package comes whole, in one act; these come over thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from time import monotonic
from typing import TypeVar

import msgspec

from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.store.rows import ListPart
from ektp_desk.store.store import Store

_FIRST, _AT_ONCE, _LEAST = 50, 500, 10  # rows of one act: of the first one, at most, and at least
_BEFORE_ALL = -(2**63)  # row numbers
_SECONDS = 0.03  # of one act: a key that is pressed meanwhile waits for it, and for a slow one now and then
T = TypeVar("T")


class _Numbered(msgspec.Struct):
    row: int


_NUMBER = msgspec.json.Decoder(_Numbered).decode


def take_rows(
    lane: ExchangeLane, file: str, data: bytes, *, seconds: Callable[[], float] = monotonic
) -> bool:
    """Keep and load a row file (by its SHA-256) that a package announced; False where none did.

    Cut at any act what was loaded stands and counts, the part is still awaited, and when it comes again the
    rest is loaded. Raises `rows.damaged`, and then keeps nothing of it; `disk.full`, `disk.refused`.
    """
    part = lane.act(lambda store: store.coming_rows(file))
    if part is None:
        return False
    lane.act(lambda store: store.put_rows(file, data))
    try:
        _load(lane, part, _Acts(lane, seconds))
    except EktpError as error:
        if error.code == "rows.damaged":
            lane.act(lambda store: store.give_up_rows(part))
        raise
    return True


def row_number(row: bytes) -> int:
    """Of a row as a row file has it. Raises `rows.damaged`."""
    try:
        return _NUMBER(row).row
    except UNREADABLE:
        raise EktpError("rows.damaged") from None


def rows_at_once(before: int, took: float) -> int:
    """How many rows the next act takes, after one of `before` rows that took so many seconds.

    What a row takes depends on the laptop's disk, and grows with what is loaded.
    """
    fitting = int(before * _SECONDS / took) if took > 0 else _AT_ONCE
    return min(_AT_ONCE, max(_LEAST, min(2 * before, fitting)))


class _Acts:
    """The acts of one row file, one after another, each of as many rows as `most` says."""

    def __init__(self, lane: ExchangeLane, seconds: Callable[[], float]) -> None:
        self._lane, self._seconds = lane, seconds
        self.most = min(_FIRST, _AT_ONCE)

    def act(self, act: Callable[[Store], T]) -> T:
        def timed(store: Store) -> tuple[T, float]:
            began = self._seconds()
            return act(store), self._seconds() - began

        done, took = self._lane.act(timed)
        self.most = rows_at_once(self.most, took)
        return done


def _load(lane: ExchangeLane, part: ListPart, acts: _Acts) -> None:
    count, loaded, numbers = 0, 0, set[int]()
    coming = lane.desk.held_store().part_rows(part)
    while rows := list(islice(coming, acts.most)):
        lane.check()
        loaded = acts.act(partial(Store.add_rows, part=part, rows=rows))
        count += len(rows)
        numbers.update(map(row_number, rows))
    if count != part.rows:
        raise EktpError("rows.damaged")
    last: int | None = _BEFORE_ALL
    trim = partial(Store.trim_rows, part=part, numbers=numbers)
    while (last := acts.act(partial(trim, after=last, most=acts.most))) is not None:
        lane.check()
    lane.act(partial(Store.take_rows, part=part, loaded=loaded, numbers=numbers))
