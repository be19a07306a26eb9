"""Which places of the desk a role may use; commands refuse by the catalogue whatever is shown."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from ektp_desk.domain.roles import EVERYBODY, OFFICE, RECORDERS, STAFF, SUPERVISORS, Role

PlaceKey = Literal[
    "today",
    "queue",
    "recording",
    "people",
    "reports",
    "exchange",
    "visits",
    "admin",
    "closing",
    "decisions",
    "manual",
]
PLACES: dict[PlaceKey, Set[Role]] = {
    "today": EVERYBODY,
    "queue": STAFF,
    "recording": RECORDERS,
    "people": EVERYBODY,  # reads; who corrects is a recorder
    "reports": EVERYBODY,
    "exchange": STAFF,
    "visits": STAFF,
    "closing": SUPERVISORS,
    "decisions": RECORDERS,  # who settles them is a supervisor
    "admin": EVERYBODY,  # at least one's own passphrase
}
"""Who may use a place; one that is not named here is everybody's."""
SECTIONS = {
    "users": OFFICE,
    "rules": OFFICE,
    "backup": STAFF,
    "passphrase": EVERYBODY,
    "ready": STAFF,
    "codes": EVERYBODY,  # whoever holds a paper may compare it
    "laptops": STAFF,  # who takes in a broken one's card; kits and cutting off are an ADB's
    "card": STAFF,
    "hub": STAFF,  # who looks whether it answers; making and moving it are an ADB's
}
"""Who may use a section of the admin place."""


def may_use(roles: Set[Role], place: PlaceKey) -> bool:
    """Whether somebody with these roles may use a place."""
    return bool(roles & PLACES.get(place, EVERYBODY))


def sections_of(roles: Set[Role]) -> tuple[str, ...]:
    """Those of the admin place that somebody may use, in order."""
    return tuple(section for section, allowed in SECTIONS.items() if roles & allowed)


def first_place(roles: Set[Role], *, visit_open: bool) -> PlaceKey:
    """The queue of an open visit for who serves it, else the day."""
    return "queue" if visit_open and may_use(roles, "queue") else "today"
