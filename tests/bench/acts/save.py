"""Saving a finished recording: the moment after Ctrl+Enter, when a queue waits."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.store.opening import STORE
from ektp_desk.usecases.recording.commands import finish
from tests.bench.bare import store as bare
from tests.bench.measuring import Row, alternate, row, timed
from tests.bench.office import SIZE, BenchOffice, prepare_recordings

LIMIT = 1.5
_PAIRS, _WARM_UP = 60, 6


def measure(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Finish recordings by the use case; write what each left into a twin of the store by bare SQLCipher."""
    ours = office.copied(folder / "ours")
    with ours.signed_in() as (_desk, session):
        recordings = prepare_recordings(session, ours.visit, pairs + _WARM_UP)
    twin = ours.copied(folder / "twin")
    connection = bare.connect(twin.folders.data / STORE, twin.key)
    with ours.signed_in() as (desk, session):
        assert desk.store is not None
        seen = desk.store.connection
        waiting = iter(recordings)
        saved: list[bare.Saved] = []

        def finish_next() -> float:
            recording = next(waiting)
            took = timed(lambda: finish(session, recording))
            saved.append(bare.read_saved(seen, recording, ours.anchor.read_bytes()))
            return took

        def save_the_same() -> float:
            return timed(lambda: bare.save(connection, saved[-1], twin.anchor))

        found = alternate(finish_next, save_the_same, count=pairs, warm_up=_WARM_UP)
    connection.close()
    return row("save_finished_recording", SIZE, found, limit=LIMIT)
