"""A list that another laptop loaded is told as its rows being there; one's own list without rows as lost."""

from __future__ import annotations

import shutil
from pathlib import Path

from ektp_desk.domain.journal.bodies import ListImported
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.store.proof.elsewhere import lists_elsewhere
from ektp_desk.store.proof.verify import Fault, verify_lists
from ektp_desk.store.store import Store
from ektp_desk.usecases.shapes import FigureRow
from tests.store.several.laptops import NOW, events_in, laptop, laptops, store_of


def keep(store: Store, list_id: str, name: str) -> None:
    """Keep a list of one row."""

    def act(rows_file: str, rows: int) -> NewEvent:
        body = ListImported(
            kind="dkb", name=name, as_of="2019-04-02", source="", files=(), rows_file=rows_file, rows=rows,
            counts={}, mapping={},
        )  # fmt: skip
        return NewEvent(Entity.LIST, list_id, body)

    store.keep_list(act, [FigureRow(1, "53.02.32", "Nunbena", "wajib_ktp", 1, 2, 3, "")], at=NOW())


def test_another_laptops_list_is_told_and_not_as_damage() -> None:
    with laptops(2) as (here, there):
        keep(here, "l-here", "Daftar sini")
        keep(there, "l-there", "Daftar sana")
        here.receive(events_in(there))

        assert lists_elsewhere(here) == {"l-there": "Daftar sana"}
        assert verify_lists(here) == []
        assert lists_elsewhere(there) == {}


def test_an_own_list_without_rows_is_lost_also_when_a_former_journal_loaded_it(tmp_path: Path) -> None:
    with laptop(tmp_path) as desk:
        keep(store_of(desk), "l-own", "Daftar")
        former = store_of(desk).head.journal
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "state").mkdir()
    with laptop(tmp_path) as desk:
        store = store_of(desk)
        assert store.head.journal != former
        store.connection.execute("DELETE FROM row_keys")

        assert lists_elsewhere(store) == {}
        assert verify_lists(store) == [Fault("rows.missing")]
