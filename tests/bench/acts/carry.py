"""Sealing and mirroring one finished recording with four captured files, and saving beside the mirror."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from threading import Semaphore
from typing import TypeVar
from unittest.mock import patch

import pyrage  # type: ignore[import-untyped]  # ships no types

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import outgoing
from ektp_desk.desk.exchange.courier import DeskCourier
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.outgoing import put_runs, seal_runs
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.seal.files import write_whole
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier, mark_carrier
from ektp_desk.usecases.laptops.courier import Courier
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.recording.commands import finish
from ektp_desk.usecases.session import Session
from tests.bench.acts.beside import act_on
from tests.bench.measuring import Pair, Row, alternate, row, timed
from tests.bench.office import SIZE, BenchOffice, prepare_recordings

SEAL_LIMIT, MIRROR_LIMIT, SAVE_LIMIT = 2.0, 3.0, 1.5
_FILES, _BYTES = ("photo", "signature", "fingers", "irises"), 60_000
_PAIRS, _WARM_UP, _SAVES = 30, 3, 7
_PATIENCE = 60.0  # seconds until what was begun is given up
T = TypeVar("T")


def seal(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Seal four files and the run that names them; pyrage and SHA-256 for the same bytes beside it.

    What the disk takes for file and row is no part of it.
    """
    with _ready(office, folder, pairs + _WARM_UP) as (desk, session, visit, recordings, _card):
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in desk.objects().recipients()]
        waiting, sealed, disk = iter(recordings), list[bytes](), list[float]()

        def write(path: Path, data: bytes) -> None:
            disk.append(timed(lambda: write_whole(path, data)))

        def among(act: Callable[[], T]) -> T:
            said = list[T]()
            disk.append(timed(lambda: said.append(act())))
            return said[0]

        lane = ExchangeLane(desk, desk.held_store(), among)

        def ours() -> float:
            contents = [secrets.token_bytes(_BYTES) for _file in _FILES]
            took = timed(lambda: [hashlib.sha256(desk.objects().seal(one)) for one in contents])
            recording = next(waiting)
            _capture(desk, session, visit, recording, contents)
            finish(session, recording)
            disk.clear()
            with patch.object(outgoing, "write_whole", write):
                took += timed(lambda: seal_runs(desk, lane=lane, sweeps=False))
            took -= sum(disk)
            run = desk.held_store().runs.sealed()[-1]
            sealed[:] = [*contents, (desk.folders.objects / f"{run.name}.run").read_bytes()]
            return took

        def floor() -> float:
            return timed(lambda: [hashlib.sha256(pyrage.encrypt(one, recipients)) for one in sealed])

        found = alternate(ours, floor, count=pairs, warm_up=_WARM_UP)
    return row("seal_recording", "240 KB", found, limit=SEAL_LIMIT)


def mirror(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Put the same on the card, read back, and note it; the same bytes bare, flushed with their name."""
    with _ready(office, folder, pairs + _WARM_UP) as (desk, session, visit, recordings, card):
        waiting, numbers, written = iter(recordings), count(), list[bytes]()
        lane = on_own_thread(desk)

        def ours() -> float:
            recording = next(waiting)
            _capture(desk, session, visit, recording, [secrets.token_bytes(_BYTES) for _file in _FILES])
            finish(session, recording)
            seal_runs(desk, sweeps=False)
            before = set(card.packs())
            took = timed(lambda: put_runs(lane, card, is_whole=False))
            written[:] = [pack.path.read_bytes() for pack in card.packs() if pack not in before]
            return took

        def floor() -> float:
            return sum(timed(partial(_write, folder / f"bare-{next(numbers)}", one)) for one in written)

        found = alternate(ours, floor, count=pairs, warm_up=_WARM_UP)
    return row("mirror_recording", "240 KB", found, limit=MIRROR_LIMIT)


def save_beside(office: BenchOffice, folder: Path, *, pairs: int = 10) -> Row:
    """Finish recordings one right after another, each copied to the card behind it, and alone."""
    with _ready(office, folder, (pairs + _WARM_UP) * 2 * _SAVES) as (desk, session, _visit, recordings, card):
        waiting, ours, user = iter(recordings), desk.folders, session.user.id
        DeskCourier(on_own_thread(desk), session).choose_mirror(card.place)
    with Desk(ours, clock=office.clock) as desk:
        lanes = DeskLanes(desk)
        at_work = act_on(lanes, lambda: desk.sign_in(user, office.passphrase))

        def save() -> float:
            return timed(lambda: act_on(lanes, lambda: finish(at_work, next(waiting))))

        found = []
        for _pair in range(pairs + _WARM_UP):
            copied, times = Semaphore(0), list[float]()
            for _save in range(_SAVES):
                times.append(save())  # from the second on while what came before is copied
                lanes.carry(at_work, _mirror, partial(_count, copied), _hear)
            for _copy in range(_SAVES):
                assert copied.acquire(timeout=_PATIENCE)
            found.append(Pair(median(save() for _ in range(_SAVES)), median(times)))
        lanes.close(desk.sign_out)
    return row("save_beside_mirror", SIZE, found[_WARM_UP:], limit=SAVE_LIMIT)


def _count(copied: Semaphore, answer: Future[MirrorNews], _changes: object) -> None:
    if answer.result().trouble is None:
        copied.release()


def _hear(_changes: object) -> None:
    """Nobody shows what carrying changed."""


def _mirror(courier: Courier) -> MirrorNews:
    return courier.mirror(is_whole=False)


@contextmanager
def _ready(
    office: BenchOffice, folder: Path, many: int
) -> Iterator[tuple[Desk, Session, str, list[str], Carrier]]:
    """A desk with recordings of which only the end is missing; all that was before lies on a card."""
    ours = office.copied(folder / "ours")
    with ours.signed_in() as (desk, session):
        recordings = prepare_recordings(session, ours.visit, many)
        (folder / "card").mkdir()
        card = mark_carrier(folder / "card", office_root(desk.held_store().connection).hex())
        seal_runs(desk)
        put_runs(on_own_thread(desk), card)
        yield desk, session, ours.visit, recordings, card


def _capture(desk: Desk, session: Session, visit: str, recording: str, contents: list[bytes]) -> None:
    """Put sealed files on the disk and name them, as a desk does that captures."""
    for modality, content in zip(_FILES, contents, strict=True):
        sealed = desk.objects().seal(content)
        name = hashlib.sha256(sealed).hexdigest()
        desk.objects().keep(name, sealed)
        said = ModalitySet(modality=modality, state="captured", count=1, file=name, size=len(sealed))
        session.write(NewEvent(Entity.RECORDING, recording, said, visit))


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
