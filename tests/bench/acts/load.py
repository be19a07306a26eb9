"""Loading a regency's list: 333,762 adults, twelve columns, from the file to the searchable register."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.regions import load_gazetteer
from ektp_desk.sheets.write import write_list
from ektp_desk.store.opening import STORE
from ektp_desk.usecases.lists.commands import import_list
from tests.bench.bare import store as bare
from tests.bench.measuring import Row, alternate, row, timed
from tests.bench.office import BenchOffice
from tests.bench.regency import RESIDENTS, residents

LIMIT = 2.5
_PAIRS = 3


def measure(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS, rows: int = RESIDENTS) -> Row:
    """Load a list by the use case; read it with calamine and insert the same rows by bare SQLCipher."""
    folder.mkdir()
    path = folder / "daftar.xlsx"
    write_list(path, islice(residents(load_gazetteer(RESOURCES / "regions", "53")), rows))
    places = iter(range(10**6))
    loaded: list[tuple[Any, ...]] = []

    def load() -> float:
        ours = office.copied(folder / f"ours-{next(places)}")
        with ours.signed_in() as (desk, session):
            took = timed(lambda: import_list(session, [path], "belum-rekam", name="", as_of=session.today))
            if not loaded:
                assert desk.store is not None
                asked = "SELECT * FROM register WHERE list = (SELECT id FROM lists ORDER BY imported_at DESC)"
                loaded.extend(desk.store.connection.execute(asked).fetchall())
        return took

    def insert_the_same() -> float:
        twin = office.copied(folder / f"twin-{next(places)}")
        connection = bare.connect(twin.folders.data / STORE, twin.key)
        took = timed(lambda: _read_and_insert(path, connection, loaded))
        connection.close()
        return took

    found = alternate(load, insert_the_same, count=pairs, warm_up=0)
    return row("load_list", f"{len(loaded)}x12", found, limit=LIMIT)


def _read_and_insert(path: Path, connection: Any, rows: list[tuple[Any, ...]]) -> None:
    read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    if len(read) != len(rows) + 1:
        raise AssertionError("the floor reads another list than ours: nothing would be measured")
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO register VALUES ({marks})", rows)
    connection.execute("COMMIT")
