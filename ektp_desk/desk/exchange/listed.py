"""Taking in the rows of a list that a package announced, some at a time: no save waits for a regency's.

Its own module: a package comes whole, in one act; these come over hundreds.
"""

from __future__ import annotations

from functools import partial

import msgspec

from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.store.register import batches
from ektp_desk.store.rows import ListPart
from ektp_desk.store.store import Store

_AT_ONCE = 500  # rows of one act: about a tenth of a second where all are new


class _Numbered(msgspec.Struct):
    row: int


_NUMBER = msgspec.json.Decoder(_Numbered).decode


def take_rows(lane: ExchangeLane, file: str, data: bytes) -> bool:
    """Keep and load a row file (by its SHA-256) that a package announced; False where none did.

    Cut at any act what was loaded stands and counts, the part is still awaited, and when it comes again the
    rest is loaded. Raises `rows.damaged`, and then keeps nothing of it; `disk.full`, `disk.refused`.
    """
    part = lane.act(lambda store: store.coming_rows(file))
    if part is None:
        return False
    lane.act(lambda store: store.put_rows(file, data))
    try:
        _load(lane, part)
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


def _load(lane: ExchangeLane, part: ListPart) -> None:
    count, loaded, numbers = 0, 0, set[int]()
    for rows in batches(lane.desk.held_store().part_rows(part), _AT_ONCE):
        lane.check()
        loaded = lane.act(partial(Store.add_rows, part=part, rows=rows))
        count += len(rows)
        numbers.update(map(row_number, rows))
    if count != part.rows:
        raise EktpError("rows.damaged")
    while lane.act(partial(Store.trim_rows, part=part, numbers=numbers)):
        lane.check()
    lane.act(partial(Store.take_rows, part=part, loaded=loaded, numbers=numbers))
