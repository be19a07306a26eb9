"""What the screen asks the store, and the shapes of the answers; runs on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.places import letters
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.admin.queries import list_keepers
from ektp_desk.usecases.lists.queries import lists, planned_lists
from ektp_desk.usecases.places import Village
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.queries import Progress, district_of, progress, visit_title, visits


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit, its name and district (empty at a school of no desa), its people, the names of its lists.

    `lists` stand, `lost` stand no more.
    """

    visit: Visit
    title: str
    district: str
    progress: Progress
    lists: tuple[str, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that the first page shows; `today` is the office's calendar day."""

    visits: tuple[Planned, ...]
    lists: tuple[ListFacts, ...]
    today: date
    importers: tuple[str, ...] = ()  # who may load and withdraw lists


_ORDER = {VisitState.OPEN: 0, VisitState.PLANNED: 1, VisitState.CLOSED: 2}


def holdings(session: Session) -> Holdings:
    """Read visits (open, then planned by day, then closed, latest first) and lists, newest first."""
    named: dict[tuple[str, bool], list[str]] = {}
    for one in planned_lists(session):
        named.setdefault((one.visit, one.state is ListState.STANDING), []).append(one.name)
    people = progress(session)
    found = [
        Planned(
            v,
            visit_title(session, v),
            district_of(session, v),
            people[v.id],
            *(tuple(named.get((v.id, at), ())) for at in (True, False)),
        )
        for v in visits(session)
    ]
    held, importers = tuple(lists(session)), tuple(list_keepers(session))
    return Holdings(tuple(sorted(found, key=_place)), held, session.today, importers)


def _place(planned: Planned) -> tuple[int, int]:
    day = date.fromisoformat(planned.visit.day).toordinal()
    state = planned.visit.state
    return _ORDER[state], -day if state is VisitState.CLOSED else day


def matching(
    villages: Sequence[Village], people: Mapping[str, int], text: str, *, most: int = 30
) -> list[Village]:
    """Find villages by letters only, so that `kotolin` finds Kot'Olin.

    Those that begin so come first, among them those with listed people; without text, only those with
    people, which `people` counts by code.
    """
    key = letters(text)
    fit = [v for v in villages if (key in v.key if key else v.code in people)]
    fit.sort(key=lambda v: (not v.key.startswith(key), v.code not in people, v.name))
    return fit[:most]
