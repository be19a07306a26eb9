"""Folds of what belongs to the office: its charter, users, devices and lists."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import (
    DayConfirmed,
    IncarnationOpened,
    ListImported,
    OfficeFounded,
    UserAdded,
)
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life


def fold_office(entity: str, life: Life) -> Rows:
    """Give the office's one row."""
    said = life.said("office.charter", OfficeFounded)
    if said is None:
        return {}
    return {
        "offices": [
            {
                "id": entity,
                "region": said.region,
                "name": said.name,
                "address": said.address,
                "zone": said.zone,
                "closing_hour": said.closing_hour,
                "sample": int(said.sample),
            }
        ]
    }


def fold_user(entity: str, life: Life) -> Rows:
    """Give a user's row; roles as words with spaces between."""
    said = life.said("user.standing", UserAdded)
    if said is None:
        return {}
    return {"users": [{"id": entity, "name": said.name, "roles": " ".join(said.roles)}]}


def fold_device(entity: str, life: Life) -> Rows:
    """Give a device's incarnations and the days on which its clock was confirmed."""
    opened: list[Row] = []
    days: list[Row] = []
    for event in life.events:
        if isinstance(event.body, IncarnationOpened):
            opened.append(
                {"device": entity, "incarnation": event.header.incarnation, "label": event.body.label}
            )
        elif isinstance(event.body, DayConfirmed):
            days.append({"device": entity, "day": event.moment.day.isoformat(), "local": event.body.local})
    return {"incarnations": opened, "days": days}


def fold_list(entity: str, life: Life) -> Rows:
    """Give a list's row; its people are loaded into the register from its row file."""
    said = life.said("list.rows", ListImported)
    if said is None:
        return {}
    return {
        "lists": [
            {
                "id": entity,
                "kind": said.kind,
                "name": said.name,
                "as_of": said.as_of,
                "source": said.source,
                "rows_file": said.rows_file,
                "rows": said.rows,
                "imported_at": when(life.decided("list.rows")),
            }
        ]
    }
