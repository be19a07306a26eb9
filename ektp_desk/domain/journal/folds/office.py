"""Folds of what belongs to the office: its charter and rules, users and devices."""

from __future__ import annotations

from ektp_desk.domain.journal.authority import PAGE
from ektp_desk.domain.journal.bodies import (
    BackupMade,
    DayConfirmed,
    DeviceKeys,
    DeviceRevoked,
    HubSet,
    IncarnationOpened,
    Joined,
    KeyEnded,
    KeyGiven,
    KeyOffered,
    KitMade,
    OfficeFounded,
    PolicySet,
    RootSet,
    UserAdded,
    UserChanged,
    UserRemoved,
)
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.signing import key_name

_POLICY = "policy."
OF_DEVICES = {
    "incarnations": "device", "days": "device", "backups": "device", "kits": "id", "joins": "kit",
    "revocations": "device", "device_keys": "device",
}  # fmt: skip


def fold_office(entity: str, life: Life) -> Rows:
    """Only rules that somebody set have a row."""
    said = life.said("office.charter", OfficeFounded)
    if said is None:
        return {}
    hub = life.said("office.hub", HubSet)
    root = next((e.body for e in life.events if isinstance(e.body, RootSet)), None)
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
                "founder": root.founder if root else "",
                "recovery": root.recovery if root else "",
                "hub_key": hub.key if hub else "",
                "hub_addresses": " ".join(hub.addresses) if hub else "",
            }
        ],
        "policies": [_policy(entity, life, slot) for slot in sorted(life.tips) if slot.startswith(_POLICY)],
    }


def _policy(office: str, life: Life, slot: str) -> Row:
    said = life.said(slot, PolicySet)
    name = slot.removeprefix(_POLICY)
    return {"office": office, "name": name, "value": said.value if said else None}


def fold_user(entity: str, life: Life) -> Rows:
    """Roles as words with spaces between. Who was removed keeps the name. A recovery page has keys alone."""
    event = life.decided("user.standing")
    known = [e.body for e in life.events if isinstance(e.body, UserAdded | UserChanged)]
    if entity == PAGE:
        return {"user_keys": _keys(entity, life)}
    if event is None or not known:
        return {}
    said = event.body if isinstance(event.body, UserAdded | UserChanged) else known[-1]
    gone = isinstance(event.body, UserRemoved)
    row: Row = {"id": entity, "name": said.name, "roles": "" if gone else " ".join(said.roles)}
    return {
        "users": [row | {"state": "removed" if gone else "active"}],
        "user_keys": _keys(entity, life),
    }


def _keys(user: str, life: Life) -> list[Row]:
    """Each key once, as the latest word has it: `offered`, `given`, `ended`."""
    found: dict[str, Row] = {}
    for event in life.events:
        match event.body:
            case KeyGiven(sign=sign, seal=seal) | KeyOffered(sign=sign, seal=seal):
                state = "given" if isinstance(event.body, KeyGiven) else "offered"
                key = key_name(bytes.fromhex(sign))
                if found.get(key, {}).get("state", "offered") == "offered":
                    found[key] = {"user": user, "key": key, "sign": sign, "seal": seal, "state": state}
            case KeyEnded(key=key) if key in found:
                found[key]["state"] = "ended"
            case _:
                pass
    return list(found.values())


def fold_device(entity: str, life: Life) -> Rows:
    """Of a kit too, which has an id of its own."""
    rows: dict[str, list[Row]] = {table: [] for table in OF_DEVICES}
    for event in life.events:
        match event.body:
            case IncarnationOpened(label=label, reason=reason):
                opened: Row = {"device": entity, "opened_at": when(event), "label": label, "reason": reason}
                rows["incarnations"].append(opened | {"incarnation": event.header.incarnation})
            case DayConfirmed(local=local):
                day = event.moment.day.isoformat()
                rows["days"].append({"device": entity, "day": day, "local": local})
            case BackupMade(digest=digest, size=size, place=place):
                made: Row = {"device": entity, "at": when(event), "by": event.header.by, "size": size}
                rows["backups"].append(made | {"digest": digest, "place": place})
            case _:
                _add_standing(rows, entity, event)
    return rows


def _add_standing(rows: dict[str, list[Row]], entity: str, event: Event) -> None:
    """Add what is said of whether a laptop is the office's."""
    match event.body:
        case KitMade(number=number, desk=desk, enrol=enrol):
            kit: Row = {"id": entity, "number": number, "desk": desk, "enrol": enrol}
            rows["kits"] = [kit | {"made_at": when(event), "by": event.header.by}]
        case Joined(device=device, sign=sign, seal=seal):
            joined: Row = {"kit": entity, "device": device, "sign": sign, "seal": seal, "at": when(event)}
            rows["joins"].append(joined | {"incarnation": event.header.incarnation})
        case DeviceKeys(sign=sign, seal=seal):
            rows["device_keys"] = [{"device": entity, "sign": sign, "seal": seal}]
        case DeviceRevoked(reason=reason):
            word: Row = {"device": entity, "event": event.link, "reason": reason}
            rows["revocations"].append(word | {"at": when(event), "by": event.header.by})
        case _:
            pass
