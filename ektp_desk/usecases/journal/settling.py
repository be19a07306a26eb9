"""Contradictions: two laptops said different things without seeing each other, and a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import Settled
from ektp_desk.domain.journal.events import Act, Entity, Event
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One slot of one entity and its versions, oldest clock first; the shown one has the lowest link."""

    entity: Entity
    entity_id: str
    slot: str
    versions: tuple[Event, ...]

    @property
    def shown(self) -> str:
        """The link of the version that screens and reports show until somebody decides."""
        return min(event.link for event in self.versions)


class _Tip(Shape, frozen=True):
    entity: Entity
    entity_id: str
    slot: str
    event: str


def contradictions(session: Session) -> list[Contradiction]:
    """Give everything that waits for a decision."""
    tips = session.store.ask("contradictions", _Tip)
    places = dict.fromkeys((tip.entity, tip.entity_id, tip.slot) for tip in tips)
    return [_read(session, *place) for place in places]


def settle(session: Session, found: Contradiction, chosen: str) -> None:
    """Say which version holds; the event names all of them, and can be withdrawn.

    Raises `settle.changed` when the versions are no longer those, `role.not_allowed`.
    """
    now = _read(session, found.entity, found.entity_id, found.slot)
    links = {event.link for event in now.versions}
    if chosen not in links or links != {event.link for event in found.versions}:
        raise EktpError("settle.changed")
    word = Settled(slot=found.slot, event=chosen, over=tuple(sorted(links - {chosen})))
    session.write(Act(found.entity, found.entity_id, word, now.versions[0].header.visit))


def _read(session: Session, entity: Entity, entity_id: str, slot: str) -> Contradiction:
    tips = session.store.life(entity, entity_id).contradictions().get(slot, ())
    return Contradiction(entity, entity_id, slot, tuple(sorted(tips, key=lambda e: (e.header.at, e.link))))
