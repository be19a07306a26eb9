"""A laptop's signature holds for its own words and for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.seal import sign

Flips = Callable[[bytes], Iterator[bytes]]


@given(st.binary())
def test_a_signature_holds_for_whatever_was_signed(message: bytes) -> None:
    seed = sign.new_signing_key()
    signature = sign.sign(seed, message)
    assert (len(seed), len(sign.verify_key(seed)), len(signature)) == (32, 32, 64)
    assert sign.is_signed(sign.verify_key(seed), message, signature)


def test_a_flipped_bit_in_message_signature_or_key_is_noticed(flips: Flips) -> None:
    seed = sign.new_signing_key()
    key, signature = sign.verify_key(seed), sign.sign(seed, b"tiba 143")
    assert not any(sign.is_signed(key, message, signature) for message in flips(b"tiba 143"))
    assert not any(sign.is_signed(key, b"tiba 143", changed) for changed in flips(signature))
    assert not any(sign.is_signed(changed, b"tiba 143", signature) for changed in flips(key))


def test_malformed_keys_and_signatures_are_a_no_and_not_a_crash() -> None:
    seed = sign.new_signing_key()
    key, signature = sign.verify_key(seed), sign.sign(seed, b"x")
    for bad_key, bad_signature in (
        (b"", signature),
        (key[:31], signature),
        (key, b""),
        (key, signature + b"0"),
    ):
        assert not sign.is_signed(bad_key, b"x", bad_signature)


def test_the_key_follows_the_published_example() -> None:
    """RFC 8032, section 7.1, test 1."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert sign.verify_key(seed).hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert sign.sign(seed, b"").hex().startswith("e5564300c360ac729086e2cc806e828a")
