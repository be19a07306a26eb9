"""What wrong passphrases cost in waiting: it protects a screen, not a stolen disk."""

from __future__ import annotations

_WAITS = (0, 0, 0, 2, 5, 10, 30)  # seconds after so many wrong tries in a row


def wait_after(wrong_tries: int) -> int:
    """Seconds after so many wrong tries in a row; the last figure holds for all more."""
    return _WAITS[min(wrong_tries, len(_WAITS) - 1)]
