"""A laptop dies on a visit: a teammate's takes its card in, and knows all to the last finished recording."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.store.views import dump_views
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.wire.envelope import read_object
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_verdicts import at_office
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, held_in, proven

OF_THE_VISIT = ("tickets", "recordings", "modalities", "people", "desks")


def rows_of(laptop: Laptop) -> dict[str, list[tuple[Any, ...]]]:
    found = dump_views(laptop.connection)
    return {table: found[table] for table in OF_THE_VISIT}


def test_a_teammate_takes_in_the_card_of_a_laptop_that_the_office_never_heard(
    field: Field, card: Carrier
) -> None:
    capture_here(field.office.session)
    dead, mate, stranger = field.by_kit(), field.by_kit(), field.by_kit()
    stranger.connection.execute("CREATE TEMP TABLE kept_keys AS SELECT * FROM visit_keys")
    stranger.connection.execute("DELETE FROM visit_keys")  # its kit was made before the visit was planned
    recording = at_the_desk(dead.session, field.visit)
    capture_photo(dead.session, recording, seen())
    export(dead.desk, card)

    found = import_packs(mate.desk, mate.session, card)

    assert (found.events, found.files) == (len(dead.written()), 1)
    assert (found.refused, found.damaged, found.others) == ({}, [], 0)
    assert held_in(mate.connection) == set()
    assert rows_of(mate) == rows_of(dead)
    assert len(rows_of(mate)["tickets"]) == len(rows_of(mate)["modalities"]) == 1
    proven(mate.store)
    confirm_day(mate.session)
    open_desk(mate.session, field.visit, letter="B")
    (ticket,) = give_numbers(mate.session, field.visit, letter="B")
    assert ticket.endswith("B001")
    nothing = import_packs(stranger.desk, stranger.session, card)
    passed_over = len(dead.store.runs.sealed()) + 1  # and the picture
    assert (nothing.events, nothing.files, nothing.others) == (0, 0, passed_over)
    assert nothing.refused == {}
    assert import_packs(stranger.desk, stranger.session, card).others == 0, "known, and not read again"
    stranger.connection.execute("INSERT INTO visit_keys SELECT * FROM kept_keys")
    assert import_packs(stranger.desk, stranger.session, card).files == 1, (
        "it hears of the visit, and all is new"
    )
    assert bring(field, card).events == len(dead.written()), "the office takes the same card"


def test_what_a_teammate_took_in_reaches_the_office_when_the_dead_laptops_card_is_gone_too(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is carried until it is safe there: on every card and stick, but not back on its own."""
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    capture_here(field.office.session)
    dead, mate = field.by_kit(), field.by_kit()
    capture_photo(dead.session, at_the_desk(dead.session, field.visit), seen())
    export(dead.desk, card)
    import_packs(mate.desk, mate.session, card)
    written = len(dead.written())
    assert export(mate.desk, card).runs == len(mate.store.runs.sealed())
    runs = [run.name for run in mate.store.runs.taken()]
    assert sum(run.last - run.first + 1 for run in mate.store.runs.taken()) == written

    stick, another = (card_of(field, tmp_path / name) for name in ("stick", "another"))
    sent = export(mate.desk, stick)
    assert (sent.files, sent.lacking) == (1, 0)
    assert export(mate.desk, stick).packs == 0
    found = bring(field, stick)
    assert (found.events, found.files) == (written + len(mate.written()), 1)
    assert (found.refused, found.others) == ({}, 0)

    runs_here = mate.desk.folders.objects / f"{runs[0]}.run"
    runs_here.write_bytes(b"rotten")
    again = export(mate.desk, another)
    assert (again.runs, again.files) == (len(mate.store.runs.sealed()) + len(runs) - 1, 1)
    import_packs(mate.desk, mate.session, card)
    assert {run.name for run in mate.store.runs.taken()} == set(runs), "its card brings it once more"
    field.office.connection.execute("UPDATE files_opened SET verdict = ''")  # the simulated photo is none
    renew_verdicts(field.office.desk)
    export(field.office.desk, stick)
    import_packs(mate.desk, mate.session, stick)
    assert at_office(mate, "opened") == ((1, mate.written()[-1].seq),)
    others = {run.name for run in mate.store.runs.taken()}
    assert others >= set(runs), "opened, on one disk that may be lost"
    fresh, last = (card_of(field, tmp_path / name) for name in ("fresh", "last"))
    assert export(mate.desk, fresh).runs == len(mate.store.runs.sealed()), "and asked of nobody now"
    mate.connection.execute("DELETE FROM verdicts")
    VerdictIndex(mate.store).conclude()
    assert export(mate.desk, fresh).runs == len(others), "until that word counts no more"
    make_backup(field.office.desk, field.office.session, tmp_path / "office.backup")
    export(field.office.desk, last)
    import_packs(mate.desk, mate.session, last)
    assert mate.store.runs.taken() == []
    export(mate.desk, another)
    assert {path.stem for path in mate.desk.folders.objects.glob("*.run")} == {
        run.name for run in mate.store.runs.sealed()
    }


def test_each_run_is_sealed_to_whom_it_concerns(field: Field, card: Carrier) -> None:
    """An office desk's own words go to laptops in packages, of which they need the part."""
    laptop = field.by_kit()
    confirm_day(laptop.session)
    open_desk(laptop.session, field.visit, letter="B")
    give_numbers(laptop.session, field.visit, letter="B", count=2)
    export(laptop.desk, card)
    export(field.office.desk, card)

    sealed = Counter[tuple[bool, bool, bool]]()
    for pack in card.packs():
        for entry in card.read(pack):
            assert isinstance(entry, bytes)
            envelope = read_object(entry)
            head = envelope.head.decode()
            visits = [name for name in envelope.common.audience if name.startswith("visit:")]
            assert visits in ([], [f"visit:{field.visit}"])
            of_field = f'"device":"{laptop.device}"' in head
            sealed[of_field, f'"visit":"{field.visit}"' in head, bool(visits)] += 1
    assert set(sealed) == {
        (True, True, True),
        (True, False, True),
        (False, True, True),
        (False, False, False),
    }
