"""Captured files in the data folder: sealed before they touch the disk, each named by its bytes' digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.seal import age
from ektp_desk.seal.files import (
    Point,
    make_folder,
    no_point,
    refuse_irregular,
    remove_file,
    replacing,
    telling_disk_errors,
)
from ektp_desk.store.kept.removed import RemovalIndex
from ektp_desk.store.kept.sealed import SealedFiles
from ektp_desk.store.store import Store
from ektp_desk.usecases.exchange.queries import files_safe
from ektp_desk.usecases.session import Session

NAME = "objects"
ENDING = ".age"  # a plain age file: `age -d -i OFFICE-KEY FILE` gives the picture
KEPT_LOOSE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ObjectFolder:
    """Implements `usecases.ports.ObjectStore`; holds public keys alone, so that nobody here opens a file."""

    folder: Path
    # The office's public key, and the recovery page's; asked each time, since the office's may change.
    recipients: Callable[[], tuple[str, str]] = field(repr=False)
    point: Point = no_point

    def seal(self, content: bytes) -> bytes:
        """Seal to the office and to recovery; nothing touches the disk."""
        return age.seal(content, self.recipients())

    def keep(self, file: str, sealed: bytes) -> None:
        """Put sealed bytes on the disk; when this returns, bytes and name are there."""
        self.point("file expected")
        make_folder(self.folder)
        with replacing(self._path(file), point=self.point) as write:
            write(sealed)

    def check(self, file: str, size: int) -> None:
        """Read a file back whole and hold it against its name."""
        content = self.read(file)
        if content is None:
            raise EktpError("capture.missing")
        if len(content) != size or hashlib.sha256(content).hexdigest() != file:
            raise EktpError("capture.changed")

    def is_whole(self, file: str) -> bool:
        """Whether it is what its name says: read to its end, on a disk that may give another thing back."""
        try:
            content = self.read(file)
        except EktpError:
            return False
        return content is not None and hashlib.sha256(content).hexdigest() == file

    def is_there(self, file: str, size: int) -> bool:
        """Without reading the file; an early event says no size (0)."""
        try:
            refuse_irregular(self._path(file))
            return self._path(file).stat().st_size == size or not size
        except (OSError, EktpError):
            return False

    def read(self, file: str) -> bytes | None:
        """The sealed bytes, unproved; None where none lie here. Raises `disk.refused`, `file.irregular`."""
        try:
            with telling_disk_errors():
                refuse_irregular(self._path(file))
                return self._path(file).read_bytes()
        except EktpError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return None
            raise

    def remove(self, files: Iterable[str]) -> list[str]:
        """Remove files, with what a cut left of them; give those that are gone now."""
        return [file for file in files if self._remove(file)]

    def _remove(self, file: str) -> bool:
        self.point("file to be removed")
        return _gone(self._path(file)) and _gone(self._part(file))

    def names(self) -> set[str]:
        """The files that lie here, by their digests."""
        with telling_disk_errors():
            return {path.stem for path in self.folder.glob(f"*{ENDING}")}

    def _path(self, file: str) -> Path:
        return self.folder / f"{file}{ENDING}"

    def _part(self, file: str) -> Path:
        return self.folder / f"{file}{ENDING}.part"


def sweep_loose(files: SealedFiles, folder: ObjectFolder, now: Moment) -> None:
    """Remove what nothing has named for a day; what the disk refuses now goes at a later opening."""
    before = Moment(now.utc - KEPT_LOOSE, now.offset)
    if loose := files.loose_since(before):
        files.forget(folder.remove(loose))
    files.note_loose(now)


def sweep_objects(store: Store, session: Session, folder: ObjectFolder) -> None:
    """Remove at a start what is loose, and what a cut left of removing."""
    sweep_loose(store.files, folder, session.clock())
    store.removed.note_gone(sweep_removed(session, store.removed, folder))


def sweep_removed(session: Session, removed: RemovalIndex, folder: ObjectFolder) -> list[str]:
    """Remove what this laptop said it removes; give what lies here no more.

    As far as it is still safe: a word that counts no more keeps what a cut left. The hub was waited for.
    """
    return folder.remove(one.file for one in files_safe(session, removed.due(), full=True))


def _gone(path: Path) -> bool:
    try:
        remove_file(path)  # flushed: once it is forgotten, nobody would remove what a power cut brings back
    except EktpError:
        return False
    return True
