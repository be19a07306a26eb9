"""Which of a hub's lives this is. What it says counts by epoch and number; a hub that was put back from a
backup would say again what it said before, of less: it begins another epoch, and desks offer all they hold.

Beside the index lies a counter of what was said. An index that has said less is an older one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from ektp_desk.domain.moments import Moment
from ektp_desk.hub.schema import facts
from ektp_desk.seal.files import telling_disk_errors

_EPOCH, _BEFORE, _SAID = "epoch", "epoch_before", "said"
_FACTS = select(facts.c.name, facts.c.value).where(facts.c.name.in_((_EPOCH, _BEFORE, _SAID)))
_NAMED = facts.c.name == bindparam("of")
_CHANGE, _SAY = update(facts).where(_NAMED).values(value=bindparam("to")), insert(facts)
_FORM = re.compile(rb"(\d{16}) (\d{16})\n")


class SaidSoFar(NamedTuple):
    """An epoch, and how often something was said in it; none yet: 0."""

    epoch: int = 0
    times: int = 0


@dataclass(frozen=True, slots=True)
class SaidCounter:
    """A file that is flushed behind each commit, so that it never says more than the index then had."""

    path: Path

    def read(self) -> SaidSoFar:
        try:
            found = _FORM.fullmatch(self.path.read_bytes())
        except FileNotFoundError:
            found = None
        return SaidSoFar(int(found[1]), int(found[2])) if found else SaidSoFar()

    def note(self, said: SaidSoFar) -> None:
        """Raises `disk.full`, `disk.refused`."""
        with telling_disk_errors():
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(handle, b"%016d %016d\n" % said)
                os.fsync(handle)
            finally:
                os.close(handle)


def said_so_far(connection: Connection) -> SaidSoFar:
    """By the index."""
    known = _facts(connection)
    return SaidSoFar(known.get(_EPOCH, 0), known.get(_SAID, 0))


def epoch_before(connection: Connection) -> int:
    """The epoch that ended with this one's begin; 0 for none."""
    return _facts(connection).get(_BEFORE, 0)


def say_once_more(connection: Connection) -> SaidSoFar:
    said = said_so_far(connection)
    _keep(connection, _SAID, said.times + 1)
    return SaidSoFar(said.epoch, said.times + 1)


def is_older(connection: Connection, counter: SaidSoFar) -> bool:
    """Whether the index knows less than was said, or has said nothing ever."""
    return said_so_far(connection) < max(counter, SaidSoFar(1))


def begin_epoch(connection: Connection, now: Moment, others: Iterable[int]) -> None:
    """Begin an epoch behind each that may have been: by the clock, so that two restores begin two."""
    before = max((said_so_far(connection).epoch, *others))
    _keep(connection, _EPOCH, max(before + 1, int(now.utc.timestamp())))
    _keep(connection, _BEFORE, before)


def _facts(connection: Connection) -> dict[str, int]:
    return {row.name: int(row.value) for row in connection.execute(_FACTS)}


def _keep(connection: Connection, name: str, value: int) -> None:
    if not connection.execute(_CHANGE, {"of": name, "to": str(value)}).rowcount:
        connection.execute(_SAY, {"name": name, "value": str(value)})
