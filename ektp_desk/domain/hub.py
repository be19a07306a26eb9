"""What a hub says of itself to whoever asks: laptops by number, journals by label, nobody's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from ektp_desk.domain.errors import EktpError

PORT, MOST_ADDRESSES = 8443, 16

ROOM, ROOM_FOR_RUNS = 512 * 2**20, 128 * 2**20  # bytes free, below which nothing else, and nothing, is taken
HUB_SIGNS = 16  # of its key's code, for people to compare
_Text = Annotated[str, Meta(max_length=64)]
_Count = Annotated[int, Meta(ge=0)]


class CopyState(StrEnum):
    """How the second place of a hub's mailbox stands."""

    NONE = ""
    WHOLE = "whole"
    BEHIND = "behind"
    AWAY = "away"
    FULL = "full"
    SAME_DISK = "same_disk"


class HeardOfJournal(msgspec.Struct, frozen=True):
    """A journal's stretches that are there, and how many of the pictures are not that they name.

    `label` is empty before an office desk has said it.
    """

    label: _Text
    heard: tuple[tuple[_Count, _Count], ...]
    missing: _Count = 0

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """What lacks between the stretches, and before the first."""
        ends = [0, *(last for _first, last in self.heard)]
        return tuple(
            (end + 1, first - 1)
            for end, (first, _last) in zip(ends, self.heard, strict=False)
            if first > end + 1
        )


class LaptopAtHub(msgspec.Struct, frozen=True):
    """A laptop that the hub knows; `asked`: when it last came, coarsely (ISO 8601, UTC), or empty.

    `held`: what is kept apart of it, by the code of its reason.
    """

    number: _Text
    is_office: bool = False
    is_revoked: bool = False
    asked: _Text = ""
    journals: tuple[HeardOfJournal, ...] = ()
    held: dict[_Text, _Count] = {}

    def __post_init__(self) -> None:
        """Refuse a moment that is none."""
        _need_moments(self.asked)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to lack."""
        return not any(one.gaps or one.missing for one in self.journals)


class HubStanding(msgspec.Struct, frozen=True):
    """How a hub stands: times are ISO 8601, UTC; `offset` is its zone's, in minutes.

    `copies` of what it keeps, itself one of them; `copy`: how the second one stands, `uncopied`: how many
    packs it lacks; `scrubbed`: when all of it was last read back, empty before; `damaged`: how many entries
    were found wrong by that, and have not come again.
    """

    code: _Text
    at: _Text
    since: _Text
    offset: Annotated[int, Meta(ge=-14 * 60, le=14 * 60)]
    epoch: _Count
    entries: _Count
    size: _Count
    free: _Count
    laptops: tuple[LaptopAtHub, ...]
    copies: _Count = 1
    scrubbed: _Text = ""
    damaged: _Count = 0
    copy: CopyState = CopyState.NONE
    uncopied: _Count = 0

    def __post_init__(self) -> None:
        """Refuse a moment that is none."""
        _need_moments(self.at, self.since, self.scrubbed)
        datetime.fromisoformat(self.at)

    @property
    def held(self) -> int:
        return sum(sum(one.held.values()) for one in self.laptops)


def _need_moments(*said: str) -> None:
    """Raise ValueError for one that is neither empty nor a moment with its zone."""
    if any(one and datetime.fromisoformat(one).tzinfo is None for one in said):
        raise ValueError("moment")


_HOST = re.compile(r"(?=.{1,150}\Z)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")


def as_address(text: str) -> str:
    """An address as it is kept: `10.0.0.2` is `https://10.0.0.2:8443`. Raises `hub.bad_address`."""
    said = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(said)
        host, port = parts.netloc.rpartition(":")[0] or parts.netloc, parts.port or PORT
    except ValueError:
        raise EktpError("hub.bad_address") from None
    if parts.netloc.endswith("]"):
        host = parts.netloc
    rest = (parts.path.strip("/"), parts.query, parts.fragment)
    if parts.scheme not in ("https", "http") or any(rest) or not _HOST.fullmatch(host):
        raise EktpError("hub.bad_address")
    return f"{parts.scheme}://{host}:{port}"


def listening_for(addresses: Sequence[str]) -> str:
    """Where a hub of these addresses listens: on every way into its machine, unless all are loopback."""
    parts = [urlsplit(one) for one in addresses]
    own = all((one.hostname or "").startswith("127.") or one.hostname == "localhost" for one in parts)
    port = next((one.port for one in parts if one.port), PORT)
    return f"{'127.0.0.1' if own and parts else '0.0.0.0'}:{port}"  # noqa: S104  that is what a hub is for
