"""An import that is stopped, refused or repeated: nothing is left that no list names."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ektp_desk.desk.sample.making import invented_residents
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.head import Head
from ektp_desk.sheets.write import write_list
from ektp_desk.store import register
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.verify import verify_lists
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.lists.commands import Imported, import_list
from ektp_desk.usecases.lists.queries import lists
from tests.offices import DAY, TestOffice


@pytest.fixture
def people(office: TestOffice, tmp_path: Path) -> Path:
    """Write a list of a whole district."""
    path = tmp_path / "daftar.xlsx"
    write_list(path, invented_residents(office.session, random.Random(9)), title="DAFTAR")
    return path


def load(office: TestOffice, path: Path, *, after: int = 0) -> Imported:
    """Import a list; with `after`, stop when so many rows were read."""
    read = [0]
    return import_list(
        office.session, [path], "belum-rekam", name="", as_of=DAY,
        stop=lambda: bool(after) and read[0] >= after, step=lambda rows: read.__setitem__(0, rows),
    )  # fmt: skip


def kept(office: TestOffice) -> set[str]:
    return {path.name for path in office.folders.lists.glob("*")}


@pytest.mark.parametrize("after", [500, 1500, 2500, 3500])
def test_an_import_stopped_in_the_middle_leaves_nothing(
    office: TestOffice, people: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nearly two thousand rows are read; what is counted above that are rows being stored."""
    monkeypatch.setattr(register, "_BATCH", 500)
    held = dump_views(office.connection), office.store.head

    with pytest.raises(EktpError) as told:
        load(office, people, after=after)

    assert told.value.code == "import.cancelled"
    assert (dump_views(office.connection), office.store.head) == held
    assert kept(office) == set()
    assert office.connection.execute("SELECT count(*) FROM row_keys").fetchone() == (0,)


def test_an_import_stopped_in_the_middle_gives_its_space_back(office: TestOffice, people: Path) -> None:
    """What the memory of the store cannot hold goes to its log, which would keep its length."""
    office.connection.execute("PRAGMA cache_size = 10")
    log = office.folders.data / f"{STORE}-wal"
    longest = [0]

    def stop() -> bool:
        longest[0] = max(longest[0], log.stat().st_size)
        return longest[0] > 100_000

    with pytest.raises(EktpError, match=r"^import\.cancelled$"):
        import_list(office.session, [people], "belum-rekam", name="", as_of=DAY, stop=stop)

    assert log.stat().st_size == 0


def test_an_import_that_accepts_nobody_leaves_nothing(office: TestOffice, tmp_path: Path) -> None:
    path = tmp_path / "salah.csv"
    path.write_text("NIK;NAMA LENGKAP\n123;Orang Contoh\n456;Contoh Orang\n", encoding="utf-8")

    held = office.store.head

    done = load(office, path)

    assert (done.list_id, done.counts.accepted, done.counts.refused) == ("", 0, 2)
    assert (kept(office), office.store.head) == (set(), held)


def test_an_import_whose_transaction_fails_leaves_nothing(office: TestOffice, people: Path) -> None:
    def full(place: str) -> None:
        if place == "before commit":
            raise EktpError("store.disk_full")

    office.store._point = full
    with pytest.raises(EktpError):
        load(office, people)
    office.store._point = lambda _: None

    assert kept(office) == set()
    assert load(office, people).counts.accepted > 1000


def test_an_import_whose_anchor_is_not_written_keeps_its_rows(office: TestOffice, people: Path) -> None:
    class FullDisk:
        def write(self, _head: Head) -> None:
            raise EktpError("disk.full", errno=28)

    held, office.store._anchor = office.store._anchor, FullDisk()
    with pytest.raises(EktpError) as told:
        load(office, people)
    office.store._anchor = held

    assert told.value.code == "anchor.not_written"
    (loaded,) = lists(office.session)
    assert kept(office) == {f"{loaded.id}.rows"}
    assert verify_lists(office.store) == []


def test_the_same_list_twice_is_two_lists_of_the_same_people(office: TestOffice, people: Path) -> None:
    first, again = load(office, people), load(office, people)

    assert kept(office) == {f"{done.list_id}.rows" for done in (first, again)}
    assert {held.rows for held in lists(office.session)} == {first.counts.accepted}
    counted = "SELECT count(DISTINCT person), count(*) FROM register"
    assert office.connection.execute(counted).fetchone() == (first.counts.accepted, 2 * first.counts.accepted)


def test_two_files_are_one_list(office: TestOffice, people: Path, tmp_path: Path) -> None:
    """Rows of the second file keep their place, far enough from those of the first."""
    other = tmp_path / "lain" / "daftar.xlsx"
    other.parent.mkdir()
    write_list(other, invented_residents(office.session, random.Random(10)), title="DAFTAR")

    done = import_list(office.session, [people, other], "belum-rekam", name="", as_of=DAY)

    (held,) = lists(office.session)
    assert (held.id, held.rows) == (done.list_id, done.counts.accepted)
    assert done.document["files"] == ["daftar.xlsx", "daftar.xlsx (2)"]
    assert {sheet.sheet.split(" › ")[0] for sheet in done.mapping.sheets} == {
        "daftar.xlsx",
        "daftar.xlsx (2)",
    }
    (rows, last) = office.connection.execute("SELECT count(*), max(row) FROM register").fetchone()
    assert rows == done.counts.accepted
    assert 10_000_000 < last < 10_100_000
