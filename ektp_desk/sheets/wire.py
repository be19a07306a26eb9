"""How the reading child speaks to the desk: msgpack messages, each behind its length; nothing else passes."""

from __future__ import annotations

import struct
from datetime import date
from typing import Any, BinaryIO

import msgspec

from ektp_desk.domain.lists.cells import Cell, CellError

_LENGTH = struct.Struct(">I")
LONGEST_MESSAGE = 64 << 20  # one row of 256 full cells is 33 MB at worst
_DATE, _ERROR = 1, 2


class WireRows(msgspec.Struct, tag="rows", frozen=True):
    """Rows that are not empty, in order: the number a spreadsheet shows, and the cells from column A on."""

    sheet: str
    rows: list[tuple[int, list[Any]]]

    def __repr__(self) -> str:
        """Cells are somebody's."""
        return f"Rows({self.sheet!r}, {len(self.rows)})"


class Alive(msgspec.Struct, tag="alive", frozen=True):
    """Work goes on that gives no rows yet."""


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """The file cannot be read: a code and its facts, as an EktpError holds them."""

    code: str
    facts: dict[str, str | int] = {}


class Finished(msgspec.Struct, tag="finished", frozen=True):
    """Every row has been sent."""

    left_out: list[str]  # hidden sheets


Message = WireRows | Alive | Failed | Finished


def _from_ext(code: int, data: memoryview) -> date | CellError:
    text = bytes(data).decode()
    return date.fromisoformat(text) if code == _DATE else CellError(text)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Message, ext_hook=_from_ext)


def packed(cell: Cell) -> Any:
    """As msgpack can carry it without mistaking a date for text."""
    if isinstance(cell, date):
        return msgspec.msgpack.Ext(_DATE, f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}".encode())
    if isinstance(cell, CellError):
        return msgspec.msgpack.Ext(_ERROR, cell.what.encode()[:16])
    return cell


def write_message(stream: BinaryIO, message: Message) -> None:
    body = _encoder.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_message(stream: BinaryIO) -> Message | None:
    """Read the next message; None when the other side has ended, also in mid-message.

    Raises ValueError (msgspec's errors are some) for what is no message.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_MESSAGE:
        raise ValueError("message too long")
    body = stream.read(length)
    return _decoder.decode(body) if len(body) == length else None
