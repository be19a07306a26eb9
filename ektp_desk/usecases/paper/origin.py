"""What every paper says of itself: whose it is, of what moment, from which journal."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import Definition, Letterhead
from ektp_desk.domain.paper.origin import Origin
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


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
