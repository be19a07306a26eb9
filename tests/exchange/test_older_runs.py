"""Stores of before drop lists: what was erased there lies sealed still, and goes after the steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.store import migrations, opening
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.sync.carrier import Carrier
from tests.exchange import plain
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_drop_lists import ERASED, KEPT, erase, names_in, opened
from tests.exchange.test_safety import record
from tests.offices import WORDS
from tests.store.several.field import Field
from tests.store.several.kits import proven

BEFORE = "m029_drop_lists"


def step_back(folder: Path, key: bytes) -> None:
    """Give a store the shape that it had before drop lists: the same rows, without what came later."""
    late, early = folder / "late.db", folder / STORE
    early.rename(late)
    source, older = opening.connect(late, key), opening.connect(early, key)
    try:
        migrations.steps.apply(Database(older, recursive_triggers=False), stop_before=BEFORE)
        older.execute("PRAGMA foreign_keys = OFF")
        for table in ordinary_tables(older):
            shared = [name for name in columns(older, table) if name in columns(source, table)]
            names, places = ", ".join(shared), ", ".join("?" * len(shared))
            if table == "verdicts":  # of another shape then; said once more after the steps
                continue
            for row in source.execute(f"SELECT {names} FROM {table}") if shared else ():
                older.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", row)
        steps = [step.name for step in migrations.steps.applied(Database(older))]
        older.execute(f"PRAGMA user_version = {len(steps)}")
    finally:
        source.close()
        older.close()
    for path in folder.glob("late.db*"):
        path.unlink()


def ordinary_tables(connection: Any) -> list[str]:
    """Without the searches over names, which triggers fill."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    searches = [name for name, sql in rows if sql.startswith("CREATE VIRTUAL")]
    own = ("sqlite_", "_sqlite", *searches)
    return [name for name, _sql in rows if not name.startswith(own)]


def columns(connection: Any, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def nobody_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was before drop lists: an erasure left what lay sealed as it was."""
    for module in ("incoming", "outgoing"):
        monkeypatch.setattr(f"ektp_desk.desk.exchange.{module}.seal_runs", lambda *_args, **_named: 0)


def test_runs_that_held_erased_words_before_the_step_are_sealed_anew_after_it(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, office = field.by_kit(), field.office
    for name in (ERASED, KEPT):
        record(laptop.session, field.visit, name)
        export(laptop.desk, card)  # a run for each
    bring(field, card)
    stick = card_of(field, tmp_path / "stick")
    with monkeypatch.context() as patch:
        nobody_seals(patch)
        erase(field)
        patch.undo()
    erasing = card_of(field, tmp_path / "erasing")
    export(office.desk, erasing)
    with monkeypatch.context() as patch:
        nobody_seals(patch)
        import_packs(laptop.desk, laptop.session, erasing)
    objects = laptop.desk.folders.objects
    assert names_in(field, objects) == {ERASED, KEPT}
    holding = {name for name, said in opened(field, objects).items() if ERASED.encode() in said}

    key = laptop.desk.unlock(field.adi, field.words).store_key
    laptop.desk.sign_out()
    step_back(laptop.desk.folders.data, key)
    stepped = open_database(laptop.desk.folders.data / STORE, key)
    marked = {name for (name,) in stepped.execute("SELECT name FROM runs WHERE stale")}
    stepped.close()
    assert holding
    assert marked == holding

    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    export(laptop.desk, stick)
    assert names_in(field, objects, stick.place) == {KEPT}
    assert seal_runs(laptop.desk) == 0, "each once"
    proven(laptop.store)


def test_an_office_reads_packs_once_more_after_the_step_and_seals_what_was_erased_anew(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    laptop, office = field.by_kit(), field.office
    for name in (ERASED, KEPT):
        record(laptop.session, field.visit, name)
    export(laptop.desk, card)
    bring(field, card)
    erase(field)
    key = office.desk.unlock(office.user, WORDS).store_key
    office.desk.sign_out()
    step_back(office.folders.data, key)
    office.sign_in_again()
    assert office.connection.execute("SELECT count(*) FROM arrived_runs").fetchone() == (0,)

    bring(field, card)

    known = office.connection.execute("SELECT name, stale FROM arrived_runs").fetchall()
    said = opened(field, card.place)
    assert {name for name, stale in known if stale} == {
        name for name in said if ERASED.encode() in said[name]
    }
    export(office.desk, card_of(field, tmp_path / "stick"))
    assert names_in(field, office.folders.objects) == {KEPT}
    anew = [plain.read_object(path.read_bytes())["head"] for path in office.folders.objects.glob("*.run")]
    assert [head["device"] for head in anew if head.get("issuer")] == [laptop.device]
    proven(office.store)
