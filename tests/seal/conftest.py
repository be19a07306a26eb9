"""What the tests of keys share: an office with cheap passphrases, and every way to flip one bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ektp_desk.seal.passphrase import Cost
from ektp_desk.seal.slots import ADB, Secrets, SlotOffice, Slots, SlotUser, create_slots

PASSPHRASE = "kapur jagung sungai bintang tenun"


@pytest.fixture
def cheap() -> Cost:
    """The least that Argon2id takes, so that a hundred sign-ins cost nothing."""
    return Cost(1, 8192)


@pytest.fixture
def made(cheap: Cost) -> tuple[Slots, Secrets]:
    office = SlotOffice("53.02", "Timor Tengah Selatan", is_sample=True)
    user = SlotUser("u1", "Yustina Nabuasa", (ADB, "operator"))
    return create_slots(office, user, passphrase=PASSPHRASE, install="i1", cost=cheap)


@pytest.fixture
def flips() -> Callable[[bytes], Iterator[bytes]]:
    """Every neighbour of some bytes that differs in one bit; the bit walks so that all eight come by."""

    def each(content: bytes) -> Iterator[bytes]:
        for place in range(len(content)):
            flipped = bytearray(content)
            flipped[place] ^= 1 << place % 8
            yield bytes(flipped)

    return each
