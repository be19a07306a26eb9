"""What a process keeps to itself. Nothing else is here: each process begins with it, whatever it loads."""

from __future__ import annotations

import sys

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
