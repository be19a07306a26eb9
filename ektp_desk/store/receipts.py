"""What the office's hub says that it has of each journal: the newest word of its key counts.

Apart from verdicts, which office desks say: a hub has opened nothing, and makes nothing safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.safety import Span, beside, without
from ektp_desk.store.kept.erased import FILE_NAMED
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import Receipt

_HUB = "SELECT hub_key FROM offices WHERE hub_key <> ''"
_NEWEST = "SELECT epoch, number FROM receipts WHERE device = ? AND incarnation = ? AND key = ?"
_KEEP = "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?, ?)"
_SAID = """
SELECT j.no, j.device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'), r.object
FROM receipts r JOIN journals j ON j.device = r.device AND j.incarnation = r.incarnation WHERE r.key = ?
"""
_LINK = "SELECT lower(hex(link)) FROM events WHERE journal = ? AND seq = ?"
_NAMING = f"SELECT seq FROM events WHERE kind = 'modality_set' AND {FILE_NAMED} = ? AND journal = ?"  # noqa: S608  from there
_ABOVE = f"SELECT seq FROM events WHERE kind = 'modality_set' AND {FILE_NAMED} > ? AND journal = ?"  # noqa: S608  the same


def hub_key(connection: Any) -> bytes:
    """The public key of the office's hub; empty where it has none."""
    row = connection.execute(_HUB).fetchone()
    return bytes.fromhex(row[0]) if row else b""


def keep_receipt(connection: Any, head: Receipt, data: bytes) -> bool:
    """Keep a receipt that was checked, unless a newer one is here; give whether. Inside a transaction."""
    of = (head.device, head.incarnation, head.by)
    before = connection.execute(_NEWEST, of).fetchone()
    if before is not None and before >= (head.epoch, head.number):
        return False
    connection.execute(_KEEP, (*of, head.epoch, head.number, data))
    return True


def received(connection: Any) -> Iterator[tuple[int, str, Span]]:
    """Stretches of journals, by their number here: `received`, of which the hub has all events and all files
    that they name; `unread`, those of them that it has not read back from its disk since.
    """
    public = hub_key(connection)
    rows = connection.execute(_SAID, (key_name(public),)).fetchall() if public else []
    for no, is_own, data in rows:
        head = read_as(read_object(data), Receipt)
        spans = [
            (first, last)
            for first, last, link in head.heard
            if _link_at(connection, no, last) in ((link,) if is_own else (link, ""))
        ]
        lacking = set[int]()
        for file in head.missing:
            lacking |= {seq for (seq,) in connection.execute(_NAMING, (file, no))}
        if head.more:  # nothing is said of those that would stand behind the last one named
            lacking |= {seq for (seq,) in connection.execute(_ABOVE, (max(head.missing, default=""), no))}
        there = without(tuple(spans), lacking)
        yield from ((no, "received", span) for span in there)
        yield from ((no, "unread", span) for span in beside(there, head.scrubbed))


def _link_at(connection: Any, no: int, seq: int) -> str:
    row = connection.execute(_LINK, (no, seq)).fetchone()
    return row[0] if row else ""
