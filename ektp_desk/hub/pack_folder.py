"""Packs as files of a folder, a thousand to each of its folders."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from ektp_desk.hub.packs import ENDING, PackContent, PackName, entries_in, write_all
from ektp_desk.seal.files import sync_folder, telling_disk_errors

_IN_FOLDER = 1000  # packs


class PackFolder:
    """A `PackStore`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: PackName) -> Path:
        return self._folder / f"{name.number // _IN_FOLDER:07}" / name.file

    def names(self) -> list[PackName]:
        with telling_disk_errors():
            return PackName.of_files(path.name for path in self._folder.glob(f"*/*{ENDING}"))

    def new(self, name: PackName) -> NewPackFile:
        path = self.path(name)
        with telling_disk_errors():
            if not path.parent.exists():
                path.parent.mkdir(exist_ok=True)  # another body may have made it since
                sync_folder(self._folder)
        return NewPackFile(name, path)

    def entries(self, name: PackName) -> Iterator[PackContent]:
        return _entries(self.path(name))

    def content(self, name: PackName) -> bytes:
        with telling_disk_errors():
            return self.path(name).read_bytes()

    def read(self, name: PackName, place: int, size: int) -> bytes:
        with telling_disk_errors(), self.path(name).open("rb") as file:
            file.seek(place)
            return file.read(size)

    def refresh(self, name: PackName) -> None:
        if not hasattr(os, "posix_fadvise"):  # Windows has none: there the cache may answer
            return
        with telling_disk_errors(), self.path(name).open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def size(self, name: PackName) -> int:
        with telling_disk_errors():
            return self.path(name).stat().st_size

    def remove(self, name: PackName) -> None:
        with telling_disk_errors():
            self.path(name).unlink(missing_ok=True)

    def room(self) -> int:
        with telling_disk_errors():
            return shutil.disk_usage(self._folder).free


class NewPackFile:
    """A `NewPack` that is written where it will lie."""

    def __init__(self, name: PackName, path: Path) -> None:
        self.name, self.size, self.path = name, 0, path
        self._is_kept, self._ending = False, Lock()
        with telling_disk_errors():
            self._file = path.open("xb", buffering=0)

    def __enter__(self) -> NewPackFile:
        return self

    def __exit__(self, *_error: object) -> None:
        with self._ending:  # a hub that is ended lets requests go whose threads are keeping theirs
            self._file.close()
            if not self._is_kept:
                self.path.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        with telling_disk_errors():
            self.size += write_all(self._file, data)

    def keep(self) -> None:
        with telling_disk_errors(), self._ending:
            os.fsync(self._file.fileno())
            sync_folder(self.path.parent)
            self._is_kept = True

    def digest(self, first: int) -> str:
        with telling_disk_errors(), self.path.open("rb") as file:
            file.seek(first)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def entries(self) -> Iterator[PackContent]:
        return _entries(self.path)


def _entries(path: Path) -> Iterator[PackContent]:
    with telling_disk_errors(), path.open("rb") as file:
        yield from entries_in(file)
