"""How a laptop's kind and standing are worded, on the screen and in a terminal."""

from __future__ import annotations

from ektp_desk.words import N_, NP_, _

_STATES = {
    "own": N_("laptop ini"),
    "waiting": N_("kit belum dipakai"),
    "joined": N_("bergabung"),
    "revoked": NP_("laptop", "dicabut"),
}


def laptop_state(state: str) -> str:
    """Word a `LaptopState`."""
    return _(_STATES[state])


def laptop_kind(desk: str) -> str:
    """`desk` is a kit's: `office` or `laptop`."""
    return _("laptop kantor") if desk == "office" else _("laptop lapangan")
