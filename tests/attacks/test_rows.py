"""The key in hand: every table of rows is changed, cut and added to, and each time `verify` names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.bodies import (
    AbsenceExplained,
    BackupMade,
    ClaimCorrected,
    ContactGiven,
    DeviceKeys,
    DeviceRevoked,
    Joined,
    KitMade,
    LayoutCorrected,
    PairSame,
    TicketReopened,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import Fault, verify_views
from tests.attacks.key_in_hand import (
    OTHERS,
    VIEWS,
    columns_of,
    forged,
    invented,
    key_of,
    store_in_hand,
    taken_back,
)
from tests.kept import lay_sample

KEYS = {
    "absences": "person",
    "contacts": "person",
    "claims": "person",
    "corrections": "person",
    "modalities": "recording",
    "reopenings": "ticket",
    "stops": "ticket",
    "policies": "office",
    "joins": "kit",
    "user_keys": "user",
}
EMPTY = ("contradictions", "doubles", "erasures")  # after the sample's day; an added row is found
OFFICE = "SELECT entity, entity_id FROM events WHERE entity = 'office' LIMIT 1"
HELD = "SELECT {} FROM sealed_files WHERE named = 1 AND loose = 0 LIMIT 1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A sample office's day, and a few acts more, so that hardly a table is empty."""
    place = tmp_path_factory.mktemp("attacked")
    folders = Folders(place / "data", place / "state")
    sample = lay_sample(folders)
    with Desk(folders) as desk:
        session = desk.sign_in(desk.slots.users[0].user.id, sample.passphrase)
        pair = sorted([session.new_id(), session.new_id()])
        session.write(
            NewEvent(Entity.LAYOUT, "belum-rekam:0", LayoutCorrected("belum-rekam", "0", ("nik", "name"))),
            NewEvent(Entity.PAIR, "~".join(pair), PairSame(first=pair[0], second=pair[1], ground="sama")),
            NewEvent(Entity.PERSON, "p1", ClaimCorrected(field="name", value="Orpa", was="", ground="KK")),
            NewEvent(Entity.PERSON, "p1", ContactGiven(phone="081290000001", whose="own", consent=True)),
            NewEvent(Entity.PERSON, "p1", AbsenceExplained(visit="v1", absence="moved", said_by="RT")),
            NewEvent(Entity.TICKET, "v9:A001", TicketReopened("left", "p1", "A", reason="salah orang"), "v9"),
            NewEvent(Entity.DEVICE, session.device, BackupMade(digest="0", size=1, place="stik")),
            NewEvent(Entity.DEVICE, "k1", KitMade(number="02", desk="laptop", enrol="ab" * 32)),
            NewEvent(Entity.DEVICE, "d2", DeviceRevoked(reason="hilang")),
            NewEvent(Entity.DEVICE, session.device, DeviceKeys(sign="ab" * 32, seal="age1")),
        )
        joined = NewEvent(Entity.DEVICE, "k1", Joined(device="d2", sign="ab" * 32, seal="age1"))
        desk.held_store().write([joined], at=session.clock())  # by nobody's kit: only its row is wanted
    with store_in_hand(folders, key_of(folders, sample.passphrase)) as connection:
        yield connection


def found(connection: Any, table: str) -> set[str]:
    """The codes of what differs in a table."""
    return {fault.code for fault in verify_views(connection) if fault.table == table}


def test_an_untouched_store_differs_nowhere(store: Any) -> None:
    assert list(verify_views(store)) == []


def test_every_table_is_attacked(store: Any) -> None:
    tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    plain = {name for name in tables if "_names" not in name and not name.startswith(("sqlite_", "_sqlite"))}

    assert plain == {*VIEWS, *OTHERS}


@pytest.mark.parametrize("table", [table for table in VIEWS if table not in EMPTY])
def test_every_changed_cell_is_named(store: Any, table: str) -> None:
    for column, kind in columns_of(store, table).items():
        with taken_back(store):
            last = f"(SELECT max(rowid) FROM {table})"
            changed = f"UPDATE {table} SET {column} = {forged(kind, column)} WHERE rowid = {last}"
            assert store.execute(changed).rowcount == 1
            assert found(store, table), column


@pytest.mark.parametrize("table", VIEWS)
def test_a_row_that_is_gone_is_named(store: Any, table: str) -> None:
    with taken_back(store):
        gone = store.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})").rowcount

        assert found(store, table) == (set() if table in EMPTY else {"view.missing"})
        assert gone == (table not in EMPTY)


@pytest.mark.parametrize("table", VIEWS)
def test_a_row_that_nobody_wrote_is_named(store: Any, table: str) -> None:
    cells = invented(columns_of(store, table))
    with taken_back(store):
        store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)

        assert found(store, table) == {"view.extra"}


@pytest.mark.parametrize("table", [table for table in VIEWS if table not in ("offices", "users", "pairs")])
def test_a_second_row_of_a_true_entity_is_named(store: Any, table: str) -> None:
    columns = columns_of(store, table)
    of_any = table in ("contradictions", "erasures")
    key = KEYS.get(table) or next(n for n in columns if n in ("visit", "device", "list", "entity_id", "id"))
    with taken_back(store):
        (entity, entity_id) = store.execute(OFFICE).fetchone()
        cells = dict(zip(columns, invented(columns), strict=True)) | {key: entity_id}
        cells |= {"entity": entity} if of_any else {}
        store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", list(cells.values()))

        assert found(store, table) == {"view.extra"}


@pytest.mark.parametrize(
    "column", ["file", "recording", "modality", "size", "quality", "algorithm", "named", "loose"]
)
def test_what_is_known_of_a_captured_file_is_held_against_its_event(store: Any, column: str) -> None:
    (kind,) = [kind for name, kind in columns_of(store, "sealed_files").items() if name == column]
    (file,) = store.execute(HELD.format("file")).fetchone()
    with taken_back(store):
        store.execute(f"UPDATE sealed_files SET {column} = {forged(kind, column)} WHERE file = ?", (file,))

        assert found(store, "sealed_files")


def test_a_captured_file_that_nothing_knows_of_any_more_is_named(store: Any) -> None:
    with taken_back(store):
        store.execute("DELETE FROM sealed_files WHERE named = 1 AND loose = 0")

        assert found(store, "sealed_files") == {"view.missing"}


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM register WHERE row = (SELECT max(row) FROM register)",
        "INSERT INTO register (list, row, person, nik, name)"
        " SELECT list, 9999, person, nik, name FROM register LIMIT 1",
        "UPDATE register SET list = 'feedc0de' WHERE rowid = 1",
        "INSERT INTO figures (list, row, region, name, grp, warnings) VALUES ('feedc0de', 1, '', '', '', '')",
    ],
)
def test_a_register_of_other_length_is_named(store: Any, attack: str) -> None:
    with taken_back(store):
        store.execute(attack)

        assert found(store, "register") == {"register.differs"}


def test_one_changed_outcome_is_one_fault_that_names_the_ticket_and_nobody(store: Any) -> None:
    """The attack that was seen: the report said 5 of 12 and every check was clean."""
    with taken_back(store):
        (ticket,) = store.execute("SELECT id FROM tickets WHERE outcome_group = 'served' LIMIT 1").fetchone()
        store.execute("UPDATE tickets SET outcome_group = 'not_served' WHERE id = ?", (ticket,))

        assert list(verify_views(store)) == [
            Fault("view.differs", table="tickets", entity="ticket", id=ticket)
        ]


def test_rows_of_a_whole_table_thrown_over_are_all_found(store: Any) -> None:
    with taken_back(store):
        (recordings,) = store.execute("SELECT count(*) FROM recordings").fetchone()
        store.execute("DELETE FROM recordings")

        assert len([one for one in verify_views(store) if one.table == "recordings"]) == recordings > 50


def test_nothing_is_written_by_looking(store: Any) -> None:
    before = store.execute("PRAGMA data_version").fetchone(), store.total_changes

    assert list(verify_views(store)) == []
    assert (store.execute("PRAGMA data_version").fetchone(), store.total_changes) == before
