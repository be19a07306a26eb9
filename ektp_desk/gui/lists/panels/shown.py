"""A visit in words, as its panel shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ektp_desk.words import _
from ektp_desk.words.numbers import count


class Next(StrEnum):
    """The useful act for a visit as it stands."""

    OPEN_DESK = "open_desk"
    OPEN_OTHER_DAY = "open_other_day"  # a desk for a visit that is not planned for today
    QUEUE = "queue"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit (`key` is its id) in words; `warning` is one line to be seen, `letters` the free desks.

    `lost`: lists were planned with, and none of them stands any more.
    """

    key: str
    above: str
    title: str
    place: str
    lists: str
    lost: bool
    targets: int
    recorded: int
    act: Next
    letters: tuple[str, ...] = ()
    warning: str = ""
    warning_short: str = ""

    def sentence(self) -> str:
        """Say what the hero counts: `sasaran · 90 direkam, sisa 97`."""
        if not self.targets and self.lost:
            return _("sasaran tak diketahui lagi · {n} direkam").format(n=count(self.recorded))
        if not self.targets:
            return _("sasaran: tanpa daftar desa ini")
        if not self.recorded:
            return _("sasaran, belum ada yang direkam")
        left = max(0, self.targets - self.recorded)
        return _("sasaran · {recorded} direkam, sisa {left}").format(
            recorded=count(self.recorded), left=count(left)
        )
