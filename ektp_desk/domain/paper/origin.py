"""Where a paper comes from: whose it is, of what moment its facts are, and whose hand printed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ektp_desk.domain.paper.figures import Letterhead


@dataclass(frozen=True, slots=True)
class PaperOrigin:
    """`base` (local) is what the journal held when this was counted; `heads` as `01/a 240 · 4CQ7-…`."""

    letterhead: Letterhead
    base: datetime
    zone: str  # "WITA"
    source: str
    printed_by: str = field(repr=False)
    heads: tuple[str, ...] = ()
    events: int = 0
