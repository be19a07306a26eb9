"""What may grow with years of work: the acts of a full desk over a regency's store, beside bare SQLCipher.

The floors ask for the same rows by the same keys and put nothing together: a ratio tells whether an act
finds its rows or walks to them. How long a person waits stands in the column before it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from nacl.signing import VerifyKey

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.signing import office_root
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_views
from ektp_desk.usecases.people.queries import find, the_person
from ektp_desk.usecases.people.timeline import person_line
from ektp_desk.usecases.recording.queries import candidates, recorded_before
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.today import today
from tests.bench.acts import save
from tests.bench.bare import store as bare
from tests.bench.measuring import Pair, Row, alternate, row, timed
from tests.bench.office import BenchOffice
from tests.bench.regency import Size, grown
from tests.people.spellings import SPELLINGS

Measure = Callable[..., Row]
WHOLE = Size()
LIMITS = {
    "regency_open": 6.0,
    "regency_today": 8.0,
    "regency_by_name": 15.0,
    "regency_typed": 1.0,
    "regency_by_nik": 30.0,
    "regency_line": 20.0,
    "regency_guard": 6.0,
    "regency_verify": 5.0,
    "regency_views": 5.0,
    "regency_signatures": 1.2,
    "regency_take_in": 2.0,
}
_PAIRS, _WARM_UP = 15, 2
_A_KEY = 100.0  # ms, in which the hits of a key stand there
_DAY = (
    "SELECT * FROM tickets WHERE visit = ?",
    "SELECT * FROM recordings WHERE visit = ?",
    "SELECT r.person, r.birth FROM visits v JOIN visit_lists n ON n.visit = v.id"
    " JOIN register r ON r.list = n.list AND r.village = v.village WHERE v.id = ?",
)
_BY_NAME = (
    "SELECT r.* FROM all_names n JOIN register r ON r.rowid = n.rowid - (1 << 40)"
    " WHERE all_names MATCH ? LIMIT 200"
)
_BY_NIK = "SELECT * FROM register WHERE nik >= ? AND nik < ? LIMIT 50"
_LINE = (
    "SELECT * FROM register WHERE person = ?",
    "SELECT * FROM recordings WHERE person = ?",
    "SELECT e.* FROM recordings c JOIN events e ON e.entity_id IN (c.id, c.ticket) WHERE c.person = ?",
)
_EARLIER = "SELECT * FROM recordings WHERE person = ?1 UNION SELECT * FROM recordings WHERE birth = ?2"
_SOMEBODY = """
SELECT person, nik, name, birth FROM recordings
WHERE rowid = (SELECT max(rowid) / 2 FROM recordings)
"""
_KEYS = "SELECT founder, recovery, founder FROM offices"
_SIGNED = "SELECT link, signature FROM events WHERE signature IS NOT NULL"
_BATCH, _SHARE = 4096, 512
_EVENTS = "SELECT * FROM events ORDER BY journal, seq"
_CHAIN = "SELECT header, digest, salt, body FROM events ORDER BY journal, seq"


@dataclass(frozen=True, slots=True, repr=False)
class _Full:
    """A signed-in desk on the full store, a bare connection beside it, and somebody recorded years ago."""

    session: Session
    ours: Any
    bare: Any
    visit: str
    person: str
    nik: str
    name: str
    birth: str

    def floor(self, *asked: tuple[str, tuple[str, ...]]) -> Callable[[], object]:
        return lambda: [self.bare.execute(sql, values).fetchall() for sql, values in asked]


_Turns = tuple[Callable[[], object], Callable[[], object]]  # ours, then the floor


def _today(full: _Full) -> _Turns:
    return lambda: today(full.session), full.floor(*((sql, (full.visit,)) for sql in _DAY))


def _name(full: _Full) -> _Turns:
    word = full.name.split()[0]
    return lambda: find(full.session, word), full.floor((_BY_NAME, (f'"{word}"*',)))


def _nik(full: _Full) -> _Turns:
    return lambda: find(full.session, full.nik), full.floor((_BY_NIK, (full.nik, f"{full.nik}:")))


def _line(full: _Full) -> _Turns:
    floor = full.floor(*((sql, (full.person,)) for sql in _LINE))
    return lambda: person_line(full.session, full.person), floor


def _guard(full: _Full) -> _Turns:
    who = the_person(full.session, full.person)
    return lambda: recorded_before(full.session, who), full.floor((_EARLIER, (full.person, full.birth)))


def _verify(full: _Full) -> _Turns:
    def hashed() -> None:
        for parts in full.bare.execute(_CHAIN):
            hashlib.sha256(b"".join(part or b"" for part in parts)).digest()

    return lambda: list(verify_chain(full.ours)), hashed


def _views(full: _Full) -> _Turns:
    """The journal folded anew and every row compared; the floor reads the journal."""

    def read() -> None:
        for _event in full.bare.execute(_EVENTS):
            pass

    return lambda: list(verify_views(full.ours)), read


def _signatures(full: _Full) -> _Turns:
    """Every signature held against its key, its author and their role; the floor is PyNaCl on every core."""
    (founder, recovery, key) = full.bare.execute(_KEYS).fetchone()
    root, public = office_root(bytes.fromhex(founder), bytes.fromhex(recovery)), VerifyKey(bytes.fromhex(key))

    def each(rows: list[tuple[bytes, bytes]]) -> None:
        for link, signature in rows:
            public.verify(b"ektp-desk act 1\n" + root + link, signature)

    def checked() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            cursor = full.bare.execute(_SIGNED)
            for batch in iter(lambda: cursor.fetchmany(_BATCH), []):
                shares = [batch[at : at + _SHARE] for at in range(0, len(batch), _SHARE)]
                list(pool.map(each, shares))

    return lambda: signature_faults(full.ours, are_signed), checked


def _read(act: str, turns: Callable[[_Full], _Turns], *, pairs: int = _PAIRS) -> Measure:
    def measure(office: BenchOffice, folder: Path, *, size: Size = WHOLE) -> Row:
        there = _regency(office, folder, size)
        with there.signed_in() as (desk, session):
            ours = desk.held_store().connection
            somebody = ours.execute(_SOMEBODY).fetchone()
            plain = bare.connect(there.folders.data / STORE, there.key)
            mine, floor = turns(_Full(session, ours, plain, there.visit, *somebody))
            warm_up = _WARM_UP if pairs > 1 else 0
            found = alternate(lambda: timed(mine), lambda: timed(floor), count=pairs, warm_up=warm_up)
            plain.close()
        return row(act, str(size), found, limit=LIMITS[act])

    return measure


def _open(office: BenchOffice, folder: Path, *, size: Size = WHOLE) -> Row:
    """Open the store with the keys at hand, up to a session; bare, connect and read the last event."""
    there = _regency(office, folder, size)
    with Desk(there.folders, clock=there.clock) as desk:
        keys = desk.unlock(there.user, there.passphrase)

        def ours() -> float:
            took = timed(lambda: desk.open(there.user, keys))
            desk.sign_out()
            return took

        found = alternate(ours, lambda: timed(lambda: _connect(there)), count=_PAIRS, warm_up=_WARM_UP)
    return row("regency_open", str(size), found, limit=LIMITS["regency_open"])


def _connect(office: BenchOffice) -> None:
    connection = bare.connect(office.folders.data / STORE, office.key)
    connection.execute("SELECT link FROM events ORDER BY journal DESC, seq DESC LIMIT 1").fetchone()
    connection.close()


def _typed(office: BenchOffice, folder: Path, *, size: Size = WHOLE) -> Row:
    """Every key of sixty spellings to its hits, p95; the floor is the most allowed."""
    there = _regency(office, folder, size)
    with there.signed_in() as (_desk, session):
        took = [
            timed(partial(candidates, session, text[:end]))
            for texts in SPELLINGS.values()
            for text in texts
            for end in range(1, len(text) + 1)
        ]
    return row(
        "regency_typed", str(size), [Pair(_A_KEY, quantiles(took, n=20)[-1])], limit=LIMITS["regency_typed"]
    )


def _save(office: BenchOffice, folder: Path, *, size: Size = WHOLE) -> Row:
    """Save as `save_finished_recording` does, in the full store."""
    found = save.measure(_regency(office, folder, size), folder)
    return replace(found, act="regency_save", size=str(size))


def _regency(office: BenchOffice, folder: Path, size: Size) -> BenchOffice:
    return grown(office, folder.parent / f"regency-{size}", size)


ACTS: dict[str, Measure] = {
    "regency_open": _open,
    "regency_today": _read("regency_today", _today),
    "regency_by_name": _read("regency_by_name", _name),
    "regency_typed": _typed,
    "regency_by_nik": _read("regency_by_nik", _nik),
    "regency_line": _read("regency_line", _line),
    "regency_guard": _read("regency_guard", _guard),
    "regency_save": _save,
    "regency_verify": _read("regency_verify", _verify, pairs=1),
    "regency_views": _read("regency_views", _views, pairs=1),
    "regency_signatures": _read("regency_signatures", _signatures, pairs=1),
}
