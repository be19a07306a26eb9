"""The slot file on the disk, twice, so that one damaged copy locks nobody out.

Each copy is two lines: the slots as JSON, then that line's SHA-256 in hex. Every later format keeps these two
lines and the member `format`, so that an older program can tell "newer" from "damaged".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import refuse_irregular, write_whole
from ektp_desk.seal.slots.content import FORMAT, Slots

NAMES = ("slots.json", "slots.copy.json")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The slots, and the names of copies that don't hold them: damaged, missing, or older (left behind by a
    crash, or put back).

    Writing the slots again mends these.
    """

    slots: Slots
    damaged: tuple[str, ...]


class _Format(msgspec.Struct):
    format: int


def write_slots(folder: Path, slots: Slots) -> None:
    """Write both copies, one after the other: whenever the machine stops, one of them is whole.

    Raises: `disk.full`, `disk.refused`; either way the desk opens again, with the old slots or the new.
    """
    for name in NAMES:
        write_whole(folder / name, as_copy(slots))


def as_copy(slots: Slots) -> bytes:
    line = msgspec.json.encode(slots)
    return b"%b\n%b\n" % (line, _digest(line))


def read_slots(folder: Path) -> Loaded:
    """From the copy of the later generation; the first of two alike, the whole one of two.

    Raises: `office.none` without any copy; `slots.damaged` when none is whole; `slots.newer` when a newer
    version of the program wrote one (facts: `format`).
    """
    found = {name: _read(folder / name) for name in NAMES}
    if all(content is None for content in found.values()):
        raise EktpError("office.none")
    copies = {name: parse_copy(content) for name, content in found.items()}
    whole = [copy for copy in copies.values() if copy is not None]
    if not whole:
        raise EktpError("slots.damaged")
    slots = max(whole, key=lambda copy: copy.generation)
    return Loaded(slots, tuple(name for name, copy in copies.items() if copy != slots))


def _read(path: Path) -> bytes | None:
    try:
        refuse_irregular(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, EktpError):
        return b""  # there, but the disk can't give it: a damaged copy


def parse_copy(content: bytes | None) -> Slots | None:
    """Read one copy's bytes; None for anything damaged. Raises: `slots.newer`."""
    line, _, rest = (content or b"").partition(b"\n")
    if rest != _digest(line) + b"\n":
        return None
    try:
        written_as = msgspec.json.decode(line, type=_Format).format
        if written_as > FORMAT:
            raise EktpError("slots.newer", format=written_as)
        return msgspec.json.decode(line, type=Slots)
    except msgspec.DecodeError:
        return None


def _digest(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode("ascii")
