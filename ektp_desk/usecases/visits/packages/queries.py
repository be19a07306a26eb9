"""What a visit's laptops are given from the office: which letters, and whether their package is of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.usecases.admin.laptops import LaptopState, OfficeLaptop, device_of, office_laptops
from ektp_desk.usecases.laptops.queries import kits
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct
from ektp_desk.usecases.visits.letters.queries import letters_of

_NEAR = timedelta(days=14)  # of a visit's day: a first package goes out by itself


class PackageStanding(PrivateStruct, frozen=True):
    """What this desk gave a visit last: `number` 0 and empty texts where it gave nothing.

    `expires` is a day (ISO), `at` and `offset` when it was made. `outdated`: something that it brings was
    said since; `elsewhere`: another office desk gives this visit's.
    """

    visit: str
    day: str
    number: int
    name: str
    expires: str
    at: str
    offset: int
    elsewhere: bool
    outdated: bool

    @property
    def made_at(self) -> datetime | None:
        """Local; None also for one that was made before this was kept."""
        return Moment.of(self.at, self.offset).local if self.at else None


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """What there is to say before a visit's package is given: laptops by their numbers on paper.

    `letters`: the laptop of each; `joined` and `waiting` for one: other laptops that are not revoked.
    """

    letters: dict[str, str]
    joined: tuple[str, ...]
    waiting: tuple[str, ...]
    given: PackageStanding | None


def _standings(session: Session) -> list[PackageStanding]:
    return session.store.ask("packages_of_visits", PackageStanding, device=session.device)


def packages_due(session: Session) -> list[PackageStanding]:
    """Those that go out with a stick: of visits that are near, or got one that holds; none without a kit."""
    if not kits(session.store):
        return []
    today = session.today
    first, last = (today - _NEAR).isoformat(), (today + _NEAR).isoformat()
    return [
        one
        for one in _standings(session)
        if not one.elsewhere and (first <= one.day <= last or one.expires >= today.isoformat())
    ]


def kits_waiting(session: Session) -> list[OfficeLaptop]:
    """The kits with which no laptop is known here to have joined."""
    return [one for one in office_laptops(session) if one.state is LaptopState.WAITING]


def package_plan(session: Session, visit: str) -> PackagePlan:
    """Letters, laptops, and what was given."""
    found = office_laptops(session)
    numbers = {one.device or one.kit: one.number for one in found}
    given = next((one for one in _standings(session) if one.visit == visit and one.number), None)
    return PackagePlan(
        {letter: numbers.get(device, "?") for letter, device in letters_of(session, visit).items()},
        tuple(one.number for one in found if one.state in (LaptopState.OWN, LaptopState.JOINED)),
        tuple(one.number for one in found if one.state is LaptopState.WAITING),
        given,
    )


def letters_typed(session: Session, text: str) -> dict[str, str]:
    """Read `A=02 B=03` as letters and devices; a comma or `02/a` does no harm.

    Raises `device.unknown` (also for a letter without one), `desk.bad_letter` for one that stands twice.
    """
    found: dict[str, str] = {}
    for said in text.replace(",", " ").split():
        letter, _is, laptop = said.upper().partition("=")
        if letter in found:
            raise EktpError("desk.bad_letter")
        found[letter] = device_of(session, laptop.partition("/")[0])
    return found
