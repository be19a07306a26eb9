"""What an erasure leaves of a body: its shape and its figures, without what tells who somebody is."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ektp_desk.domain.journal.bodies import Body, BodyErased, BodyExpired
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.events import Event


def is_personal(event: Event) -> bool:
    """Whether an event's body still says something that an erasure would empty."""
    if event.body is None:
        return False
    kind = KIND_OF[type(event.body)]
    return any(getattr(event.body, field) for field in kind.personal)


def erasure_of(events: Iterable[Event], ground: str, note: str = "") -> BodyErased | None:
    """The events are of one entity; None when there is nothing to erase."""
    rest = _rests(events)
    return BodyErased(ground=ground, rest=rest, note=note) if rest else None


def expiry_of(events: Iterable[Event], ground: str) -> BodyExpired | None:
    """The same, because the office's days are over."""
    rest = _rests(events)
    return BodyExpired(ground=ground, rest=rest) if rest else None


def _rests(events: Iterable[Event]) -> dict[str, str]:
    return {event.link: rest_of(event.body) for event in events if event.body and is_personal(event)}


def rest_of(body: Body) -> str:
    """As JSON."""
    emptied = msgspec.structs.replace(body, **dict.fromkeys(KIND_OF[type(body)].personal, ""))
    return msgspec.json.encode(emptied).decode()
