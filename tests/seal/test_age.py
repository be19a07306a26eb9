"""What is sealed opens for those it was sealed to, here and in the real `age`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # ships no types; here it is the other side
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal import age, bech32

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(AGE is None, reason="Debian's package `age` is not installed on this machine")


@given(st.binary())
def test_each_recipient_opens_what_was_sealed_to_both(data: bytes) -> None:
    office, recovery = age.new_identity(), age.new_identity()
    sealed = age.seal(data, [office.public, recovery.public])
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert age.open_sealed(sealed, office.secret) == data
    assert age.open_sealed(sealed, recovery.secret) == data


def test_another_key_is_told_apart_from_damage() -> None:
    mine, other = age.new_identity(), age.new_identity()
    sealed = age.seal(b"isi", [mine.public])
    with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
        age.open_sealed(sealed, other.secret)
    with pytest.raises(EktpError, match=r"^seal\.damaged$"):
        age.open_sealed(sealed[:-1], mine.secret)


def test_no_flipped_bit_opens_as_something_else(flips: Callable[[bytes], Iterator[bytes]]) -> None:
    mine = age.new_identity()
    for changed in flips(age.seal(b"isi", [mine.public])):
        with pytest.raises(EktpError, match=r"^seal\.(damaged|wrong_key)$"):
            age.open_sealed(changed, mine.secret)


def test_what_is_sealed_to_hundreds_is_refused_before_it_is_read() -> None:
    """The library takes a time that grows with the square of the recipients' lines."""
    mine = age.new_identity()
    for count in (1, 64, 150):
        assert age.open_sealed(age.seal(b"isi", [mine.public] * count), mine.secret) == b"isi"
    with pytest.raises(EktpError, match=r"^seal\.damaged$"):
        age.open_sealed(age.seal(b"isi", [mine.public] * 180), mine.secret)
    stanza = b"-> X25519 %b\n%b\n" % (b"A" * 43, b"A" * 43)
    with pytest.raises(EktpError, match=r"^seal\.damaged$"):
        age.open_sealed(b"age-encryption.org/v1\n" + stanza * 10_000 + b"--- x\n", mine.secret)


def test_any_of_several_secrets_opens_and_none_is_a_wrong_one() -> None:
    former, mine, other = (age.new_identity() for _ in range(3))
    sealed = age.seal(b"isi", [mine.public])

    assert age.open_sealed(sealed, former.secret, mine.secret) == b"isi"
    for secrets in ((), (former.secret,), (former.secret, other.secret)):
        with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
            age.open_sealed(sealed, *secrets)


def test_what_is_no_key_is_named_so() -> None:
    mine = age.new_identity()
    with pytest.raises(EktpError, match=r"^seal\.bad_key$"):
        age.seal(b"", ["age1xx"])
    with pytest.raises(EktpError, match=r"^seal\.bad_key$"):
        age.open_sealed(b"", mine.public)
    with pytest.raises(ValueError, match="nobody"):
        age.seal(b"", [])


def test_a_secret_never_shows_itself() -> None:
    identity = age.new_identity()
    assert identity.secret not in repr(identity)
    assert "SECRET" not in repr(identity)
    assert identity.public in repr(identity)


@given(st.binary(min_size=32, max_size=32))
def test_the_bytes_on_paper_give_the_same_pair_that_pyrage_reads(raw: bytes) -> None:
    identity = age.identity_from_bytes(raw)
    assert age.identity_bytes(identity.secret) == raw
    theirs = x25519.Identity.from_str(identity.secret)
    assert (str(theirs), str(theirs.to_public())) == (identity.secret, identity.public)
    assert pyrage.decrypt(age.seal(b"ya", [identity.public]), [theirs]) == b"ya"


def test_every_mistyped_letter_of_a_secret_is_noticed() -> None:
    secret = age.new_identity().secret
    for place, letter in enumerate(secret):
        mistyped = secret[:place] + ("Q" if letter != "Q" else "P") + secret[place + 1 :]
        with pytest.raises(EktpError, match=r"^seal\.bad_key$"):
            age.identity_bytes(mistyped)


def test_a_secret_of_another_length_is_refused() -> None:
    for raw in (b"x" * 31, b"x" * 33):
        with pytest.raises(EktpError, match=r"^seal\.bad_key$"):
            age.identity_bytes(bech32.encode("age-secret-key-", raw))
        with pytest.raises(ValueError, match="32 bytes"):
            age.identity_from_bytes(raw)


@given(st.binary(max_size=100))
def test_bech32_gives_back_any_bytes(payload: bytes) -> None:
    assert bech32.decode("desk", bech32.encode("desk", payload)) == payload


@pytest.mark.parametrize("text", ["A12UEL5L", "a12uel5l"])
def test_bech32_accepts_the_valid_examples_of_bip_173(text: str) -> None:
    assert bech32.decode("a", text) == b""


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("a", "A1G7SGD8"),  # checksum made with an upper-case prefix (BIP 173)
        ("a", "a12UEL5L"),  # mixed case
        ("b", "a12uel5l"),  # another prefix
        ("a", "a1"),
        ("a", ""),
        ("a", "a12uel5!"),
    ],
)
def test_bech32_refuses_what_is_not_its_own(prefix: str, text: str) -> None:
    with pytest.raises(ValueError, match="bech32"):
        bech32.decode(prefix, text)


@pytest.mark.parametrize(
    "values", [[0], [0, 1], [0, 0, 0]], ids=["no byte", "a bit left over", "a letter too many"]
)
def test_bech32_refuses_what_ends_within_a_byte(values: list[int]) -> None:
    with pytest.raises(ValueError, match="whole byte"):
        bech32.decode("a", bech32._written("a", values))


@needs_age
def test_the_real_age_opens_ours_and_we_open_its(tmp_path: Path) -> None:
    assert AGE is not None
    identity = age.new_identity()
    key_file = tmp_path / "key.txt"
    key_file.write_text(identity.secret + "\n")
    opened = subprocess.run(
        [AGE, "--decrypt", "--identity", key_file],
        input=age.seal(b"isi", [age.new_identity().public, identity.public]),
        capture_output=True,
        check=True,
    )
    assert opened.stdout == b"isi"
    sealed = subprocess.run([AGE, "-r", identity.public], input=b"isi", capture_output=True, check=True)
    assert age.open_sealed(sealed.stdout, identity.secret) == b"isi"
