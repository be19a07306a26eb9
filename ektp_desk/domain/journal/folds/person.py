"""The fold of a person met at a desk: claims with source and date, and the row they give."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import PersonMet
from ektp_desk.domain.journal.folds.row import Row, Rows
from ektp_desk.domain.journal.life import Life

CLAIMED = ("name", "nik", "sex", "birth", "village", "address")


def fold_person(entity: str, life: Life) -> Rows:
    """Give a walk-in's row and one claim for each thing that was said."""
    event = life.decided("person.met")
    said = life.said("person.met", PersonMet)
    if event is None or said is None:
        return {}
    person: Row = {"id": entity, "visit": event.header.visit}
    claims: list[Row] = []
    for field in CLAIMED:
        value: str = getattr(said, field)
        person[field] = value
        if value:
            claims.append(
                {
                    "person": entity,
                    "field": field,
                    "value": value,
                    "source": "desk",
                    "day": event.moment.day.isoformat(),
                    "event": event.link,
                }
            )
    return {"people": [person], "claims": claims}
