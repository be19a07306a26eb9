"""Whom a hub knows: what office desks' rosters say, and laptops of a kit of which the office has not heard.

A roster counts that an office desk signed whose key the hub was founded with, or that such a roster names.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.hub.identity import HubOffice
from ektp_desk.hub.schema import contacts, devices, entries, kits, labels, rosters, transports
from ektp_desk.seal.sign import is_signed
from ektp_desk.wire.envelope import Envelope, check_signature, read_line
from ektp_desk.wire.heads import Roster, RosterDevice, TransportKey
from ektp_desk.wire.requests import enrolment_message

# Keys for requests: of one device, and of all that no roster names. A key that went is brought again.
KEYS_OF_ONE, KEYS_OF_STRANGERS = 16, 256
UNKNOWN, REVOKED = "object.unknown_sender", "device.revoked"
_KEYS = select(devices).where(devices.c.device == bindparam("of"))  # made once: each request asks
_KEY = select(transports).where(transports.c.key == bindparam("of"))


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A device's own key; `until`: how far each of its journals counts, None where it was not revoked."""

    device: str
    sign: bytes
    is_office: bool
    until: dict[str, int] | None

    def counts(self, incarnation: str, seq: int) -> bool:
        return self.until is None or seq <= self.until.get(incarnation, 0)


@dataclass(frozen=True, slots=True)
class KnownSender:
    """Whose request it is; `sign`: the key (hex) with which the device vouched for its transport key."""

    device: str
    sign: str
    public: bytes
    is_office: bool
    is_revoked: bool


STRANGER = KnownSender("", "", b"", is_office=False, is_revoked=True)  # what it brings others vouch for


def found_office(connection: Connection, of: HubOffice) -> None:
    """Know the office desk that made this hub."""
    if not connection.execute(select(devices).where(devices.c.device == of.device)).first():
        row = {"device": of.device, "sign": of.sign, "number": "", "is_office": True, "until": None}
        connection.execute(insert(devices).values(row))


def keys_of(connection: Connection, device: str) -> list[KnownKey]:
    rows = connection.execute(_KEYS, {"of": device}).all()
    return [
        KnownKey(
            device,
            bytes.fromhex(row.sign),
            row.is_office,
            msgspec.json.decode(row.until, type=dict[str, int]) if row.until is not None else None,
        )
        for row in rows
    ]


def revoked(connection: Connection) -> set[str]:
    return set(connection.scalars(select(devices.c.device).where(devices.c.until.is_not(None))))


def sender_of(connection: Connection, key: str) -> KnownSender | None:
    """By the name of a transport key; None where nobody brought it."""
    row = connection.execute(_KEY, {"of": key}).first()
    if row is None:
        return None
    known = keys_of(connection, row.device)
    own = [one for one in known if one.sign.hex() == row.sign]
    return KnownSender(
        row.device,
        row.sign,
        bytes.fromhex(row.public),
        any(one.is_office and one.until is None for one in own),
        bool(known) and not any(one.until is None for one in known),
    )


def check_transport(connection: Connection, envelope: Envelope, root: bytes) -> TransportKey:
    """A device's word on its key for requests, which its own key signed.

    Raises `object.unknown_sender` for a device that no roster names and no kit let in; `object.not_signed`.
    """
    head = read_line(envelope, TransportKey)
    check_signature(envelope, bytes.fromhex(head.sign), root)
    known = {one.sign.hex() for one in keys_of(connection, head.device)}
    if head.sign not in known and (known or not _is_enrolled(connection, head, root)):
        raise EktpError(UNKNOWN)
    return head


def take_transport(connection: Connection, envelope: Envelope, root: bytes) -> TransportKey | None:
    """Know that key from now on; None where it was known. Raises as `check_transport`."""
    head = check_transport(connection, envelope, root)
    name = key_name(bytes.fromhex(head.key))
    if connection.execute(select(transports).where(transports.c.key == name)).first():
        return None
    row = {"key": name, "public": head.key, "device": head.device, "sign": head.sign}
    connection.execute(insert(transports).values(row))
    return head


def note_brought(connection: Connection, head: TransportKey, digest: str) -> list[str]:
    """Know which entry brought a key; give those whose keys are too many now, and are known no more."""
    named = select(devices.c.device)
    own = connection.execute(named.where(devices.c.device == head.device)).first()
    of = transports.c.device == head.device if own else transports.c.device.not_in(named)
    key = transports.c.key == key_name(bytes.fromhex(head.key))
    connection.execute(update(transports).where(key).values(digest=digest))
    by_age = select(transports, entries.c.seq).join(
        entries, entries.c.digest == transports.c.digest, isouter=True
    )
    newest = by_age.where(of).order_by(entries.c.seq.desc().nulls_last())
    going = connection.execute(newest.offset(KEYS_OF_ONE if own else KEYS_OF_STRANGERS)).all()
    for row in going:
        connection.execute(delete(transports).where(transports.c.key == row.key))
        if not own:
            connection.execute(delete(contacts).where(contacts.c.device == row.device))
    return [row.digest for row in going if row.digest]


def _is_enrolled(connection: Connection, head: TransportKey, root: bytes) -> bool:
    """Whether the key of a kit vouches for a laptop, which an office desk's newest roster names as unused."""
    message = enrolment_message(root, head.kit, bytes.fromhex(head.sign))
    return any(
        is_signed(bytes.fromhex(row.enrol), message, bytes.fromhex(head.enrolled))
        and any(one.is_office and one.until is None for one in keys_of(connection, row.desk))
        for row in connection.execute(select(kits).where(kits.c.kit == head.kit)).all()
    )


def take_roster(connection: Connection, envelope: Envelope, root: bytes) -> str | None:
    """Know whom an office desk knows; give which desk it is, None where that has said a newer one before.

    A laptop that one office desk revoked stays revoked, whatever another has not heard. Raises
    `object.unknown_sender`, `object.not_signed`.
    """
    head = read_line(envelope, Roster)
    check_by_office(connection, envelope, head.device, root)
    own = (rosters.c.device == head.device, rosters.c.incarnation == head.incarnation)
    before = connection.execute(select(rosters.c.number).where(*own)).scalar()
    if before is not None and before >= head.number:
        return None
    connection.execute(delete(rosters).where(*own))
    row = {"device": head.device, "incarnation": head.incarnation, "number": head.number}
    connection.execute(insert(rosters).values(row))
    for one in head.devices:
        _know(connection, one)
        for incarnation, label in one.labels:
            of = (labels.c.device == one.device, labels.c.incarnation == incarnation)
            connection.execute(delete(labels).where(*of))
            connection.execute(insert(labels).values(device=one.device, incarnation=incarnation, label=label))
    connection.execute(delete(kits).where(kits.c.desk == head.device))  # one that was revoked lets nobody in
    for kit, enrol in head.kits:
        connection.execute(insert(kits).values(kit=kit, desk=head.device, enrol=enrol))
    return head.device


def check_by_office(connection: Connection, envelope: Envelope, device: str, root: bytes) -> None:
    """Raise `object.unknown_sender` unless it is the word of an office desk that was not revoked."""
    found = [one for one in keys_of(connection, device) if one.is_office and one.until is None]
    if not found:
        raise EktpError(UNKNOWN)
    check_by_any(envelope, [one.sign for one in found], root)


def check_by_any(envelope: Envelope, keys: list[bytes], root: bytes) -> None:
    """Raise `object.not_signed` unless one of these signed it."""
    for key in keys[:-1]:
        try:
            check_signature(envelope, key, root)
        except EktpError as error:
            if error.code != "object.not_signed":
                raise
        else:
            return
    check_signature(envelope, keys[-1], root)


def _know(connection: Connection, one: RosterDevice) -> None:
    own = (devices.c.device == one.device, devices.c.sign == one.sign)
    row = connection.execute(select(devices.c.until).where(*own)).first()
    until = _earlier(row.until if row else None, one.until)
    connection.execute(delete(devices).where(*own))
    said = {"device": one.device, "sign": one.sign, "number": one.number, "is_office": one.is_office}
    connection.execute(insert(devices).values(**said, until=until))


def _earlier(before: str | None, now: tuple[tuple[str, int], ...] | None) -> str | None:
    """How far journals count of whom either word revokes: no farther than each says."""
    if now is None:
        return before
    said = dict(now)
    if before is not None:
        old = msgspec.json.decode(before, type=dict[str, int])
        said = {name: min(seq, old.get(name, 0)) for name, seq in said.items()}
    return msgspec.json.encode(said).decode()
