"""Reads a person's line from the journal's lives and the lists' rows."""

from __future__ import annotations

import json
from datetime import date, datetime

from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.people import age_on
from ektp_desk.domain.recordings import CARD_FROM, RECORDED_FROM
from ektp_desk.usecases.people.claims import claims
from ektp_desk.usecases.people.finding import names_for, to_decide, village_name
from ektp_desk.usecases.people.folding import cluster_of, shown_person
from ektp_desk.usecases.people.line.acts import Reader
from ektp_desk.usecases.people.line.entries import Ahead, AheadKind, Done, Named, Status, Timeline
from ektp_desk.usecases.people.saying import Mention, mentions
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape

_CARD_MADE = ("CARD_PRINTED", "CARD_SHIPPED", "CARD_ISSUED")


class _Place(Shape, frozen=True):
    entity: Entity
    entity_id: str


def person_line(session: Session, person: str) -> Timeline:
    """Give one person's whole line, of all who are said to be the same; raises `person.unknown`."""
    who, together = shown_person(session, person), cluster_of(session, person)
    named = mentions(session, together)
    done = _acts(session, together)
    partners = {one for entry in done if entry.entity is Entity.PAIR for one in entry.entity_id.split("~")}
    told: list[Done | Named | Status] = [*done, *_of_lists(named)]
    told.sort(key=_when, reverse=True)
    status = next((one for one in told if isinstance(one, Status) and one.latest), None)
    return Timeline(
        person=who,
        village=village_name(session, who.village),
        together=together,
        status=status,
        claims=tuple(claims(session, who, together)),
        entries=(*_ahead(who, status, session.today), *told),
        names=names_for(session, {*together, *partners}),
        to_decide=bool(to_decide(session).intersection(together)),
    )


def _when(entry: Done | Named | Status) -> tuple[datetime, int]:
    return entry.at, entry.seq if isinstance(entry, Done) else 0


def _acts(session: Session, together: tuple[str, ...]) -> list[Done]:
    people = json.dumps(together)
    places = {
        (row.entity, row.entity_id) for row in session.store.ask("entities_of_people", _Place, people=people)
    }
    # A verdict that was taken back has no row any more, but stays history.
    places |= {(Entity.PAIR, str(pair)) for pair in session.values("pairs_ever_said", people=people)}
    reader, found = Reader(session, places), list[Done]()
    erased: set[tuple[str, str]] = set()
    for entity, entity_id in sorted(places):
        for entry in reader.entries(entity, entity_id):
            if isinstance(entry.body, BodyErased):  # one act of a person empties several entities
                at = (entry.at.isoformat(), entry.body.ground)
                if at in erased:
                    continue
                erased.add(at)
            found.append(entry)
    return found


def _of_lists(named: list[Mention]) -> list[Named | Status]:
    """Say what lists say; the status of the list with the latest day was last seen, whatever its code."""
    found: list[Named | Status] = []
    latest = True
    for mention in named:
        if mention.siak_status and mention.kind == ListKind.STATUS:
            found.append(Status(mention.imported_at, mention, latest=latest))
            latest = False
        else:
            found.append(Named(mention.imported_at, mention))
    return found


def _ahead(who: Person, status: Status | None, today: date) -> list[Ahead]:
    """Give what lies ahead, the furthest first."""
    birth = date.fromisoformat(who.birth) if who.birth else None
    made = status is not None and status.mention.siak_status in _CARD_MADE
    if birth is None or made:
        return []
    found = []
    if age_on(birth, today) < CARD_FROM:
        found.append(Ahead(AheadKind.CARD_ALLOWED, _birthday(birth, CARD_FROM)))
    elif who.recorded_at is not None:
        found.append(Ahead(AheadKind.CARD_TO_COME))
    if age_on(birth, today) < RECORDED_FROM:
        found.append(Ahead(AheadKind.MAY_BE_RECORDED, _birthday(birth, RECORDED_FROM)))
    return found


def _birthday(birth: date, age: int) -> date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:  # born on 29 February: the birthday is 1 March in common years
        return date(birth.year + age, 3, 1)
