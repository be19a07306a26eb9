"""What follows from all verdicts that count: which stretches the office has heard, opened, and keeps safe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from typing import Any

from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.hearing import EventPlace, Hearing, Journal
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.safety import KeptCopy, Span, Spans, beside, common, in_two_places, merged
from ektp_desk.store.receipts import received
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict

JOURNALS = """
SELECT j.no, j.device, j.incarnation, (SELECT max(seq) FROM events WHERE journal = j.no) AS last
FROM journals j WHERE last > 0 ORDER BY j.no
"""
_OWN = "SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'"
_LINK = "SELECT link FROM events WHERE journal = ? AND seq = ?"
# Whether a run of another laptop (`{0}`) is of the branch of its journal that the office has.
ON_BRANCH = """(
EXISTS (
  SELECT 1 FROM office_branches b
  WHERE b.journal = {0}.journal AND b.first <= {0}.first AND b.last >= {0}.last
) OR {0}.journal NOT IN (
  SELECT j.no FROM journals j JOIN joins n ON n.device = j.device JOIN kits k ON k.id = n.kit
  WHERE k.desk = 'laptop'))
"""
_CARRIED_ON = f"""
DELETE FROM taken_runs WHERE EXISTS (
  SELECT 1 FROM at_office a WHERE a.journal = taken_runs.journal AND a.state = 'safe'
    AND a.first <= taken_runs.first AND a.last >= taken_runs.last
) AND {ON_BRANCH.format("taken_runs")}
"""  # noqa: S608  from above
# From behind the last hole before an event to that event, where it is here with that link.
_BRANCH = """
INSERT INTO office_branches (journal, first, last)
SELECT e.journal, 1 + coalesce((
    SELECT max(h.last) FROM holes h WHERE h.journal = e.journal AND h.last < e.seq), 0), e.seq
FROM events e WHERE e.journal = ? AND e.seq = ? AND e.link = ?
ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
"""
_KEYS = "SELECT device, sign FROM device_keys UNION SELECT device, sign FROM joins"
_SAID = "SELECT name, object FROM verdicts ORDER BY name"
_Word = tuple[str, bytes, OfficeVerdict]  # an object's name, its bytes, what it says
_Disk = tuple[str, str, str]  # a desk, a machine and its disk, of which it speaks


def counting(connection: Any, authority: Authority) -> list[tuple[str, bytes]]:
    """Name and bytes of every verdict that counts, by name."""
    return [(name, data) for name, data, _said in _words(connection, authority)[0]]


def undone(connection: Any, authority: Authority) -> list[tuple[str, bytes]]:
    """Name and bytes of one verdict of each journal whose words a backup that was put back undid."""
    found = dict[Journal, tuple[str, bytes]]()
    for name, data, one in _words(connection, authority)[1]:
        found.setdefault((one.desk, one.desk_incarnation), (name, data))
    return list(found.values())


def _words(connection: Any, authority: Authority) -> tuple[list[_Word], list[_Word]]:
    """Those that count, and those that a backup undid; none of a desk that is revoked or not the office's.

    Where a desk speaks in several journals, a backup was put back, once or more often: what was said in one
    of them may be gone with its disk, also where neither goes on from the other. It counts where it speaks of
    each of the others: who goes on from one has it, and who heard of one was there beside it or after it.
    """
    rows = connection.execute(_SAID).fetchall()
    said = [(name, data, said_in(data)) for name, data in rows]
    journals, spoken = defaultdict[str, set[str]](set), set[tuple[Journal, Journal]]()
    for _name, _data, one in said:
        journals[one.desk].add(one.desk_incarnation)
        spoken.add(((one.desk, one.desk_incarnation), (one.device, one.incarnation)))
    words = list[_Word](), list[_Word]()
    for each in said:
        desk, own = each[2].desk, each[2].desk_incarnation
        is_last = all(of == own or ((desk, own), (desk, of)) in spoken for of in journals[desk])
        if authority.is_office(desk) and not authority.is_revoked(desk):
            words[not is_last].append(each)
    return words


def keys_out(connection: Any, authority: Authority) -> frozenset[str]:
    """The keys whose word counts no more: of desks that are revoked now, or are none of the office's."""
    out, good = set[str](), set[str]()
    for device, sign in connection.execute(_KEYS).fetchall():
        counts = authority.is_office(device) and not authority.is_revoked(device)
        (good if counts else out).add(key_name(bytes.fromhex(sign)))
    return frozenset(out - good)


def conclude(connection: Any, authority: Authority) -> None:
    """Derive anew what all verdicts, and the hub, say of the journals that are here; inside a transaction."""
    said = defaultdict[tuple[str, str], list[OfficeVerdict]](list)
    words = [one for _name, _data, one in _words(connection, authority)[0]]
    for one in words:
        said[one.device, one.incarnation].append(one)
    disks = _speakers(words, authority.hearing)
    spans, wrong = list[tuple[int, str, int, int]](), dict[str, str]()
    own = connection.execute(_OWN).fetchone()  # none yet in a store that is made of journals alone
    for no, device, incarnation, _last in connection.execute(JOURNALS).fetchall():
        of = said[device, incarnation]
        heard = {(no, last, bytes.fromhex(link)) for one in of for _first, last, link in one.heard}
        connection.executemany(_BRANCH, sorted(heard))
        for state, found in _of_journal(connection, no, of, disks, is_own=(device,) == own).items():
            spans += [(no, state, *span) for span in found]
        wrong |= {file: reason for one in of for file, reason in one.wrong}
    spans += [(no, state, *span) for no, state, span in received(connection)]
    connection.execute("DELETE FROM at_office")
    connection.executemany("INSERT INTO at_office VALUES (?, ?, ?, ?)", spans)
    connection.execute(_CARRIED_ON)
    connection.execute("DELETE FROM wrong_files")
    connection.executemany("INSERT INTO wrong_files VALUES (?, ?)", sorted(wrong.items()))


def _speakers(words: Iterable[OfficeVerdict], hearing: Hearing) -> dict[_Disk, set[str]]:
    """In which of its journals a desk speaks of each disk now: not in one that another of them goes on from.

    Where two are left, one may have been put back there over the other, which is gone.
    """
    found = defaultdict[_Disk, set[str]](set)
    for one in words:
        for machine, disk, _spans in one.kept:
            found[one.desk, machine, disk].add(one.desk_incarnation)
    for (desk, _machine, _disk), said in found.items():
        if len(said) > 1:
            begun = {of: EventPlace((desk, of), 0) for of in said}
            said -= {
                of for of in said if any(hearing.goes_on_from((desk, other), begun[of]) for other in said)
            }
    return found


def _of_journal(
    connection: Any,
    no: int,
    said: Sequence[OfficeVerdict],
    disks: Mapping[_Disk, Set[str]],
    *,
    is_own: bool,
) -> dict[str, Spans]:
    """What verdicts say of one branch of a journal: the one that is here.

    An event that would tell has not come yet from another laptop; one's own was lost, and tells nothing. On
    one disk lies what is said of it in each of the journals in which its desk speaks of it (`disks`).
    """
    heard, opened = list[Span](), list[Span]()
    copies = defaultdict[_Disk, dict[str, Spans]](dict)
    for one in said:
        ours = [
            (first, last)
            for first, last, link in one.heard
            if link_at(connection, no, last) in ((link,) if is_own else (link, ""))
        ]
        heard += ours
        opened += common(one.opened, ours)
        for machine, disk, spans in one.kept:
            copies[one.desk, machine, disk][one.desk_incarnation] = common(spans, ours)
    lying = [
        KeptCopy(of[1], of[2], reduce(common, (found[one] for one in disks[of])))
        for of, found in copies.items()
        if disks[of] <= found.keys()
    ]
    return {
        "heard": merged(heard),
        "opened": merged(opened),
        "unopened": beside(merged(heard), opened),
        "safe": common(merged(opened), in_two_places(lying)),
    }


def link_at(connection: Any, no: int, seq: int) -> str:
    """Of an event that is here, in hex; empty for another."""
    row = connection.execute(_LINK, (no, seq)).fetchone()
    return row[0].hex() if row else ""


def said_in(data: bytes) -> OfficeVerdict:
    """Of a verdict that was checked when it came."""
    return read_as(read_object(data), OfficeVerdict)
