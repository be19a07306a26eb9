"""What a desk does about a hub that lost something, was put back, or has not read back what it took."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from ektp_desk.hub.scrubbing import scrub
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import LineSender, sync_once
from ektp_desk.usecases.laptops.courier import RemovedFiles
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.pack import read_pack, whole_of
from ektp_desk.wire.part import cut
from tests.exchange.scene import LAPTOP, OFFICE, package_head, verdict
from tests.exchange.test_removing import live, lying, recorded, second_disk
from tests.hub.lines import RunningHub, desks, made_hub, name, running
from tests.hub.outboxes import lay_out, missing_at, objects, put
from tests.hub.test_by_line import by_line, field, hub
from tests.hub.test_scrub import spoil
from tests.store.several.field import Field
from tests.store.several.laptops import events_in

__all__ = ["field", "hub"]


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[RunningHub]:
    """It knows the laptop."""
    with running(made_hub(tmp_path / "plain")) as made, desks(made, LAPTOP):
        yield made


def address(hub: RunningHub) -> str:
    return f"http://127.0.0.1:{hub.port}"


def test_what_a_hub_finds_damaged_is_sent_once_more(plain: RunningHub, tmp_path: Path) -> None:
    outbox, made = lay_out(tmp_path, plain, [address(plain)]), objects(6)
    put(outbox, made)
    assert sync_once(outbox).sent == len(made)
    for one in (made[0], made[3]):
        spoil(plain, name(one))
    assert scrub(plain.mailbox.shelf).lost == 2
    assert missing_at(plain, made) == [name(made[0]), name(made[3])]

    assert sync_once(outbox).sent == 2
    assert missing_at(plain, made) == []
    assert sync_once(outbox).sent == 0
    spoil(plain, name(made[0]))
    scrub(plain.mailbox.shelf)
    assert sync_once(outbox).sent == 1  # also the same one, another time


def test_of_what_lies_here_no_more_a_hub_asks_once(plain: RunningHub, tmp_path: Path) -> None:
    outbox, made = lay_out(tmp_path, plain, [address(plain)]), objects(2)
    put(outbox, made)
    sync_once(outbox)
    spoil(plain, name(made[1]))
    scrub(plain.mailbox.shelf)
    (outbox.objects / f"{name(made[1])}.age").unlink()
    sync_once(outbox)
    assert outbox.left() == (0, 0, 0)
    assert not outbox.offer_again([(name(made[1]), "file")])


def test_what_an_office_says_is_laid_out_again_where_a_hub_lost_it(plain: RunningHub, tmp_path: Path) -> None:
    outbox = lay_out(tmp_path, plain, [address(plain)], OFFICE)
    (outbox.outgoing / "ektp").mkdir()
    mark = outbox.outgoing / "ektp" / "CARRIER.ID"
    mark.touch()
    outbox.keep_fact("roster", "as it was said")
    said = write_object(verdict(), OFFICE.sign)
    with desks(plain) as (office,):
        office.send(said)
    spoil(plain, name(said))
    scrub(plain.mailbox.shelf)
    sync_once(outbox)
    assert (mark.exists(), outbox.fact("roster")) == (False, "")


def test_a_hub_that_was_put_back_gets_again_what_it_lost(tmp_path: Path) -> None:
    folder, yesterday, made = made_hub(tmp_path / "plain"), tmp_path / "yesterday", objects(8)
    with running(folder) as hub, desks(hub, LAPTOP):
        outbox = lay_out(tmp_path, hub, [address(hub)])
        put(outbox, made[:8])
        sync_once(outbox)
    shutil.copytree(folder, yesterday)
    with running(folder) as hub:
        moved(outbox, hub)
        put(outbox, made[8:])
        sync_once(outbox)
    with running(yesterday) as hub:
        moved(outbox, hub)
        before = hub.mailbox.epochs()[0]
        sync_once(outbox)
        assert hub.mailbox.epochs()[1] == before
        assert missing_at(hub, made) == []
        epoch = hub.mailbox.epochs()[0]
    with running(folder) as hub:  # and the first one comes back: of an older epoch than the desk has heard of
        moved(outbox, hub)
        sync_once(outbox)
        assert hub.mailbox.epochs()[0] > epoch
        assert missing_at(hub, made) == []


def test_another_hub_in_the_place_of_one_that_is_lost_gets_all_that_is_still_held(
    plain: RunningHub, tmp_path: Path
) -> None:
    outbox, made = lay_out(tmp_path, plain, [address(plain)]), objects(4)
    put(outbox, made)
    sync_once(outbox)
    with running(made_hub(tmp_path / "new")) as new, desks(new, LAPTOP):
        facts, seed = outbox.read()
        of_new = {"hub_key": new.public.hex(), "addresses": (address(new),)}
        outbox.lay(msgspec.structs.replace(facts, **of_new), seed)
        assert sync_once(outbox).sent == len(made)
        assert missing_at(new, made) == []


def moved(outbox: Outbox, hub: RunningHub) -> None:
    facts, seed = outbox.read()

    outbox.lay(msgspec.structs.replace(facts, addresses=(address(hub),)), seed)


def test_what_a_hub_keeps_no_more_an_office_desk_hears_of(
    plain: RunningHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.hub.mailbox.unheard", lambda _connection, desk: len(desk))
    sender = LineSender(lay_out(tmp_path, plain, [address(plain)], OFFICE))
    sender.go_once()
    assert sender.news.retired == len("desk")


def test_what_is_large_comes_to_a_laptop_as_it_would_by_stick(plain: RunningHub, tmp_path: Path) -> None:
    package = write_object(package_head(), OFFICE.sign, bytes(range(256)) * 8192)
    outbox = lay_out(tmp_path, plain, [address(plain)])
    with desks(plain) as (office,):
        for part in cut(package):
            assert office.send(part)["refused"] == {}
    assert sync_once(outbox).came == 1
    (pack,) = outbox.incoming.rglob("*.PCK")
    with pack.open("rb") as file:
        entries = [entry for entry in read_pack(file) if isinstance(entry, bytes)]
    assert whole_of(entries) == package


def test_a_laptop_keeps_its_pictures_until_the_hub_has_read_them_back(
    field: Field, hub: RunningHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    office, laptop = field.office, field.joined()
    laptop.take_in(events_in(office.store))
    by_line(office.desk, office.session)
    files = recorded(laptop, field, "Yuliana Contoh", "Rahel Contoh")
    live(laptop, 15)
    by_line(laptop.desk, laptop.session)
    by_line(office.desk, office.session)
    second_disk(field, tmp_path)
    by_line(office.desk, office.session)
    assert by_line(laptop.desk, laptop.session)[1].removed == RemovedFiles(), "the hub has not read it back"
    assert lying(laptop, files) == [True, True]

    scrub(hub.mailbox.shelf)
    removed = by_line(laptop.desk, laptop.session)[1].removed
    assert removed.files == 2
    assert lying(laptop, files) == [False, False]
