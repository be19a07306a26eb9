"""Which laptops an office has, by their numbers on paper.

Here and not in `laptops/`, since journals' labels are asked here and nothing goes in circles.
"""

from __future__ import annotations

from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.laptops.queries import joined_laptops, kits
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct


class LaptopState(StrEnum):
    """How far a laptop has come."""

    OWN = "own"  # at which one sits
    WAITING = "waiting"  # its kit was made, and nothing of it has come
    JOINED = "joined"
    REVOKED = "revoked"


class OfficeLaptop(PrivateStruct, frozen=True):
    """A laptop by its number on paper; `device` is empty where none has joined."""

    number: str
    desk: str
    device: str
    state: LaptopState


def office_laptops(session: Session) -> list[OfficeLaptop]:
    """By number: office desks of before kits, who joined, and kits that wait for a laptop."""
    joined = joined_laptops(session)
    known = {one.device for one in joined}
    found = [
        OfficeLaptop(one.number, one.desk, one.device, _state(session, one.device, revoked=one.revoked))
        for one in joined
    ]
    found += [
        OfficeLaptop(number, OFFICE_DESK, device, _state(session, device))
        for device, number in _numbers(session).items()
        if device not in known
    ]
    used = {one.kit for one in joined}
    found += [
        OfficeLaptop(kit.number, kit.desk, "", LaptopState.WAITING)
        for kit in kits(session.store)
        if kit.id not in used
    ]
    return sorted(found, key=lambda one: (one.number, one.device))


def device_of(session: Session, number: str) -> str:
    """Which laptop has a number on paper, or is this device; raises `device.unknown` for none and for two."""
    found = {
        one.device for one in office_laptops(session) if one.device and number in (one.number, one.device)
    }
    if len(found) != 1:
        raise EktpError("device.unknown")
    return found.pop()


def _numbers(session: Session) -> dict[str, str]:
    return {one.device: one.label.partition("/")[0] for one in incarnations(session.store)}


def _state(session: Session, device: str, *, revoked: bool = False) -> LaptopState:
    if device == session.device:
        return LaptopState.OWN
    return LaptopState.REVOKED if revoked else LaptopState.JOINED
