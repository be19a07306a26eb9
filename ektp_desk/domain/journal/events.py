"""The event: one act, kept for ever as the bytes it was first written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from ektp_desk.domain.journal.bodies import Body
from ektp_desk.domain.moments import Moment

HEADER_VERSION = 1


class Entity(StrEnum):
    """What an event is about."""

    OFFICE = "office"
    USER = "user"
    DEVICE = "device"
    LIST = "list"
    VISIT = "visit"
    TICKET = "ticket"
    PERSON = "person"
    PAIR = "pair"  # two persons who may be one; id: both ids, sorted, joined by "~"
    RECORDING = "recording"
    GROUP = "group"  # people who came together and were given numbers in one act
    LAYOUT = "layout"  # how a kind of list is laid out; id: kind, ":", digest of the titles


class Header(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What everyone may read of an event; holds no personal data.

    `after` are the links of the entity's latest events that the author had seen.
    Fixed for ever with the first release: fields are only ever added at the end.
    """

    v: int
    device: str
    incarnation: str
    seq: int  # 1, 2, 3 … without a gap within one incarnation
    at: str  # UTC, ISO 8601 with milliseconds
    offset: int  # minutes
    by: str  # user id
    visit: str  # visit id, or empty
    entity: str
    id: str
    kind: str
    bv: int  # the body's version
    after: tuple[str, ...]
    key: str = ""  # the name of the key that signs this for `by`; empty where nobody had one yet
    second: str = ""  # the name of the key of who stands beside this act and signed it too


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What a use case wants to have happened; the journal turns it into an event."""

    entity: Entity
    id: str
    body: Body
    visit: str = ""


class Event(msgspec.Struct, frozen=True, gc=False):
    """An event as read back. `body` is None when it was erased or its kind is unknown here."""

    header: Header
    link: str  # hex
    body: Body | None

    @property
    def moment(self) -> Moment:
        """When, by the author's clock."""
        return Moment.of(self.header.at, self.header.offset)

    def __repr__(self) -> str:
        return f"Event({self.header.kind} {self.header.seq} {self.link[:8]})"
