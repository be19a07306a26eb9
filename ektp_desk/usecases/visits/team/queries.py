"""The laptops of a visit's team: how far each was heard here, and what came after the day was signed."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta

from msgspec.structs import replace

from ektp_desk.domain.journal.bodies import LaptopUnheard, VisitClosed
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.visits import JournalGap, LaptopHeard, LateArrival
from ektp_desk.usecases.admin.queries import laptops
from ektp_desk.usecases.laptops.commands import LAPTOP
from ektp_desk.usecases.laptops.queries import joined_laptops
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Visit
from ektp_desk.usecases.visits.letters.queries import desks_of_visit, laptop_numbers, letters_of

_QUIET = timedelta(minutes=15)


class LastFinished(PrivateStruct, frozen=True):
    """The last recording that a laptop finished, its number on paper, and how many it finished in all."""

    number: str
    at: datetime
    finished: int


class _Writer(PrivateStruct, frozen=True):
    device: str
    incarnation: str
    until: datetime


class _Hole(PrivateStruct, frozen=True):
    device: str
    incarnation: str
    first: int
    last: int
    known: int


class _Late(PrivateStruct, frozen=True):
    device: str
    numbers: int
    recordings: int


def laptops_heard(session: Session, visit: Visit) -> tuple[LaptopHeard, ...]:
    """Of the other laptops that have a letter of a visit or wrote of it; by letter, then by number.

    Of a closed visit as of its signature.
    """
    written = session.store.ask("visit_writers", _Writer, visit=visit.id)
    letters = _letters(session, visit, {one.device for one in written})
    if not letters:
        return ()
    until = dict[str, datetime]()
    for one in written:
        until[one.device] = max(one.until, until.get(one.device, one.until))
    gaps = _gaps(session, visit, {(one.device, one.incarnation) for one in written})
    at, numbers = visit.closed_at or session.now, laptop_numbers(session)
    found = []
    for device, letter in letters.items():
        last = until[device].astimezone(session.now.tzinfo) if device in until else None
        is_quiet = last is not None and at - last > _QUIET
        number = numbers.get(device, "")
        found.append(LaptopHeard(device, number, letter, last, tuple(gaps[device]), is_quiet))
    return tuple(sorted(found, key=lambda one: (one.letters or "~", one.number, one.device)))


def _letters(session: Session, visit: Visit, writers: set[str]) -> dict[str, str]:
    """The letters of each other laptop of the team; an office desk that only corrects is not of it."""
    found = defaultdict[str, set[str]](set)
    for letter, device in letters_of(session, visit.id).items():
        found[device].add(letter)
    for desk in desks_of_visit(session, visit.id):
        found[desk.device].add(desk.letter)
    if writers - {session.device} - set(found):
        for joined in joined_laptops(session):
            if joined.desk == LAPTOP and joined.device in writers:
                found[joined.device].update(())
    return {device: " ".join(sorted(some)) for device, some in found.items() if device != session.device}


def _gaps(session: Session, visit: Visit, journals: set[tuple[str, str]]) -> dict[str, list[JournalGap]]:
    """What may be of the visit; in a journal of which no run of the visit is known, where it wrote of it."""
    found, labels = defaultdict[str, list[JournalGap]](list), laptops(session)
    for hole in session.store.ask("visit_holes", _Hole, visit=visit.id):
        journal = (hole.device, hole.incarnation)
        if hole.known or journal in journals:
            found[hole.device].append(JournalGap(labels.get(journal, ""), hole.first, hole.last))
    return found


def unheard(heard: tuple[LaptopHeard, ...]) -> tuple[LaptopUnheard, ...]:
    """What a signature says of laptops that were not heard to their end."""
    return tuple(
        LaptopUnheard(
            device=one.device,
            letters=one.letters,
            until=one.until.isoformat(timespec="seconds") if one.until else "",
            gaps=tuple((gap.label, gap.first, gap.last) for gap in one.gaps),
        )
        for one in heard
        if not one.is_whole
    )


def signed_without(session: Session, visit: str) -> tuple[LaptopHeard, ...]:
    """What the signature of a visit says of them."""
    closing, numbers = signed_closing(session, visit), laptop_numbers(session)
    return tuple(
        LaptopHeard(
            one.device,
            numbers.get(one.device, ""),
            one.letters,
            datetime.fromisoformat(one.until) if one.until else None,
            tuple(JournalGap(*gap) for gap in one.gaps),
            is_quiet=True,
        )
        for one in (closing.without if closing else ())
    )


def late_arrivals(session: Session, visit: Visit) -> tuple[LateArrival, ...]:
    """What came of the team's laptops and is not in the equation that was signed; by letter."""
    life = session.store.life(Entity.VISIT, visit.id)
    closing, event = life.said("visit.closing", VisitClosed), life.decided("visit.closing")
    if closing is None or event is None:
        return ()
    journals = {label: journal for journal, label in laptops(session).items()}
    ends = [
        (*journals[label], int(seq)) for label, seq, *_ in map(str.split, closing.heads) if label in journals
    ]
    gaps = [
        (*journals[label], first, last)
        for one in closing.without
        for label, first, last in one.gaps
        if label in journals
    ]
    found = session.store.ask(
        "late_arrivals", _Late, visit=visit.id, ends=json.dumps(ends), gaps=json.dumps(gaps)
    )
    team = _letters(session, visit, {one.device for one in found})
    if session.device != event.header.device:
        team |= {session.device: visit.own_desks}
    numbers = laptop_numbers(session)
    late = [
        LateArrival(numbers.get(one.device, ""), team[one.device], one.numbers, one.recordings)
        for one in found
        if one.device in team and one.device != event.header.device and (one.numbers or one.recordings)
    ]
    return tuple(sorted(late, key=lambda one: (one.letters or "~", one.number)))


def signed_closing(session: Session, visit: str) -> VisitClosed | None:
    """None while it is open."""
    return session.store.life(Entity.VISIT, visit).said("visit.closing", VisitClosed)


def last_visit_of(session: Session, device: str) -> str:
    """On which a laptop opened a desk last; empty where it opened none."""
    return session.value("visit_of_laptop", str, device=device) or ""


def last_finished_on(session: Session, device: str, visit: str) -> LastFinished | None:
    """With its local time; None where nothing of a visit that a laptop finished is here."""
    found = session.one("last_finished_on", LastFinished, device=device, visit=visit)
    return replace(found, at=found.at.astimezone(session.now.tzinfo)) if found else None
