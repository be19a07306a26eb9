"""What is said of people: corrected, joined, parted, settled between two versions, and erased for good."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import BodyErased, ClaimCorrected, PairNotSame, PairSame, Settled
from ektp_desk.domain.journal.erasing import erasure_of, expiry_of
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.people import CLAIMED, Nik, Sex, clean_name, clean_text
from ektp_desk.domain.places import VILLAGE, RegionCode, letters
from ektp_desk.usecases.admin.holds import rule_otherwise
from ektp_desk.usecases.admin.queries import confirmed_days, policy_number
from ektp_desk.usecases.doubles.queries import NumberRuling, events_of_people
from ektp_desk.usecases.people.decisions import Contradiction, Settlement, Split, Taken, contradiction, splits
from ektp_desk.usecases.people.queries import (
    EntityRef,
    PairVerdict,
    cluster_of,
    pair_id,
    people_of,
    places_of,
    places_past_retention,
    shown_person,
    the_person,
    verdicts,
)
from ektp_desk.usecases.places import is_outside, places_outside
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.withdrawal import withdraw

_BATCH = 200  # entities in one transaction: a year's visits must not stop the desk


class Ground(StrEnum):
    """Why personal data are erased."""

    REQUEST = "request"  # the person asked (UU 27/2022)
    MISTAKE = "mistake"  # they should not have been written down
    RETENTION = "retention"  # the office's days are over


def correct(
    session: Session,
    person: str,
    field: str,
    *,
    value: str,
    ground: str,
    passphrase: str,
    witness: str = "",
    visit: str = "",
) -> None:
    """Say what a field of a person is; a birth date is ISO, a village a code, an unknown value empty.

    The passphrase is the author's, or that of `witness`, another user, who sees who sits at the keys, as the
    author's own would prove. `visit` is the open one, whose supervisor reads what has no witness.

    Raises `role.not_allowed`, `person.unknown`, `person.needs_ground`, what `checked` raises,
    `person.unchanged`, `signin.wrong`; `witness.is_self`, `user.unknown`, `user.no_key`.
    """
    said = checked(session, field, value)
    was = str(getattr(shown_person(session, person), field))
    if said == was:
        raise EktpError("person.unchanged")
    if not ground.strip():
        raise EktpError("person.needs_ground")
    if witness == session.user.id:
        raise EktpError("witness.is_self")
    body = ClaimCorrected(field=field, value=said, was=was, ground=clean_text(ground), witness=witness)
    act = NewEvent(Entity.PERSON, person, body, visit)
    session.check_roles(act)
    session.write(act, second=session.guard.second(witness or session.user.id, passphrase))


def checked(session: Session, field: str, value: str) -> str:
    """As it is kept.

    Raises `person.needs_name`, `person.needs_sex`, `nik.not_16_digits`, `nik.damaged`,
    `person.kk_not_16_digits`, `date.unreadable`, `date.future`, `person.village_unknown`.
    """
    if field not in CLAIMED:
        raise ValueError(field)
    said = clean_text(value)
    match field:
        case "name":
            return _name(said)
        case "sex":
            return _sex(said)
        case "nik":
            return Nik.parse(said).digits if said else ""
        case "kk_number":
            return _kk_number(said) if said else ""
        case "birth":
            return _birth(said, session.today) if said else ""
        case "village":
            return _village(session, said) if said else ""
    return said


def _sex(said: str) -> str:
    if said not in (Sex.MALE, Sex.FEMALE):
        raise EktpError("person.needs_sex")
    return said


def _name(said: str) -> str:
    if not re.search(r"[^\W\d_]", said):
        raise EktpError("person.needs_name")
    return clean_name(said)


def _kk_number(said: str) -> str:
    try:
        return Nik.parse(said).digits
    except EktpError as error:
        digits = sum(sign.isdigit() for sign in said)
        raise EktpError("person.kk_not_16_digits", length=digits) from error


def _birth(said: str, today: date) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise EktpError("date.unreadable") from None
    if day > today:
        raise EktpError("date.future")
    return day.isoformat()


def _village(session: Session, said: str) -> str:
    """Read a village by its code, or by its name where only one is called so; or a place outside it."""
    try:
        code = RegionCode.parse(said)
    except EktpError:
        office = RegionCode.parse(session.office.region)
        found = session.gazetteer.village_by_name(said, within=office)
        outside = [place.code for place in places_outside(session) if place.key == letters(said)]
        named = [*(str(place.code) for place in found), *outside]
        if len(named) != 1:
            raise EktpError("person.village_unknown") from None
        return named[0]
    whole = code.level == VILLAGE or is_outside(session, str(code))
    if not whole or code not in session.gazetteer:
        raise EktpError("person.village_unknown")
    return str(code)


def say_same(session: Session, one: str, other: str, *, ground: str = "") -> None:
    """Say that two persons are one; both ids stay. What is said already is not said again.

    Raises `role.not_allowed`, `person.unknown`, `person.same_id`.
    """
    _say(session, one, other, same=True, ground=ground)


def say_not_same(session: Session, one: str, other: str, *, ground: str = "") -> None:
    """Say that two persons who look alike are two; they are not proposed again. Raises as `say_same`."""
    _say(session, one, other, same=False, ground=ground)


def _say(session: Session, one: str, other: str, *, same: bool, ground: str) -> None:
    if one == other:
        raise EktpError("person.same_id")
    first, second = sorted((the_person(session, one).id, the_person(session, other).id))
    body = (PairSame if same else PairNotSame)(first=first, second=second, ground=ground.strip())
    act = NewEvent(Entity.PAIR, pair_id(first, second), body)
    session.check_roles(act)
    held = {verdict.id: verdict for verdict in verdicts(session)}.get(act.id)
    if held is None or held.same is not same:
        session.write(act)


def settle(session: Session, found: Contradiction, chosen: str) -> None:
    """Say which version holds; the event names all of them, and can be withdrawn.

    Raises `settle.changed` when the versions are no longer those, `role.not_allowed`.
    """
    now = contradiction(session, found.entity, found.entity_id, found.slot)
    links = {event.link for event in now.versions}
    if chosen not in links or links != {event.link for event in found.versions}:
        raise EktpError("settle.changed")
    word = Settled(slot=found.slot, event=chosen, over=tuple(sorted(links - {chosen})))
    session.write(NewEvent(found.entity, found.entity_id, word, now.versions[0].header.visit))


def take_back(session: Session, one: Taken) -> None:
    """Take a decision back; one on what is held by its opposite. Raises `role.not_allowed` and others of
    `withdraw`; `undo.final` for who keeps a number: the others have theirs on paper.
    """
    if isinstance(one, NumberRuling):
        raise EktpError("undo.final")
    if isinstance(one, Settlement):
        withdraw(session, one.entity, one.entity_id, one.event)
    elif not one.undone:
        rule_otherwise(session, one)


def part_at(session: Session, split: Split, link: PairVerdict | None) -> None:
    """Say that all of a split cluster are one (`link` None), or that one link of its chain was wrong.

    Raises `settle.changed` when the chain is no longer that, `role.not_allowed`.
    """
    now = next((one for one in splits(session) if one.pair.id == split.pair.id), None)
    if now is None or [one.id for one in now.links] != [one.id for one in split.links]:
        raise EktpError("settle.changed")
    if link is None:
        say_same(session, split.pair.first, split.pair.second)
    else:
        say_not_same(session, link.first, link.second)


def erase_person(session: Session, person: str, *, ground: Ground, note: str, passphrase: str) -> int:
    """Erase what the journal says of one person, for good; give how many events were emptied.

    All that was said to be the same person goes. Lists name the person until their rows expire.
    The note stays for good. Raises `erase.needs_note`, `erase.note_names` for one that names them,
    `signin.wrong`, `role.not_allowed`, `erase.nothing`.
    """
    if not note.strip():
        raise EktpError("erase.needs_note")
    people = cluster_of(session, person)
    if _names(people_of(session, people), note):
        raise EktpError("erase.note_names")
    places = places_of(session, people)
    acts = _acts(session, places, lambda events: erasure_of(events, ground.value, note.strip()), people)
    session.check_roles(*acts)
    second = session.guard.second(session.user.id, passphrase)
    if not acts:
        raise EktpError("erase.nothing")
    session.write(*acts, second=second)
    return _count(acts)


def _names(people: Iterable[Person], note: str) -> bool:
    """Whether a text has a word of these people's names, or a NIK, also one that is written in groups."""
    said = {word for one in people for word in re.findall(r"\w{3,}", one.name.casefold())}
    has_nik = re.search(r"(?:\d[ .-]?){16}", note) is not None
    return has_nik or not said.isdisjoint(re.findall(r"\w+", note.casefold()))


def erase_expired(session: Session) -> int:
    """Erase personal data of visits that closed longer ago than the office keeps them; give the events.

    Longer by 7 confirmed days more, in which a wrong clock is seen: what is erased does not come back.
    At most a batch: whoever calls asks again until it gives 0.
    """
    if not policy_number(session, Policy.PERSON_DAYS):
        return 0  # before years of answers are read at each start
    before = kept_since(session, confirmed_days(session).settled)
    if before is None:
        return 0
    places = places_past_retention(session, before, most=_BATCH)
    acts = _acts(session, places, lambda events: expiry_of(events, Ground.RETENTION.value))
    if acts:
        session.write(*acts)
    return _count(acts)


def kept_since(session: Session, day: date | None, rule: Policy = Policy.PERSON_DAYS) -> datetime | None:
    """Of what ended before it the days of a rule are over by a day; None when nothing goes by the rule."""
    days = policy_number(session, rule)
    if not days or day is None:
        return None
    return datetime.combine(day, time.min, session.now.tzinfo) - timedelta(days=days)


def _acts(
    session: Session,
    places: list[EntityRef],
    erased: Callable[[Iterable[Event]], BodyErased | None],
    people: Iterable[str] = (),
) -> list[NewEvent]:
    """What empties all that these places say, or only what they say of some people."""
    whose = set(people)
    events: dict[tuple[Entity, str], dict[str, Event]] = {}
    visits = {(place.entity, place.entity_id): place.visit for place in places}
    for place in places:
        life = session.store.life(place.entity, place.entity_id)
        for event in events_of_people(life, whose) if whose else life.all:
            # Of a ticket that was entered under another number all is erased where it was written too.
            at = (Entity(event.header.entity), event.header.id)
            events.setdefault(at, {})[event.link] = event
            visits.setdefault(at, place.visit)
    found = []
    for (entity, entity_id), of in events.items():
        body = erased(of.values())
        if body is not None:
            found.append(NewEvent(entity, entity_id, body, visits[entity, entity_id]))
    return found


def _count(acts: list[NewEvent]) -> int:
    return sum(len(act.body.rest) for act in acts if isinstance(act.body, BodyErased))
