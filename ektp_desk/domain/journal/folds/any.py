"""The fold that every entity has: what stands contradicted in it, and what was erased from it."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life

OF_ANY = ("contradictions", "erasures")  # tables with the columns `entity` and `entity_id`


def fold_any(entity: Entity, entity_id: str, life: Life) -> Rows:
    """A row for each version in a contradicted slot, and for each event that was erased."""
    if not life.contradictions() and not any(isinstance(event.body, BodyErased) for event in life.events):
        return {"contradictions": [], "erasures": []}
    of: Row = {"entity": entity.value, "entity_id": entity_id}
    contradictions: list[Row] = []
    for slot, tips in sorted(life.contradictions().items()):
        for tip in tips:
            said: Row = {"slot": slot, "event": tip.link, "at": when(tip), "by": tip.header.by}
            contradictions.append(of | said)
    erasures: list[Row] = []
    for event in life.events:
        if isinstance(event.body, BodyErased):
            word: Row = {"ground": event.body.ground, "at": when(event), "by": event.header.by}
            erasures += [of | word | {"event": link} for link in sorted(event.body.rest)]
    return {"contradictions": contradictions, "erasures": erasures}
