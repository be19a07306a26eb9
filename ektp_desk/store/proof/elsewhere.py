"""Which lists another laptop loaded, so that their rows lie there and nothing is damaged here."""

from __future__ import annotations

from typing import Any

import msgspec

from ektp_desk.domain.errors import UNREADABLE
from ektp_desk.domain.journal.bodies import IncarnationOpened
from ektp_desk.domain.journal.events import Header
from ektp_desk.store.store import Store

_OPENED = "SELECT header, body FROM events WHERE kind = 'incarnation_opened' AND body IS NOT NULL"
_WITHOUT_ROWS = """
SELECT l.id, l.name, j.device, j.incarnation, e.seq
FROM lists l
JOIN events e ON e.entity = 'list' AND e.entity_id = l.id AND e.kind = 'list_imported'
JOIN journals j ON j.no = e.journal
WHERE l.state <> 'expired' AND l.id NOT IN (SELECT list FROM row_keys)
ORDER BY l.imported_at, l.id
"""


def lists_elsewhere(store: Store) -> dict[str, str]:
    """The lists that were loaded where this store was not: their names by id.

    A list of this journal, or of a former one while it was this store's, had its rows here: they are lost.
    """
    own = _own_journals(store)
    return {
        list_id: name
        for list_id, name, device, incarnation, seq in store.connection.execute(_WITHOUT_ROWS)
        if seq > own.get((device, incarnation), 0)
    }


def _own_journals(store: Store) -> dict[tuple[str, str], int]:
    """The journals that this store wrote, each with the last event that was its own."""
    before = _journals_before(store.connection)
    at = store.head.journal
    own = {at: store.head.seq}
    while (former := before.get(at)) is not None and former[0] not in own:
        at, last = former
        own[at] = last
    return own


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
