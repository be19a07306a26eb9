"""What follows from all verdicts that count: which stretches the office has heard, opened, and keeps safe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.safety import KeptCopy, Span, Spans, beside, common, in_two_places, merged
from ektp_desk.store.holding import authority_of
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict

JOURNALS = """
SELECT j.no, j.device, j.incarnation, (SELECT max(seq) FROM events WHERE journal = j.no) AS last
FROM journals j WHERE last > 0 ORDER BY j.no
"""
_OWN = "SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'"
_LINK = "SELECT link FROM events WHERE journal = ? AND seq = ?"
_KEYS = "SELECT device, sign FROM device_keys UNION SELECT device, sign FROM joins"
_CARRIED_ON = """
DELETE FROM taken_runs WHERE EXISTS (
  SELECT 1 FROM at_office a WHERE a.journal = taken_runs.journal AND a.state = 'opened'
    AND a.first <= taken_runs.first AND a.last >= taken_runs.last)
"""
_SAID = "SELECT key, name, object FROM verdicts ORDER BY name"


def counting(connection: Any) -> list[tuple[str, bytes]]:
    """Name and bytes of every verdict that counts, by name."""
    rows = connection.execute(_SAID).fetchall()
    out = keys_out(connection) if rows else frozenset()
    return [(name, data) for key, name, data in rows if key not in out]


def keys_out(connection: Any) -> frozenset[str]:
    """The keys whose word counts no more: of desks that are revoked now, or are none of the office's."""
    authority, out, good = authority_of(connection), set[str](), set[str]()
    for device, sign in connection.execute(_KEYS).fetchall():
        counts = authority.is_office(device) and not authority.is_revoked(device)
        (good if counts else out).add(key_name(bytes.fromhex(sign)))
    return frozenset(out - good)


def conclude(connection: Any) -> None:
    """Derive anew what all verdicts together say of the journals that are here; inside a transaction."""
    said = defaultdict[tuple[str, str], list[OfficeVerdict]](list)
    for _name, data in counting(connection):
        one = said_in(data)
        said[one.device, one.incarnation].append(one)
    spans, wrong = list[tuple[int, str, int, int]](), dict[str, str]()
    own = connection.execute(_OWN).fetchone()  # none yet in a store that is made of journals alone
    for no, device, incarnation, _last in connection.execute(JOURNALS).fetchall():
        of = said[device, incarnation]
        for state, found in _of_journal(connection, no, of, is_own=(device,) == own).items():
            spans += [(no, state, *span) for span in found]
        wrong |= {file: reason for one in of for file, reason in one.wrong}
    connection.execute("DELETE FROM at_office")
    connection.executemany("INSERT INTO at_office VALUES (?, ?, ?, ?)", spans)
    connection.execute(_CARRIED_ON)
    connection.execute("DELETE FROM wrong_files")
    connection.executemany("INSERT INTO wrong_files VALUES (?, ?)", sorted(wrong.items()))


def _of_journal(connection: Any, no: int, said: Sequence[OfficeVerdict], *, is_own: bool) -> dict[str, Spans]:
    """What verdicts say of one branch of a journal: the one that is here.

    An event that would tell has not come yet from another laptop; one's own was lost, and tells nothing.
    """
    heard, opened, copies = list[Span](), list[Span](), list[KeptCopy]()
    for one in said:
        ours = [
            (first, last)
            for first, last, link in one.heard
            if link_at(connection, no, last) in ((link,) if is_own else (link, ""))
        ]
        heard += ours
        opened += common(one.opened, ours)
        copies += [KeptCopy(machine, disk, common(spans, ours)) for machine, disk, spans in one.kept]
    return {
        "heard": merged(heard),
        "opened": merged(opened),
        "unopened": beside(merged(heard), opened),
        "safe": common(merged(opened), in_two_places(copies)),
    }


def link_at(connection: Any, no: int, seq: int) -> str:
    """Of an event that is here, in hex; empty for another."""
    row = connection.execute(_LINK, (no, seq)).fetchone()
    return row[0].hex() if row else ""


def said_in(data: bytes) -> OfficeVerdict:
    """Of a verdict that was checked when it came."""
    return read_as(read_object(data), OfficeVerdict)
