"""What is held: events that stay in their chain and are folded nowhere, because nobody might have said them.

Who might say what is `domain/journal/authority.py`'s; here it is kept for each event, so that reading an
entity's events leaves the held ones out. Apart from receiving, since a ruling is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.authority import FALSE, KINDS, LIST_KINDS, Authority
from ektp_desk.domain.journal.events import Entity, Event, Header
from ektp_desk.domain.journal.hearing import EventPlace, Journal
from ektp_desk.domain.journal.life import live
from ektp_desk.store.journal import decode, events_of, obey_erasures
from ektp_desk.store.views import apply_fold

# By their indexes: what users and devices say is a small part of a journal, and every arrival asks for it.
_SAID = f"""
SELECT link, header, body FROM events
WHERE entity IN ('office', 'user', 'device') AND kind IN ({", ".join(f"'{kind}'" for kind in KINDS)})
UNION ALL
SELECT link, header, body FROM events
WHERE entity = 'list' AND kind IN ({", ".join(f"'{kind}'" for kind in LIST_KINDS)})
"""  # noqa: S608  the kinds are ours
# The first that came: an office's own journal, and a kit, has the root before what anybody else may say.
_ROOT = """
SELECT j.device, j.incarnation, e.seq FROM events e JOIN journals j ON j.no = e.journal
WHERE e.entity = 'office' AND e.kind = 'root_set' AND e.body IS NOT NULL ORDER BY e.rowid
"""
_DEVICE = "SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'"
_JOINED = "SELECT count(*) FROM events WHERE entity = 'device' AND kind = 'joined' AND entity_id = ?"
_HAS_KITS = "SELECT 1 FROM events WHERE entity = 'device' AND kind = 'kit_made' LIMIT 1"
_WHOLE = """
SELECT device, incarnation, coalesce(
  (SELECT min(first) - 1 FROM holes WHERE journal = j.no),
  (SELECT max(seq) FROM events WHERE journal = j.no), 0)
FROM journals j
"""
_JOURNALS = "SELECT no, device, incarnation FROM journals"
_ALL = "SELECT journal, seq, header FROM events"
_WITHIN = """
SELECT e.journal, e.seq, e.header FROM json_each(?) r JOIN events e
  ON e.journal = json_extract(r.value, '$[0]')
  AND e.seq BETWEEN json_extract(r.value, '$[1]') AND json_extract(r.value, '$[2]')
"""
_HELD = "SELECT journal, seq, why FROM held"
_HOLD = "INSERT OR REPLACE INTO held (journal, seq, why) VALUES (?, ?, ?)"
_FALSE = f"""
SELECT j.device, j.incarnation, h.seq FROM held h JOIN journals j ON j.no = h.journal WHERE h.why = '{FALSE}'
"""  # noqa: S608  ours
_OF_EVENT = "SELECT entity, entity_id FROM events WHERE journal = ? AND seq = ?"
_LET_GO = "DELETE FROM held WHERE journal = ? AND seq = ?"
_END = 2**53

Of = tuple[str, str]  # entity, id
_Row = tuple[int, int, bytes]  # a journal's number here, an event's there, its header


class _Stretch(NamedTuple):
    """A journal's number here, the first and the last event."""

    journal: int
    first: int
    last: int


def authority_of(connection: Any) -> Authority:
    """Read who is who; an event that cannot be read says nothing, and its chain names it."""
    whole = {(device, incarnation): seq for device, incarnation, seq in connection.execute(_WHOLE)}
    own = connection.execute(_DEVICE).fetchone()
    false = {
        EventPlace((device, incarnation), seq) for device, incarnation, seq in connection.execute(_FALSE)
    }
    said = (EventPlace((device, incarnation), seq) for device, incarnation, seq in connection.execute(_ROOT))
    root = next((place for place in said if place not in false), None)
    return Authority(_said(connection), whole, device=own[0] if own else "", root=root, false=false)


def _said(connection: Any) -> Iterator[Event]:
    for row in connection.execute(_SAID):
        try:
            yield decode(*row)
        except EktpError:
            continue


def held(connection: Any) -> dict[tuple[int, int], str]:
    """Why each held event is, by its journal's number here and its own."""
    return {(no, seq): why for no, seq, why in connection.execute(_HELD)}


def hold_anew(connection: Any) -> None:
    """Find out anew of every event whether it is held; runs inside the transaction that folds all again."""
    connection.execute("DELETE FROM held WHERE why <> ?", (FALSE,))
    _judge(connection, authority_of(connection), connection.execute(_ALL))


def hold(connection: Any, fresh: Iterable[Event]) -> set[Of]:
    """Judge these events and all about which they say something; give whose folding that changes.

    Runs inside the transaction that wrote them.
    """
    authority, changed = authority_of(connection), set[Of]()
    words, again = list(fresh), [_Stretch(no, seq, seq) for no, seq in held(connection)]
    while words:
        ranges = [*_of(connection, authority, words), *again]
        listed = msgspec.json.encode([tuple(one) for one in ranges]).decode()
        found = _judge(connection, authority, connection.execute(_WITHIN, (listed,)))
        changed |= {(head.entity, head.id) for _no, _seq, head in found}
        words, again = _read(connection, found), []  # what is let go has effects as if it had just come
    return changed


def hold_false(connection: Any, events: Iterable[tuple[int, int]]) -> set[Of]:
    """Hold events that are signed falsely, by their journal's number here and their own; as `hold`."""
    changed = set[Of]()
    for no, seq in events:
        connection.execute(_HOLD, (no, seq, FALSE))
        changed |= set(connection.execute(_OF_EVENT, (no, seq)))
    judged = _judge(connection, authority_of(connection), connection.execute(_ALL))
    return changed | {(head.entity, head.id) for _no, _seq, head in judged}


def fold_again(connection: Any, touched: Iterable[Of]) -> set[str]:
    """Fold entities from what counts of them; give the links of the erasures among that.

    Runs inside the caller's transaction.
    """
    known, erasures = {entity.value for entity in Entity}, set[str]()
    for name, entity_id in touched:
        seen = events_of(connection, name, entity_id)
        obey_erasures(connection, seen)  # the erasure may have come before what it erases
        erasures |= {event.link for event in seen if isinstance(event.body, b.BodyErased)}
        if name in known:  # what a later release writes is kept, and passed over
            apply_fold(connection, Entity(name), entity_id, live(seen))
    return erasures


def _of(connection: Any, authority: Authority, fresh: Iterable[Event]) -> Iterator[_Stretch]:
    """Where these events stand, and what may be judged otherwise because of them."""
    numbers = {(device, incarnation): no for no, device, incarnation in connection.execute(_JOURNALS)}
    stretches: dict[Journal, tuple[int, int]] = {}
    for event in fresh:
        at, seq = (event.header.device, event.header.incarnation), event.header.seq
        first, last = stretches.get(at, (seq, seq))
        stretches[at] = min(first, seq), max(last, seq)
        if event.header.kind in KINDS:
            yield from _hearers(authority, numbers, EventPlace(at, seq))
            yield from _concerned(connection, event, numbers)
    yield from (_Stretch(numbers[at], first, last) for at, (first, last) in stretches.items())


def _hearers(authority: Authority, numbers: dict[Journal, int], of: EventPlace) -> Iterator[_Stretch]:
    """What is here already of those who had heard an event: it filled a hole, or came after them."""
    for journal, no in numbers.items():
        if journal == of.journal:
            yield _Stretch(no, of.seq + 1, _END)
        elif authority.has_heard(EventPlace(journal, _END), of):
            yield _Stretch(no, 1, _END)


def _concerned(connection: Any, event: Event, numbers: dict[Journal, int]) -> Iterator[_Stretch]:
    """What an event speaks of: all that was before a root, what follows on an end or lies within a ruling."""
    if _is_about_devices(connection, event):
        yield from (_Stretch(no, 1, _END) for no in numbers.values())
        return
    match event.body:
        case b.HoldRuled(device=device, incarnation=incarnation) as ruled:
            if (device, incarnation) in numbers:
                yield _Stretch(numbers[device, incarnation], ruled.first_seq, ruled.last_seq)
        case b.KeyEnded(until=until) | b.UserRemoved(until=until) | b.UserChanged(until=until):
            ends = {(place.device, place.incarnation): place.seq for place in until}
            yield from (_Stretch(no, ends.get(journal, 0) + 1, _END) for journal, no in numbers.items())
        case _:
            pass


def _is_about_devices(connection: Any, event: Event) -> bool:
    """Whether it may hold what other laptops wrote, and what those let in: seldom, and then all is asked."""
    match event.body:
        case b.DeviceRevoked() | b.RootSet():
            return True
        case b.Joined() | b.HoldRuled():
            (joined,) = connection.execute(_JOINED, (event.header.id,)).fetchone()
            return bool(joined > isinstance(event.body, b.Joined))
        case b.KeyEnded() | b.UserRemoved() | b.UserChanged():
            return connection.execute(_HAS_KITS).fetchone() is not None
        case _:
            return False


def _judge(connection: Any, authority: Authority, rows: Iterable[_Row]) -> list[tuple[int, int, Header]]:
    """Hold what should be and let go of the rest; give where that is another answer than before."""
    changed = list[tuple[int, int, Header]]()
    for no, seq, head, why in wrongly_held(connection, authority, rows):
        connection.execute(_HOLD, (no, seq, why)) if why else connection.execute(_LET_GO, (no, seq))
        changed.append((no, seq, head))
    return changed


def _read(connection: Any, places: Iterable[tuple[int, int, Header]]) -> list[Event]:
    """Those of these events that say who might say what."""
    at = "SELECT link, header, body FROM events WHERE journal = ? AND seq = ?"
    said = ((no, seq) for no, seq, head in places if head.kind in KINDS)
    return [decode(*connection.execute(at, place).fetchone()) for place in said]


def wrongly_held(
    connection: Any, authority: Authority, rows: Iterable[_Row]
) -> Iterator[tuple[int, int, Header, str]]:
    """Name each event that is held, or not, otherwise than it should be, and why it should be held."""
    before = held(connection)
    journals = {no: (device, incarnation) for no, device, incarnation in connection.execute(_JOURNALS)}
    for no, seq, header in rows:
        try:
            head = msgspec.json.decode(header, type=Header)
        except UNREADABLE:
            continue  # a changed event, which its chain names
        why = authority.doubt(EventPlace(journals[no], seq), head)
        if why != before.get((no, seq), ""):
            yield no, seq, head, why
