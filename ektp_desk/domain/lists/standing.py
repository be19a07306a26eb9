"""Whether a list still names people."""

from __future__ import annotations

from enum import StrEnum


class ListState(StrEnum):
    """STANDING lists fill the register; WITHDRAWN ones can be brought back; EXPIRED ones not.

    DUE: the office's days are over. The rows are kept for 7 more confirmed days, in case the clock was wrong.
    """

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    DUE = "due"
    EXPIRED = "expired"
