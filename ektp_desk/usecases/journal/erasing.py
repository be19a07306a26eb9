"""Erasing what tells who somebody was: by request or when the office's days are over; figures stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, timedelta
from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.erasing import erasure_of, expiry_of
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.policy import policy_number
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape

_PERSONAL = json.dumps([(kind.name, field) for kind in CATALOGUE.values() for field in kind.personal])
_BATCH = 200  # entities in one transaction: a year's visits must not stop the desk


class Ground(StrEnum):
    """Why personal data are erased."""

    REQUEST = "request"  # the person asked (UU 27/2022)
    MISTAKE = "mistake"  # they should not have been written down
    RETENTION = "retention"  # the office's days are over


class _Place(Shape, frozen=True):
    entity: Entity
    entity_id: str
    visit: str


def erase_person(session: Session, person: str, *, ground: Ground, note: str, passphrase: str) -> int:
    """Erase what the journal says of one person, for good; give how many events were emptied.

    All that was said to be the same person goes. Lists name the person until their rows expire.
    Raises `erase.needs_note`, `signin.wrong`, `role.not_allowed`, `erase.nothing`.
    """
    if not note.strip():
        raise EktpError("erase.needs_note")
    one = json.dumps(session.values("cluster_of", person=person))
    places = session.store.ask("places_of_people", _Place, people=one)
    acts = _acts(session, places, lambda life: erasure_of(life.all, ground.value, note.strip()))
    session.check_roles(*acts)
    session.guard.confirm(passphrase)
    if not acts:
        raise EktpError("erase.nothing")
    session.write(*acts)
    return _count(acts)


def erase_expired(session: Session) -> int:
    """Erase personal data of visits that closed longer ago than the office keeps them; give the events.

    At most a batch: whoever calls asks again until it gives 0.
    """
    days = policy_number(session, Policy.PERSON_DAYS)
    if not days:
        return 0
    before = session.now - timedelta(days=days)
    places = session.store.ask(
        "places_past_retention",
        _Place,
        before=before.isoformat(),
        before_utc=before.astimezone(UTC).isoformat(),
        personal=_PERSONAL,
        most=_BATCH,
    )
    acts = _acts(session, places, lambda life: expiry_of(life.all, Ground.RETENTION.value))
    if acts:
        session.write(*acts)
    return _count(acts)


def _acts(session: Session, places: list[_Place], erased: Callable[[Life], BodyErased | None]) -> list[Act]:
    found = []
    for place in places:
        body = erased(session.store.life(place.entity, place.entity_id))
        if body is not None:
            found.append(Act(place.entity, place.entity_id, body, place.visit))
    return found


def _count(acts: list[Act]) -> int:
    return sum(len(act.body.rest) for act in acts if isinstance(act.body, BodyErased))
