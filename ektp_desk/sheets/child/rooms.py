"""What a process keeps to itself, and the limits that a reading one lives under.

Where a system has none of them, it runs without. Little is imported here: a reading process begins with it.
"""

from __future__ import annotations

import sys

_CPU_SECONDS = 900
_PR_SET_DUMPABLE = 4


def close_memory() -> None:
    """Let a crash leave no image of the memory behind, and no other process of the user read it.

    It holds keys and people in clear. On Linux only root reads it from now on; each new process begins
    open again, so each calls this. Windows has neither: there whoever is the user reads it.
    """
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  wanted here alone

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    import resource  # noqa: PLC0415  exists on POSIX only

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


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
