"""Reading bytes that anybody may have made: every length is checked before it is believed."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError

_T = TypeVar("_T")
DAMAGED = "object.damaged"


def sized(data: bytes) -> bytes:
    """The data behind its length: four bytes, the highest first."""
    return len(data).to_bytes(4, "big") + data


class ByteReader:
    """Takes one part after the other. Raises: `code` where the data end too soon."""

    def __init__(self, data: bytes, code: str = DAMAGED) -> None:
        self._data, self._at, self._code = data, 0, code

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._data)

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._data):
            raise EktpError(self._code)
        start, self._at = self._at, end
        return self._data[start:end]

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "big")

    def sized(self) -> bytes:
        return self.take(self.number())

    def rest(self) -> bytes:
        return self.take(len(self._data) - self._at)


def read_json(raw: bytes, kind: type[_T]) -> _T:
    """One object of JSON in the one form that all readers take alike.

    UTF-8; no space between its own fields, no field twice, no name of a field with an escape. Fields that
    `kind` does not know are passed over. Raises: `object.damaged`.
    """
    try:
        raw.decode()
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except UNREADABLE:
        raise EktpError(DAMAGED) from None
    parts = [msgspec.json.encode(name) + b":" + bytes(value) for name, value in fields.items()]
    if b"{" + b",".join(parts) + b"}" != raw:
        raise EktpError(DAMAGED)
    return read_again(raw, kind)


def read_again(raw: bytes, kind: type[_T]) -> _T:
    """The same bytes as something more special than `read_json` gave. Raises: `object.damaged`."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except UNREADABLE:
        raise EktpError(DAMAGED) from None
