"""The seal of pages as SQLCipher itself makes it: it knows a page, its place, and one wrong bit."""

from __future__ import annotations

import secrets
from pathlib import Path
from random import Random

import pytest

from ektp_desk.seal.pages import SALT_BYTES, PageSeal
from ektp_desk.store.opening import STORE, connect

PAGE, TAG = 4096, 64


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[PageSeal, list[bytes]]:
    """The pages of a store that SQLCipher wrote, and what knows them."""
    key = secrets.token_bytes(32)
    connection = connect(tmp_path / STORE, key)
    connection.execute("CREATE TABLE t (a)")
    connection.executemany("INSERT INTO t VALUES (?)", [(f"{n:0900}",) for n in range(40)])
    connection.close()
    content = (tmp_path / STORE).read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    return PageSeal(key, content[:SALT_BYTES]), pages


def flipped(page: bytes, place: int, bit: int) -> bytes:
    content = bytearray(page)
    content[place] ^= 1 << bit
    return bytes(content)


def test_every_page_is_true_at_its_place_alone(sealed: tuple[PageSeal, list[bytes]]) -> None:
    seal, pages = sealed
    assert len(pages) > 8
    for number, page in enumerate(pages, start=1):
        assert seal.is_true(number, page)
        assert seal.number_of(page, len(pages)) == number
        assert not seal.is_true(number + 1, page)
    assert seal.number_of(pages[-1], len(pages) - 1) == 0
    assert not PageSeal(bytes(32), seal.salt).is_true(2, pages[1])


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize("place", [SALT_BYTES, 127, 128, 2000, PAGE - TAG - 1, PAGE - TAG, PAGE - 1])
def test_one_wrong_bit_is_found(
    sealed: tuple[PageSeal, list[bytes]], number: int, place: int, chance: Random
) -> None:
    seal, pages = sealed
    broken = flipped(pages[number - 1], place, chance.randrange(8))

    assert not seal.is_true(number, broken)
    assert seal.mended(number, broken) == pages[number - 1]


def test_two_wrong_bits_are_too_many(sealed: tuple[PageSeal, list[bytes]]) -> None:
    seal, pages = sealed

    assert seal.mended(5, flipped(flipped(pages[4], 100, 3), 3000, 1)) is None


def test_a_seal_shows_no_key(sealed: tuple[PageSeal, list[bytes]]) -> None:
    seal, _pages = sealed

    assert seal.key.hex() not in repr(seal)
    assert repr(seal) == "PageSeal()"
