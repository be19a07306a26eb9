"""Packs as objects of an S3 bucket, one each: several processes may write there, none over another's."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from threading import Semaphore

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.packs import PackContent, PackName, entries_in, write_all
from ektp_desk.seal.files import telling_disk_errors

IN_MEMORY = 8  # packs that are gathered there at once
_ROOM = 2**62  # a bucket does not say what is free in it
_PATIENCE = timedelta(seconds=20)  # whoever sent the body waits


class PackBucket:
    """A `PackStore`. A body is gathered before it goes there: a few in memory, more in `spool`.

    `spool`: a folder of this machine.
    `address`: `s3://bucket/prefix`; where the bucket is and whose, the variables of the environment say that
    every tool for S3 reads (`AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, …).
    """

    def __init__(self, address: str, spool: Path) -> None:
        self._spool, self._free = spool, Semaphore(IN_MEMORY)
        self._bucket = S3Store.from_url(
            address,
            client_options={"allow_http": True},  # it is the address that says it
            retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
        )

    def names(self) -> list[PackName]:
        with _telling():
            found = [str(one["path"]) for some in obstore.list(self._bucket) for one in some]
        return PackName.of_files(found)

    def new(self, name: PackName) -> NewPackObject:
        return NewPackObject(name, self._bucket, self._spool, self._free)

    def entries(self, name: PackName) -> Iterator[PackContent]:
        with _telling():
            content = bytes(obstore.get(self._bucket, name.file).bytes())
        yield from entries_in(BytesIO(content))

    def read(self, name: PackName, place: int, size: int) -> bytes:
        if not size:
            return b""
        with _telling():
            return bytes(obstore.get_range(self._bucket, name.file, start=place, length=size))

    def size(self, name: PackName) -> int:
        with _telling():
            return int(obstore.head(self._bucket, name.file)["size"])

    def refresh(self, name: PackName) -> None:
        """Each reading asks the bucket."""

    def remove(self, name: PackName) -> None:
        with _telling():
            obstore.delete(self._bucket, name.file)

    def room(self) -> int:
        return _ROOM


class NewPackObject:
    """A `NewPack` that is no object before it is kept."""

    def __init__(self, name: PackName, bucket: S3Store, spool: Path, free: Semaphore) -> None:
        self.name, self.size = name, 0
        self._bucket, self._spool, self._free = bucket, spool, free

    def __enter__(self) -> NewPackObject:
        with telling_disk_errors():
            is_free = self._free.acquire(blocking=False)
            self._file = BytesIO() if is_free else TemporaryFile(dir=self._spool, buffering=0)
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
        if isinstance(self._file, BytesIO):
            self._free.release()

    def write(self, data: bytes) -> None:
        with telling_disk_errors():
            self.size += write_all(self._file, data)

    def keep(self) -> None:
        """An object that is there already is this one, of which the answer was lost, or another's."""
        with _telling():
            try:
                obstore.put(self._bucket, self.name.file, self._content, mode="create", use_multipart=False)
            except AlreadyExistsError:
                if bytes(obstore.get(self._bucket, self.name.file).bytes()) != self._content:
                    raise

    def digest(self, first: int) -> str:
        return hashlib.sha256(memoryview(self._content)[first:]).hexdigest()

    def entries(self) -> Iterator[PackContent]:
        yield from entries_in(BytesIO(self._content))

    @cached_property
    def _content(self) -> bytes:
        """Once it is whole."""
        if isinstance(self._file, BytesIO):
            return self._file.getvalue()  # the same bytes, not a copy
        return os.pread(self._file.fileno(), self.size, 0)


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what the bucket says into `disk.refused`; `errno` tells what is not there."""
    try:
        yield
    except FileNotFoundError:
        raise EktpError("disk.refused", errno=errno.ENOENT) from None
    except (BaseError, OSError) as error:
        raise EktpError("disk.refused", errno=errno.EIO) from error
