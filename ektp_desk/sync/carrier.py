"""A card or a stick: packs of each journal in a folder of their own, named as every file system keeps names.

`ektp/CARRIER.ID` says whose it is, `ektp/4CQ7AB2X/00000123.PCK` is a journal's 123rd pack. A pack is written
once and never added to: exFAT leaves a file that is cut while it grows empty. Names mean nothing in case or
time. A card that was pulled leaves its folder on the laptop's own disk: without the mark nothing is written.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, zip_longest
from pathlib import Path
from typing import BinaryIO

from ektp_desk.domain.errors import EktpError
from ektp_desk.wire.pack import PackDamage, PackWriter, first_digest, name_of, names_in, read_pack

FOLDER = "ektp"
MARK, _MARK_LINE = "CARRIER.ID", b"ektp-carrier 1\n"
_ID_BYTES = 16
_DAMAGED = ".BAD"
_PACK = re.compile(r"(\d{8})\.(PCK|BAD)", re.IGNORECASE | re.ASCII)
_JOURNAL = re.compile(r"[A-Z2-7]{8}", re.IGNORECASE | re.ASCII)
_LAST_NUMBER = 99_999_999
_AT_ONCE = 2**20  # bytes of one reading: a recording's pack comes back in one
_SPARE = 2**20  # bytes that are left free: a full card is slow, and some lose what they hold
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTDIR})
Point = Callable[[str], None]
Going = Callable[[Sequence[bytes]], Set[str]]


@dataclass(frozen=True, slots=True)
class PackFile:
    """One pack on a carrier: of which journal, its number there, its length in bytes."""

    journal: str
    number: int
    size: int
    path: Path

    @property
    def is_damaged(self) -> bool:
        """Whether somebody said so: what can be read of it is."""
        return self.path.suffix.upper() == _DAMAGED


def _pass(_place: str) -> None:
    """Nobody stands at the places between two writes but a test."""


class Carrier:
    """A marked card or stick of one office; `id` tells it from another."""

    def __init__(self, place: Path, carrier_id: str, *, point: Point = _pass) -> None:
        self.place, self.id = place, carrier_id
        self._point = point

    def packs(self) -> list[PackFile]:
        """Every pack, by journal and number; what has another name is passed over."""
        found = []
        with telling_trouble():
            for folder in sorted((self.place / FOLDER).iterdir()):
                if _JOURNAL.fullmatch(folder.name) and _is_own(folder) and folder.is_dir():
                    found += [pack for path in folder.iterdir() if (pack := _pack_at(folder.name, path))]
        return sorted(found, key=lambda pack: (pack.journal, pack.number))

    def write(self, journal: str, entries: Sequence[bytes], digests: Sequence[bytes] = ()) -> PackFile:
        """Put entries on the carrier as the journal's next pack: read back from it when this returns.

        `journal`: eight signs of base32; `digests`: the entries' SHA-256, from who has them already. Raises
        `carrier.full`, `carrier.missing`, `carrier.read_only`, `carrier.trouble`; `carrier.lies` where what
        is read back is not what was written; ValueError for more than a pack holds.
        """
        if not _JOURNAL.fullmatch(journal):
            raise ValueError("a journal's folder has eight signs")
        size = sum(len(entry) for entry in entries)
        with telling_trouble():
            if _mark_at(self.place) is None:
                raise EktpError("carrier.missing")
            if shutil.disk_usage(self.place).free < size + _SPARE:
                raise EktpError("carrier.full")
            of_each = zip_longest(entries, digests, fillvalue=b"")
            return self._write(self._folder_of(journal), journal, of_each)

    def _folder_of(self, journal: str) -> Path:
        """Where its packs lie, also where another system wrote the name in small letters."""
        of = (path for path in (self.place / FOLDER).iterdir() if path.name.upper() == journal)
        folder = next(of, self.place / FOLDER / journal)
        folder.mkdir(exist_ok=True)
        if not _is_own(folder):
            raise EktpError("carrier.trouble")
        return folder

    def _write(self, folder: Path, journal: str, entries: Iterable[tuple[bytes, bytes]]) -> PackFile:
        number = _next_number(folder)
        half = folder / f"{number:08}.TMP"
        try:
            pieces = self._fill(half, entries)
            self._point("pack written")
            _check_on_disk(half, pieces)
            path = folder / f"{number:08}.PCK"
            if path.exists():  # another desk came between, in a shared folder
                number = _next_number(folder)
                path = folder / f"{number:08}.PCK"
            half.rename(path)
            self._point("pack named")
            _sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise
        self._point("pack kept")
        return PackFile(journal, number, sum(map(len, pieces)), path)

    def _fill(self, half: Path, entries: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
        """Give what was written, piece by piece."""
        pieces = list[bytes]()
        with _new_file(half) as file:

            def write(data: bytes) -> None:
                pieces.append(data)
                file.write(data)
                self._point("piece written")

            writer = PackWriter(write)
            if not all(writer.add(entry, digest) for entry, digest in entries):
                raise ValueError("more than a pack holds")
            file.flush()
            os.fsync(file.fileno())
        return pieces

    @property
    def is_there(self) -> bool:
        """Whether its mark can be read now."""
        try:
            found = _mark_at(self.place)
        except OSError:
            return False
        return found is not None and found[1] == self.id

    def read(self, pack: PackFile) -> Iterator[bytes | PackDamage]:
        """Each entry that is true to its digest, and each damage; memory stays at one entry.

        Raises `carrier.missing`, `carrier.trouble`; `object.newer`.
        """
        with telling_trouble(), pack.path.open("rb") as file:
            yield from read_pack(file)

    def names_in(self, pack: PackFile) -> tuple[set[str], bool]:
        """See `wire.pack.names_in`. Raises as `read`."""
        with telling_trouble(), pack.path.open("rb") as file:
            return names_in(file)

    def write_without(self, pack: PackFile, going: Going) -> tuple[Set[str], PackFile | None]:
        """Put what of a pack does not go in a new one, then remove it; give the names of what went.

        `going` is asked for these names, of all entries. The new pack is None where nothing is left, or
        nothing went: then the old one stays. A cut between the two leaves both. Raises as `write`;
        `carrier.trouble` for a damaged one, which stays: more of it may be read one day.
        """
        entries = list(self.read(pack))
        if any(isinstance(entry, PackDamage) for entry in entries):
            raise EktpError("carrier.trouble")
        whole = [entry for entry in entries if isinstance(entry, bytes)]
        gone = going(whole)
        kept = [entry for entry in whole if name_of(entry) not in gone] if gone else []
        new = self.write(pack.journal, kept) if kept and gone else None
        if gone:
            with telling_trouble():
                pack.path.unlink()
                self._point("old pack removed")
                _sync_folder(pack.path.parent)
        return gone, new

    def set_aside(self, pack: PackFile) -> None:
        """Say by a pack's name that it is damaged: who wrote it puts there again what was in it.

        A card that is locked or pulled says nothing.
        """
        with suppress(OSError):
            pack.path.rename(pack.path.with_suffix(_DAMAGED))

    def first_digest(self, pack: PackFile) -> str:
        """See `wire.pack.first_digest`; "" also where the pack cannot be read now."""
        try:
            with pack.path.open("rb") as file:
                return first_digest(file)
        except OSError:
            return ""


def find_carrier(place: Path, office: str, *, point: Point = _pass) -> Carrier:
    """The carrier at a place. Raises `carrier.missing` where no mark lies, `carrier.other_office`.

    `office`: the root, hex.
    """
    with telling_trouble():
        mark = _mark_at(place)
    if mark is None:
        raise EktpError("carrier.missing")
    of, carrier_id = mark
    if of != office:
        raise EktpError("carrier.other_office")
    return Carrier(place, carrier_id, point=point)


def mark_carrier(place: Path, office: str, *, point: Point = _pass) -> Carrier:
    """Make a card or stick the office's, unless it is: who was asked chose it. Raises as `find_carrier`."""
    with suppress(EktpError):
        return find_carrier(place, office, point=point)
    with telling_trouble():
        if _mark_at(place) is not None:
            raise EktpError("carrier.other_office")
        if not place.is_dir():
            raise EktpError("carrier.missing")
        (place / FOLDER).mkdir(exist_ok=True)
        half = place / FOLDER / "CARRIER.TMP"
        with _new_file(half) as file:
            file.write(_MARK_LINE + f"{office}\n{secrets.token_hex(_ID_BYTES)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        half.replace(place / FOLDER / MARK)
        _sync_folder(place / FOLDER)
    return find_carrier(place, office, point=point)


def unmark(place: Path) -> None:
    """Let a folder of the laptop's own be another carrier the next time that it is marked; its packs stay."""
    (place / FOLDER / MARK).unlink(missing_ok=True)


def _check_on_disk(path: Path, pieces: Sequence[bytes]) -> None:
    """Read what the medium gives, not the cache. Raises `carrier.lies` where that is other than these."""
    with path.open("rb", buffering=_AT_ONCE) as file:
        if hasattr(os, "posix_fadvise"):  # Windows has none: there the cache may answer
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if any(file.read(len(piece)) != piece for piece in pieces) or file.read(1):
            raise EktpError("carrier.lies")


@contextmanager
def telling_trouble() -> Iterator[None]:
    """Turn the system's word into `carrier.full`, `.missing`, `.read_only` or `.trouble` (fact `errno`)."""
    try:
        yield
    except OSError as error:
        raise EktpError(_code(error), errno=error.errno or 0) from error


def _code(error: OSError) -> str:
    if error.errno in _FULL:
        return "carrier.full"
    if error.errno in _GONE:
        return "carrier.missing"
    read_only = isinstance(error, PermissionError) or error.errno == errno.EROFS
    return "carrier.read_only" if read_only else "carrier.trouble"


def _mark_at(place: Path) -> tuple[str, str] | None:
    """Whose office's carrier it is, and its id; None where no mark lies, or none that can be read."""
    mark = place / FOLDER / MARK
    if not (_is_own(place / FOLDER) and _is_own(mark)) or (mark.exists() and not mark.is_file()):
        return None
    try:
        with mark.open("rb") as file:
            said = file.read(200)
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = re.fullmatch(_MARK_LINE + rb"([0-9a-f]{64})\n([0-9a-f]{32})\n", said)
    return (found[1].decode(), found[2].decode()) if found else None


def _pack_at(journal: str, path: Path) -> PackFile | None:
    named = _PACK.fullmatch(path.name)
    if named is None or not (_is_own(path) and path.is_file()):
        return None
    return PackFile(journal.upper(), int(named[1]), path.stat().st_size, path)


def _next_number(folder: Path) -> int:
    """After every name that is taken, by whatever; behind the last that there is the first that is free."""
    named = filter(None, map(_PACK.fullmatch, os.listdir(folder)))  # years of them: no path for each
    taken = {int(name[1]) for name in named}
    last = max(taken, default=0)
    return last + 1 if last < _LAST_NUMBER else next(n for n in count(1) if n not in taken)


def _is_own(path: Path) -> bool:
    """Whether what stands there lies on the card itself: a link may lead to any file of this laptop."""
    return not path.is_symlink()


def _new_file(path: Path) -> BinaryIO:
    """Write beside what a crash left, or somebody laid there: never into it, and along no link."""
    path.unlink(missing_ok=True)
    return path.open("xb")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder can't be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some drivers of foreign file systems refuse it, and have written the name
            os.fsync(handle)
    finally:
        os.close(handle)
