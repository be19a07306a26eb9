"""Saying that two persons are one, or two: either is an event that withdrawing, or the opposite, undoes."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PairNotSame, PairSame
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape


class Verdict(Shape, frozen=True):
    """What was decided of two persons."""

    id: str
    first: str
    second: str
    same: bool
    event: str


def pair_id(one: str, other: str) -> str:
    """Give the entity of two persons, whichever is named first."""
    return "~".join(sorted((one, other)))


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
    act = Act(Entity.PAIR, pair_id(first, second), body)
    session.check_roles(act)
    held = {verdict.id: verdict for verdict in verdicts(session)}.get(act.id)
    if held is None or held.same is not same:
        session.write(act)


def verdicts(session: Session) -> list[Verdict]:
    """Give everything that was decided of two persons."""
    return session.store.ask("verdicts", Verdict)
