"""The fold of a ticket: where it stands, who it turned out to be, how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    HomeAsked,
    PurposeSet,
    ReopeningReviewed,
    StopPlaced,
    TicketCalled,
    TicketEnded,
    TicketEntered,
    TicketGiven,
    TicketIdentified,
    TicketPrioritised,
    TicketPutBack,
    TicketReopened,
    TicketReturned,
    TicketServed,
    TicketSkipped,
    TicketVoided,
)
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.folds.row import Cell, Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.tickets import (
    GROUP_OF,
    OTHER_PAPER,
    Number,
    Outcome,
    Purpose,
    TicketId,
    TicketState,
    Turn,
)

# Not the giving: it may arrive after what was done with the paper, and then follows nothing by `after`.
_STATE_AFTER: dict[type, TicketState] = {
    TicketCalled: TicketState.CALLED,
    TicketSkipped: TicketState.WAITING,
    TicketServed: TicketState.SERVING,
    TicketPutBack: TicketState.WAITING,
    TicketReopened: TicketState.WAITING,
}
_OUTCOMES = frozenset(Outcome)
_TURN_AFTER: dict[type, Turn] = {
    TicketSkipped: Turn.MISSED,
    TicketPutBack: Turn.MISSED,
    TicketReturned: Turn.BACK,
    TicketReopened: Turn.BACK,
}


def fold_ticket(entity: str, life: Life) -> Rows:
    """A ticket whose giving has not arrived here is known by its number alone."""
    rows = [*filter(None, [_row(entity, entity, life)]), *_unruled(entity, life)]
    stops = _stop(entity, rows[0]["visit"], life) if rows else []
    reopenings = [_reopening(entity, event, life) for event in _of(life.events, TicketReopened)]
    return {"tickets": rows, "stops": stops, "doubles": _doubles(entity, life), "reopenings": reopenings}


def _row(ticket: str, entity: str, life: Life) -> Row:
    issue = _issue(entity, life)
    if issue is None:
        return {}
    said = _progress(life) | {"turn": _turn(life).value} | _said(life) | _person(life)
    return {"id": ticket, "entity": entity} | issue | said | _ending(life)


def _unruled(entity: str, life: Life) -> Iterator[Row]:
    """The other papers of one number, each a ticket until somebody rules: nobody is left uncounted."""
    for giving, other in sorted(life.unruled.items()):
        if row := _row(f"{entity}{OTHER_PAPER}{giving[:16]}", entity, other):
            yield row | {"doubled": 1}


def _doubles(entity: str, life: Life) -> list[Row]:
    """One row for a number of whose papers somebody has to rule."""
    parts = life.parts
    if parts is None or not parts.waits:
        return []
    visit = next((event.header.visit for event in life.all if event.header.visit), "")
    return [{"ticket": entity, "visit": visit, "papers": len(parts.papers), "loose": len(parts.loose)}]


def _stop(entity: str, visit: Cell, life: Life) -> list[Row]:
    """Only a ticket for a home has one."""
    said, placed = life.said("ticket.home", HomeAsked), life.said("ticket.stop", StopPlaced)
    if said is None:
        return []
    home: Row = structs.asdict(said)
    return [{"ticket": entity, "visit": visit, "place": placed.place if placed else 0} | home]


def _reopening(ticket: str, event: Event, life: Life) -> Row:
    """What was put right, who witnessed it, and what a supervisor other than its author said of it."""
    assert isinstance(event.body, TicketReopened)
    review = life.decided(f"review.{event.link}")
    read = review.body if review is not None and review.header.by != event.header.by else None
    said = read if isinstance(read, ReopeningReviewed) else None
    return {
        "ticket": ticket,
        "event": event.link,
        "visit": event.header.visit,
        "at": when(event),
        "by": event.header.by,
        "outcome": event.body.outcome,
        "person": event.body.person,
        "reason": event.body.reason,
        "witness": event.body.witness,
        "at_once": int(event.body.at_once),
        "verdict": said.verdict if said else "",
        "note": said.note if said else "",
    }


def _issue(entity: str, life: Life) -> Row | None:
    given, event = life.said("ticket.issue", TicketGiven), life.decided("ticket.issue")
    entered = next((e.body for e in life.events if isinstance(e.body, TicketEntered)), None)
    said = _ticket_id(entity)
    if given is not None and event is not None:
        visit, number = event.header.visit, Number(given.letter, given.serial)
        if entered is not None and said is not None:
            number = said.number
    elif said is None or not (heard := _heard(life)):
        return None  # no ticket of this release's numbers, or nothing counts that was said of it
    else:
        event, visit, number = heard[0], said.visit, said.number
    return {
        "visit": visit,
        "number": str(number),
        "letter": number.letter,
        "serial": number.serial,
        "given": int(given is not None),
        "batch": given.batch if given else "",
        "grp": given.group if given else "",
        "given_at": when(event),  # of a paper that was given out unseen: when it was first heard of
        "was": entered.origin if entered else "",
        "others": " ".join(sorted(life.parts.moved.values())) if life.parts else "",
        "doubled": int(bool(life.parts and life.parts.unruled)),
    }


def _ticket_id(entity: str) -> TicketId | None:
    try:
        return TicketId.parse(entity)
    except EktpError:
        return None


def _heard(life: Life) -> list[Event]:
    """What was said of the ticket itself and still counts, but for what a later release said."""
    return [e for e in life.events if e.body is not None and CATALOGUE[e.header.kind].entity is Entity.TICKET]


def _progress(life: Life) -> Row:
    steps = [event for event in life.events if type(event.body) in _STATE_AFTER]
    last = steps[-1] if steps else life.decided("ticket.issue") or _heard(life)[0]
    calls = _of(steps, TicketCalled)
    skips = _of(steps, TicketSkipped)
    served = _of(steps, TicketServed)
    return {
        "state": _STATE_AFTER.get(type(last.body), TicketState.WAITING).value,
        "moved_at": when(last),
        "desk": getattr(last.body, "desk", ""),
        "calls": len(calls),
        "called_at": when(calls[-1]) if calls else None,
        "skips": len(skips),
        "put_backs": len(_of(steps, TicketPutBack)),
        "served_at": when(served[0]) if served else None,
        "reopened": len(_of(steps, TicketReopened)),
    }


def _turn(life: Life) -> Turn:
    """Say whether the ticket is called before the others, or after them."""
    held, turn = life.said("ticket.priority", TicketPrioritised), Turn.USUAL
    for event in life.events:
        if isinstance(event.body, TicketPrioritised):
            turn = Turn.FIRST if event.body.reason else Turn.USUAL if turn is Turn.FIRST else turn
        else:
            turn = _TURN_AFTER.get(type(event.body), turn)
    if turn is Turn.FIRST and not (held and held.reason):
        return Turn.USUAL  # of two that had not seen each other, the one that holds took it back
    return turn


def _said(life: Life) -> Row:
    """Purpose, priority, and whether it is for a home: what was said later holds over the giving."""
    given, changed = life.said("ticket.issue", TicketGiven), life.said("ticket.purpose", PurposeSet)
    priority = life.said("ticket.priority", TicketPrioritised)
    purpose = given.purpose if given else Purpose.RECORD.value
    if changed and changed.purpose in set(Purpose):
        purpose = changed.purpose
    home = life.said("ticket.home", HomeAsked)
    reason = priority.reason if priority else ""
    return {"purpose": purpose, "priority": reason, "home": int(home is not None)}


def _of(steps: Iterable[Event], body: type) -> list[Event]:
    return [event for event in steps if type(event.body) is body]


def _person(life: Life) -> Row:
    said = life.said("ticket.person", TicketIdentified)
    return {
        "person": said.person if said else None,
        "sex": said.sex if said else "",
        "person_source": said.source if said else "",
    }


def _ending(life: Life) -> Row:
    event = life.decided("ticket.outcome")
    row: Row = {
        "ended_at": None if event and isinstance(event.body, TicketReopened) else when(event),
        "outcome": None,
        "outcome_group": "",
        "outcome_text": "",
        "rescheduled_to": "",
        "to_visit": "",
        "recording": "",
    }
    if event and isinstance(event.body, TicketEnded):
        row |= _ended(event.body)
    elif event and isinstance(event.body, TicketVoided):
        row |= {"state": TicketState.VOIDED.value, "outcome_text": event.body.text}
    return row


def _ended(body: TicketEnded) -> Row:
    if body.outcome not in _OUTCOMES:
        return {"ended_at": None}  # a later release's: unclear here, so that no day closes over it
    outcome = Outcome(body.outcome)
    return {
        "state": TicketState.ENDED.value,
        "outcome": outcome.value,
        "outcome_group": GROUP_OF[outcome].value,
        "outcome_text": body.text,
        "rescheduled_to": body.on,
        "to_visit": body.to_visit,
        "recording": body.recording,
    }
