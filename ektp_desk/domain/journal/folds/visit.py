"""The fold of a visit: its plan, desks, those sent home, and its closing."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import DeskOpened, SentHome, VisitClosed, VisitPlanned
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.visits import VisitState


def fold_visit(entity: str, life: Life) -> Rows:
    """Give a visit's row, the lists that name its targets, and its open desks."""
    plan = life.said("visit.plan", VisitPlanned)
    if plan is None:
        return {}
    desks = _desks(entity, life)
    closing = life.said("visit.closing", VisitClosed)
    state = VisitState.CLOSED if closing else VisitState.OPEN if desks else VisitState.PLANNED
    counted = sum(e.body.count for e in life.events if isinstance(e.body, SentHome))
    row: Row = {
        "id": entity,
        "kind": plan.kind,
        "village": plan.village,
        "day": plan.day,
        "closing_hour": plan.closing_hour,
        "state": state.value,
        "sent_home": max(0, counted),
        "opened_at": desks[0]["opened_at"] if desks else None,
        "closed_at": when(life.decided("visit.closing")),
        "supervisor": closing.supervisor if closing else "",
    }
    named: list[Row] = [{"visit": entity, "list": name} for name in dict.fromkeys(plan.lists)]
    return {"visits": [row], "visit_lists": named, "desks": desks}


def _desks(entity: str, life: Life) -> list[Row]:
    rows: dict[str, Row] = {}
    for event in life.events:
        if isinstance(event.body, DeskOpened):
            rows.setdefault(
                event.body.letter,
                {
                    "visit": entity,
                    "letter": event.body.letter,
                    "device": event.body.device,
                    "opened_at": when(event),
                },
            )
    return list(rows.values())
