"""What other laptops have and this store has not, so that nothing is damaged here: rows of lists, events."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.errors import UNREADABLE
from ektp_desk.domain.journal.bodies import BodyErased, IncarnationOpened
from ektp_desk.domain.journal.events import Header
from ektp_desk.store.asking.places import last_seq
from ektp_desk.store.store import Store

_OPENED = "SELECT header, body FROM events WHERE kind = 'incarnation_opened' AND body IS NOT NULL"
_WITHOUT_ROWS = """
SELECT l.id, l.name, j.device, j.incarnation, e.seq
FROM lists l
JOIN events e ON e.entity = 'list' AND e.entity_id = l.id AND e.kind = 'list_imported'
JOIN journals j ON j.no = e.journal
WHERE l.state <> 'expired' AND l.id NOT IN (SELECT list FROM row_keys)
  AND l.id NOT IN (SELECT list FROM list_parts WHERE is_here)
ORDER BY l.imported_at, l.id
"""


_IN_PART = """
SELECT DISTINCT l.id, l.name FROM lists l JOIN list_parts p ON p.list = l.id AND p.is_here
WHERE l.state <> 'expired' AND l.id NOT IN (SELECT list FROM row_keys) ORDER BY l.imported_at, l.id
"""
_OWN = "SELECT value FROM facts WHERE name IN ('device', 'incarnation') ORDER BY name"
_HOLES = """
SELECT coalesce(i.label, j.incarnation), h.first, h.last FROM holes h JOIN journals j ON j.no = h.journal
LEFT JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
"""
_ERASURES = "SELECT entity, entity_id, body FROM events WHERE kind IN ('body_erased', 'body_expired')"
_CAME_BARE = """
SELECT e.entity, e.entity_id, e.link FROM bare b JOIN events e ON e.journal = b.journal AND e.seq = b.seq
"""
_LABEL = "SELECT coalesce(max(label), ?) FROM incarnations WHERE device = ? AND incarnation = ?"

_OfEvent = tuple[str, str, str]  # entity, id and link


def lists_elsewhere(store: Store) -> dict[str, str]:
    """The lists that were loaded where this store was not: their names by id.

    A list of this journal, or of a former one while it was this store's, had its rows here: they are lost.
    """
    own = own_journals(store.connection)
    return {
        list_id: name
        for list_id, name, device, incarnation, seq in store.connection.execute(_WITHOUT_ROWS)
        if seq > own.get((device, incarnation), 0)
    }


def lists_in_part(connection: Any) -> dict[str, str]:
    """The lists of which only the people of visits are here, as packages brought them: their names by id."""
    return dict(connection.execute(_IN_PART).fetchall())


def own_journals(connection: Any) -> dict[tuple[str, str], int]:
    """The journals that this store wrote, each with the last event that was its own."""
    before = _journals_before(connection)
    facts = [value.decode() for (value,) in connection.execute(_OWN)]
    if len(facts) < 2:
        return {}  # a store that only takes in
    at = (facts[0], facts[1])
    own = {at: last_seq(connection, *at)}
    while (former := before.get(at)) is not None and former[0] not in own:
        at, last = former
        own[at] = last
    return own


def explained_bare(connection: Any) -> set[_OfEvent]:
    """The events without a body that somebody erased, and said so, or that came here without it."""
    return _erasures(connection) | _came_bare(connection)


def unexplained_bare(connection: Any) -> set[_OfEvent]:
    """The events that came here without what they say, before the word that it was erased."""
    return _came_bare(connection) - _erasures(connection)


def _came_bare(connection: Any) -> set[_OfEvent]:
    return {(entity, entity_id, link.hex()) for entity, entity_id, link in connection.execute(_CAME_BARE)}


def _erasures(connection: Any) -> set[_OfEvent]:
    """What erasures name."""
    found: set[_OfEvent] = set()
    for entity, entity_id, body in connection.execute(_ERASURES):
        with suppress(*UNREADABLE):  # a changed event, which its chain names
            said = msgspec.json.decode(body or b"", type=BodyErased)
            found |= {(entity, entity_id, link) for link in said.rest}
    return found


class Absent(NamedTuple):
    """Events of another laptop's journal that have not arrived here: its label, the first and the last."""

    journal: str
    first: int
    last: int

    def __str__(self) -> str:
        """Write it as people say it, `02/a 117–119`."""
        return f"{self.journal} {self.first}" + (f"–{self.last}" if self.last > self.first else "")


def absent_stretches(connection: Any) -> list[Absent]:
    """What is known to lack: between what has arrived, and up to a journal's end as the next one tells it."""
    found = [Absent(*row) for row in connection.execute(_HOLES)]
    own = own_journals(connection)
    for (device, incarnation), last in dict(_journals_before(connection).values()).items():
        held = last_seq(connection, device, incarnation)
        if held < last and (device, incarnation) not in own:
            (label,) = connection.execute(_LABEL, (incarnation, device, incarnation)).fetchone()
            found.append(Absent(label, held + 1, last))
    return sorted(found)


def _journals_before(connection: Any) -> dict[tuple[str, str], tuple[tuple[str, str], int]]:
    found = {}
    for header, body in connection.execute(_OPENED):
        try:
            head, said = (
                msgspec.json.decode(header, type=Header),
                msgspec.json.decode(body, type=IncarnationOpened),
            )
        except UNREADABLE:
            continue  # a changed event, which its chain names
        if said.last_incarnation:
            found[head.device, head.incarnation] = ((head.device, said.last_incarnation), said.last_seq)
    return found
