"""The office's hub, as the window asks for it and hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ektp_desk.domain.hub import HubStanding
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where the hub may be reached, and the code of what is in the way there; empty where it answers."""

    url: str
    trouble: str

    @property
    def place(self) -> str:
        """Host and port."""
        return self.url.partition("://")[2]


@dataclass(frozen=True, slots=True, repr=False)
class HubSeen:
    """What can be seen of the office's hub from here.

    `code`: its key's, for people to compare; `ahead`: seconds that its clock is before this one; `folder`:
    where it lies on this machine, None for elsewhere; `listens`: where a process of this machine serves it;
    `heard`: when it answered last who sends from here (local).
    """

    code: str
    addresses: tuple[HubAddress, ...]
    standing: HubStanding | None = None
    ahead: float = 0.0
    folder: Path | None = None
    listens: str = ""
    heard: datetime | None = None

    @property
    def port(self) -> str:
        """Where it listens on this machine."""
        return self.listens.rpartition(":")[2]

    @property
    def answers(self) -> bool:
        return any(not one.trouble for one in self.addresses)

    @property
    def is_foreign(self) -> bool:
        """Whether somebody else answers at an address."""
        return any(one.trouble == "line.foreign" for one in self.addresses)


@dataclass(frozen=True, slots=True, repr=False)
class HubStart:
    """What starts a hub with its machine: where it was written, and commands that take it into use."""

    file: Path
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HubRestoring:
    """How far a hub is that is being put back, in packs; how it ended: the code of what stood in the way."""

    done: int = 0
    total: int = 0
    is_ended: bool = False
    code: str = ""


class OfficeHub(Protocol):
    """A hub on this machine, and a look at the office's wherever it is; nothing here asks the store to write
    but `make` and `come_back`, which go among the acts.
    """

    def proposed(self) -> Path:
        """The folder for a new one, beside the office's own."""

    def make(self, session: Session, folder: Path, addresses: Sequence[str]) -> None:
        """Make a hub in a folder, or take the office's own that lies there, and say which one it is.

        Raises `hub.exists`, `hub.in_data_folder`, `hub.not_empty`, `hub.bad_address`, `hub.not_installed`,
        `kit.no_root`, `role.not_allowed`, `act.office_only`, `disk.full`, `disk.refused`.
        """

    def look(self, session: Session) -> HubSeen | None:
        """See how it stands; None where the office has none that was heard of here. Takes seconds."""

    def start(self, addresses: Sequence[str]) -> None:
        """Start the one of this machine, which goes on when the window is closed.

        Raises `hub.missing`, `hub.runs`, `hub.port_taken`, `hub.not_started`.
        """

    def stop(self) -> None:
        """Raises `hub.not_ended`."""

    def copy_to(self, place: Path | None) -> None:
        """Have it copied to a folder too from now on, also while it runs; None: no more."""

    def read_back(self) -> None:
        """Have all of it read back from the disk; what that found is seen when it is through."""

    def restore(self, session: Session, source: Path, addresses: Sequence[str]) -> None:
        """Begin to bring what lies in a copy or backup into the hub of this machine, or into a new folder.

        It goes on when the window is closed. Raises `hub.missing`, `hub.other_office`,
        `hub.bad_address`, `role.not_allowed`, `act.office_only`, `disk.…`.
        """

    def restoring(self) -> HubRestoring | None:
        """How far that is; None where none was begun. At once."""

    def come_back(self, session: Session, addresses: Sequence[str]) -> None:
        """Say that what was put back is the office's hub, and lies here; among the acts. Raises as `make`."""

    def write_start(self, addresses: Sequence[str]) -> HubStart:
        """Write what starts it with the machine. Raises `hub.missing`, `disk.full`, `disk.refused`."""
