"""How a restored office takes the place of the one that stands: by a record first, then by moves alone.

Until the record lies beside the data folder, the old office stands. From then on the restored one does: it is
on the disk whole, with every event that the old one held. Whoever comes next, a start or another restoring,
moves what is still to be moved and needs no key. Only where the restored office is no longer what the record
says is the old one moved back.

The record stays until a sign-in has looked through the folder that was set aside
(`desk/salvaging.py:look_through`): a former release may have been at work there meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec
from filelock import FileLock

from ektp_desk.desk.folder.lock import LOCK, lock_of, take
from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.seal.files import (
    Point,
    make_folder,
    move,
    no_point,
    remove_file,
    telling_disk_errors,
    write_whole,
)
from ektp_desk.settings import Folders

STORE = "desk.db"  # as `store/opening.py` names it, which a start does without until somebody signs in
_LOCK = ".restoring.lock"
_ASIDE = ".before-restore-"


class Switch(msgspec.Struct, frozen=True):
    """What is moved: SHA-256 of the restored store, its signed anchor, names of folders set aside.

    The last of `asides` is where the old office goes; without any none stood there. Those in `earlier` were
    set aside by a cut restoring before this one. `missing` counts what this laptop once acknowledged and the
    restored office lacks, None where nobody knows.
    """

    format: Literal[1]
    install: str
    store: str
    anchor: str
    asides: tuple[str, ...]
    missing: int | None
    earlier: tuple[str, ...] = ()
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class LookedAt(Folders):
    """The office that counts while a restoring is unfinished, where it lies; `home` is its place.

    `said` is the anchor that will stand in its place, of which `anchored` is a copy for as long as somebody
    looks; b"" where `anchored` stands already.
    """

    home: Folders
    anchored: Path
    said: bytes = b""

    def anchor(self, install: str) -> Path:  # noqa: ARG002  there is one
        return self.anchored

    @property
    def first_anchor(self) -> Path:
        return self.anchored

    def anchors(self) -> list[Path]:
        return [self.anchored]

    @property
    def _place(self) -> str:
        return self.home._place  # noqa: SLF001  its own, of another folder


@contextmanager
def looking(folders: Folders) -> Iterator[tuple[Folders, EktpError | None]]:
    """Give where the office lies that counts, and what the next start will do; nothing is moved.

    Every restoring and start is kept out meanwhile, as by `switching`, where something is unfinished.
    Raises `desk.in_use`, `restore.unfinished`.
    """
    path = folders.beside(_LOCK)
    with telling_disk_errors():
        there = any(each.exists() for each in (folders.half, folders.switch, path))
    if not there:
        yield folders, None
        return
    with looking_lock(FileLock(path, mode=0o600)):
        yield _counting(folders)


def lay_anchor(folders: Folders) -> None:
    """Lay what the record says of a restored office where somebody who looks finds it."""
    if isinstance(folders, LookedAt) and folders.said:
        make_folder(folders.anchored.parent)
        with telling_disk_errors():
            folders.anchored.write_bytes(folders.said)


@contextmanager
def looking_lock(lock: FileLock) -> Iterator[None]:
    """Hold a lock and leave no file of it; a place in which nobody may write can be looked at without."""
    path = Path(lock.lock_file)
    with telling_disk_errors():
        stays = path.exists()
    try:
        take(lock)
    except EktpError as error:
        if error.code != "disk.refused":
            raise
    try:
        yield
    finally:
        if lock.is_locked and not stays:
            with suppress(OSError):  # Windows removes it with the release
                path.unlink()
        lock.release()


def _counting(folders: Folders) -> tuple[Folders, EktpError | None]:
    switch, stands = read_switch(folders), _stands(folders.data)
    if switch is None:
        with telling_disk_errors():
            left = folders.half.exists()
        if left and not folders.data.exists():
            raise EktpError("restore.unfinished")
        return folders, EktpError("folder.restore_to_sweep") if left else None
    if switch.in_place:
        return folders, EktpError("folder.restore_to_look_through")
    if _can_finish(folders, switch):
        at = folders.half if folders.half.exists() else folders.data
        said = switch.anchor.encode()
        there = LookedAt(at, folders.state, folders, folders.look / "anchor", said)
        return there, EktpError("folder.restore_to_finish", folder=at.name)
    aside = folders.data.resolve().with_name(switch.asides[-1]) if switch.asides else None
    if aside is None or stands or not aside.exists():
        return folders, EktpError("folder.restore_to_take_back", folder=folders.data.name)
    anchor = replace(folders, data=aside).anchor(switch.install)
    anchored = anchor if anchor.exists() else folders.anchor(switch.install)
    there = LookedAt(aside, folders.state, folders, anchored)
    return there, EktpError("folder.restore_to_take_back", folder=aside.name)


@contextmanager
def switching(folders: Folders) -> Iterator[EktpError | None]:
    """Keep every other restoring and start out, after what a cut one left is settled; give the news of that.

    Raises `desk.in_use`, `disk.full`, `disk.refused`.
    """
    path = folders.beside(_LOCK)
    make_folder(path.parent)
    lock = FileLock(path, mode=0o600)
    take(lock)
    try:
        yield _settled(folders)
    finally:
        with suppress(OSError):  # Windows removes it with the release; whoever waits there looks again
            path.unlink()
        lock.release()


def settle(folders: Folders) -> EktpError | None:
    """End a restoring that was cut, or take it back; give the news of that, None where there is none to tell.

    Raises `desk.in_use`; `restore.unfinished` where a former release was cut, which kept no record;
    `disk.full`, `disk.refused`.
    """
    with telling_disk_errors():
        if not any(path.exists() for path in (folders.half, folders.switch, folders.beside(_LOCK))):
            return None
    with switching(folders) as news:
        with telling_disk_errors():
            if folders.half.exists() and not folders.data.exists():
                raise EktpError("restore.unfinished")
        return news


def read_switch(folders: Folders) -> Switch | None:
    """None where no restoring is under way; of a damaged record nothing can be known."""
    try:
        return msgspec.json.decode(folders.switch.read_bytes(), type=Switch)
    except (OSError, *UNREADABLE):
        return None


def is_moving(folders: Folders) -> bool:
    """Whether a restoring is about to move this folder."""
    switch = read_switch(folders)
    return switch is not None and not switch.in_place


def begin_switch(folders: Folders, install: str, anchor: bytes, *, missing: int | None) -> Switch:
    """Record that the office in the half, which is on the disk, takes the data folder's place."""
    asides = (_free_name(folders),) if _stands(folders.data) else ()
    before, store = read_switch(folders), _digest(folders.half / STORE)
    earlier = (*before.earlier, *before.asides) if before is not None else ()
    switch = Switch(1, install, store, anchor.decode(), asides, missing, earlier)
    _keep(folders, switch)
    return switch


def finish_switch(folders: Folders, switch: Switch, *, point: Point = no_point) -> Path | None:
    """Move what is still to be moved; give where the old office lies. May be begun at any place."""
    with telling_disk_errors():
        to_come = folders.half.exists()
    if to_come:
        switch = _clear(folders, switch)
        point("moved aside")
        _set_anchors_aside(folders, switch)
        point("anchor aside")
        move(folders.half, folders.data.resolve())
    point("in place")
    make_folder(folders.state)
    write_whole(folders.anchor(switch.install), switch.anchor.encode())
    point("anchored")
    _keep(folders, msgspec.structs.replace(switch, in_place=True))
    return folders.data.resolve().with_name(switch.asides[-1]) if switch.asides else None


def take_back(folders: Folders, switch: Switch) -> None:
    """Let the old office stand where it stood, with its anchor, and forget the record."""
    aside = folders.data.resolve().with_name(switch.asides[-1]) if switch.asides else None
    if aside is not None and aside.exists() and not _stands(folders.data):
        _remove_empty(folders.data)
        anchor = replace(folders, data=aside).anchor(switch.install)
        if anchor.exists():
            move(anchor, folders.anchor(switch.install))
        move(aside, folders.data.resolve())
    if switch.earlier:
        _keep(folders, msgspec.structs.replace(switch, asides=(), missing=None, in_place=True))
    else:
        forget_switch(folders)


def forget_switch(folders: Folders) -> None:
    remove_file(folders.switch)


def asides_of(folders: Folders) -> list[Path]:
    """Every office that a restoring set aside here, of this release or a former one."""
    data = folders.data.resolve()
    with telling_disk_errors():
        there = [path for path in data.parent.iterdir() if path.name.startswith(f"{data.name}{_ASIDE}")]
        return sorted(path for path in there if path.name.rpartition("-")[2].isdigit() and path.is_dir())


def _settled(folders: Folders) -> EktpError | None:
    switch = read_switch(folders)
    if switch is None:
        if _stands(folders.data) or not folders.half.exists():
            forget_switch(folders)  # a damaged one
        return None
    if switch.in_place:
        return None
    with _alone(folders):
        is_there = _can_finish(folders, switch)
    if is_there:
        finish_switch(folders, switch)
        return None
    take_back(folders, switch)
    return EktpError("folder.restore_taken_back")


@contextmanager
def _alone(folders: Folders) -> Iterator[None]:
    """Make sure that nobody works in the folder; no system renames it while its lock is held."""
    with telling_disk_errors():
        there = folders.data.is_dir()
    lock = lock_of(folders)
    if there:
        take(lock)
    try:
        yield
    finally:
        lock.release()


def _can_finish(folders: Folders, switch: Switch) -> bool:
    """Whether the restored office is what the record says, or lies in its place by now."""
    with telling_disk_errors():
        if folders.half.exists():
            return (folders.half / STORE).exists() and _digest(folders.half / STORE) == switch.store
        aside = folders.data.resolve().with_name(switch.asides[-1]) if switch.asides else None
        return _stands(folders.data) and (aside is None or aside.exists())


def _clear(folders: Folders, switch: Switch) -> Switch:
    """Move what stands in the data folder aside; where a name was taken meanwhile, to the next one."""
    if not _stands(folders.data):
        _remove_empty(folders.data)
        return switch
    data = folders.data.resolve()
    if not switch.asides or data.with_name(switch.asides[-1]).exists():
        switch = msgspec.structs.replace(switch, asides=(*switch.asides, _free_name(folders)))
        _keep(folders, switch)
    with telling_disk_errors():
        (data / LOCK).unlink(missing_ok=True)
    move(data, data.with_name(switch.asides[-1]))
    return switch


def _set_anchors_aside(folders: Folders, switch: Switch) -> None:
    """Let the old office keep its anchor where it now lies; without one the new anchor takes its place."""
    if not switch.asides:
        return
    there = replace(folders, data=folders.data.resolve().with_name(switch.asides[-1]))
    for anchor in (folders.first_anchor, folders.anchor(switch.install)):
        if anchor.exists():
            move(anchor, there.anchor(switch.install))


def _keep(folders: Folders, switch: Switch) -> None:
    write_whole(folders.switch, msgspec.json.encode(switch))


def _stands(data: Path) -> bool:
    """Whether anything but a lock lies there."""
    with telling_disk_errors():
        return data.is_dir() and any(path.name != LOCK for path in data.iterdir())


def _remove_empty(data: Path) -> None:
    with telling_disk_errors():
        if data.is_dir():
            (data / LOCK).unlink(missing_ok=True)
            data.resolve().rmdir()


def _free_name(folders: Folders) -> str:
    data, number = folders.data.resolve(), 1
    while data.with_name(f"{data.name}{_ASIDE}{number}").exists():
        number += 1
    return f"{data.name}{_ASIDE}{number}"


def _digest(path: Path) -> str:
    with telling_disk_errors(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
