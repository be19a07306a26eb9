"""Opens the window on a data folder; a sample folder is made when it is empty."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample_facts import Sample, sample_of
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders, folders

if TYPE_CHECKING:
    from ektp_desk.gui.doors import Doors


def open_window(data: Path | None, *, sample: bool, keys_fd: int | None) -> int:
    """Run the window until it is closed; give the exit code.

    `keys_fd` is a rehearsal's or a test's: a descriptor to read keys from, answered on
    standard output, and only in an office of invented people. Raises `keys.only_sample`,
    `display.none` where no window can be shown.
    """
    place = folders(data, sample=sample)
    if sample and sample_of(place) is None:
        _make(place)
    _check_display()
    from ektp_desk.gui.app import run  # noqa: PLC0415  Qt is loaded only when a window is wanted

    points = None
    if keys_fd is not None:
        from ektp_desk.gui.keyreader import Points  # noqa: PLC0415  the same

        points = Points()
    with Desk(place, point=points) as desk:
        if keys_fd is not None and not desk.slots.office.is_sample:
            raise EktpError("keys.only_sample")
        return run(doors_of(desk, desk.sample), keys_fd=keys_fd, points=points)


def _make(place: Folders) -> None:
    from ektp_desk.desk.sample import make_sample  # noqa: PLC0415  only the first start of a sample makes one

    make_sample(place)


def _check_display() -> None:
    """Refuse before Qt does: without a display it ends the process and cannot be caught."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise EktpError("display.none")


def doors_of(desk: Desk, sample: Sample | None) -> Doors:
    """Give the window its ways in and out of a desk."""
    from ektp_desk.gui.doors import Doors, Person  # noqa: PLC0415  Qt's side of the house

    office = desk.slots.office
    users = (slot.user for slot in desk.slots.users)
    return Doors(
        office_name=office.name,
        region=office.region,
        zone=desk.zone.name,
        is_sample=office.is_sample,
        people=tuple(Person(user.id, user.name, user.roles) for user in users),
        clock=desk.clock,
        sign_in=desk.sign_in,
        sign_out=desk.sign_out,
        told_passphrase=sample.passphrase if sample else "",
    )
