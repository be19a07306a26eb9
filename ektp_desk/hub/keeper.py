"""What a hub does by itself while it serves: it deletes what is to go, copies its packs, and
reads them back at night."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.retiring import retire
from ektp_desk.hub.scrubbing import ScrubState, scrub, scrub_state
from ektp_desk.hub.second_place import SecondPlace
from ektp_desk.hub.shelf import Shelf
from ektp_desk.logs import log

_LOOK = 600.0  # seconds between two looks at what is to do
_RATE = 20 * 2**20  # bytes a second that a scrub reads beside whoever sends
_NIGHT = 5  # until so many o'clock
_SILENT = timedelta(hours=1)  # of who reads: it notes where it is every few seconds
_DAY, _LATE = timedelta(hours=18), timedelta(hours=30)


def is_scrub_due(now: Moment, state: ScrubState) -> bool:
    """Each night; of a hub that stands still at night whenever the last one is long ago.

    One that was stopped goes on at once, unless another process of the hub is at it.
    """
    before = state.seen if state.begun else state.ended
    if not before:
        return True
    since = now.utc - datetime.fromisoformat(before)
    if state.begun:
        return not timedelta() <= since <= _SILENT
    return since < timedelta() or since > _LATE or (since > _DAY and now.local.hour < _NIGHT)


class HubKeeper:
    """Lives on a thread of its own. `copy`: where packs lie a second time."""

    def __init__(self, shelf: Shelf, copy: SecondPlace) -> None:
        self._shelf, self._copy, self._ending = shelf, copy, Event()
        self._next = 0.0

    def run(self) -> None:
        """Until it is ended. What fails is tried again at the next look."""
        while self._is_going():
            try:
                self._copy.follow(self._is_going)
                if monotonic() >= self._next:
                    self._next = monotonic() + _LOOK
                    self.look()
            except (EktpError, SQLAlchemyError, OSError):
                log().exception("keeping")
            self._shelf.changed.wait(_LOOK)
            self._shelf.changed.clear()

    def look(self) -> None:
        """Do what is due. Raises `disk.full`, `disk.refused`."""
        self._shelf.sweep()
        self._copy.reach()
        with self._shelf.index.read() as connection:
            state = scrub_state(connection)
        if is_scrub_due(self._shelf.clock(), state):
            scrub(self._shelf, second=self._copy, rested=self._rest)
        retire(self._shelf)

    def end(self) -> None:
        self._ending.set()
        self._shelf.changed.set()

    def _is_going(self) -> bool:
        return not self._ending.is_set()

    def _rest(self, size: int) -> bool:
        return not self._ending.wait(size / _RATE)


@contextmanager
def keeping(shelf: Shelf, copy: SecondPlace) -> Iterator[HubKeeper]:
    """Keep a hub in order until the end."""
    keeper = HubKeeper(shelf, copy)
    thread = Thread(target=keeper.run, name="hub keeper")
    thread.start()
    try:
        yield keeper
    finally:
        keeper.end()
        thread.join()
