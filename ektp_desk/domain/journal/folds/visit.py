"""The folds of a visit (plan and day, desks, those sent home, closing) and of the groups that came to it."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import (
    DeskOpened,
    GroupFormed,
    SentHome,
    VisitClosed,
    VisitPlanned,
    VisitPostponed,
    VisitReopened,
)
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.visits import SignedWith, VisitState

TEAM_SEPARATOR = "\n"  # a name may hold a comma: its bearer's degrees


def fold_visit(entity: str, life: Life) -> Rows:
    plan = life.said("visit.plan", VisitPlanned)
    if plan is None:
        return {}
    desks = _desks(entity, life)
    named: list[Row] = [{"visit": entity, "list": name} for name in dict.fromkeys(plan.lists)]
    row = _planned(entity, plan) | _day(life, plan) | _standing(life, desks)
    return {"visits": [row], "visit_lists": named, "desks": desks}


def is_closed(life: Life) -> bool:
    return life.said("visit.closing", VisitClosed) is not None


def _planned(entity: str, plan: VisitPlanned) -> Row:
    return {
        "id": entity,
        "kind": plan.kind,
        "village": plan.village,
        "place": plan.place,
        "opening_hour": plan.opening_hour,
        "closing_hour": plan.closing_hour,
        "team": TEAM_SEPARATOR.join(plan.team),
        "polling_day": plan.polling_day,
    }


def _day(life: Life, plan: VisitPlanned) -> Row:
    """The day and the one it was postponed from: a plan that came after a postponement names the day."""
    moved = life.decided("visit.day")
    if moved is None or not isinstance(moved.body, VisitPostponed):
        return {"day": plan.day, "postponed_from": ""}
    order = {event.link: place for place, event in enumerate(life.events)}
    held = life.decided("visit.plan")
    if held is not None and order[held.link] > order[moved.link] and plan.day != moved.body.day:
        return {"day": plan.day, "postponed_from": ""}
    before = [e.body for e in life.events[: order[moved.link]] if isinstance(e.body, VisitPlanned)]
    return {"day": moved.body.day, "postponed_from": (before[-1] if before else plan).day}


def _standing(life: Life, desks: list[Row]) -> Row:
    closing, event = life.said("visit.closing", VisitClosed), life.decided("visit.closing")
    state = VisitState.CLOSED if closing else VisitState.OPEN if desks else VisitState.PLANNED
    counted = sum(e.body.count for e in life.events if isinstance(e.body, SentHome))
    again = [e.body for e in life.events if isinstance(e.body, VisitReopened)]
    return {
        "state": state.value,
        "sent_home": max(0, counted),
        "opened_at": desks[0]["opened_at"] if desks else None,
        "closed_at": when(event) if closing else None,
        "supervisor": closing.supervisor if closing else "",
        "proved": _signed_with(closing, event),
        "reopened": len(again),
        "reopened_why": again[-1].reason if again else "",
    }


def _signed_with(closing: VisitClosed | None, event: Event | None) -> int:
    """A passphrase that was checked counts only from before people had keys: today's closing is signed."""
    if event is not None and event.header.second and closing:
        return SignedWith.KEY
    old = closing is not None and closing.proved and event is not None and not event.header.key
    return SignedWith.PASSPHRASE if old else SignedWith.NAME


def _desks(entity: str, life: Life) -> list[Row]:
    """A row for each laptop that opened a letter: two may have, when neither had heard of the other."""
    rows: dict[tuple[str, str], Row] = {}
    for event in life.events:
        if isinstance(event.body, DeskOpened):
            rows.setdefault(
                (event.body.letter, event.body.device),
                {
                    "visit": entity,
                    "letter": event.body.letter,
                    "device": event.body.device,
                    "opened_at": when(event),
                },
            )
    return list(rows.values())


def fold_group(entity: str, life: Life) -> Rows:
    said, event = life.said("group.facts", GroupFormed), life.decided("group.facts")
    if said is None or event is None:
        return {}
    row: Row = {
        "id": entity,
        "visit": event.header.visit,
        "name": said.name,
        "brought_by": said.brought_by,
        "together": int(said.together),
        "formed_at": when(event),
    }
    return {"groups": [row]}
