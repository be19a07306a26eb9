"""Parts: how what is larger than one piece travels, each part knowing the whole it is of.

Every part but the last has one size, which is the form's: the same whole is always cut alike, so that a part
is the same file on every way. Nobody signs a part: a whole that is not true to its digest is thrown away with
all its parts, and asked for again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import TOO_BIG
from ektp_desk.wire.parsing import ByteReader

PART_MARK = b"ektp-part 1\n"
_DAMAGED = "part.damaged"
_DIGEST_BYTES, _SIZE_BYTES = 32, 8
FRONT_BYTES = len(PART_MARK) + _DIGEST_BYTES + _SIZE_BYTES + 2 * 4  # before the piece


@dataclass(frozen=True, slots=True, repr=False)
class ObjectPart:
    """One part of a whole: `number` counts from 1 to `count`."""

    whole: bytes  # SHA-256
    size: int  # of the whole
    number: int
    data: bytes

    def __repr__(self) -> str:
        return f"ObjectPart({self.whole.hex()[:8]} {self.number}/{self.count})"

    @property
    def count(self) -> int:
        """Of parts that make the whole."""
        return -(-self.size // limits.PART)


def cut(whole: bytes) -> Iterator[bytes]:
    """Each part of what does not go in one piece. Raises: `object.too_big`."""
    size = len(whole)
    if size <= limits.ENTRY:
        raise ValueError("this goes in one piece")
    if size > limits.WHOLE:
        raise EktpError(TOO_BIG)
    count = -(-size // limits.PART)
    start = PART_MARK + hashlib.sha256(whole).digest() + size.to_bytes(_SIZE_BYTES, "big")
    for number in range(1, count + 1):
        data = whole[(number - 1) * limits.PART : number * limits.PART]
        yield start + number.to_bytes(4, "big") + count.to_bytes(4, "big") + data


def read_part(data: bytes) -> ObjectPart:
    """Raises: `part.damaged` for what no whole is cut into; `object.too_big` where its whole is."""
    reader = ByteReader(data, _DAMAGED)
    if reader.take(len(PART_MARK)) != PART_MARK:
        raise EktpError(_DAMAGED)
    whole, size = reader.take(_DIGEST_BYTES), reader.number(_SIZE_BYTES)
    number, count = reader.number(), reader.number()
    if size > limits.WHOLE:
        raise EktpError(TOO_BIG)
    part = ObjectPart(whole, size, number, reader.rest())
    length = min(limits.PART, size - (number - 1) * limits.PART)
    if size <= limits.ENTRY or count != part.count or not 1 <= number <= count or len(part.data) != length:
        raise EktpError(_DAMAGED)
    return part


def join(parts: Iterable[ObjectPart]) -> bytes:
    """Put a whole together of its parts, in the order of their numbers.

    No more of them is taken than the first says. Raises: `part.missing` (fact `number`) where one is absent;
    `part.damaged` where one is of another whole, or they do not make the one that they name.
    """
    made = bytearray()
    first: ObjectPart | None = None
    number = 0
    for number, part in enumerate(parts, start=1):
        first = first or part
        if (part.whole, part.size) != (first.whole, first.size) or part.number < number:
            raise EktpError(_DAMAGED)
        if part.number > number:
            raise EktpError("part.missing", number=number)
        made += part.data
    if first is None or number < first.count:
        raise EktpError("part.missing", number=number + 1)
    if hashlib.sha256(made).digest() != first.whole:
        raise EktpError(_DAMAGED)
    return bytes(made)
