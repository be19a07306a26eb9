"""Looks through the records of a binary workbook (.xlsb) for what calamine does not tell.

A record is its kind, its length, both seven bits a byte, and so many bytes; [MS-XLSB] 2.1.4.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.books.zip_checks import SheetPart

_ROW, _FAILED, _SHEET = 0, (3, 11), 156  # BrtRowHdr; BrtCellError, BrtFmlaError; BrtBundleSh
_PLACE = struct.Struct("<I")  # of a row, or a cell's column, from 0
_BEAT_EVERY = 200_000  # records


def sheets_of(book: bytes) -> dict[str, str]:
    """The link of each sheet's part, by the sheet's name. Raises `import.damaged`."""
    found = {}
    for kind, begin, end in _records(book):
        if kind == _SHEET:
            link, at = _text(book, begin + 8, end)
            name, _at = _text(book, at, end)
            found[name] = link
    return found


def scan_records(part: bytes, beat: Callable[[], None]) -> SheetPart:
    """How many rows a sheet has, and where failed cells stand. Raises `import.damaged`."""
    rows, row, errors = 0, 0, set[tuple[int, int]]()
    for count, (kind, begin, end) in enumerate(_records(part)):
        if kind == _ROW or kind in _FAILED:
            if end - begin < _PLACE.size:
                raise EktpError("import.damaged")
            (place,) = _PLACE.unpack_from(part, begin)
            if kind == _ROW:
                rows, row = rows + 1, place + 1
            else:
                errors.add((row, place))
        if count % _BEAT_EVERY == 0:
            beat()
    return SheetPart(rows, frozenset(errors))


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, begin and end of each. Raises `import.damaged`."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        if at + length > len(data):
            raise EktpError("import.damaged")
        yield kind, at, at + length
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most so many bytes, and where it ends."""
    number = 0
    for place in range(most):
        if at + place >= len(data):
            break
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    raise EktpError("import.damaged")


def _text(data: bytes, at: int, end: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    begin = at + _PLACE.size
    last = begin + 2 * int.from_bytes(data[at:begin], "little")
    if not at < begin <= last <= end:
        raise EktpError("import.damaged")
    return data[begin:last].decode("utf-16-le", "replace"), last
