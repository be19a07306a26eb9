"""What is held, of whom or of which laptop, and an ADB's word on whether it counts all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from ektp_desk.domain.journal.bodies import HoldRuled
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.usecases.admin.queries import HeldRow, held, hold_words, laptops, user_names
from ektp_desk.usecases.laptops.queries import kits
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """What waits for an ADB's word, by the office's clock; `laptop` as printed, "01/b-KT".

    `authors` are names; `kit` is the number of the kit that is asked about, "" where a user is.
    """

    row: HeldRow
    since: datetime
    until: datetime
    name: str
    laptop: str
    kit: str
    authors: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Ruling:
    """An ADB's word; `undone` when a later one says otherwise of the same."""

    said: HoldRuled
    user: str
    event: str
    at: datetime
    by: str  # name
    of: str  # whose it is: name
    kit: str  # the number of the kit whose laptop it is about, "" where it is about a user
    undone: bool


def held_waiting(session: Session) -> list[Held]:
    """Those on which no ADB has ruled yet, in the order of their arrival."""
    rows = held(session)
    if not rows:
        return []
    ruled = [(one.user, one.said) for one in rulings(session)]
    names, labels, numbers = user_names(session), laptops(session), _numbers(session)
    zone = session.now.tzinfo
    return [
        Held(
            row,
            row.since.astimezone(zone),
            row.until.astimezone(zone),
            names.get(row.user, ""),
            labels.get((row.device, row.incarnation), ""),
            numbers.get(row.user, ""),
            tuple(names[user] for user in _listed(row.authors) if user in names),
            _listed(row.kinds),
        )
        for row in rows
        if not any(user == row.user and _covers(said, row) for user, said in ruled)
    ]


def rulings(session: Session) -> list[Ruling]:
    """Latest first."""
    names, numbers, found = user_names(session), _numbers(session), list[Ruling]()
    for row in hold_words(session):
        event = next(one for one in session.store.events(Entity.USER, row.user) if one.link == row.event)
        if isinstance(event.body, HoldRuled):
            later = any(one.user == row.user and _same(one.said, event.body) for one in found)
            by, of = (names.get(user, "") for user in (event.header.by, row.user))
            at, kit = event.moment.local, numbers.get(row.user, "")
            found.append(Ruling(event.body, row.user, event.link, at, by, of, kit, undone=later))
    return found


def _numbers(session: Session) -> dict[str, str]:
    """By kit."""
    return {kit.id: kit.number for kit in kits(session.store)}


def _listed(said: str) -> tuple[str, ...]:
    return msgspec.json.decode(said, type=tuple[str, ...])


def rule(session: Session, row: HeldRow, *, counts: bool) -> None:
    """Say whether what is held counts; a later word holds. Raises `role.not_allowed`."""
    said = HoldRuled(row.device, row.incarnation, row.first, row.last, counts=counts)
    session.write(NewEvent(Entity.USER, row.user, said))


def rule_otherwise(session: Session, ruling: Ruling) -> None:
    """Take a word back by its opposite. Raises `role.not_allowed`."""
    said = ruling.said
    other = HoldRuled(said.device, said.incarnation, said.first_seq, said.last_seq, counts=not said.counts)
    session.write(NewEvent(Entity.USER, ruling.user, other))


def _covers(said: HoldRuled, row: HeldRow) -> bool:
    same = (said.device, said.incarnation) == (row.device, row.incarnation)
    return same and said.first_seq <= row.first and row.last <= said.last_seq


def _same(one: HoldRuled, other: HoldRuled) -> bool:
    """Whether both are about the same events."""
    return (one.device, one.incarnation, one.first_seq, one.last_seq) == (
        other.device, other.incarnation, other.first_seq, other.last_seq
    )  # fmt: skip
