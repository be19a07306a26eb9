"""What two laptops wrote without seeing each other gives the same rows, in whatever order it arrives."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.queue.numbers import give_numbers
from tests.offices import WORDS, found_office_in

Row = tuple[Any, ...]
_EVENTS = (
    "SELECT j.device, j.incarnation, seq, link, entity, entity_id, kind, header, digest, salt, body "
    "FROM events JOIN journals j ON j.no = journal"
)
_ARRIVED = """
INSERT OR IGNORE INTO events (journal, seq, link, entity, entity_id, kind, header, digest, salt, body)
SELECT no, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM journals WHERE device = ?1 AND incarnation = ?2
"""
_DESKS = st.sampled_from("AB")
_TICKET = st.one_of(
    st.builds(b.TicketCalled, desk=_DESKS),
    st.builds(b.TicketServed, desk=_DESKS),
    st.builds(b.TicketPutBack, desk=_DESKS),
    st.builds(b.TicketEnded, outcome=st.sampled_from(["left", "answered", "lost", "of_a_later_release"])),
    st.just(b.TicketVoided()),
    st.builds(b.TicketIdentified, person=_DESKS, sex=st.sampled_from("LP"), source=st.just("desk")),
    st.builds(b.TicketGiven, letter=_DESKS, serial=st.integers(1, 9), purpose=st.just("record")),
)
_VISIT = st.one_of(
    st.builds(b.SentHome, count=st.integers(-3, 3)),
    st.builds(b.DeskOpened, letter=_DESKS, device=_DESKS, local=st.just("")),
    st.builds(b.VisitClosed, supervisor=_DESKS, local=st.just(""), equation=st.just({}), heads=st.just(())),
)
_PERSON = st.builds(
    b.PersonMet, name=st.sampled_from(["Orang Contoh", "Contoh Orang"]), nik=st.just(""), sex=_DESKS,
    birth=st.just(""), village=st.just(""),
)  # fmt: skip
Said = list[tuple[int, b.Body]]
_SAID = st.lists(st.tuples(st.integers(1, 3), st.one_of(_TICKET, _VISIT, _PERSON)), max_size=12)


def acts(said: Said, visit: str) -> list[Act]:
    made = []
    for number, body in said:
        if isinstance(body, b.PersonMet):
            made.append(Act(Entity.PERSON, f"p{number}", body, visit))
        elif isinstance(body, b.SentHome | b.DeskOpened | b.VisitClosed):
            made.append(Act(Entity.VISIT, visit, body, visit))
        else:
            made.append(Act(Entity.TICKET, f"{visit}:A{number:03d}", body, visit))
    return made


@contextmanager
def opened(folders: Folders) -> Iterator[Store]:
    with Desk(folders) as desk:
        (slot,) = desk.slots.users
        yield desk.open_store(slot.user.id, desk.unlock(slot.user.id, WORDS))


def write_all(folders: Folders, said: Said, visit: str) -> list[Row]:
    """Write on a laptop of its own; give its events."""
    now = clock_in(480)
    with opened(folders) as store:
        for act in acts(said, visit):
            store.write([act], by="u", at=now())
        rows: list[Row] = store.connection.execute(_EVENTS).fetchall()
    return rows


def arrive(store: Store, rows: Sequence[Row]) -> None:
    """Put another laptop's events into a store, as they come."""
    for device, incarnation, *rest in rows:
        store.connection.execute(
            "INSERT OR IGNORE INTO journals (device, incarnation) VALUES (?, ?)", (device, incarnation)
        )
        store.connection.execute(
            _ARRIVED,
            (device, incarnation, *rest),
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(here=_SAID, there=_SAID, chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_row(here: Said, there: Said, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Folders(Path(folder) / n / "data", Path(folder) / n / "state") for n in "12")
        with found_office_in(first) as office:
            visit = office.open_visit()
            give_numbers(office.session, visit, letter="A", count=3)
        shutil.copytree(first.data, second.data)  # without its anchor: a laptop of its own
        second.state.mkdir()
        written = {
            id(folders): write_all(folders, said, visit) for folders, said in ((first, here), (second, there))
        }
        dumps = []
        for mine, other in ((first, second), (second, first)):
            with opened(mine) as store:
                rows = written[id(other)]
                chance.shuffle(rows)
                arrive(store, rows)
                rebuild(store)
                assert not [*verify_chain(store.connection), *verify_incarnations(store.connection)]
                dumps.append(dump_views(store.connection))
        assert dumps[0] == dumps[1]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(here=_SAID, there=_SAID)
def test_an_act_after_the_meeting_is_folded_live_as_it_is_rebuilt(here: Said, there: Said) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (Folders(Path(folder) / n / "data", Path(folder) / n / "state") for n in "12")
        with found_office_in(first) as office:
            visit = office.open_visit()
            give_numbers(office.session, visit, letter="A", count=3)
        shutil.copytree(first.data, second.data)
        second.state.mkdir()
        write_all(first, here, visit)
        rows = write_all(second, there, visit)
        with opened(first) as store:
            arrive(store, rows)
            rebuild(store)
            last = b.TicketEnded(outcome="left")
            for number in (1, 2, 3):
                store.write(
                    [Act(Entity.TICKET, f"{visit}:A{number:03d}", last, visit)], by="u", at=clock_in(480)()
                )
            live = dump_views(store.connection)
            rebuild(store)
            assert dump_views(store.connection) == live
            states = store.connection.execute("SELECT DISTINCT state, outcome FROM tickets").fetchall()
        assert states == [("ended", "left")]
