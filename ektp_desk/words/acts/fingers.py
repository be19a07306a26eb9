"""The ten fingers by name, in the order in which standards number them, and by the digit that names each."""

from __future__ import annotations

from collections.abc import Iterable

from ektp_desk.domain.recordings import FINGERS, fingers_read
from ektp_desk.words import N_, _

_WORDS = {
    1: N_("ibu jari kanan"),
    2: N_("telunjuk kanan"),
    3: N_("jari tengah kanan"),
    4: N_("jari manis kanan"),
    5: N_("kelingking kanan"),
    6: N_("ibu jari kiri"),
    7: N_("telunjuk kiri"),
    8: N_("jari tengah kiri"),
    9: N_("jari manis kiri"),
    10: N_("kelingking kiri"),
}


def fingers_words(fingers: Iterable[int]) -> str:
    """Name fingers by their positions: `telunjuk kanan, telunjuk kiri`."""
    return ", ".join(_(_WORDS[finger]) for finger in sorted(fingers))


def kept_fingers_words(kept: str) -> str:
    return fingers_words(fingers_read(kept))


def as_digits(fingers: Iterable[int]) -> str:
    """Write fingers as they are typed: the tenth is `0`."""
    return "".join(str(finger % 10) for finger in sorted(fingers))


def from_digits(typed: str) -> tuple[int, ...]:
    """Read typed digits; a digit that comes twice was taken back."""
    return tuple(finger for finger in FINGERS if typed.count(str(finger % 10)) % 2)
