"""A list's rows come back as they were written, or the file says that it is damaged."""

from __future__ import annotations

import hashlib
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.rows import RowsWritten, new_key, read_rows, write_rows

KEY = new_key()
HEAD = len(b"ektp-rows 1\n") + 24


def _damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(EktpError, match=r"^rows\.damaged$"):
        list(read_rows(path, KEY))


def _pieces(content: bytes) -> list[bytes]:
    pieces, place = [], HEAD
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        pieces.append(content[place : place + 4 + length])
        place += 4 + length
    return pieces


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example writes the file anew
@given(st.lists(st.binary(max_size=3000)))
def test_any_rows_come_back_in_order(tmp_path: Path, rows: list[bytes]) -> None:
    path = tmp_path / "rows"
    written = write_rows(path, rows, KEY)
    assert written == RowsWritten(hashlib.sha256(path.read_bytes()).hexdigest(), len(rows))
    assert list(read_rows(path, KEY)) == rows


def test_rows_around_a_pieces_edge_come_back(tmp_path: Path) -> None:
    rows = [b"x" * size for size in (65_531, 65_532, 65_533, 1, 0, 2**20, 0)]
    assert write_rows(tmp_path / "rows", rows, KEY).count == 7
    assert list(read_rows(tmp_path / "rows", KEY)) == rows


def test_a_row_that_nobody_could_have_typed_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"^rows\.too_long$") as refused:
        write_rows(tmp_path / "rows", [b"", b"x" * (2**20 + 1)], KEY)
    assert refused.value.facts == {"row": 2}
    assert list(tmp_path.iterdir()) == []


def test_an_import_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    def rows() -> Iterator[bytes]:
        yield b"one"
        raise OSError("the source's own trouble")

    with pytest.raises(OSError, match="own trouble"):
        write_rows(tmp_path / "rows", rows(), KEY)
    assert list(tmp_path.iterdir()) == []


def test_an_absent_file_and_another_key_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"^rows\.missing$"):
        list(read_rows(tmp_path / "rows", KEY))
    write_rows(tmp_path / "rows", [b"a"], KEY)
    with pytest.raises(EktpError, match=r"^rows\.damaged$"):
        list(read_rows(tmp_path / "rows", new_key()))


def test_every_flipped_byte_and_every_cut_is_damage(
    tmp_path: Path, flips: Callable[[bytes], Iterator[bytes]]
) -> None:
    path = tmp_path / "rows"
    write_rows(path, [b"satu", b"dua"], KEY)
    content = path.read_bytes()
    for changed in flips(content):
        _damaged(path, changed)
    for length in range(len(content)):
        _damaged(path, content[:length])
    _damaged(path, content + b"\0")


def test_whole_pieces_can_be_neither_dropped_swapped_doubled_nor_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    write_rows(path, [bytes([number]) * 70_000 for number in range(3)], KEY)
    content = path.read_bytes()
    head, (one, two, three, last) = content[:HEAD], _pieces(content)
    write_rows(path, [b"other"], KEY)
    other = _pieces(path.read_bytes())[0]
    for pieces in (
        [one, two, three],
        [one, two, last],
        [two, one, three, last],
        [one, one, two, three, last],
        [other, two, three, last],
        [one, two, three, last, last],
    ):
        _damaged(path, head + b"".join(pieces))


def test_good_pieces_are_given_before_a_damaged_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    write_rows(path, [b"a" * 70_000, b"b" * 70_000], KEY)
    path.write_bytes(path.read_bytes()[:-1])
    rows = read_rows(path, KEY)
    assert next(rows) == b"a" * 70_000
    with pytest.raises(EktpError, match=r"^rows\.damaged$"):
        list(rows)


def test_a_length_gone_wild_asks_for_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    write_rows(path, [b"satu"], KEY)
    content = path.read_bytes()
    tracemalloc.start()
    try:
        _damaged(path, content[:HEAD] + b"\x3f\xff\xff\xff" + content[HEAD + 4 :])
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_no_row_stands_in_the_file_in_clear(tmp_path: Path) -> None:
    write_rows(tmp_path / "rows", [b"NAMA ORANG"] * 100, KEY)
    assert b"NAMA ORANG" not in (tmp_path / "rows").read_bytes()


def test_memory_stays_flat_however_long_the_list(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    tracemalloc.start()
    try:
        write_rows(path, (b"%0200d" % number for number in range(50_000)), KEY)
        count = sum(1 for _ in read_rows(path, KEY))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 50_000
    assert peak < 1_000_000  # of ten million bytes of rows
