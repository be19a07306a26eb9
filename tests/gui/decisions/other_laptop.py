"""Another laptop of the office: a copy of its folder that goes on by itself, and what it wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.settings import Clock, Folders
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from ektp_desk.usecases.session import Session
from tests.offices import CHEAP


def write_elsewhere(
    folders: Folders,
    place: Path,
    act: Callable[[Session], object],
    *,
    passphrase: str,
    clock: Clock,
    user: str = "",
) -> list[Arrived]:
    """Copy a folder whose desk is closed, act there as a user, the first if none is given.

    Gives all that the copy holds.
    """
    there = Folders(place / "data", place / "state")
    shutil.copytree(folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir(parents=True, exist_ok=True)
    with Desk(there, clock=clock, cost=CHEAP) as desk:
        session = desk.sign_in(user or desk.slots.users[0].user.id, passphrase)
        act(session)
        assert desk.store is not None
        return list(all_events(desk.store.connection))


def take_in(session: Session, arrived: list[Arrived]) -> int:
    """Let a session's store receive what another laptop wrote."""
    assert isinstance(session.store, Store)
    return session.store.receive(arrived)
