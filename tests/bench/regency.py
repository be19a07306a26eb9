"""A regency after years: every adult on a list, a visit a day, each recording with all its events.

Made by the store's own `write`, so that journal, chain and views are what the use cases would have left;
only what they check before they write is left out. It takes minutes: no test makes one of full size.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, cycle, islice
from pathlib import Path

import msgspec

from ektp_desk.domain.chance.inventing import InventedPerson, Inventor
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.domain.recordings import FULL_COUNT
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.store.journal import sign_last
from ektp_desk.store.store import Store
from ektp_desk.usecases.lists.queries import lists as all_lists
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import RegisterRow
from tests.bench.office import BenchOffice
from tests.people.spellings import SPELLINGS

RESIDENTS, RECORDINGS = 333_762, 300_000
_A_VISIT = 190  # recordings of one day
_AT_ONCE = 4  # of them are written by one act: no more events than one signature may end
_PAGES_KB = 500_000  # in memory while it is made: links are keys by chance, so each event touches other pages
_BORN = (date(1935, 1, 1), date(2002, 4, 2))


@dataclass(frozen=True, slots=True)
class Size:
    """How many adults the list names, and how many of them were recorded."""

    residents: int = RESIDENTS
    recordings: int = RECORDINGS

    def __str__(self) -> str:
        return f"{self.recordings // 1000}k"


def residents(gazetteer: Gazetteer) -> Iterator[InventedPerson]:
    """Invent adults of the regency without end, one village after another."""
    inventor = Inventor(random.Random(333_762), load_names(RESOURCES / "names"))
    districts = gazetteer.children(RegionCode("53.02"))
    villages = [village.code for district in districts for village in gazetteer.children(district.code)]
    return (inventor.invent(village, born_between=_BORN) for village in cycle(villages))


def grown(office: BenchOffice, folder: Path, size: Size) -> BenchOffice:
    """A copy of the office with years of work in it; one that was made there before is taken again."""
    done = folder / "done"
    if done.exists():
        return office.beside(folder)
    there = office.copied(folder)
    with there.signed_in() as (desk, session):
        assert desk.store is not None
        desk.store.connection.execute(f"PRAGMA cache_size = -{_PAGES_KB}")
        listed = _keep_list(session, desk.store, size)
        chosen = random.Random(1).sample(listed, size.recordings)
        chosen.sort(key=lambda row: row.village)  # the desa whose day it was
        supervisor = session.guard.second(session.user.id, there.passphrase)
        for number, start in enumerate(range(0, len(chosen), _A_VISIT)):
            _live_a_visit(session, desk.store, chosen[start : start + _A_VISIT], number, supervisor)
    done.touch()
    return there


def _keep_list(session: Session, store: Store, size: Size) -> list[RegisterRow]:
    rows = [_row(n, who) for n, who in enumerate(islice(residents(session.gazetteer), size.residents), 2)]
    for at, name in enumerate(SPELLINGS, 1):  # for who types them
        rows[-at] = msgspec.structs.replace(rows[-at], name=name)
    list_id = session.new_id()

    def act(digest: str, count: int) -> NewEvent:
        said = b.ListImported(
            kind="belum-rekam",
            name="Wajib KTP",
            as_of=session.today.isoformat(),
            source="SIAK",
            files=(),
            rows_file=digest,
            rows=count,
            counts={},
            mapping={},
        )
        return NewEvent(Entity.LIST, list_id, said)

    store.keep_list(act, rows, at=session.clock())
    return rows


def _row(number: int, who: InventedPerson) -> RegisterRow:
    return RegisterRow(
        row=number,
        person=hashlib.blake2b(who.nik.encode(), digest_size=16).hexdigest(),
        nik=who.nik,
        name=who.name,
        sex=who.sex,
        birth=who.born.isoformat(),
        birth_place=who.birth_place,
        village=str(who.village),
        rt=who.rt,
        rw=who.rw,
        address=who.address,
        kk_number=who.kk_number,
    )


def _live_a_visit(
    session: Session, store: Store, people: Sequence[RegisterRow], number: int, supervisor: Signer
) -> None:
    """Write a closed visit and all of its recordings as one commit, on a day of its own."""
    visit, day = session.new_id(), session.today - timedelta(days=2000 - number)
    lists = tuple(facts.id for facts in all_lists(session)[:1])
    at = Moment(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), session.clock().offset)
    local = at.local.isoformat(timespec="seconds")
    acts = [
        NewEvent(
            Entity.VISIT,
            visit,
            b.VisitPlanned("desa", people[0].village, day.isoformat(), lists, "16.00"),
            visit,
        ),
        NewEvent(Entity.DEVICE, session.device, b.DayConfirmed(local)),
        NewEvent(Entity.VISIT, visit, b.DeskOpened("A", session.device, local), visit),
    ]
    with store.together():
        store.write(acts, at=at)
        for first in range(0, len(people), _AT_ONCE):
            some = enumerate(people[first : first + _AT_ONCE], first + 1)
            _save(
                store, [save for at_door in some for save in _record(session, visit, at_door, lists[0])], at
            )
        closed = NewEvent(Entity.VISIT, visit, b.VisitClosed("Maria T.", local, {}, ()), visit)
        store.write([closed], at=at, second=supervisor)


def _save(store: Store, saves: Sequence[Sequence[NewEvent]], at: Moment) -> None:
    """Write these as if each had been saved and signed for itself; what they touch is folded once."""
    events = store.write([act for save in saves for act in save], at=at)
    for end in accumulate(map(len, saves[:-1])):
        sign_last(store.connection, store._writer.no, events[end - 1], store._signer, store._root)
    store._sign()  # the last


def _record(
    session: Session, visit: str, at_door: tuple[int, RegisterRow], source: str
) -> list[list[NewEvent]]:
    """One person's events, save by save, as the keys of the usual walk leave them."""
    (serial, person), recording = at_door, session.new_id()
    ticket = f"{visit}:A{serial:03}"
    begun = b.RecordingStarted(
        ticket, "A", person.person, person.nik, person.name, person.sex, person.birth, person.village
    )
    of_ticket = [
        b.TicketGiven("A", serial, "record"),
        b.TicketCalled("A"),
        b.TicketServed("A"),
        b.TicketIdentified(person.person, person.sex, source),
    ]
    steps = [b.ModalitySet(step.value, "attested", full) for step, full in FULL_COUNT.items()]
    given, called, served, known = (NewEvent(Entity.TICKET, ticket, body, visit) for body in of_ticket)
    started, seen, finished, *done = (
        NewEvent(Entity.RECORDING, recording, body, visit)
        for body in (
            begun,
            b.DocumentsSeen(kk=True, f102=True, marriage=False),
            b.RecordingFinished(),
            *steps,
        )
    )
    ended = NewEvent(Entity.TICKET, ticket, b.TicketEnded("recorded", recording=recording), visit)
    return [[given], [called], [served], [known, started], [seen], done, [finished, ended]]
