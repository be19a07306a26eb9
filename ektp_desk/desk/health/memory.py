"""Whether the system writes memory to its disk, where keys and people of an open desk would lie in clear."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ektp_desk.desk.health.machine import OK, SKIPPED, WARN, Check

_NO_DEVICE = "0:0"


def device_of(path: Path) -> str:
    """The block device a swap lies on, as the kernel numbers it ("253:1"): itself, or that of its folder."""
    found = path.stat()
    number = found.st_rdev or found.st_dev
    return f"{os.major(number)}:{os.minor(number)}"


def memory_checks(
    proc: Path = Path("/proc"), sys: Path = Path("/sys"), *, device_of: Callable[[Path], str] = device_of
) -> list[Check]:
    """Look at swap and hibernation; skipped where the system tells nothing, as on Windows."""
    return [_swap(proc, sys, device_of), _hibernation(sys)]


def _swap(proc: Path, sys: Path, device_of: Callable[[Path], str]) -> Check:
    try:
        lines = (proc / "swaps").read_text(encoding="utf-8").splitlines()[1:]
    except (OSError, ValueError):
        return Check("swap", SKIPPED)
    places = [line.split()[0].replace("\\040", " ") for line in lines if line.strip()]
    open_ones = [place for place in places if not _is_safe(Path(place), sys, device_of)]
    return Check("swap", WARN, {"places": ", ".join(open_ones)}) if open_ones else Check("swap", OK)


def _is_safe(place: Path, sys: Path, device_of: Callable[[Path], str]) -> bool:
    """Whether it is a piece of the memory itself (zram), or lies on an encrypted disk."""
    if place.name.startswith("zram"):
        return True
    try:
        return _is_encrypted(sys / "dev" / "block" / device_of(place))
    except OSError:
        return False


def _hibernation(sys: Path) -> Check:
    """The kernel knows where it would resume from once something at the start has told it."""
    try:
        states = (sys / "power" / "state").read_text(encoding="utf-8").split()
        resumes = (sys / "power" / "resume").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return Check("hibernation", SKIPPED)
    if "disk" not in states or resumes == _NO_DEVICE or _is_encrypted(sys / "dev" / "block" / resumes):
        return Check("hibernation", OK)
    return Check("hibernation", WARN)


def _is_encrypted(device: Path) -> bool:
    """Whether a block device is dm-crypt's, or everything below it is."""
    try:
        if (device / "dm" / "uuid").read_text(encoding="utf-8").startswith("CRYPT-"):
            return True
    except (OSError, ValueError):
        """It is no device of the mapper's."""
    try:
        below = list((device / "slaves").iterdir())
    except OSError:
        below = []
    return bool(below) and all(_is_encrypted(each) for each in below)
