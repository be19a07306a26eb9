"""Opens the window on a data folder; a sample folder is made when it is empty."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import ektp_desk
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import Sample, sample_of
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders, folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from ektp_desk.domain.safety import CopyStanding
    from ektp_desk.gui.keyreader import Points
    from ektp_desk.usecases.environment import BacksUp, BeginsKit, Environment, LineCommand, SignInPerson
    from ektp_desk.usecases.laptops.commands import AskedKit, KitFiles
    from ektp_desk.usecases.laptops.hub import OfficeHub
    from ektp_desk.usecases.session import Session
    from ektp_desk.usecases.setup import OfficeSetup
    from ektp_desk.usecases.visits.readiness import Machine


def open_window(data: Path | None, *, sample: bool, keys_fd: int | None, handed: bool = False) -> int:
    """Run the window until it is closed; give the exit code.

    `keys_fd` is a rehearsal's or a test's: a descriptor to read keys from, answered on
    standard output, and only in an office of invented people. A locked window has `handed` over: what it
    left is read from standard input. Raises `keys.only_sample`, `display.none` where no window can be
    shown, `lock.cannot_open`.
    """
    place = folders(data, sample=sample)
    if sample and sample_of(place) is None:
        _make(place)
    _check_display()
    from ektp_desk.gui.app import AGAIN, run, start_again  # noqa: PLC0415  Qt is loaded only for a window

    points = None
    if keys_fd is not None:
        from ektp_desk.gui.keyreader import Points  # noqa: PLC0415  the same

        points = Points()
    left = None
    if handed:
        from ektp_desk.gui.shell.replacing import read_handover  # noqa: PLC0415  the same

        left = read_handover()  # the folder is the other's until then
    with ExitStack() as stack:
        desk = _hold(stack, place, keys_fd=keys_fd, points=points)
        if keys_fd is not None and not desk.slots.office.is_sample:
            raise EktpError("keys.only_sample")
        code = run(environment_of(desk, desk.sample), place, keys_fd=keys_fd, points=points, left=left)
    if code == AGAIN:
        start_again()
        return 0
    return code


def _hold(stack: ExitStack, place: Folders, *, keys_fd: int | None, points: Points | None) -> Desk:
    """Take the folder, as often as somebody asks to try again; raises what stands in the way."""
    from ektp_desk.gui.app import ask_again  # noqa: PLC0415  as above

    while True:
        try:
            return stack.enter_context(Desk(place, point=points))
        except EktpError as error:
            data, setup = _elsewhere(place), partial(_setup_of, place)
            if not ask_again(error, setup=setup, data=data, keys_fd=keys_fd, points=points):
                raise


def _setup_of(place: Folders) -> OfficeSetup:
    from ektp_desk.desk.setup import FolderSetup  # noqa: PLC0415  a laptop begins once

    return FolderSetup(place)


def _elsewhere(place: Folders) -> Path | None:
    """Where commands must name the folder; None for the user's own."""
    return None if place.data == folders().data else place.data


def _make(place: Folders) -> None:
    from ektp_desk.desk.sample.making import make_sample  # noqa: PLC0415  only the first start of a sample makes one

    make_sample(place)


def _check_display() -> None:
    """Refuse before Qt does: without a display it ends the process and cannot be caught."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise EktpError("display.none")


def environment_of(desk: Desk, sample: Sample | None) -> Environment:
    from ektp_desk.usecases.environment import Environment  # noqa: PLC0415  Qt's side of the house

    office = desk.slots.office
    return Environment(
        office_name=office.name,
        region=office.region,
        zone=desk.zone.name,
        is_sample=office.is_sample,
        people=_people_of(desk),
        clock=desk.clock,
        lanes=DeskLanes(desk),
        sign_in=desk.sign_in,
        sign_out=desk.sign_out,
        back_up=_backing_up(desk),
        copy_at=_copy_at(desk),
        begin_kit=_beginning_kits(desk),
        hub=_hub_of(desk),
        machine=_machine_of(desk),
        news=lambda: tuple(desk.told),
        told_passphrase=sample.passphrase if sample else "",
        choices=desk.folders.choices,
        seal=desk.seal_own,
        unseal=desk.unseal_own,
        let_go=desk.let_go,
        compare_paper=desk.compare_refused,
        forget_refused=desk.forget_refused,
        line=_line_of(desk),
        data=_elsewhere(desk.folders),
    )


def _line_of(desk: Desk) -> Callable[[], LineCommand | None]:
    """Asked anew each time: a line is laid out once the office has a hub, and goes with a restoring."""
    from ektp_desk.usecases.environment import LineCommand  # noqa: PLC0415  Qt's side of the house

    def line() -> LineCommand | None:
        folder = desk.folders.data / "line"
        if not (folder / "line.json").is_file():
            return None
        module = ("-P", "-B", "-m", "ektp_desk.sync", str(folder), str(desk.folders.objects))
        return LineCommand(sys.executable, module, str(Path(ektp_desk.__file__).parents[1]))

    return line


def _people_of(desk: Desk) -> Callable[[], tuple[SignInPerson, ...]]:
    """The slots are asked anew each time: users come and go while the window is open."""
    from ektp_desk.usecases.environment import SignInPerson  # noqa: PLC0415  Qt's side of the house

    def people() -> tuple[SignInPerson, ...]:
        return tuple(SignInPerson(slot.user.id, slot.user.name, slot.user.roles) for slot in desk.slots.users)

    return people


def _machine_of(desk: Desk) -> Callable[[], Machine]:
    def machine() -> Machine:
        from ektp_desk.desk.health.power import machine_of  # noqa: PLC0415  the sign-in is shown without

        return machine_of(desk.folders)

    return machine


def _beginning_kits(desk: Desk) -> BeginsKit:
    def begin(session: Session, asked: AskedKit) -> Callable[[], KitFiles]:
        from ektp_desk.desk.kit_files import begin_asked_kit  # noqa: PLC0415  the sign-in is shown without

        return begin_asked_kit(desk, session, asked)

    return begin


def _hub_of(desk: Desk) -> Callable[[], OfficeHub]:
    def hub() -> OfficeHub:
        from ektp_desk.desk.office_hub import DeskHub  # noqa: PLC0415  the sign-in is shown without

        return DeskHub(desk)

    return hub


def _copy_at(desk: Desk) -> Callable[[Path], CopyStanding]:
    def copy_at(place: Path) -> CopyStanding:
        from ektp_desk.desk.exchange.verdicts import copy_at as at  # noqa: PLC0415  the sign-in is shown without

        return at(desk, place)

    return copy_at


def _backing_up(desk: Desk) -> BacksUp:
    def back_up(
        session: Session, path: Path, *, progress: Callable[[int, int], None], stop: Callable[[], bool]
    ) -> CopyStanding | None:
        from ektp_desk.desk.backup.making import make_backup  # noqa: PLC0415  the sign-in is shown without

        return make_backup(desk, session, path, progress=progress, stop=stop).copy

    return back_up
