"""Parts: what is too large for one piece, cut and put together again."""

from __future__ import annotations

import struct
import tracemalloc
from dataclasses import replace
from itertools import chain, islice, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.wire import limits
from ektp_desk.wire.part import ObjectPart, cut, join, read_part
from tests.exchange import plain
from tests.exchange.making import stream

WHOLE = stream(limits.ENTRY + 300_000)
PARTS = list(cut(WHOLE))


def refused(data: bytes) -> str:
    with pytest.raises(EktpError) as error:
        read_part(data)
    return error.value.code


def said(size: int, number: int, count: int, piece: bytes) -> bytes:
    return plain.PART + plain.sha(WHOLE) + struct.pack(">QII", size, number, count) + piece


@given(st.integers(limits.ENTRY + 1, limits.ENTRY + 3 * limits.PART + 1))
def test_a_whole_comes_back_and_the_second_reader_has_the_same(size: int) -> None:
    whole = bytes(size - 3) + b"end"
    parts = list(cut(whole))

    assert parts == plain.cut(whole)
    assert join(map(read_part, parts)) == plain.join(parts) == whole
    assert {len(read_part(part).data) for part in parts[:-1]} == {limits.PART}


def test_the_largest_whole_is_cut_and_joined_and_one_byte_more_is_not() -> None:
    whole = bytes(limits.WHOLE)

    assert join(map(read_part, cut(whole))) == whole
    with pytest.raises(EktpError, match=r"^object\.too_big$"):
        list(cut(whole + b"\0"))


def test_what_goes_in_one_piece_is_not_cut() -> None:
    with pytest.raises(ValueError, match="one piece"):
        list(cut(bytes(limits.ENTRY)))
    piece = WHOLE[: limits.PART]
    assert refused(said(limits.ENTRY, 1, 4, piece)) == "part.damaged"


def test_a_part_says_what_it_is_of() -> None:
    part = read_part(PARTS[1])

    assert (part.whole, part.size, part.number, part.count) == (plain.sha(WHOLE), len(WHOLE), 2, len(PARTS))
    assert part.data == WHOLE[limits.PART : 2 * limits.PART]


def test_a_size_above_the_limit_is_refused_and_no_memory_taken_for_it() -> None:
    tracemalloc.start()
    for size in (limits.WHOLE + 1, 2**40, 2**64 - 1):
        assert refused(said(size, 1, 2**32 - 1, b"x")) == "object.too_big"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < limits.PART


FULL, LAST = WHOLE[: limits.PART], WHOLE[(len(PARTS) - 1) * limits.PART :]


@pytest.mark.parametrize(
    ("number", "count", "piece"),
    [
        (0, 6, FULL), (7, 6, LAST), (7, 7, FULL), (1, 5, FULL), (1, 7, FULL), (2**32 - 1, 6, FULL),
        (1, 0, FULL), (1, 6, FULL[:-1]), (1, 6, FULL + b"x"), (1, 6, b""), (6, 6, FULL), (6, 6, LAST + b"x"),
        (6, 6, LAST[1:]), (1, 6, LAST),
    ],
    ids=lambda said: str(said) if isinstance(said, int) else str(len(said)),
)  # fmt: skip
def test_a_part_that_no_whole_is_cut_into_is_refused(number: int, count: int, piece: bytes) -> None:
    assert read_part(said(len(WHOLE), 6, 6, LAST)).number == len(PARTS) == 6

    assert refused(said(len(WHOLE), number, count, piece)) == "part.damaged"


@pytest.mark.parametrize("length", [0, 5, 12, 44, 52, 59])
def test_a_part_that_was_cut_short_is_refused(length: int) -> None:
    assert refused(PARTS[0][:length]) == "part.damaged"


def test_another_first_line_is_no_part() -> None:
    assert refused(b"ektp-part 2\n" + PARTS[0][12:]) == "part.damaged"


def joining(parts: list[ObjectPart]) -> str:
    with pytest.raises(EktpError) as error:
        join(parts)
    return f"{error.value.code} {error.value.facts.get('number', '')}".strip()


def test_what_is_absent_is_named_and_what_is_false_is_refused() -> None:
    made = [read_part(part) for part in PARTS]
    changed = replace(made[1], data=bytes(limits.PART))
    other = read_part(next(cut(WHOLE + b"x")))

    assert joining([]) == "part.missing 1"
    assert joining(made[1:]) == "part.missing 1"
    assert joining([*made[:2], *made[3:]]) == "part.missing 3"
    assert joining(made[:-1]) == f"part.missing {len(made)}"
    assert joining([made[0], changed, *made[2:]]) == "part.damaged"
    assert joining([other, *made[1:]]) == "part.damaged"
    assert joining([made[0], other, *made[2:]]) == "part.damaged"
    assert joining([made[0], *made]) == "part.damaged"
    assert joining([*made, made[-1]]) == "part.damaged"
    assert join(made) == WHOLE


def test_no_part_is_taken_behind_one_that_is_false() -> None:
    """They may come from a stick without end."""
    made = [read_part(part) for part in PARTS]
    other = read_part(next(cut(WHOLE + b"x")))

    for false in ([made[0], made[0]], [made[0], replace(other, number=2)], [*made, made[-1]]):
        endless = islice(chain(false, repeat(made[0])), 99)
        with pytest.raises(EktpError, match=r"^part\.damaged$"):
            join(endless)
        assert len(list(endless)) == 99 - len(false)


def test_a_part_shows_no_bytes() -> None:
    assert repr(read_part(PARTS[0])) == f"ObjectPart({plain.sha(WHOLE).hex()[:8]} 1/6)"
