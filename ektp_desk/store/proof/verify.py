"""Verifying: every event against its chain, every row against its fold, every page against its seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal.bodies import IncarnationOpened
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Entity, Header
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.store import register
from ektp_desk.store.comparing import Comparer, Difference
from ektp_desk.store.holes import Hole, holes
from ektp_desk.store.proof.elsewhere import explained_bare, lists_elsewhere, own_journals
from ektp_desk.store.store import Store

_EVENTS = """
SELECT seq, link, entity, entity_id, kind, header, digest, salt, body
FROM events WHERE journal = ? ORDER BY seq
"""
JOURNALS = """
SELECT j.no, coalesce(i.label, j.incarnation), j.device, j.incarnation FROM journals j
LEFT JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation ORDER BY j.no
"""
_OPENED = "SELECT header, body FROM events WHERE kind = 'incarnation_opened' AND body IS NOT NULL"
_LISTS = "SELECT id, rows, state FROM lists WHERE state <> 'expired' ORDER BY id"
_TOLD = 1_000  # events from one word on how far it came to the next
_KEYS_OF_NO_LIST = "SELECT list FROM row_keys WHERE list NOT IN (SELECT id FROM lists) ORDER BY list"
_END = """
SELECT max(i.label), coalesce(max(e.seq), 0), lower(hex(max(e.link) FILTER (WHERE e.seq = :seq)))
FROM (SELECT :device AS device, :incarnation AS incarnation) w
LEFT JOIN journals j ON j.device = w.device AND j.incarnation = w.incarnation
LEFT JOIN incarnations i ON i.device = w.device AND i.incarnation = w.incarnation
LEFT JOIN events e ON e.journal = j.no
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written. `code` names it; `seq` is 0 where no event is meant.

    Where a run of events is meant, `last` is its end; where rows of an entity, `table`, `entity` and `id`.
    """

    code: str
    journal: str = ""
    seq: int = 0
    kind: str = ""
    last: int = 0
    table: str = ""
    entity: str = ""
    id: str = ""


_OF_FILES = {
    "capture.missing": "object.missing",
    "capture.changed": "object.changed",
    "disk.refused": "file.irregular",  # it cannot be read
}


def of_file(error: EktpError, name: str) -> Fault:
    """Turn what is wrong with a file beside the store into a fault; its name tells of nobody."""
    code = _OF_FILES.get(error.code, error.code)
    return Fault(code, id=name if code == "file.irregular" else "")


def _pass(_events: int) -> None:
    """Nobody waits to hear how far it came."""


def verify_pages(connection: Any) -> list[Fault]:
    """Check every page's seal and the file's structure."""
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        trouble = [] if broken else connection.execute("PRAGMA quick_check").fetchall()
    except sqlcipher.DatabaseError:
        return [Fault("store.damaged")]
    found = [Fault("store.page_damaged") for _ in broken]
    return found + [Fault("store.damaged") for (text,) in trouble if text != "ok"]


def verify_chain(connection: Any, passed: Callable[[int], None] = _pass) -> Iterator[Fault]:
    """Walk every journal from its first event; name each that was changed, removed or moved.

    What another laptop wrote and has not arrived is no fault: `holes`. `passed` hears the number of events
    behind.
    """
    count = 0
    journals = connection.execute(JOURNALS).fetchall()
    absent = {(hole.journal, hole.first): hole for hole in holes(connection)}
    own, erased = own_journals(connection), explained_bare(connection)
    for no, label, device, incarnation in journals:
        previous, expected = GENESIS, 1
        for row in connection.execute(_EVENTS, (no,)):
            seq = row[0]
            if expected > own.get((device, incarnation), 0):  # in what it wrote itself nothing is on its way
                previous, expected = _over(absent.pop((no, expected), None), seq) or (previous, expected)
            code = _wrong(row, (device, incarnation), previous, expected)
            if not code and row[8] is None and (row[2], row[3], row[1].hex()) not in erased:
                code = "event.emptied"
            if code:
                missing = code == "event.missing"
                yield Fault(code, label, expected if missing else seq, "" if missing else row[4])
            previous, expected = row[1], seq + 1
            count += 1
            if not count % _TOLD:
                passed(count)
    for hole in absent.values():
        yield Fault("view.extra", table="holes", entity=Entity.DEVICE.value, id=str(hole.journal))


def _over(hole: Hole | None, seq: int) -> tuple[bytes, int] | None:
    """Where the chain goes on behind a hole that ends before event `seq`."""
    return (hole.link, seq) if hole is not None and hole.last == seq - 1 else None


def _wrong(row: tuple[Any, ...], journal: tuple[str, str], previous: bytes, expected: int) -> str:
    """Say what is not as it was written of the event that comes after `previous`; empty for one that is."""
    if row[0] != expected:
        return "event.missing"
    if not _same_as_header(row, *journal):
        return "event.moved"
    return "" if _true_to_link(previous, row) else "event.changed"


def verify_incarnations(connection: Any) -> Iterator[Fault]:
    """Hold each former journal's end against what the next one says of it: a cut chain is whole too.

    Of another laptop's the end may not have arrived: `absent_stretches`.
    """
    own = own_journals(connection)
    for header, body in connection.execute(_OPENED).fetchall():
        try:
            device = msgspec.json.decode(header, type=Header).device
            said = msgspec.json.decode(body, type=IncarnationOpened)
        except UNREADABLE:
            continue  # a changed event, which its chain names
        if not said.last_incarnation:
            continue
        label, held, link = connection.execute(
            _END, {"device": device, "incarnation": said.last_incarnation, "seq": said.last_seq}
        ).fetchone()
        label = label or said.last_incarnation
        if held < min(said.last_seq, own.get((device, said.last_incarnation), 0)):
            yield Fault("event.missing", label, held + 1)
        elif link and link != said.last_link:
            yield Fault("event.changed", label, said.last_seq, "")


def verify_views(connection: Any, passed: Callable[[int], None] = _pass) -> Iterator[Fault]:
    """Fold the whole journal anew in memory and name each entity whose rows are others; writes nothing.

    For a journal that is whole. `passed` hears the number of events folded.
    """
    comparer = Comparer(connection)
    yield from map(_of_rows, comparer.everything(passed))
    yield from map(_of_rows, comparer.registers())


def _of_rows(one: Difference) -> Fault:
    return Fault(one.code, table=one.table, entity=one.entity, id=one.id)


def verify_lists(store: Store) -> list[Fault]:
    """Read every list's row file to its end: seal, number of rows, and each row against the register's.

    Not those of other laptops, but the parts that packages brought of them.
    """
    found = list[Fault]()
    elsewhere = lists_elsewhere(store)
    for list_id, rows, state in store.connection.execute(_LISTS).fetchall():
        if list_id in elsewhere:
            continue
        loaded = store.connection if state == ListState.STANDING else None
        for name, count, content in _row_files(store, list_id, rows):
            try:
                held, same = register.compare(loaded, list_id, content())
                if held != count:
                    found.append(Fault("rows.damaged"))
                elif not same:
                    found.append(Fault("register.differs", table="register", entity="list", id=list_id))
            except EktpError as error:
                found.append(of_file(error, f"{name}.rows"))
    for (list_id,) in store.connection.execute(_KEYS_OF_NO_LIST).fetchall():
        found.append(Fault("view.extra", table="row_keys", entity="list", id=list_id))
    return found


def _row_files(
    store: Store, list_id: str, rows: int
) -> Iterator[tuple[str, int, Callable[[], Iterator[bytes]]]]:
    """Name, number of rows and content of each file of a list."""
    parts = store.list_parts(list_id)
    for part in parts:
        yield part.file, part.rows, partial(store.part_rows, part)
    if not parts:
        yield list_id, rows, partial(store.list_rows, list_id)


def _true_to_link(previous: bytes, row: tuple[Any, ...]) -> bool:
    _, link, _, _, _, header, digest, salt, body = row
    if (body is None) != (salt is None):
        return False  # a salt that stays would let a digest tell a NIK
    if body is not None and body_digest(salt, body) != digest:
        return False
    return bool(link_of(previous, header, digest) == link)


def _same_as_header(row: tuple[Any, ...], device: str, incarnation: str) -> bool:
    """The columns only repeat the header; a header that cannot be read was changed, not moved."""
    seq, _, entity, entity_id, kind, header, *_ = row
    try:
        head = msgspec.json.decode(header, type=Header)
    except UNREADABLE:
        return True
    written = (head.seq, head.entity, head.id, head.kind, head.device, head.incarnation)
    return written == (seq, entity, entity_id, kind, device, incarnation)
