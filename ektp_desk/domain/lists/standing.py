"""Whether a list still names people."""

from __future__ import annotations

from enum import StrEnum


class ListState(StrEnum):
    """STANDING lists fill the register; WITHDRAWN ones can be brought back; EXPIRED ones not."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
