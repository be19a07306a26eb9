"""The folds of a person, as acts name them, and of two persons who may be one."""

from __future__ import annotations

from collections.abc import Iterator

from ektp_desk.domain.journal.bodies import (
    AbsenceExplained,
    ClaimCorrected,
    ContactGiven,
    CorrectionReviewed,
    PairNotSame,
    PairSame,
    PersonMet,
)
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.people import CLAIMED


def fold_person(entity: str, life: Life) -> Rows:
    """NULL stands where acts say nothing."""
    besides: Rows = {"absences": list(_absences(entity, life)), "contacts": list(_contacts(entity, life))}
    besides = {table: rows for table, rows in besides.items() if rows}
    said = {field: said for field in CLAIMED if (said := _said(life, field))}
    if not said and not any(isinstance(event.body, ClaimCorrected) for event in life.events):
        return besides
    met = life.decided("person.met")
    row: Row = {"id": entity, "visit": met.header.visit if met else None, "met": int(met is not None)}
    row |= {field: said[field][1] if field in said else None for field in CLAIMED}
    held = {field: event.link for field, (event, _) in said.items()}
    claims = [claim for event in life.events for claim in _claims(entity, event, held)]
    corrections = _corrections(entity, life)
    return {"people": [row], "claims": claims, "corrections": corrections, **besides}


def _said(life: Life, field: str) -> tuple[Event, str] | None:
    """A correction holds over how the person was met."""
    corrected, met = life.decided(f"person.{field}"), life.decided("person.met")
    # An erased correction has no ground either: it says nothing, and what a list says shows again.
    if corrected is not None and isinstance(corrected.body, ClaimCorrected) and corrected.body.ground:
        return corrected, corrected.body.value
    if met is not None and isinstance(met.body, PersonMet) and field != "kk_number":
        return met, getattr(met.body, field)
    return None


def _absences(entity: str, life: Life) -> Iterator[Row]:
    """Why the person did not come, once for each visit that somebody said it of."""
    told = dict.fromkeys(e.body.visit for e in life.events if isinstance(e.body, AbsenceExplained))
    for visit in told:
        event = life.decided(f"absence.{visit}")
        if event is not None and isinstance(event.body, AbsenceExplained):
            yield {
                "person": entity,
                "visit": visit,
                "reason": event.body.absence,
                "said_by": event.body.said_by,
                "at": when(event),
                "event": event.link,
            }


def _contacts(entity: str, life: Life) -> Iterator[Row]:
    event = life.decided("person.contact")
    if event is not None and isinstance(event.body, ContactGiven) and event.body.phone:
        said = event.body
        row: Row = {"person": entity, "phone": said.phone, "whose": said.whose}
        yield row | {"at": when(event), "event": event.link}


def _claims(entity: str, event: Event, held: dict[str, str]) -> list[Row]:
    match event.body:
        case PersonMet() as met:
            fields = {field: getattr(met, field, "") for field in CLAIMED}
            said = [(field, value, "desk", "") for field, value in fields.items() if value]
        case ClaimCorrected(field=field, value=value, ground=ground):
            said = [(field, value, "correction", ground)]
        case _:
            said = []
    return [
        {
            "person": entity,
            "field": field,
            "value": value,
            "source": source,
            "day": event.moment.day.isoformat(),
            "event": event.link,
            "at": when(event),
            "by": event.header.by,
            "ground": ground,
            "held": int(held.get(field) == event.link),
        }
        for field, value, source, ground in said
    ]


def _corrections(entity: str, life: Life) -> list[Row]:
    """Each correction, who witnessed it, and what a supervisor other than its author said of it."""
    return [
        {
            "person": entity,
            "event": event.link,
            "field": event.body.field,
            "was": event.body.was,
            "value": event.body.value,
            "ground": event.body.ground,
            "visit": event.header.visit,
            "at": when(event),
            "by": event.header.by,
            "witness": event.body.witness,
            **_review(event, life.decided(f"review.{event.link}")),
        }
        for event in life.events
        if isinstance(event.body, ClaimCorrected)
    ]


def _review(correction: Event, review: Event | None) -> Row:
    """Nobody reviews what they corrected themselves."""
    said = review.body if review is not None and review.header.by != correction.header.by else None
    if not isinstance(said, CorrectionReviewed):
        return {"verdict": "", "note": ""}
    return {"verdict": said.verdict, "note": said.note}


def fold_pair(entity: str, life: Life) -> Rows:
    event = life.decided("pair.verdict")
    if event is None or not isinstance(event.body, PairSame | PairNotSame):
        return {}
    said = event.body
    row: Row = {"id": entity, "first": said.first, "second": said.second, "ground": said.ground}
    same = int(isinstance(said, PairSame))
    return {"pairs": [row | {"same": same, "at": when(event), "by": event.header.by, "event": event.link}]}
