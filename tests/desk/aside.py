"""Use cases for the process beside the desk's; loading them loads nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from ektp_desk.usecases.session import Session


def who(session: Session) -> tuple[int, str]:
    return os.getpid(), session.office.name


def loaded(_session: Session) -> list[str]:
    return sorted(sys.modules)


def breaks(_session: Session) -> None:
    raise ValueError("Maria T. lahir di desa")


def waits(session: Session) -> None:
    session.store.ask("office", dict[str, Any])
    Event().wait(60)


def steps(_session: Session, *, step: Callable[[int], None]) -> None:
    step(1)
    Event().wait(60)


def writes(session: Session) -> None:
    with session.store.together():
        pass


def held(session: Session) -> list[str]:
    """Tell whatever a session of the child refers to that could open something."""
    return [type(value).__name__ for value in (session.guard, session.files, session.devices)]
