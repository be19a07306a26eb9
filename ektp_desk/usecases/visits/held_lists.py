"""What is asked of one kept list: its people's villages, its story, what its withdrawal would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ektp_desk.domain.journal.bodies import ListExpired, ListImported, ListWithdrawn, VisitPlanned, Withdrawn
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.admin.queries import policy_number, user_names
from ektp_desk.usecases.lists.queries import targets_in, villages_of_list
from ektp_desk.usecases.places import Village
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.queries import visit_title, visits
from ektp_desk.words import _


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was done with a list: when by the office's clock, what, and by whom.

    `by` is empty where nobody decided it: the office's days were over.
    """

    at: datetime
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Story:
    """A list's villages (most people first), its passages (newest first), and the last day of its rows."""

    villages: Sequence[tuple[Village | None, int]]
    passages: Sequence[Passage]
    kept_until: date | None


@dataclass(frozen=True, slots=True)
class Loss:
    """How many targets a visit that is not closed would lose."""

    visit: str  # "Desa Noebesi"
    day: date
    targets: int


def story_of(session: Session, facts: ListFacts) -> Story:
    """Read a list's story."""
    names = user_names(session)
    told = [_passage(event, names) for event in session.store.events(Entity.LIST, facts.id)]
    passages = [passage for passage in reversed(told) if passage is not None]
    return Story(villages_of_list(session, facts.id), passages, kept_until(session, facts))


def kept_until(session: Session, facts: ListFacts) -> date | None:
    """Give the last day on which a list's rows are kept; None when the office keeps them for ever."""
    days = policy_number(session, Policy.LIST_DAYS)
    return facts.imported_at.date() + timedelta(days=days) if days else None


def losses_of(session: Session, facts: ListFacts) -> list[Loss]:
    """Tell which visits still to come (or open) would lose targets, and how many."""
    found = []
    for visit in visits(session):
        plan = session.store.life(Entity.VISIT, visit.id).said("visit.plan", VisitPlanned)
        if visit.state is VisitState.CLOSED or plan is None or facts.id not in plan.lists:
            continue
        rest = tuple(other for other in plan.lists if other != facts.id)
        among = visit.village if visit.of_village else ""
        lost = targets_in(session, among, plan.lists) - targets_in(session, among, rest)
        found.append(Loss(visit_title(session, visit), date.fromisoformat(visit.day), lost))
    return found


def _passage(event: Event, names: dict[str, str]) -> Passage | None:
    words = {
        ListImported: _("dimuat"),
        ListWithdrawn: _("dicabut"),
        Withdrawn: _("dikembalikan"),
        ListExpired: _("barisnya kedaluwarsa"),
    }
    what = words.get(type(event.body)) if event.body is not None else None
    if what is None:
        return None
    by = "" if isinstance(event.body, ListExpired) else names.get(event.header.by, "")
    return Passage(event.moment.local, what, by)
