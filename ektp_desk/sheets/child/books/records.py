"""Looks through the records of an old workbook (BIFF 5 to 8) for what calamine does not tell."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.sending import MOST_COLUMNS

_HEAD = struct.Struct("<HH")  # kind and length of a record
_PLACE = struct.Struct("<HH")  # row and column, from 0
_BEGIN, _END, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMULA, _TRUTH_OR_ERROR, _MANY = 0x0006, 0x0205, 0x00BD
_VALUES = frozenset((_FORMULA, _TRUTH_OR_ERROR, _MANY, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x027E))
_MOST_SHEETS = 1_000
_MOST_READ = 4  # times the stream: sheets that share their records are made by nobody
_BEAT_EVERY = 200_000  # records


class Record(NamedTuple):
    """One record, and where it begins in the stream."""

    kind: int
    body: memoryview
    at: int


def records_of(stream: bytes, at: int = 0) -> Iterator[Record]:
    """The records from a place on up to the end of its substream; raises `import.damaged`."""
    view, depth = memoryview(stream), 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        if at + 4 + length > len(stream):
            break
        yield Record(kind, view[at + 4 : at + 4 + length], at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        at += 4 + length
    raise EktpError("import.damaged")


def errors_in(stream: bytes, beat: Callable[[], None]) -> list[frozenset[tuple[int, int]]]:
    """For each sheet where failed cells stand: rows from 1, columns from 0.

    Raises `import.password`, `import.far_cell` and `import.damaged`.
    """
    starts = list(_sheet_starts(stream))
    spent, found = 0, []
    for start in starts:
        errors: set[tuple[int, int]] = set()
        last = start
        for count, record in enumerate(records_of(stream, start)):
            if record.kind in _VALUES and len(record.body) >= 6:
                _look(record, errors)
            if count % _BEAT_EVERY == 0:
                beat()
            last = record.at
        spent += last - start
        if spent > _MOST_READ * len(stream):
            raise EktpError("import.damaged")
        found.append(frozenset(errors))
    return found


def _sheet_starts(stream: bytes) -> Iterator[int]:
    count = 0
    for record in records_of(stream):
        if record.kind == _PASSWORD:
            raise EktpError("import.password")
        if record.kind == _SHEET and len(record.body) >= 4:
            count += 1
            if count > _MOST_SHEETS:
                raise EktpError("import.damaged")
            yield struct.unpack_from("<I", record.body)[0]


def _look(record: Record, errors: set[tuple[int, int]]) -> None:
    row, column = _PLACE.unpack_from(record.body)
    furthest = (
        struct.unpack_from("<H", record.body, len(record.body) - 2)[0] if record.kind == _MANY else column
    )
    if max(column, furthest) >= MOST_COLUMNS:
        raise EktpError("import.far_cell", row=row + 1)
    if _failed(record):
        errors.add((row + 1, column))


def _failed(record: Record) -> bool:
    body = record.body
    if record.kind == _TRUTH_OR_ERROR:
        return len(body) >= 8 and body[7] != 0
    return record.kind == _FORMULA and len(body) >= 14 and body[6] == 2 and bytes(body[12:14]) == b"\xff\xff"
