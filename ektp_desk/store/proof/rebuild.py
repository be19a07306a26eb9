"""Rebuilding: every view folded anew from the journal, every register loaded anew from its file."""

from __future__ import annotations

from typing import Any

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.life import live
from ektp_desk.store.holding import Holding
from ektp_desk.store.journal import COUNTS, events_of
from ektp_desk.store.store import Store
from ektp_desk.store.views import apply_fold, clear_views

_OF_ALL = f"SELECT DISTINCT entity, entity_id FROM events WHERE {COUNTS}"  # noqa: S608  ours


def rebuild(store: Store) -> int:
    """Make all rows again in one transaction; give the number of entities folded."""
    with store.together():
        folded = refold(store.connection)
        store.load_registers()
        store.files.mend()
        store.removed.mend()
    return folded


def refold(connection: Any) -> int:
    """Fold every entity anew; runs inside the caller's transaction. Registers stay as they are."""
    known = {entity.value for entity in Entity}
    clear_views(connection)
    Holding(connection).hold_anew()
    folded = 0
    for name, entity_id in connection.execute(_OF_ALL).fetchall():
        if name in known:  # what a later release writes is kept and passed over
            entity = Entity(name)
            apply_fold(connection, entity, entity_id, live(events_of(connection, entity, entity_id)))
            folded += 1
    return folded


def refold_after_steps(store: Store) -> None:
    """Fill the views that a step of the store's shape has made or widened; once."""
    connection = store.connection
    if connection.execute("SELECT 1 FROM facts WHERE name = 'refold'").fetchone():
        with store.together():
            refold(connection)
            connection.execute("DELETE FROM facts WHERE name = 'refold'")
