"""The fold of a ticket: where it stands, who it turned out to be, how it ended."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import (
    TicketCalled,
    TicketEnded,
    TicketGiven,
    TicketIdentified,
    TicketPutBack,
    TicketServed,
    TicketSkipped,
    TicketVoided,
)
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.tickets import GROUP_OF, Number, Outcome, TicketState

_STATE_AFTER: dict[type, TicketState] = {
    TicketGiven: TicketState.WAITING,
    TicketCalled: TicketState.CALLED,
    TicketSkipped: TicketState.WAITING,
    TicketServed: TicketState.SERVING,
    TicketPutBack: TicketState.WAITING,
}


def fold_ticket(entity: str, life: Life) -> Rows:
    """Give a ticket's row."""
    given = life.said("ticket.issue", TicketGiven)
    issue = life.decided("ticket.issue")
    if given is None or issue is None:
        return {}
    row: Row = {
        "id": entity,
        "visit": issue.header.visit,
        "number": str(Number(given.letter, given.serial)),
        "letter": given.letter,
        "serial": given.serial,
        "purpose": given.purpose,
        "batch": given.batch,
        "given_at": when(issue),
    }
    return {"tickets": [row | _progress(life) | _person(life) | _ending(life)]}


def _progress(life: Life) -> Row:
    steps = [event for event in life.events if type(event.body) in _STATE_AFTER]
    last = steps[-1]
    calls = _of(steps, TicketCalled)
    skips = _of(steps, TicketSkipped)
    served = _of(steps, TicketServed)
    return {
        "state": _STATE_AFTER[type(last.body)].value,
        "moved_at": when(last),
        "desk": getattr(last.body, "desk", ""),
        "calls": len(calls),
        "called_at": when(calls[-1]) if calls else None,
        "skips": len(skips),
        "put_backs": len(_of(steps, TicketPutBack)),
        "served_at": when(served[0]) if served else None,
    }


def _of(steps: list[Event], body: type) -> list[Event]:
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
        "ended_at": when(event),
        "outcome": None,
        "outcome_group": "",
        "outcome_text": "",
        "rescheduled_to": "",
        "recording": "",
    }
    if event and isinstance(event.body, TicketEnded):
        row |= _ended(event.body)
    elif event and isinstance(event.body, TicketVoided):
        row |= {"state": TicketState.VOIDED.value, "outcome_text": event.body.text}
    return row


def _ended(body: TicketEnded) -> Row:
    if body.outcome not in set(Outcome):
        return {"ended_at": None}  # a later release's: unclear here, so that no day closes over it
    outcome = Outcome(body.outcome)
    return {
        "state": TicketState.ENDED.value,
        "outcome": outcome.value,
        "outcome_group": GROUP_OF[outcome].value,
        "outcome_text": body.text,
        "rescheduled_to": body.on,
        "recording": body.recording,
    }
