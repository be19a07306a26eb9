"""What somebody takes home from the desk: what was done, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ektp_desk.domain.paper.figures import Letterhead


class SlipForm(StrEnum):
    """What the printer holds."""

    ROLL = "roll"  # 80 mm
    A6 = "a6"


@dataclass(frozen=True, slots=True, repr=False)
class Slip:
    """One ticket's slip. `done` are rows of two words; `next` are numbered steps; no NIK in full."""

    letterhead: Letterhead
    title: str  # "Bukti perekaman"
    number: str
    place: str
    at: datetime  # local: when it was decided, not when it was printed
    zone: str
    done: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    served_by: str
    desk: str
    head: str = ""  # of this laptop's journal as this is printed, "01/a 240 · 4CQ7-…"
