"""What the screen asks the store, and the shapes of the answers; runs on the store's thread."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.places import RegionCode, kind_word, letters
from ektp_desk.domain.roles import Role
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, User, Visit
from ektp_desk.usecases.visits.queries import Progress, district_of, progress, visit_title, visits


@dataclass(frozen=True, slots=True)
class Village:
    """A desa of the office: `title` as said aloud ("Desa Noebesi"), `key` its letters only."""

    code: str
    name: str
    title: str
    district: str
    key: str


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
    for row in session.store.ask("lists_of_visits", dict[str, str]):
        named.setdefault((row["visit"], row["state"] == ListState.STANDING), []).append(row["name"])
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
    held, importers = tuple(lists(session)), tuple(who_may_import(session))
    return Holdings(tuple(sorted(found, key=_place)), held, session.today, importers)


def _place(planned: Planned) -> tuple[int, int]:
    day = date.fromisoformat(planned.visit.day).toordinal()
    state = planned.visit.state
    return _ORDER[state], -day if state is VisitState.CLOSED else day


def village_of(session: Session, code: str) -> Village:
    """Name a village by its code."""
    region = RegionCode.parse(code)
    name = session.gazetteer.place(region).name
    district = session.gazetteer.place(region.at(3)).name
    return Village(code, name, f"{kind_word(region).capitalize()} {name}", district, letters(name))


def targets_in(session: Session, village: str, chosen: tuple[str, ...]) -> int:
    """Count the different people of a village in the chosen lists; without a village all of them."""
    if not village:
        return int(session.value("people_in_lists", lists=json.dumps(chosen)) or 0)
    return int(session.value("targets_in_lists", village=village, lists=json.dumps(chosen)) or 0)


def villages_of_list(session: Session, list_id: str) -> list[tuple[Village | None, int]]:
    """Give the villages a list's people live in, most people first; None where the list does not say."""
    rows = session.store.ask("villages_of_list", dict[str, str | int], list=list_id)
    return [
        (village_of(session, str(row["village"])) if row["village"] else None, int(row["people"]))
        for row in rows
    ]


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


def names_of_users(session: Session) -> dict[str, str]:
    """Give everybody's name by user id, also of those who have left."""
    return {user.id: user.name for user in session.store.ask("users", User)}


def who_may_import(session: Session) -> list[str]:
    """Give the names of those who may load and withdraw lists."""
    found = session.store.ask("users", User)
    return [user.name for user in found if user.state == "active" and Role.ADB in user.role_set]
