"""A passphrase opens its own boxes, forgives the typing and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.passphrase import FULL, Cost, Wrapped, normalised, unwrap, wrap

CHEAP = Cost(1, 8192)
PASSPHRASE = "kapur jagung"
KEYS = {"store": b"k" * 32, "office": b"o" * 32}


def _wrapped(passphrase: str = PASSPHRASE, owner: str = "u1") -> Wrapped:
    return wrap(KEYS, passphrase, owner=owner, cost=CHEAP)


@given(st.text(min_size=1).filter(normalised), st.binary(max_size=100))
def test_whatever_was_wrapped_comes_back(passphrase: str, secret: bytes) -> None:
    wrapped = wrap({"store": secret}, passphrase, owner="u1", cost=CHEAP)
    assert unwrap(wrapped, passphrase, owner="u1") == {"store": secret}


def test_the_full_cost_is_the_default() -> None:
    wrapped = wrap({"store": b"k"}, "kapur", owner="u1")
    assert wrapped.cost == FULL == Cost(3, 268_435_456)
    assert unwrap(wrapped, "kapur", owner="u1") == {"store": b"k"}


def test_another_passphrase_is_refused_by_code() -> None:
    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        unwrap(_wrapped(), "kapur jagun", owner="u1")


@pytest.mark.parametrize("typed", ["KAPUR JAGUNG", "Kapur  jagung ", "\tkapur\njagung", "ｋａｐｕｒ jagung"])
def test_slips_of_typing_are_forgiven(typed: str) -> None:
    assert unwrap(_wrapped(), typed, owner="u1") == KEYS


@pytest.mark.parametrize("typed", ["kapurjagung", "jagung kapur", "kapur-jagung", "", "kapur \ud800"])
def test_other_words_are_not(typed: str) -> None:
    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        unwrap(_wrapped(), typed, owner="u1")


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_passphrase_wraps_nothing(empty: str) -> None:
    with pytest.raises(EktpError, match=r"^passphrase\.empty$"):
        _wrapped(empty)


def test_a_box_opens_in_no_other_users_place() -> None:
    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        unwrap(_wrapped(owner="u1"), "kapur jagung", owner="u2")


def test_a_box_opens_for_no_other_purpose() -> None:
    wrapped = _wrapped()
    swapped = {"store": wrapped.boxes["office"], "office": wrapped.boxes["store"]}
    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        unwrap(replace(wrapped, boxes=swapped), "kapur jagung", owner="u1")


def test_a_changed_salt_cost_nonce_or_ciphertext_opens_nothing() -> None:
    wrapped = _wrapped()
    box = wrapped.boxes["store"]
    changes = [
        replace(wrapped, salt=wrapped.salt[:-1] + bytes([wrapped.salt[-1] ^ 1])),
        replace(wrapped, cost=Cost(2, 8192)),
        replace(wrapped, cost=Cost(1, 16384)),
    ]
    for place in (0, 23, 24, len(box) - 1):
        flipped = bytearray(box)
        flipped[place] ^= 1
        changes.append(replace(wrapped, boxes={"store": bytes(flipped)}))
    for changed in changes:
        with pytest.raises(EktpError, match=r"^signin\.wrong$"):
            unwrap(changed, "kapur jagung", owner="u1")


def test_two_wraps_of_one_secret_share_nothing() -> None:
    first, second = _wrapped(), _wrapped()
    assert first.salt != second.salt
    assert first.boxes["store"] != second.boxes["store"]


def test_a_laptop_without_the_memory_is_told_so() -> None:
    resource = pytest.importorskip("resource", reason="only POSIX systems can take memory away for a test")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**28, hard))
    try:
        with pytest.raises(EktpError, match=r"^signin\.no_memory$") as refused:
            wrap(KEYS, "kapur", owner="u1", cost=Cost(1, 2**30))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert refused.value.facts == {"megabytes": 1024}


def test_a_box_hides_in_its_repr() -> None:
    assert repr(_wrapped()) == "Wrapped(office, store)"
