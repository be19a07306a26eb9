"""Offices that earlier versions left, kept as files: this one opens, verifies and folds them as they were.

`versions/007` was made by `tests.store.keeping` when the store had seven steps. What is kept is never made
anew: when a release has stepped further, keep one of it beside these and say below what stands in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import time
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.seal.age import open_sealed
from ektp_desk.seal.sign import are_signed
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.seal.slots.opening import open_with_recovery
from ektp_desk.settings import Folders
from ektp_desk.store.journal import decode
from ektp_desk.store.opening import STORE, connect
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_lists, verify_pages
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from ektp_desk.store.views import view_tables
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from tests.kept import CHEAP
from tests.store.keeping import ANCHOR, RECOVERY, SUMMER, VERSIONS, WORDS_007

Rows = dict[str, list[tuple[Any, ...]]]
Columns = dict[str, list[str]]


@dataclass(frozen=True)
class Said:
    """What stands in a kept office, read off it on the day on which it was kept."""

    events: int
    heads: tuple[str, ...]
    equations: tuple[tuple[int, ...], ...]  # of each visit, in the order of its day
    found: dict[str, str]  # a word that is looked for: whom it finds


_SAID = {
    "007": Said(
        136,
        ("01/a 4036", "01/b-NT D631"),
        ((2, 0, 1, 0, 0, 1, 0, 0, 0, 0), (24, 8, 4, 1, 11, 1, 1, 1, 5, 1), (0,) * 10),
        {"orpa": "Orpa Contoh", "noh": "NOH CONTOH", "daud": "Daud Contoh", "yuliana": "", "rahel": ""},
    )
}


ROOTED = ("root_set", "key_given")  # what opening an office of before keys adds


@dataclass(frozen=True)
class Opened:
    """A copy of a kept office: as it lay there, and as this version has opened it."""

    version: str
    desk: Desk
    session: Session
    columns: Columns
    rows: Rows  # as the version that left it had folded them

    @property
    def store(self) -> Store:
        return self.desk.held_store()


@pytest.fixture(scope="module", params=sorted(path.name for path in VERSIONS.iterdir()))
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Lay a kept office where it never lay, with its anchor, and sign its founder in."""
    place, version = tmp_path_factory.mktemp("kept"), str(request.param)
    folders, clock = Folders(place / "data", place / "state"), DayClock(SUMMER, 480)
    shutil.copytree(VERSIONS / version, folders.data)
    slots = read_slots(folders.data).slots
    folders.state.mkdir()
    (folders.data / ANCHOR).rename(folders.anchor(slots.install))
    clock.set(time(17))
    user = next(slot.user.id for slot in slots.users if slot.user.name == "Maria T.")
    with closing(connect(folders.data / STORE, slots.unlock(user, WORDS_007).store_key)) as connection:
        columns = columns_of(connection)
        rows = rows_of(connection, columns)
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        yield Opened(version, desk, desk.sign_in(user, WORDS_007), columns, rows)


def columns_of(connection: Any) -> Columns:
    """The columns of every table that this version fills and the store has."""
    asked = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
    found = {table: connection.execute(asked, (table,)) for table in [*view_tables(), "register", "figures"]}
    return {table: [name for (name,) in names] for table, names in found.items()}


def rows_of(connection: Any, columns: Columns) -> Rows:
    """The rows in these columns, in a fixed order."""
    return {
        table: sorted(connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall(), key=repr)
        for table, names in columns.items()
        if names
    }


def test_it_opens_without_a_doubt_and_is_true_to_its_seals(opened: Opened) -> None:
    store = opened.store
    assert opened.desk.told == []
    assert verify_pages(store.connection) == []
    assert [*verify_chain(store.connection), *verify_incarnations(store.connection)] == []
    assert signature_faults(store.connection, are_signed) == []
    assert verify_lists(store) == []
    assert len(store.files.named_here()) == 1
    assert verify_files(store, opened.desk.objects().check) == []


def test_its_rows_are_the_ones_that_stood_in_it_and_those_made_anew_are_the_same(opened: Opened) -> None:
    connection = opened.store.connection
    assert rows_of(connection, opened.columns) == opened.rows

    rebuild(opened.store)

    assert rows_of(connection, opened.columns) == opened.rows


def test_its_journals_say_all_that_they_said(opened: Opened) -> None:
    said, store = _SAID[opened.version], opened.store
    assert len(before_keys(store)) == said.events
    ends = {(one.device, one.incarnation): one.link.hex() for one in before_keys(store)}
    assert {link[:4].upper() for link in ends.values()} == {head.split()[1] for head in said.heads}
    events = [decode(one.link, one.header, one.body) for one in all_events(store.connection)]
    emptied = {link for event in events if isinstance(event.body, BodyErased) for link in event.body.rest}
    assert [event for event in events if event.body is None and event.link not in emptied] == []


def before_keys(store: Store) -> list[Arrived]:
    """What lay there: opening it adds the office's root and the founder's key, both signed."""
    return [one for one in all_events(store.connection) if b'"key":' not in one.header]


def test_its_figures_and_its_people_are_found(opened: Opened) -> None:
    said, store = _SAID[opened.version], opened.store
    visits = store.connection.execute("SELECT id FROM visits ORDER BY day").fetchall()
    terms = [store.ask("equation", dict[str, int], visit=visit)[0] for (visit,) in visits]
    assert tuple(tuple(one.values()) for one in terms) == said.equations
    assert {word: named(store, word) for word in said.found} == said.found


def named(store: Store, word: str) -> str:
    ids = json.dumps(list(store.find_people(word, limit=9)))
    return " ".join(one.name for one in store.ask("people", Person, people=ids))


def test_its_corrections_of_before_stand_without_a_witness(opened: Opened) -> None:
    """Both of the contradicted name; a correction that was taken back is none."""
    rows = "SELECT field, witness, verdict FROM corrections WHERE ground <> ''"
    assert opened.store.connection.execute(rows).fetchall() == [("name", "", "")] * 2


def test_its_recovery_page_opens_store_and_captured_file(opened: Opened) -> None:
    folder = opened.desk.folders.data
    secret = (folder / RECOVERY).read_text(encoding="ascii")
    with closing(connect(folder / STORE, open_with_recovery(opened.desk.slots, secret).store_key)) as store:
        (events,) = store.execute("SELECT count(*) FROM events").fetchone()
        assert events == _SAID[opened.version].events + len(ROOTED)
    (sealed,) = opened.desk.folders.objects.iterdir()
    with Image.open(BytesIO(open_sealed(sealed.read_bytes(), secret))) as picture:
        assert picture.size[0] > picture.size[1] > 0
