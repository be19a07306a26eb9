"""The head anchor is exactly what its device signed, or it is unreadable; an absent one is neither."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal import anchor, sign
from ektp_desk.seal.anchor import Anchor

SEED = sign.new_signing_key()
KEY = sign.verify_key(SEED)
HEAD = Anchor(install="i1", device="d1", incarnation="b", seq=1240, link="0f" * 32)
names = st.text(min_size=1, max_size=50)
links = st.binary(min_size=32, max_size=32).map(bytes.hex)


def _unreadable(data: bytes) -> None:
    for read in (lambda: anchor.decode(data, KEY), lambda: anchor.is_foreign(data, KEY)):
        with pytest.raises(EktpError, match=r"^anchor\.unreadable$"):
            read()


@given(
    st.builds(
        Anchor,
        install=names,
        device=names,
        incarnation=names,
        seq=st.integers(0, 2**53),
        link=links,
        generation=st.integers(0, 2**31),
    )
)
def test_every_anchor_comes_back(head: Anchor) -> None:
    data = anchor.encode(head, SEED)
    assert anchor.decode(data, KEY) == head
    assert not anchor.is_foreign(data, KEY)
    assert data.count(b"\n") == 2


def test_an_anchor_of_the_first_release_is_read_and_counts_no_slots() -> None:
    line = (
        b'{"kind":"anchor-1","install":"i1","device":"d1","incarnation":"b","seq":1240,"link":"%b"}'
        % HEAD.link.encode()
    )
    signature = base64.b64encode(sign.sign(SEED, b"ektp-desk anchor 1\n" + line))
    data = b"%b\n%b %b\n" % (line, base64.b64encode(KEY), signature)

    assert anchor.decode(data, KEY) == HEAD
    assert HEAD.generation == 0
    assert anchor.encode(HEAD, SEED) == data


def test_every_flipped_bit_every_cut_and_every_addition_is_unreadable(
    flips: Callable[[bytes], Iterator[bytes]],
) -> None:
    data = anchor.encode(HEAD, SEED)
    for changed in flips(data):
        _unreadable(changed)
    for length in range(len(data)):
        _unreadable(data[:length])
    for changed in (data + b"\n", data + b"x", b"\n" + data, data.replace(b"\n", b"\r\n"), data + data):
        _unreadable(changed)


def test_free_bits_at_the_end_of_base64_are_no_way_round() -> None:
    data = anchor.encode(HEAD, SEED)
    start, letter, end = data[:-4], data[-4:-3], data[-3:]
    assert end == b"==\n"
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    neighbour = alphabet[alphabet.index(letter) ^ 1 :][:1]
    assert base64.b64decode(start.split(b" ")[1] + neighbour + b"==") is not None
    _unreadable(start + neighbour + end)


def test_an_anchor_of_another_device_is_foreign_and_no_damage() -> None:
    other = sign.new_signing_key()
    data = anchor.encode(replace(HEAD, install="i2"), other)
    assert anchor.is_foreign(data, KEY)
    with pytest.raises(EktpError, match=r"^anchor\.unreadable$"):
        anchor.decode(data, KEY)


def test_a_signature_over_bare_words_passes_for_no_anchor() -> None:
    line = msgspec.json.encode(HEAD)
    signature = base64.b64encode(sign.sign(SEED, line))
    _unreadable(b"%b\n%b %b\n" % (line, base64.b64encode(KEY), signature))


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b'{"kind":"anchor-2","install":"i","device":"d","incarnation":"a","seq":0,"link":"%b"}' % (b"0" * 64),
        b'{"kind":"anchor-1","install":"i","device":"d","incarnation":"a","seq":-1,"link":"%b"}'
        % (b"0" * 64),
        b'{"kind":"anchor-1","install":"i","device":"d","incarnation":"a","seq":0,"link":"%b"}' % (b"G" * 64),
        b'{"kind":"anchor-1","install":"i","device":"d","incarnation":"a","seq":0,"link":"00"}',
        b'{"kind":"anchor-1","install":"i","device":"d","incarnation":"a","seq":0,"link":"%b","x":1}'
        % (b"0" * 64),
    ],
)
def test_what_is_signed_but_no_anchor_is_unreadable(line: bytes) -> None:
    signature = base64.b64encode(sign.sign(SEED, b"ektp-desk anchor 1\n" + line))
    with pytest.raises(EktpError, match=r"^anchor\.unreadable$"):
        anchor.decode(b"%b\n%b %b\n" % (line, base64.b64encode(KEY), signature), KEY)


def test_an_anchor_that_could_not_be_read_is_never_written() -> None:
    for wrong in (replace(HEAD, link="0F" * 32), replace(HEAD, link="0f" * 32 + "\n"), replace(HEAD, seq=-1)):
        with pytest.raises(msgspec.ValidationError):
            anchor.encode(wrong, SEED)


def test_the_file_holds_the_last_one_and_none_before_the_first(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    assert anchor.read(path) is None
    for seq in (1, 2):
        data = anchor.encode(replace(HEAD, seq=seq), SEED)
        anchor.write(path, data)
        assert anchor.read(path) == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_and_cannot_be_read_is_damage(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"^anchor\.unreadable$"):
        anchor.read(tmp_path)
