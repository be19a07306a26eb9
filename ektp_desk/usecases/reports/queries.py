"""What every paper says of itself, and the counts that several papers share."""

from __future__ import annotations

from datetime import datetime, time

from ektp_desk.domain.paper.figures import BySex, Definition, Letterhead
from ektp_desk.domain.paper.origin import Origin
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape
from ektp_desk.words import _


class _BySex(Shape, frozen=True):
    outcome: str
    sex: str
    count: int


def letterhead(session: Session) -> Letterhead:
    """Give the office's letterhead."""
    office = session.office
    return Letterhead(office.name, office.address, office.sample)


def origin(session: Session, source: str) -> Origin:
    """Say where a paper's facts come from, as the journal stands now."""
    return Origin(
        letterhead=letterhead(session),
        base=session.now,
        zone=session.office.zone,
        source=source,
        printed_by=session.user.name,
        heads=tuple(session.store.heads()),
        events=int(session.value("events_written") or 0),
    )


def definitions(session: Session, *queries: str) -> tuple[Definition, ...]:
    """Give what the named queries' figures mean."""
    found = []
    for text in session.store.definitions(*queries):
        term, _colon, rest = _(text).partition(": ")
        found.append(Definition(term, rest))
    return tuple(found)


def closing_time(hour: str) -> time:
    """Read an office's closing hour, `16.00`."""
    return datetime.strptime(hour, "%H.%M").time()  # noqa: DTZ007  a wall-clock hour, no instant


def outcomes_of(session: Session, visit: str) -> tuple[dict[Outcome, BySex], BySex]:
    """Count a visit's tickets by outcome and sex; the last are those without an outcome yet."""
    return _outcomes(session.store.ask("outcomes_by_sex", _BySex, visit=visit))


def _outcomes(rows: list[_BySex]) -> tuple[dict[Outcome, BySex], BySex]:
    counted: dict[str, BySex] = {}
    for row in rows:
        one = BySex(
            male=row.count if row.sex == "L" else 0,
            female=row.count if row.sex == "P" else 0,
            unknown=row.count if row.sex not in ("L", "P") else 0,
        )
        counted[row.outcome] = counted.get(row.outcome, BySex()) + one
    unclear = counted.pop("", BySex())
    return {outcome: counted[outcome] for outcome in Outcome if outcome in counted}, unclear
