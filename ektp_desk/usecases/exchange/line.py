"""How the line to the office's hub stands, as whoever sends says it and the window shows it.

One line of JSON each: `LineNews` from the process that sends, `LineAsk` to it. Neither has a personal value.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class LinkState(StrEnum):
    CALLING = "calling"  # the hub was not heard yet
    IDLE = "idle"  # it has all that goes by this link
    SENDING = "sending"
    TAKING = "taking"  # what came for this desk
    WAITING = "waiting"  # to try again after trouble


class LinkNews(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link: an interface's name or a local address, "" for what the system chooses.

    `network` names the one it goes by where that may cost by the byte, "" elsewhere; `is_metered` is None
    until somebody has said. `speed`: bytes a second, of the last bodies; `again`: seconds until the next try.
    """

    name: str
    state: LinkState = LinkState.CALLING
    address: str = ""
    network: str = ""
    is_metered: bool | None = None
    speed: int = 0
    code: str = ""
    again: int = 0


class LineNews(msgspec.Struct, frozen=True, omit_defaults=True):
    """`runs`, `files` and their bytes are left; `aside` of them the hub refused, mostly for `why`.

    `came`: packs for this desk, counted up; `heard`: when the hub answered last (ISO); `clock`: seconds by
    which this laptop's is ahead of the hub's. `spent` of `most` bytes of files went today where it costs;
    `retired`: runs that the hub keeps no more, and this office desk has not.
    """

    links: tuple[LinkNews, ...] = ()
    runs: int = 0
    files: int = 0
    size: int = 0
    aside: int = 0
    why: str = ""
    came: int = 0
    heard: str = ""
    clock: int = 0
    retired: int = 0
    spent: int = 0
    most: int = 0
    is_paused: bool = False
    is_unsaid: bool = False  # the hub is another: an office desk is to lay out anew what it says
    is_busy: bool = False  # another process sends from here

    @property
    def speed(self) -> int:
        return sum(link.speed for link in self.links if link.state is LinkState.SENDING)


class LineAsk(msgspec.Struct, frozen=True, omit_defaults=True):
    """`look`: more was laid out; `now`: try at once, also what was refused; `pause`: until tomorrow or `now`;
    `price`: whether a network costs by the byte; `links`: go by these."""

    do: Literal["look", "now", "pause", "price", "links"]
    network: str = ""
    is_metered: bool = False
    links: tuple[str, ...] = ()
