"""Memory is looked through between windows: no object of Qt may die on a lane, or under its own timer."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 20_000  # things that stayed since it was looked through: some four windows


@contextmanager
def memory_at_rest() -> Iterator[None]:
    """Look through it behind what is done within, as the desk does when nobody presses a key."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MUCH:
            gc.collect()
        if looks:
            gc.enable()
