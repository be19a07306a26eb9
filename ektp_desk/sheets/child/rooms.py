"""The limits that a reading process lives under. Where a system has none of them, it runs without."""

from __future__ import annotations

import sys

_CPU_SECONDS = 900


def confine(memory: int, *, cpu_seconds: int = _CPU_SECONDS) -> None:
    """Limit this process to `memory` bytes; take from it the means to write files or leave a core dump."""
    if sys.platform == "win32":
        return  # the desk's own clock still ends it
    import resource  # noqa: PLC0415  exists on POSIX only

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))
