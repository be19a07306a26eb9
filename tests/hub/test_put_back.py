"""A hub that lost its index, was put back from a backup, or lost its machine: nothing is said twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.places import PACKS
from ektp_desk.hub.rereading import rebuild
from ektp_desk.hub.restoring import rebuild_index, restore
from ektp_desk.hub.running import holding
from ektp_desk.hub.schema import metadata
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.wire.envelope import read_as, read_object, write_object
from ektp_desk.wire.heads import Receipt
from ektp_desk.wire.part import cut
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, ROOT, Sending, drop_list, events, sent, verdict
from tests.hub.dying import died
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, running
from tests.hub.test_judged_again import EARLY, LATE, revoke, two_runs
from tests.hub.test_parts import LARGE, naming

UNLIKE = {"receipts", "facts", "contacts", "alembic_version"}


def rows_of(folder: Path) -> dict[str, list[str]]:
    """What the index says, but for places in the inbox and what was signed."""
    mailbox = Mailbox(folder, reads_packs=False)
    try:
        with mailbox.index.read() as connection:
            return {
                table.name: sorted(
                    str({**row, "seq": 0, "at": ""}) for row in connection.execute(select(table)).mappings()
                )
                for table in metadata.sorted_tables
                if table.name not in UNLIKE
            }
    finally:
        mailbox.close()


def said_of(folder: Path) -> list[Receipt]:
    """What is said of each journal, but for epoch and number."""
    mailbox = Mailbox(folder, reads_packs=False)
    try:
        with mailbox.index.read() as connection:
            objects = connection.scalars(select(metadata.tables["receipts"].c.object)).all()
    finally:
        mailbox.close()
    heads = [read_as(read_object(one), Receipt) for one in objects]
    return sorted(
        (msgspec.structs.replace(head, number=1, epoch=1) for head in heads), key=lambda one: one.device
    )


def lived(folder: Path) -> bytes:
    """A hub of which everything has come once; give the seed of the laptop's key for requests."""
    early, late = two_runs()
    with running(made_hub(folder)) as hub, desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        assert laptop.send(early, EARLY, late, LATE)["refused"] == {}
        revoke(office, first=2)
        mates = sent(events([SentHome(count=one) for one in range(3)], device="other"), OTHER)
        gone = b"age-encryption.org/v1\n" + b"gone" * 200
        mate.send(mates, naming(LARGE), *list(cut(LARGE))[2:])
        mate.send(*list(cut(LARGE))[:2])
        office.send(write_object(verdict(), OFFICE.sign), b"ektp-later 9\nnews")
        office.send(write_object(drop_list(dropped=((name(gone), "ab" * 32),)), OFFICE.sign))
        mate.send(mates + b"not this", EARLY)
        return mate.seed


def lose_index(folder: Path) -> None:
    for path in folder.glob("hub.db*"):
        path.unlink()


@contextmanager
def at_desk(folder: Path, of: Sending, seed: bytes) -> Iterator[Desk]:
    """Whose desk it is, at a hub that serves this folder."""
    with running(folder) as hub:
        desk = Desk(hub, of, seed)
        try:
            yield desk
        finally:
            desk.close()


def other_at(folder: Path, seed: bytes) -> AbstractContextManager[Desk]:
    """The second laptop, at a hub that serves this folder."""
    return at_desk(folder, OTHER, seed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def test_an_index_that_was_lost_is_made_anew_from_the_packs_alone(folder: Path) -> None:
    seed = lived(folder)
    before, said, epoch = rows_of(folder), said_of(folder), Mailbox(folder).epochs()[0]
    lose_index(folder)
    with other_at(folder, seed) as mate:
        now = mate.hello()
        assert now.epoch > epoch
        assert now.before == epoch
        assert mate.offer([name(LARGE), name(EARLY), name(LATE)])["wanted"] == []
    assert rows_of(folder) == before
    assert said_of(folder) == said


def test_an_index_that_cannot_be_read_is_laid_aside_and_made_anew(folder: Path) -> None:
    lived(folder)
    before = rows_of(folder)
    lose_index(folder)
    (folder / "hub.db").write_bytes(b"no index" * 1000)
    found = rebuild_index(folder)
    assert found.refused == {}
    assert rows_of(folder) == before
    assert (folder / "hub.db.rusak").exists()


def test_what_nobody_known_brought_is_never_deleted_for_that(folder: Path) -> None:
    seed = lived(folder)
    mailbox = Mailbox(folder)
    with mailbox.bodies.new("00" * 16) as pack:
        pack.write(pack_of([b"age-encryption.org/v1\nof nobody"]))
        pack.keep()
    mailbox.close()
    with other_at(folder, seed):
        pass
    assert pack.name in Mailbox(folder).packs.names()


def test_an_older_index_begins_another_epoch_and_reads_what_it_lacks(folder: Path, tmp_path: Path) -> None:
    seed = lived(folder)
    shutil.copy(folder / "hub.db", tmp_path / "yesterday")
    run = sent(events([SentHome(count=9)], device="other", first=4, before=before_fourth()), OTHER, earlier=3)
    with other_at(folder, seed) as mate:
        epoch = mate.hello().epoch
        (said,) = mate.send(run)["receipts"]
    lose_index(folder)
    shutil.copy(tmp_path / "yesterday", folder / "hub.db")
    with other_at(folder, seed) as mate:
        assert mate.hello().before == epoch
        (again,) = mate.offer(journals=[("other", "first", 0)])["receipts"]
        assert again.heard == said.heard
        assert again.epoch > said.epoch


def before_fourth() -> bytes:
    return events([SentHome(count=one) for one in range(3)], device="other")[-1].link


def test_a_desk_shows_a_hub_that_was_put_back_what_it_once_signed(folder: Path, tmp_path: Path) -> None:
    seed = lived(folder)
    shutil.copytree(folder, tmp_path / "yesterday")
    run = sent(events([SentHome(count=9)], device="other", first=4, before=before_fourth()), OTHER, earlier=3)
    with other_at(folder, seed) as mate:
        answer = mate.ask("POST", "/v1/objects", pack_of([run])).json()
        shown = bytes.fromhex(answer["receipts"][0])
    said = read_as(read_object(shown), Receipt)

    with other_at(tmp_path / "yesterday", seed) as mate:
        epoch = mate.hello().epoch
        assert epoch == said.epoch  # nobody has told it
        offer = mate.offer(journals=[("other", "first", said.number), ("desk", "first", 0)])
        assert offer["behind"] == [["other", "first"]]
        forged = write_object(msgspec.structs.replace(said, number=99), OTHER.sign)
        assert mate.send(forged)["refused"] == {name(forged): "object.not_signed"}
        assert mate.hello().epoch == epoch

        assert mate.send(shown)["refused"] == {}
        now = mate.hello()
        assert (now.before, now.epoch > epoch) == (epoch, True)
        assert mate.offer([name(run)])["wanted"] == [[name(run), 0]]
        mate.send(run)
        (again,) = mate.offer(journals=[("other", "first", 0)])["receipts"]
        assert again.heard == said.heard
        assert mate.send(shown)["refused"] == {}  # once is enough
        assert mate.hello().epoch == now.epoch


def test_of_what_the_office_said_a_desk_can_show_that_it_came(folder: Path, tmp_path: Path) -> None:
    with running(made_hub(folder)) as hub, desks(hub) as (office,):
        office.send(sent(events([SentHome(count=1)], device="desk"), OFFICE))
        seed = office.seed
    shutil.copytree(folder, tmp_path / "yesterday")
    with at_desk(folder, OFFICE, seed) as office:
        epoch = office.hello().epoch
        office.send(write_object(verdict(), OFFICE.sign))
        (said,) = office.offer(journals=[("desk", "first", 1)])["receipts"]

    with at_desk(tmp_path / "yesterday", OFFICE, seed) as office:
        assert office.offer(journals=[("desk", "first", said.number)])["behind"] == [["desk", "first"]]
    shutil.copy(tmp_path / "yesterday" / "hub.db", folder / "hub.db")
    with at_desk(folder, OFFICE, seed) as office:
        assert office.hello().before == epoch, "its counter has counted that too"


def test_what_a_desk_showed_counts_though_the_hub_died_before_it_was_named(
    folder: Path, tmp_path: Path
) -> None:
    seed = lived(folder)
    shutil.copytree(folder, tmp_path / "yesterday")
    run = sent(events([SentHome(count=9)], device="other", first=4, before=before_fourth()), OTHER, earlier=3)
    with other_at(folder, seed) as mate:
        shown = bytes.fromhex(mate.ask("POST", "/v1/objects", pack_of([run])).json()["receipts"][0])
    said = read_as(read_object(shown), Receipt)
    forged = write_object(msgspec.structs.replace(said, number=99), OTHER.sign)

    died_with(tmp_path / "yesterday", [forged])
    with other_at(tmp_path / "yesterday", seed) as mate:
        assert mate.hello().epoch == said.epoch
        assert mate.offer([name(forged)])["wanted"] == [[name(forged), 0]], "it is handed to nobody"

    died_with(tmp_path / "yesterday", [shown])
    with other_at(tmp_path / "yesterday", seed) as mate:
        assert mate.hello().epoch > said.epoch
        assert mate.offer([name(run)])["wanted"] == [[name(run), 0]]


def died_with(folder: Path, entries: list[bytes]) -> None:
    """Leave a pack that no index names."""
    *_others, last = sorted((folder / PACKS).rglob("*.PCK"))
    number, _dash, key = last.stem.partition("-")
    last.with_name(f"{int(number) + 1:0{len(number)}}-{key}.PCK").write_bytes(pack_of(entries))


def test_a_hub_whose_machine_is_gone_comes_back_from_its_backup(folder: Path, tmp_path: Path) -> None:
    seed = lived(folder)
    before, said, epoch = rows_of(folder), said_of(folder), Mailbox(folder).epochs()[0]
    lose_index(folder)
    found = restore(tmp_path / "new", folder)
    assert found.refused == {}
    assert rows_of(tmp_path / "new") == before
    assert said_of(tmp_path / "new") == said
    with other_at(tmp_path / "new", seed) as mate:
        assert mate.hello().epoch > epoch - 1
        assert mate.offer([name(LARGE)])["wanted"] == []
    *_others, last = sorted((tmp_path / "new" / PACKS).rglob("*.PCK"))
    last.write_bytes(last.read_bytes()[:-9])  # as a cut leaves it
    assert restore(tmp_path / "new", folder).entries == found.entries  # twice is as good as once
    assert rows_of(tmp_path / "new") == before


def test_what_came_since_stays_where_older_packs_are_brought_beside(folder: Path, tmp_path: Path) -> None:
    seed = lived(folder)
    shutil.copytree(folder, tmp_path / "copy")
    shutil.rmtree(folder / "packs")
    lose_index(folder)
    later = b"ektp-later 9\nsince"
    with running(folder) as hub, desks(hub, OTHER) as (_office, mate):
        assert mate.send(later)["new"] == 1
    assert restore(folder, tmp_path / "copy").refused == {}
    with other_at(folder, seed) as mate:
        assert mate.offer([name(later), name(LARGE), name(EARLY)])["wanted"] == []


def test_another_key_takes_over_what_the_lost_hub_had_of_the_same_office_only(
    folder: Path, tmp_path: Path
) -> None:
    lived(folder)
    new = tmp_path / "new"
    made = make_identity(new, HubOffice(ROOT.hex(), OFFICE.device, OFFICE.public.hex()))
    before = rows_of(folder)
    restore(new, folder)
    assert rows_of(new) == before
    assert Mailbox(new).identity.public == made.public
    foreign = tmp_path / "foreign"
    make_identity(foreign, HubOffice("00" * 32, OFFICE.device, OFFICE.public.hex()))
    with pytest.raises(EktpError, match=r"^hub\.other_office$"):
        restore(new, foreign)
    with pytest.raises(EktpError, match=r"^hub\.missing$"):
        restore(new, tmp_path / "nothing")


def test_a_hub_that_serves_is_not_put_in_order_meanwhile(folder: Path) -> None:
    lived(folder)
    with holding(folder), pytest.raises(EktpError, match=r"^hub\.runs$"):
        rebuild_index(folder)


@pytest.mark.journey
def test_killed_anywhere_in_a_restore_nothing_is_lost_and_it_goes_on(folder: Path, tmp_path: Path) -> None:
    seed = lived(folder)
    before, new = rows_of(folder), tmp_path / "new"
    place = 1
    while died(place, "restore", new, folder):
        place += 11
    assert place > 50
    assert rows_of(new) == before
    lose_index(new)
    restore(new, folder)
    with other_at(new, seed) as mate:
        assert mate.offer([name(LARGE), name(EARLY)])["wanted"] == []


@pytest.mark.journey
def test_killed_within_a_rebuild_the_old_index_stands(folder: Path) -> None:
    lived(folder)
    before, place = rows_of(folder), 1
    while died(place, "rebuild", folder):
        assert rows_of(folder) == before
        place += 11
    assert rows_of(folder) == before


def test_wherever_index_and_packs_lie_they_are_swept_read_back_and_read_anew(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY, late, LATE)
        laptop.send(naming(LARGE), *cut(LARGE))
        office.send(write_object(drop_list(dropped=((name(LATE), "ab" * 32),)), OFFICE.sign))
        before = hub.mailbox.epochs()[0]
        assert hub.mailbox.shelf.sweep() == 1
        assert scrub(hub.mailbox.shelf).lost == 0
        assert rebuild(hub.mailbox.shelf).refused == {}
        now, ended = hub.mailbox.epochs()
        assert (now > before, ended) == (True, before)
        assert laptop.offer(map(name, (early, EARLY, late, LARGE)))["wanted"] == []
        assert laptop.offer([name(LATE)])["dropped"] == [name(LATE)]
        (said,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert (said.heard_spans, said.missing) == (((1, 4),), (name(LATE),))
        assert office.fetch(name(LARGE)) == LARGE
