"""Who says what of a person: rows of standing lists, the desk, corrections; as it was said, unweighed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape


class Source(StrEnum):
    """Who says it."""

    LIST = "list"
    DESK = "desk"
    CORRECTION = "correction"


class Mention(Shape, frozen=True):
    """A person as one row of a standing list names them."""

    person: str
    row: int
    name: str
    nik: str
    sex: str
    birth: str
    village: str
    address: str
    rt: str
    rw: str
    kk_number: str
    siak_status: str
    list: str
    kind: str
    list_name: str
    as_of: str
    source: str
    imported_at: datetime


class Said(Shape, frozen=True):
    """One field of a person as an act names it; `held` where it is that person's last word on it."""

    person: str
    field: str
    value: str
    source: str  # "desk" or "correction"
    day: str
    event: str
    by: str
    ground: str
    held: bool


def mentions(session: Session, people: Iterable[str]) -> list[Mention]:
    """Give the rows of standing lists that name these persons, the latest list first."""
    return session.store.ask("mentions", Mention, people=json.dumps(list(people)))


def said_claims(session: Session, people: Iterable[str]) -> list[Said]:
    """Give what acts say of these persons field by field, the latest first."""
    return session.store.ask("said_claims", Said, people=json.dumps(list(people)))
