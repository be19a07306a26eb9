"""Counts the jobs that keys begin, and the named queries that these ask: not how long they take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from ektp_desk.gui.jobs import Jobs
from ektp_desk.store.reading import StoreReader


@dataclass
class Asked:
    """The jobs that were begun, `act` or `read`, and the names that were asked by."""

    jobs: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)


@contextmanager
def counted() -> Iterator[Asked]:
    """Count while a block runs."""
    asked = Asked()
    with ExitStack() as held:
        held.enter_context(_heard(StoreReader, "rows", asked.queries.append))
        held.enter_context(_heard(Jobs, "act", lambda _act: asked.jobs.append("act")))
        held.enter_context(_heard(Jobs, "read", lambda _session: asked.jobs.append("read")))
        yield asked


def _heard(of: type, name: str, hear: Callable[[Any], None]) -> Any:
    real = getattr(of, name)

    def heard(self: Any, first: Any, *args: Any, **kwargs: Any) -> Any:
        hear(first)
        return real(self, first, *args, **kwargs)

    return patch.object(of, name, heard)
