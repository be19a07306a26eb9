"""Writing a file whole or not at all, whatever stops the machine; what stands in it is not known here."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import private_opener

_WINDOWS = os.name == "nt"
_PART = ".part"  # one name a file: a crash leaves at most one, and the next write takes it over
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)  # seconds; virus scanners hold a new file about so long
Point = Callable[[str], None]
_PIECE_BYTES = 2**20
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that a crash leaves the old file or the new one, never a piece.

    When it returns, the bytes and the name are on the disk. Only its owner may read the file.
    Raises: `disk.full`, `disk.refused`; then the old file stands (the new one, if all but the folder's own
    fsync was done).
    """
    with replacing(path) as write:
        write(content)


def write_new(path: Path, content: bytes) -> None:
    """Put `content` at `path` for its owner alone, never over what stands there: whole, or not at all.

    Raises: `file.cannot_write`, `disk.full`, `disk.refused`.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError:
        raise EktpError("file.cannot_write") from None
    try:
        write_whole(path, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def no_point(_place: str) -> None:
    """Pass by: only tests stand at the places between two writes."""


@contextmanager
def replacing(path: Path, *, point: Point = no_point) -> Iterator[Callable[[bytes], None]]:
    """Yield what writes the file's next bytes; the file stands at `path` when the block ends well.

    Raises: as `write_whole`. An error of the block itself passes through, and nothing is replaced.
    """
    part = path.with_name(path.name + _PART)
    with telling_disk_errors():
        file = open(part, "wb", opener=private_opener)  # noqa: SIM115  closed below, where its error is told

    def write(content: bytes) -> None:
        with telling_disk_errors():
            file.write(content)

    try:
        yield write
        point("file written")
        with telling_disk_errors():
            _sync(file)
            point("file synced")
            _replace(part, path)
            point("file named")
            sync_folder(path.parent)
        point("file kept")
    except BaseException:
        with suppress(OSError):  # closing writes what is still buffered, which a full disk refuses again
            file.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def move(old: Path, new: Path) -> None:
    """Move a file or a folder on the same disk: at once, and on the disk when it returns.

    A file takes the place of a file; a folder needs a free name. Raises: `disk.full`, `disk.refused`.
    """
    with telling_disk_errors():
        _replace(old, new)
        sync_folder(new.parent)


def make_folder(path: Path) -> None:
    """Make a folder that its owner alone enters, unless it is there: its name is on the disk too.

    Raises: `disk.full`, `disk.refused`.
    """
    with telling_disk_errors():
        made = [one for one in (path, *path.parents) if not one.exists()]
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in made:
            sync_folder(one.parent)


def remove_file(path: Path) -> None:
    """Remove a file, if it is there: also from the disk when it returns. Raises: as `make_folder`."""
    with telling_disk_errors():
        if path.exists():
            path.unlink()
            sync_folder(path.parent)


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone, which another library then fills: its name is on the disk.

    Raises: as `make_folder`.
    """
    with telling_disk_errors():
        path.touch(mode=0o600)
        sync_folder(path.parent)


def copy_file(source: Path, target: Path) -> None:
    """Copy as `write_whole` writes: whole or not at all, for its owner alone. Raises: the same."""
    with telling_disk_errors(), source.open("rb") as file, replacing(target) as write:
        while piece := file.read(_PIECE_BYTES):
            write(piece)


def keep_tree(folder: Path) -> None:
    """Put every file and folder in there on the disk, and the folder's own name.

    Raises: `disk.full`, `disk.refused`.
    """
    with telling_disk_errors():
        for path in folder.rglob("*"):
            if path.is_dir():
                sync_folder(path)
            else:
                keep_file(path)
        sync_folder(folder)
        sync_folder(folder.parent)


def keep_file(path: Path) -> None:
    """Put on the disk what another library wrote into a file. Raises: as `keep_tree`."""
    with (
        telling_disk_errors(),
        path.open("rb+") as file,
    ):  # Windows flushes only what was opened to be written
        _sync(file)


def keep_folder(folder: Path) -> None:
    """Put on the disk which names are in a folder, and which are gone. Raises: as `keep_tree`."""
    with telling_disk_errors():
        sync_folder(folder)


def refuse_irregular(path: Path, *, folder: bool = False) -> None:
    """Raise `file.irregular` (fact `name`) where something stands that is no file to be read, or no folder.

    To be asked before opening: a pipe in a file's place would be waited at for ever.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        raise EktpError("file.irregular", name=path.name) from None
    is_right = stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode)
    if not is_right or not os.access(path, os.R_OK):
        raise EktpError("file.irregular", name=path.name)


@contextmanager
def telling_disk_errors() -> Iterator[None]:
    """Turn the system's word (errno) into `disk.full` or `disk.refused`."""
    try:
        yield
    except OSError as error:
        code = "disk.full" if error.errno in _FULL else "disk.refused"
        raise EktpError(code, errno=error.errno or 0) from error


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _replace(part: Path, path: Path) -> None:
    for pause in _PAUSES:
        with suppress(PermissionError):
            part.replace(path)
            return
        time.sleep(pause)
    part.replace(path)


def sync_folder(folder: Path) -> None:
    if _WINDOWS:
        return  # a folder can't be opened there; NTFS keeps the rename in its own journal
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
