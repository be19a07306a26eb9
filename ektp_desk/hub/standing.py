"""How a hub stands, for its page and whoever asks: numbers and counts, and when each laptop last came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from ektp_desk.domain.hub import HeardOfJournal, LaptopAtHub
from ektp_desk.hub.judging import ROSTER, TRANSPORT
from ektp_desk.hub.receipts import heard
from ektp_desk.hub.schema import IS_LACKED, contacts, devices, entries, files, held, labels, packs, receipts

_COARSE = 10  # minutes: when exactly somebody's laptop asks is nobody's


def coarse(moment: datetime) -> str:
    """A moment as it is kept of a laptop: the beginning of its ten minutes."""
    whole = moment.astimezone(UTC)
    return whole.replace(minute=whole.minute // _COARSE * _COARSE, second=0, microsecond=0).isoformat()


class Contacts:
    """When each laptop last came; who asks first `is_new` writes it only where it is another ten minutes."""

    def __init__(self) -> None:
        self._known = dict[str, str]()

    def is_new(self, device: str, moment: datetime) -> bool:
        return self._known.get(device) != coarse(moment)

    def note(self, device: str, moment: datetime, write: Callable[[str, str], None]) -> None:
        write(device, at := coarse(moment))
        self._known[device] = at


def keep_contact(connection: Connection, device: str, at: str) -> None:
    connection.execute(delete(contacts).where(contacts.c.device == device))
    connection.execute(insert(contacts).values(device=device, at=at))


def laptops_known(connection: Connection) -> list[LaptopAtHub]:
    """By number: whom a roster names, and who sent something without."""
    journals, kept = _journals(connection), _held(connection)
    known = {
        row.device: row for row in connection.execute(select(devices).order_by(devices.c.until.is_not(None)))
    }  # of two keys of one device the one that was revoked speaks last
    came = {row.device: row.at for row in connection.execute(select(contacts))}
    found = [
        LaptopAtHub(
            (row.number if row else "") or "?",
            is_office=bool(row and row.is_office),
            is_revoked=bool(row and row.until is not None),
            asked=came.get(device, ""),
            journals=tuple(journals.get(device, ())),
            held=kept.get(device, {}),
        )
        for device in known.keys() | journals.keys()
        for row in (known.get(device),)
    ]
    return sorted(found, key=lambda one: (one.number, [journal.label for journal in one.journals]))


def _journals(connection: Connection) -> dict[str, list[HeardOfJournal]]:
    said = {(row.device, row.incarnation): row.label for row in connection.execute(select(labels))}
    lacks = (
        select(files.c.device, files.c.incarnation, func.count(files.c.digest.distinct()).label("missing"))
        .where(IS_LACKED)
        .group_by(files.c.device, files.c.incarnation)
    )
    missing = {(row.device, row.incarnation): row.missing for row in connection.execute(lacks)}
    found = defaultdict[str, list[HeardOfJournal]](list)
    for device, incarnation in connection.execute(select(receipts.c.device, receipts.c.incarnation)).all():
        of = (device, incarnation)
        spans = tuple((first, last) for first, last, _link in heard(connection, *of))
        found[device].append(HeardOfJournal(said.get(of, ""), spans, missing.get(of, 0)))
    return {device: sorted(some, key=lambda one: one.label or "~") for device, some in found.items()}


def _held(connection: Connection) -> dict[str, dict[str, int]]:
    counted = select(held.c.device, held.c.reason, func.count().label("number")).group_by(
        held.c.device, held.c.reason
    )
    found = defaultdict[str, dict[str, int]](dict)
    for row in connection.execute(counted):
        found[row.device][row.reason] = row.number
    return found


def amount_kept(connection: Connection) -> tuple[int, int]:
    """How many entries lie here, and the bytes of all packs."""
    handed_on = select(func.count()).select_from(entries).where(entries.c.kind.not_in((ROSTER, TRANSPORT)))
    number = connection.scalar(handed_on) or 0
    return number, int(connection.scalar(select(func.sum(packs.c.size))) or 0)
