"""What the memory of the desk's processes holds, read as whoever owns the laptop could read it: as root."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic

PROC = Path("/proc")
_PIECE = 16 * 2**20  # bytes that are read at once
_MAPPED = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")


def desk_processes(state: Path) -> list[int]:
    """Those that were started with this state folder, whatever they have become since."""
    mark, found = f"EKTP_DESK_STATE={state}".encode(), []
    for place in PROC.iterdir():
        with suppress(OSError):
            if (
                place.name.isdigit()
                and int(place.name) != os.getpid()
                and mark in (place / "environ").read_bytes()
            ):
                found.append(int(place.name))
    return sorted(found)


def is_there(pid: int) -> bool:
    """Whether a process has memory still: one that has ended, and was not yet fetched, has none."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_for(holds: Callable[[], bool], *, seconds: float) -> bool:
    """Look until it holds; give whether it did in time."""
    end, rest = monotonic() + seconds, Event()
    while not holds():
        if monotonic() > end:
            return False
        rest.wait(0.02)
    return True


def find_in_memory(pid: int, secrets: Mapping[str, bytes]) -> Counter[str]:
    """How often each of `secrets` stands in what the process can read of its own, by name."""
    found: Counter[str] = Counter()
    looked_for = re.compile(b"|".join(re.escape(secret) for secret in secrets.values()))
    names: dict[bytes, str] = {secret: name for name, secret in secrets.items()}
    longest = max(map(len, secrets.values()))
    with suppress(ProcessLookupError), (PROC / str(pid) / "mem").open("rb", buffering=0) as memory:
        for line in (PROC / str(pid) / "maps").read_text().splitlines():
            if (mapped := _MAPPED.match(line)) is None or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            begin, end = (int(at, 16) for at in mapped.groups())
            while begin < end:
                try:
                    memory.seek(begin)
                    piece = memory.read(min(_PIECE + longest, end - begin))
                except (OSError, OverflowError):
                    break
                # What begins in the overlap is counted with the next piece.
                found.update(names[hit[0]] for hit in looked_for.finditer(piece) if hit.start() < _PIECE)
                begin += _PIECE
    return found


def in_every_form(name: str, text: str) -> dict[str, bytes]:
    """As Python and SQLite hold a text, and as Qt does."""
    return {f"{name}, utf-8": text.encode(), f"{name}, utf-16": text.encode("utf-16-le")}


def key_forms(name: str, key: bytes) -> dict[str, bytes]:
    """A key's bytes, and its hex."""
    return {name: key, f"{name}, hex": key.hex().encode(), f"{name}, HEX": key.hex().upper().encode()}
