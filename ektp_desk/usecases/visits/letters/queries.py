"""Whose the letters of a visit's desks are: assigned by the office, or opened by a laptop that was heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ektp_desk.domain.journal.bodies import LettersAssigned
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.usecases.admin.queries import laptops
from ektp_desk.usecases.laptops.queries import joined_laptops, kits
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Visit


class DeskOfVisit(PrivateStruct, frozen=True):
    """A letter, and a laptop that opened a desk with it."""

    letter: str
    device: str


@dataclass(frozen=True, slots=True)
class DeskLetters:
    """The letters that may still be opened here; `theirs` says whose the others are ("02"), opened or not.

    `assigned`: the office gave letters, so that any but an own one wants a supervisor's word.
    """

    own: tuple[str, ...] = ()
    free: tuple[str, ...] = ()  # nobody's
    theirs: Mapping[str, str] = field(default_factory=dict)
    opened: str = ""
    assigned: bool = False

    @property
    def first(self) -> str:
        """Which one to open; another laptop's only where there is no other."""
        return next(iter((*self.own, *self.free, *self._allowed())), "")

    def offered(self, most: int) -> tuple[str, ...]:
        """By letter: the own ones, one that is free, those a supervisor may allow, and then more."""
        wanted = (*self.own, *self.free[:1], *self._allowed(), *self.free[1:])
        return tuple(sorted(wanted[:most]))

    def _allowed(self) -> list[str]:
        return [letter for letter in self.theirs if letter not in self.opened.split()]


def letters_of(session: Session, visit: str) -> dict[str, str]:
    """The device that each letter of a visit is assigned to; empty where nobody assigned any.

    A letter may go to a kit that waits: whoever joined by it has the letter since.
    """
    said = session.store.life(Entity.VISIT, visit).said("visit.letters", LettersAssigned)
    if said is None:
        return {}
    by_kit = {one.kit: one.device for one in joined_laptops(session)}
    return {letter: by_kit.get(held, held) for letter, held in said.letters.items()}


def desk_letters(session: Session, visit: Visit) -> DeskLetters:
    """What this laptop may open a desk of the visit with."""
    assigned, numbers = letters_of(session, visit.id), laptop_numbers(session)
    holders = assigned | {one.letter: one.device for one in desks_of_visit(session, visit.id)}
    closed = [letter for letter in DESK_LETTERS if letter not in visit.desks.split()]
    others = {letter: device for letter, device in holders.items() if device != session.device}
    return DeskLetters(
        tuple(letter for letter in closed if holders.get(letter) == session.device),
        tuple(letter for letter in closed if letter not in holders),
        {letter: numbers.get(device, "") for letter, device in sorted(others.items())},
        visit.desks,
        bool(assigned),
    )


def holder_of(session: Session, visit: str, letter: str) -> str:
    """What the laptop is called that is known to have opened a letter first, "01"; empty while unknown."""
    opened = (one.device for one in desks_of_visit(session, visit) if one.letter == letter)
    return laptop_numbers(session).get(next(opened, ""), "")


def desks_of_visit(session: Session, visit: str) -> list[DeskOfVisit]:
    """By letter, the first to open it first."""
    return session.store.ask("desks_of_visit", DeskOfVisit, visit=visit)


def laptop_numbers(session: Session) -> dict[str, str]:
    """What each laptop, and each kit, is called: as its kit says, or its journals' labels."""
    labelled = {device: label.partition("/")[0] for (device, _), label in laptops(session).items()}
    waiting = {kit.id: kit.number for kit in kits(session.store)}
    return labelled | waiting | {one.device: one.number for one in joined_laptops(session)}
