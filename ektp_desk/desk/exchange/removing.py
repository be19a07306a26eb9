"""Removing captured files from a field laptop once they are safe at the office: said first, then done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.folder.objects import sweep_removed
from ektp_desk.desk.health.machine import is_nearly_full
from ektp_desk.store.store import Store
from ektp_desk.usecases.exchange.queries import files_safe
from ektp_desk.usecases.exchange.removing import files_over, say_removed
from ektp_desk.usecases.laptops.courier import RemovedFiles
from ektp_desk.usecases.session import Session

_AT_ONCE = 256  # files of one event, which all devices of the office keep


def remove_safe(lane: ExchangeLane, session: Session) -> RemovedFiles:
    """Remove what is safe and old enough; on a disk that is nearly full what is safe, until it is not.

    An office desk removes nothing: what it has is a copy that others count on. `session` acts on the thread
    that writes. Raises `disk.…`, `store.…`: what was said by then is removed at the next start.
    """
    done, folder = RemovedFiles(), lane.desk.folders.data
    for full in () if session.at_office else (False, True):
        for files in _batches(lane, session, full=full):
            if full and not is_nearly_full(folder):
                break
            lane.check()
            now = lane.act(lambda _store: say_removed(session, files, full=full))  # noqa: B023  asked at once
            done = RemovedFiles(done.files + now.files, done.size + now.size)
            gone = sweep_removed(replace(session, store=lane.store), lane.store.removed, lane.desk.objects())
            lane.act(partial(_note_gone, gone=gone))
    return done


def _batches(lane: ExchangeLane, session: Session, *, full: bool) -> Iterator[list[str]]:
    """What lies here of the files that are due and safe, the oldest first; asked beside who saves."""
    if full and not is_nearly_full(lane.desk.folders.data):
        return
    asked, there = replace(session, store=lane.store), lane.desk.objects().names()
    due = [file for file in files_over(asked, full=full) if file in there]
    for at in range(0, len(due), _AT_ONCE):
        if safe := [one.file for one in files_safe(asked, due[at : at + _AT_ONCE], full=full)]:
            yield safe


def _note_gone(store: Store, *, gone: list[str]) -> None:
    store.removed.note_gone(gone)
