"""Which laptops an office has, by their numbers on paper.

Here and not in `laptops/`, since journals' labels are asked here and nothing goes in circles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DeviceRevoked
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.admin.queries import incarnations, user_names
from ektp_desk.usecases.admin.queries import laptops as labels_of
from ektp_desk.usecases.laptops.queries import joined_laptops, journals_known, kits, kits_made
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct


class LaptopState(StrEnum):
    """How far a laptop has come."""

    OWN = "own"  # at which one sits
    WAITING = "waiting"  # its kit was made, and nothing of it has come
    JOINED = "joined"
    REVOKED = "revoked"  # or its kit was, before anything of it had come


@dataclass(frozen=True, slots=True)
class HeardJournal:
    """A journal as far as it came here: its label on paper, its last event, and when that was written."""

    label: str
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class CutOff:
    """An ADB's word on a laptop that was lost; `until` names the last events that count: `02/a 240`."""

    at: datetime
    by: str
    reason: str
    until: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class LaptopStanding:
    """A laptop, or a kit that waits for one, for a screen's list; `made_at` and `made_by` are its kit's.

    `heard` are its journals as far as they came here, the latest first; none of a kit that waits.
    """

    number: str
    desk: str
    device: str
    kit: str
    state: LaptopState
    made_at: datetime | None
    made_by: str
    heard: tuple[HeardJournal, ...]
    cuts: tuple[CutOff, ...]

    @property
    def key(self) -> str:
        """A laptop's own id, or its kit's while it waits."""
        return self.device or self.kit


class OfficeLaptop(PrivateStruct, frozen=True):
    """A laptop by its number on paper; `device` is empty where none has joined."""

    number: str
    desk: str
    device: str
    state: LaptopState
    kit: str = ""  # with which it joined, or that waits


def laptop_standings(session: Session) -> list[LaptopStanding]:
    """By number: what is known here of every laptop."""
    zone, names = session.now.tzinfo, user_names(session)
    made = {row.kit: row for row in kits_made(session)}
    heard: dict[str, list[HeardJournal]] = defaultdict(list)
    for known in journals_known(session):
        heard[known.device].append(HeardJournal(known.label, known.seq, known.at.astimezone(zone)))
    found = []
    for one in office_laptops(session):
        kit = made.get(one.kit)
        made_at = datetime.fromisoformat(kit.made_at).astimezone(zone) if kit else None
        made_by = names.get(kit.by, "") if kit else ""
        cuts = _cuts(session, one.device or one.kit, names) if one.state is LaptopState.REVOKED else ()
        told = sorted(heard.get(one.device, ()), key=lambda journal: journal.at, reverse=True)
        found.append(
            LaptopStanding(
                one.number, one.desk, one.device, one.kit, one.state, made_at, made_by, tuple(told), cuts
            )
        )
    return found


def _cuts(session: Session, device: str, names: Mapping[str, str]) -> tuple[CutOff, ...]:
    """The latest first."""
    labels = labels_of(session)
    said = [
        CutOff(
            event.moment.local,
            names.get(event.header.by, ""),
            event.body.reason,
            tuple(
                f"{labels.get((at.device, at.incarnation), at.device[:8])} {at.seq}"
                for at in event.body.until
            ),
        )
        for event in session.store.events(Entity.DEVICE, device)
        if isinstance(event.body, DeviceRevoked)
    ]
    return tuple(reversed(said))


def office_laptops(session: Session) -> list[OfficeLaptop]:
    """By number: office desks of before kits, who joined, and kits that wait for a laptop."""
    joined = joined_laptops(session)
    known = {one.device for one in joined}
    found = [
        OfficeLaptop(
            one.number, one.desk, one.device, _state(session, one.device, revoked=one.revoked), one.kit
        )
        for one in joined
    ]
    found += [
        OfficeLaptop(number, OFFICE_DESK, device, _state(session, device))
        for device, number in _numbers(session).items()
        if device not in known
    ]
    used, gone = {one.kit for one in joined}, {kit.kit for kit in kits_made(session) if kit.revoked}
    found += [
        OfficeLaptop(kit.number, kit.desk, "", _of_kit(revoked=kit.id in gone), kit.id)
        for kit in kits(session.store)
        if kit.id not in used
    ]
    return sorted(found, key=lambda one: (one.number, one.device))


def device_of(session: Session, number: str) -> str:
    """Which laptop has a number on paper, or is this device; of a kit that nobody has used, that kit.

    Raises `device.unknown` for none and for two.
    """
    named = [one for one in office_laptops(session) if number in (one.number, one.device)]
    found = {one.device for one in named if one.device} or {one.kit for one in named}
    if len(found) != 1:
        raise EktpError("device.unknown")
    return found.pop()


def _numbers(session: Session) -> dict[str, str]:
    return {one.device: one.label.partition("/")[0] for one in incarnations(session.store)}


def _of_kit(*, revoked: bool) -> LaptopState:
    return LaptopState.REVOKED if revoked else LaptopState.WAITING


def _state(session: Session, device: str, *, revoked: bool = False) -> LaptopState:
    if device == session.device:
        return LaptopState.OWN
    return LaptopState.REVOKED if revoked else LaptopState.JOINED
