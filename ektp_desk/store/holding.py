"""What is held: events that stay in their chain and are folded nowhere, because nobody might have said them.

Who might say what is `domain/journal/authority.py`'s; here it is kept for each event, so that reading an
entity's events leaves the held ones out. Apart from receiving, since a ruling is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.arrived import RUN_EVENTS
from ektp_desk.domain.journal.authority import FALSE, KINDS, LIST_KINDS, UNHEARD, Authority
from ektp_desk.domain.journal.doubts import Doubts
from ektp_desk.domain.journal.events import Entity, Event, Header
from ektp_desk.domain.journal.hearing import EventPlace, Journal
from ektp_desk.domain.journal.life import Life, live
from ektp_desk.store.journal import decode, events_of_each, obey_erasures
from ektp_desk.store.register import batches
from ektp_desk.store.views import apply_folds

# By their indexes: what users and devices say is a small part of a journal, and every arrival asks for it.
_SAID = f"""
SELECT link, header, body FROM events
WHERE entity IN ('office', 'user', 'device') AND kind IN ({", ".join(f"'{kind}'" for kind in KINDS)})
UNION ALL
SELECT link, header, body FROM events
WHERE entity = 'list' AND kind IN ({", ".join(f"'{kind}'" for kind in LIST_KINDS)})
"""  # noqa: S608  the kinds are ours
# The first that came: an office's own journal, and a kit, has the root before what anybody else may say.
# `+`: or SQLite, to have them in order, walks through the whole journal until it meets one.
_ROOT = """
SELECT j.device, j.incarnation, e.seq FROM events e JOIN journals j ON j.no = e.journal
WHERE e.entity IN ('office', 'user', 'device') AND e.kind = 'root_set' AND e.entity = 'office'
  AND e.body IS NOT NULL ORDER BY +e.rowid
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
# What `wrongly_held` asks of events; a condition follows.
HEADS = """
SELECT e.journal, e.seq, e.header, h.why FROM events e
LEFT JOIN held h ON h.journal = e.journal AND h.seq = e.seq
"""
_WITHIN = """
SELECT e.journal, e.seq, e.header, h.why FROM json_each(?) r JOIN events e
  ON e.journal = json_extract(r.value, '$[0]')
  AND e.seq BETWEEN json_extract(r.value, '$[1]') AND json_extract(r.value, '$[2]')
LEFT JOIN held h ON h.journal = e.journal AND h.seq = e.seq
"""
_HELD = "SELECT journal, seq FROM held"
_UNHEARD = f"{_HELD} WHERE why = '{UNHEARD}'"
_HOLD = "INSERT OR REPLACE INTO held (journal, seq, why) VALUES (?, ?, ?)"
_FALSE = f"""
SELECT j.device, j.incarnation, h.seq FROM held h JOIN journals j ON j.no = h.journal WHERE h.why = '{FALSE}'
"""  # noqa: S608  ours
_OF_EVENT = "SELECT entity, entity_id FROM events WHERE journal = ? AND seq = ?"
_LET_GO = "DELETE FROM held WHERE journal = ? AND seq = ?"
_END = 2**53
_KNOWN = frozenset(entity.value for entity in Entity)
_HEADER = msgspec.json.Decoder(Header).decode

Of = tuple[str, str]  # entity, id
_Row = tuple[int, int, bytes, str | None]  # a journal's number here, an event's there, header, why it is held
Head = tuple[int, int, Header, str | None]  # the same, read


class _Stretch(NamedTuple):
    """A journal's number here, the first and the last event."""

    journal: int
    first: int
    last: int


def authority_of(connection: Any) -> Authority:
    """Read who is who; an event that cannot be read says nothing, and its chain names it."""
    own = connection.execute(_DEVICE).fetchone()
    false = {
        EventPlace((device, incarnation), seq) for device, incarnation, seq in connection.execute(_FALSE)
    }
    said = (EventPlace((device, incarnation), seq) for device, incarnation, seq in connection.execute(_ROOT))
    root = next((place for place in said if place not in false), None)
    device = own[0] if own else ""
    return Authority(_said(connection), _whole(connection), device=device, root=root, false=false)


def _whole(connection: Any) -> dict[Journal, int]:
    """Up to which event each journal is here without a hole."""
    return {(device, incarnation): seq for device, incarnation, seq in connection.execute(_WHOLE)}


def _said(connection: Any) -> Iterator[Event]:
    for row in connection.execute(_SAID):
        try:
            yield decode(*row)
        except EktpError:
            continue


class Holding:
    """Judges what comes into a store; keeps who may say what until somebody says something else of it.

    Lives on the store's thread; all of it runs inside the transaction that wrote what it judges.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._kept: Authority | None = None
        self._judged: Authority | None = None  # by which all that is held was judged
        self.let_go = set[tuple[int, int]]()  # journals by their number here, and events

    @property
    def authority(self) -> Authority:
        """As `authority_of` would make it now."""
        if self._kept is None:
            self._kept = authority_of(self._connection)
        else:
            self._kept.whole = _whole(self._connection)
        return self._kept

    def forget(self) -> None:
        """Read who may say what anew: a transaction was given up, or words were taken out of the journal."""
        self._kept = None

    def follow(self, written: Iterable[Event]) -> None:
        """Read it anew where these events speak of it."""
        if any(_speaks_of_authority(event.header) for event in written):
            self.forget()

    def hold(self, fresh: Iterable[Event]) -> set[Of]:
        """Judge these events and all about which they say something; give whose folding that changes."""
        authority, changed = self.authority, set[Of]()
        # Of all else that is held the same is said as before.
        asked = _UNHEARD if authority is self._judged else _HELD
        ranges = [_Stretch(no, seq, seq) for no, seq in self._connection.execute(asked)]
        numbers, words = _numbers(self._connection), list(fresh)
        found = self._judge(
            authority, ((numbers[_journal_of(one)], one.header.seq, one.header, None) for one in words)
        )
        while words:
            ranges += _of(self._connection, authority, words)
            listed = msgspec.json.encode([tuple(one) for one in ranges]).decode()
            if ranges:
                found += self._judge(authority, heads(self._connection.execute(_WITHIN, (listed,))))
            changed |= {(head.entity, head.id) for _no, _seq, head in found}
            # What is let go has effects as if it had just come.
            words, ranges, found = _read(self._connection, found), [], []
        self._judged = authority
        return changed

    def hold_false(self, events: Iterable[tuple[int, int]]) -> set[Of]:
        """Hold events that are signed falsely, by their journal's number here and their own; as `hold`."""
        changed = set[Of]()
        for no, seq in events:
            self._connection.execute(_HOLD, (no, seq, FALSE))
            self.let_go.discard((no, seq))
            changed |= set(self._connection.execute(_OF_EVENT, (no, seq)))
        self.forget()
        judged = self._judge(self.authority, heads(self._connection.execute(HEADS)))
        self._judged = self._kept
        return changed | {(head.entity, head.id) for _no, _seq, head in judged}

    def hold_anew(self) -> None:
        """Find out anew of every event whether it is held."""
        self._connection.execute("DELETE FROM held WHERE why <> ?", (FALSE,))
        self._judge(self.authority, heads(self._connection.execute(HEADS)))

    def _judge(self, authority: Authority, rows: Iterable[Head]) -> list[tuple[int, int, Header]]:
        """Hold what should be and let go of the rest; give where that is another answer than before."""
        changed = list[tuple[int, int, Header]]()
        for no, seq, head, why in wrongly_held(self._connection, authority, rows):
            if why:
                self._connection.execute(_HOLD, (no, seq, why))
                self.let_go.discard((no, seq))
            else:
                self._connection.execute(_LET_GO, (no, seq))
                self.let_go.add((no, seq))
            changed.append((no, seq, head))
        return changed


def fold_again(connection: Any, touched: Iterable[Of], fresh: Iterable[Event] = ()) -> set[str]:
    """Fold entities from what counts of them; give the links of the erasures among that.

    `fresh`: those of their events that were just written, as they are. Runs inside the caller's transaction.
    """
    erasures, known = set[str](), {event.link: event for event in fresh}
    for some in batches(touched, RUN_EVENTS):
        lives = list[tuple[Entity, str, Life]]()
        for name, entity_id, seen in events_of_each(connection, some, known):
            obey_erasures(connection, seen)  # the erasure may have come before what it erases
            erasures |= {event.link for event in seen if isinstance(event.body, b.BodyErased)}
            if name in _KNOWN:  # what a later release writes is kept, and passed over
                lives.append((Entity(name), entity_id, live(seen)))
        apply_folds(connection, lives)
    return erasures


def _of(connection: Any, authority: Authority, fresh: Iterable[Event]) -> Iterator[_Stretch]:
    """Give what may be judged otherwise because of these events."""
    said = [event for event in fresh if event.header.kind in KINDS]
    numbers = _numbers(connection) if said else {}
    for event in said:
        yield from _hearers(authority, numbers, EventPlace(_journal_of(event), event.header.seq))
        yield from _concerned(connection, event, numbers)


def _numbers(connection: Any) -> dict[Journal, int]:
    return {(device, incarnation): no for no, device, incarnation in connection.execute(_JOURNALS)}


def _journal_of(event: Event) -> Journal:
    return event.header.device, event.header.incarnation


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


def _read(connection: Any, places: Iterable[tuple[int, int, Header]]) -> list[Event]:
    """Those of these events that say who might say what."""
    at = "SELECT link, header, body FROM events WHERE journal = ? AND seq = ?"
    said = ((no, seq) for no, seq, head in places if head.kind in KINDS)
    return [decode(*connection.execute(at, place).fetchone()) for place in said]


def heads(rows: Iterable[_Row]) -> Iterator[Head]:
    """Read what `HEADS` gives; a changed event is passed over, which its chain names."""
    for no, seq, header, why in rows:
        with suppress(*UNREADABLE):
            yield no, seq, _HEADER(header), why


def wrongly_held(
    connection: Any, authority: Authority, said: Iterable[Head]
) -> Iterator[tuple[int, int, Header, str]]:
    """Name each event that is held, or not, otherwise than it should be, and why it should be held."""
    journals = {no: journal for journal, no in _numbers(connection).items()}
    doubts = Doubts(authority)
    for no, seq, head, before in said:
        why = doubts.of(EventPlace(journals[no], seq), head)
        if why != (before or ""):
            yield no, seq, head, why


def _speaks_of_authority(head: Header) -> bool:
    return head.kind in KINDS or (head.kind in LIST_KINDS and head.entity == Entity.LIST)
