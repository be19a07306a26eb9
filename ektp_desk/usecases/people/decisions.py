"""What waits for a person's word: two versions of one thing, and people said to be one and two at once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

from ektp_desk.domain.journal.bodies import Body, Settled
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.usecases.admin.holds import Held, Ruling, held_waiting, rulings
from ektp_desk.usecases.admin.queries import laptops, user_names
from ektp_desk.usecases.doubles.pictures import ClaimedPicture, claimed_pictures
from ektp_desk.usecases.doubles.queries import (
    DoubledNumber,
    DoubleRecording,
    NumberRuling,
    double_pairs,
    double_recordings,
    doubled,
    doubled_numbers,
    rulings_on_numbers,
)
from ektp_desk.usecases.people.queries import (
    Cluster,
    Decision,
    PairVerdict,
    cluster_of,
    contradicted,
    decisions,
    names_for,
    owner_of,
    split_pairs,
    verdicts,
)
from ektp_desk.usecases.session import Session
from ektp_desk.words.acts import IdNames

_MOST_SETTLED = 50


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


@dataclass(frozen=True, slots=True, repr=False)
class Version:
    """One of the versions: what was said, when, by whom, on which laptop."""

    event: str
    body: Body | None
    at: datetime
    by: str
    laptop: str
    shown: bool  # what screens and reports show until somebody decides


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A contradicted slot with its versions; `person` is whose line to look at, if anybody's."""

    found: Contradiction
    versions: tuple[Version, ...]
    person: str
    names: IdNames


@dataclass(frozen=True, slots=True, repr=False)
class Split:
    """Two persons said not to be one whom a chain of `same` joins; `links` is the chain.

    `parted` gives for each link who stays with whom without it: the chain's side of `pair.first` first.
    """

    pair: PairVerdict
    together: Cluster
    links: tuple[PairVerdict, ...]
    parted: tuple[tuple[Cluster, Cluster], ...]
    names: IdNames


@dataclass(frozen=True, slots=True, repr=False)
class Settlement:
    """A decision that was taken; `undone` when it was taken back."""

    entity: Entity
    entity_id: str
    slot: str
    event: str
    at: datetime
    by: str
    chosen: Body | None
    undone: bool
    person: str  # whom it is about, if anybody
    names: IdNames


Waiting = Question | Split | Held | DoubledNumber | DoubleRecording | ClaimedPicture
Taken = Settlement | Ruling | NumberRuling


def contradictions(session: Session) -> list[Contradiction]:
    return [contradiction(session, one.entity, one.entity_id, one.slot) for one in contradicted(session)]


def contradiction(session: Session, entity: Entity, entity_id: str, slot: str) -> Contradiction:
    tips = session.store.life(entity, entity_id).contradictions().get(slot, ())
    return Contradiction(entity, entity_id, slot, tuple(sorted(tips, key=lambda e: (e.header.at, e.link))))


def to_settle(session: Session) -> list[Waiting]:
    """Numbers with several papers first: no day is closed before they are ruled on."""
    users = user_names(session)
    labels = laptops(session)
    questions = [_question(session, found, users, labels) for found in contradictions(session)]
    several = [replace(one, names=names_for(session, one.people)) for one in doubled(session)]
    twice = double_recordings(session)
    waiting: list[Waiting] = [*several, *twice, *questions, *splits(session), *held_waiting(session)]
    return [*waiting, *claimed_pictures(session)]


def count_to_settle(session: Session) -> int:
    """Count what waits, without reading it."""
    several = len(doubled_numbers(session)) + len(contradicted(session)) + len(split_pairs(session))
    more = len(held_waiting(session)) + len(claimed_pictures(session))
    return several + len(double_pairs(session)) + more


def settlements(session: Session) -> list[Taken]:
    """Latest first."""
    rows, users = decisions(session, most=_MOST_SETTLED), user_names(session)
    found = [one for row in rows if (one := _settlement(session, row, users)) is not None]
    numbers = rulings_on_numbers(session, most=_MOST_SETTLED)
    return sorted([*found, *rulings(session), *numbers], key=lambda one: one.at, reverse=True)


def _settlement(session: Session, row: Decision, users: dict[str, str]) -> Settlement | None:
    life = session.store.life(row.entity, row.entity_id)
    by_link = {event.link: event for event in life.all}
    event = by_link.get(row.event.lower())
    if event is None or not isinstance(event.body, Settled):
        return None
    chosen = by_link.get(event.body.event)
    person = _person_of(session, row.entity, row.entity_id)
    about = _people_in([chosen] if chosen else []) | _people_of(row.entity, row.entity_id) | {person}
    return Settlement(
        entity=row.entity,
        entity_id=row.entity_id,
        slot=event.body.slot,
        event=event.link,
        at=event.moment.local,
        by=users.get(event.header.by, ""),
        chosen=chosen.body if chosen else None,
        undone=not any(one.link == event.link for one in life.events),
        person=person,
        names=names_for(session, about),
    )


def _question(
    session: Session, found: Contradiction, users: dict[str, str], labels: dict[tuple[str, str], str]
) -> Question:
    versions = tuple(
        Version(
            event=event.link,
            body=event.body,
            at=event.moment.local,
            by=users.get(event.header.by, ""),
            laptop=labels.get((event.header.device, event.header.incarnation), ""),
            shown=event.link == found.shown,
        )
        for event in found.versions
    )
    person = _person_of(session, found.entity, found.entity_id)
    about = _people_in(found.versions) | _people_of(found.entity, found.entity_id) | {person}
    return Question(found, versions, person, names_for(session, about))


def _person_of(session: Session, entity: Entity, entity_id: str) -> str:
    if entity is Entity.PERSON:
        return entity_id
    if entity is Entity.PAIR:
        return entity_id.partition("~")[0]
    if entity in (Entity.TICKET, Entity.RECORDING):
        return owner_of(session, entity, entity_id)
    return ""


def _people_of(entity: Entity, entity_id: str) -> set[str]:
    return set(entity_id.split("~")) if entity is Entity.PAIR else set()


def _people_in(events: tuple[Event, ...] | list[Event]) -> set[str]:
    fields = ("person", "first", "second")
    return {str(getattr(e.body, field)) for e in events for field in fields if getattr(e.body, field, "")}


def splits(session: Session) -> list[Split]:
    said = [one for one in verdicts(session) if one.same]
    found = []
    for pair in split_pairs(session):
        together, links = cluster_of(session, pair.first), _chain(said, pair)
        parted = tuple(_parted(said, pair, together, link) for link in links)
        found.append(Split(pair, together, links, parted, names_for(session, together)))
    return found


def _parted(
    said: list[PairVerdict], pair: PairVerdict, together: Cluster, cut: PairVerdict
) -> tuple[Cluster, Cluster]:
    """Who stays with the first of a pair without a link, and all others."""
    near, kept = {pair.first}, [link for link in said if link != cut]
    while more := {b for link in kept for a, b in _ways(link) if a in near} - near:
        near |= more
    # Another chain may hold the two still: whoever cuts here says at least that the second is another.
    near.discard(pair.second)
    return tuple(one for one in together if one in near), tuple(one for one in together if one not in near)


def _ways(link: PairVerdict) -> tuple[tuple[str, str], tuple[str, str]]:
    return (link.first, link.second), (link.second, link.first)


def _chain(said: list[PairVerdict], pair: PairVerdict) -> tuple[PairVerdict, ...]:
    """Find the shortest chain of `same` between two persons."""
    ahead, came = deque([pair.first]), {pair.first: tuple[PairVerdict, ...]()}
    while ahead:
        at = ahead.popleft()
        if at == pair.second:
            return came[at]
        for link in said:
            other = {link.first: link.second, link.second: link.first}.get(at)
            if other is not None and other not in came:
                came[other] = (*came[at], link)
                ahead.append(other)
    return ()
