"""The card that mirrors a laptop by itself, as the store knows it and the window shows it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.usecases.shapes import PrivateStruct

MIRROR = "mirror"  # the local fact that holds it


class MirrorCard(PrivateStruct, frozen=True):
    """`carrier` is the card's id, `place` where it lay last; `at`, `offset`: when it last had everything."""

    carrier: str
    place: str
    at: str = ""
    offset: int = 0

    @property
    def news(self) -> MirrorNews:
        at = Moment.of(self.at, self.offset).local if self.at else None
        return MirrorNews(Path(self.place), at)


@dataclass(frozen=True, slots=True, repr=False)
class MirrorNews:
    """How the card stands; `trouble`: why it lacks something since.

    `place` is its folder, None while no card was chosen; all until `at` (local) was on it and read back.
    """

    place: Path | None = None
    at: datetime | None = None
    trouble: EktpError | None = None


def read_mirror(fact: bytes | str | None) -> MirrorCard | None:
    """None where none was chosen; one that cannot be read is chosen again."""
    with suppress(*UNREADABLE, ValueError):
        return msgspec.json.decode(fact, type=MirrorCard) if fact else None
    return None
