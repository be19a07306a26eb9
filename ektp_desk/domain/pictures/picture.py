"""A picture while it is in memory: rows of red, green, blue, and nothing that names anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """`rgb` has three bytes a pixel, row after row from the top, without padding."""

    width: int
    height: int
    rgb: bytes
