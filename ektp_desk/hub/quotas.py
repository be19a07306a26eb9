"""How much of one device may lie at a hub that does not count, or that nobody vouches for."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.judging import NEWER, Judged
from ektp_desk.hub.schema import IS_NEWER, entries, held, parts

HELD_BYTES = 64 * 2**20  # of one device
UNVOUCHED_BYTES = 256 * 2**20  # that one sent and no run or office desk vouches for: parts, newer kinds
_OF: BindParameter[str] = bindparam("of")
_HELD = (select(func.sum(held.c.size)).where(held.c.device == _OF),)
_UNVOUCHED = (
    select(func.sum(parts.c.size)).where(
        parts.c.device == _OF, parts.c.whole.not_in(select(entries.c.digest))
    ),
    select(func.sum(entries.c.size)).where(entries.c.device == _OF, IS_NEWER),
)
_Asked = tuple[Select[tuple[int]], ...]


@dataclass(frozen=True, slots=True)
class BodyQuota:
    """Of one body: what lay there is asked for once, which takes the longer the more of it there is."""

    connection: Connection
    sender: str
    _lying: dict[tuple[_Asked, str], int] = field(default_factory=dict)

    def charge(self, judged: Judged, size: int) -> None:
        """Raise `hub.quota` where this is too much beside what lies there and came before it."""
        if judged.held:
            self._charge(_HELD, judged.device, size, HELD_BYTES)
        if judged.part or judged.kind == NEWER:
            self._charge(_UNVOUCHED, self.sender, size, UNVOUCHED_BYTES)

    def _charge(self, asked: _Asked, device: str, size: int, most: int) -> None:
        of = asked, device
        if of not in self._lying:
            self._lying[of] = sum(self.connection.scalar(one, {"of": device}) or 0 for one in asked)
        if self._lying[of] + size > most:
            raise EktpError("hub.quota")
        self._lying[of] += size
