"""What a desk and a hub say to each other, over real sockets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, delete, func, insert, select
from sqlalchemy.exc import OperationalError

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub import opening
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.opening import HubIndex, sqlite_address
from ektp_desk.hub.packs import PackEntry
from ektp_desk.hub.restoring import rebuild_index
from ektp_desk.hub.schema import entries, metadata, packs
from ektp_desk.hub.stored import among
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import RosterDevice
from ektp_desk.wire.pack import FRONT_BYTES, PACK_MARK
from ektp_desk.wire.requests import enrolment_message
from ektp_desk.wire.run import write_run
from tests.exchange.scene import (
    LAPTOP,
    OFFICE,
    OTHER,
    ROOT,
    TO,
    a_run,
    drop_list,
    events,
    sent,
    taken,
    verdict,
)
from tests.hub.lines import (
    Desk,
    RunningHub,
    desks,
    made_hub,
    name,
    pack_of,
    roster,
    running,
    send_cut,
    written,
)

FILE = b"age-encryption.org/v1\n" + bytes(range(256)) * 200


def with_photo() -> bytes:
    """A run that names `FILE`."""
    return sent(a_run(SentHome(count=1), taken(name(FILE), len(FILE))))


def test_what_was_sent_is_receipted_once_it_is_whole(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        run = with_photo()
        assert laptop.offer([name(run), name(FILE)])["wanted"] == [[name(run), 0], [name(FILE), 0]]

        (before,) = laptop.send(run)["receipts"]
        (after,) = laptop.send(FILE)["receipts"]

        assert before.heard_spans == after.heard_spans == ((1, 2),)
        assert (before.missing, after.missing) == ((name(FILE),), ())
        assert after.number > before.number
        assert laptop.offer([name(run), name(FILE)])["wanted"] == []
        assert [row[1:] for row in office.inbox()] == [
            (name(run), "run", len(run)),
            (name(FILE), "file", len(FILE)),
        ]
        assert office.fetch(name(FILE)) == FILE
        assert office.fetch(name(FILE), 1000) == FILE[1000:]
        nobodys = name(b"nobody's")
        assert office.fetch_some(name(FILE), nobodys, name(run), name(FILE)) == [FILE, run]
        assert office.fetch_some(nobodys) == []
        assert (
            office.ask("POST", "/v1/fetch", json.dumps({"digests": [nobodys] * 1001}).encode()).status == 400
        )


def test_a_desk_is_told_whether_the_end_that_it_knows_is_another_entrys(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        run, before = with_photo(), laptop.offer([])["newest"]
        laptop.send(run, FILE)
        told = laptop.offer([])
        assert (told["newest"], told["mark"]) == (before + 2, name(FILE)[:16])

        own, others = name(run)[:16], name(FILE)[:16]
        for end in [
            (before + 2, others),
            (before + 1, own),
            (0, ""),
            (before + 2, ""),
        ]:
            assert laptop.offer([], end=end)["knows_end"], end
        assert not laptop.offer([], end=(before + 1, others))["knows_end"]
        assert not laptop.offer([], end=(before + 2, "0" * 16))["knows_end"]
        assert not laptop.offer([], end=(before + 3, "0" * 16))["knows_end"], "it was never given here"
        with hub.mailbox.index.write() as connection:
            connection.execute(delete(entries).where(entries.c.seq == before + 2))
        gone = laptop.offer([], end=(before + 2, others))
        assert (gone["newest"], gone["knows_end"]) == (before + 1, True), "it was, and is gone"
        of_no_inbox = json.dumps({"end": [2**63, ""]}).encode()
        assert laptop.ask("POST", "/v1/offer", of_no_inbox).status == 400


def test_sent_twice_is_as_good_as_once(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        run = with_photo()
        first, again = laptop.send(run, FILE), laptop.send(run, FILE)
        assert (first["new"], again["new"]) == (2, 0)
        assert len(office.inbox()) == 2


def test_a_laptop_hears_of_its_own_runs_too(hub: RunningHub) -> None:
    """An older folder that was put back has not all of them; of its files the office is the keeper."""
    with desks(hub, LAPTOP, OTHER) as (_office, laptop, mate):
        run = with_photo()
        laptop.send(run, FILE)
        assert [row[1] for row in laptop.inbox()] == [name(run)]
        assert mate.inbox() == []


def test_runs_are_joined_in_any_order_and_a_gap_is_told(hub: RunningHub) -> None:
    whole = events([SentHome(count=one) for one in range(6)])
    runs = [sent(whole[at : at + 2], earlier=at) for at in (0, 2, 4)]
    with desks(hub, LAPTOP) as (_office, laptop):
        (gap,) = laptop.send(runs[0], runs[2])["receipts"]
        assert gap.heard_spans == ((1, 2), (5, 6))
        (joined,) = laptop.send(runs[1])["receipts"]
        assert joined.heard == ((1, 6, whole[-1].link.hex()),)


def test_a_request_is_let_in_once_and_only_as_it_was_signed(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        laptop.hello()
        signed = laptop.signed("GET", "/v1/inbox?after=0")

        def get(target: str) -> tuple[int, str]:
            answer = laptop._pool.request("GET", target, headers=signed)
            return answer.status, answer.json().get("code", "")

        assert get("/v1/inbox?after=1") == (401, "request.not_signed")
        assert get("/v1/inbox?after=0")[0] == 200
        assert get("/v1/inbox?after=0") == (401, "request.ticket")


def test_of_an_unknown_laptop_nothing_is_stored(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        stranger = Desk(hub, OTHER)
        assert stranger.enter() == 403
        assert stranger.enter(device="laptop", sign=LAPTOP.public.hex(), by=LAPTOP.by) == 403
        assert stranger.ask("GET", "/v1/inbox?after=0").status == 401
        theirs, forged = sent(events([SentHome(count=1)], device="other"), OTHER), sent(a_run(), OTHER)
        run, strange = with_photo(), FILE[:-1]
        refused = {name(theirs): "object.unknown_sender", name(forged): "object.not_signed"}
        refused |= {name(strange): "object.unnamed_file"}
        assert laptop.send(theirs, forged, run, strange)["refused"] == refused
        stranger.close()
        assert [row[1] for row in office.inbox()] == [name(run)]
        store = hub.mailbox.packs
        found = [entry for pack in store.names() for entry in store.entries(pack)]
    kept = {one.data for one in found if isinstance(one, PackEntry)}
    assert (theirs in kept, run in kept) == (False, True)


def test_a_laptop_of_a_kit_enters_before_the_office_has_heard_of_it(hub: RunningHub) -> None:
    enrol = new_signing_key()
    with desks(hub) as (office,):
        office.send(roster(number=2, kits=(("kit7", verify_key(enrol).hex()),)))
        laptop = Desk(hub, OTHER)
        vouched = sign(enrol, enrolment_message(ROOT, "kit7", OTHER.public)).hex()
        assert laptop.enter(kit="kit7", enrolled="00" * 64) == 403
        assert laptop.enter(kit="kit7", enrolled=vouched) == 200
        joined = sent(events([SentHome(count=1)], device="other"), OTHER)
        assert laptop.send(joined)["new"] == 1
        laptop.close()


def test_a_kit_that_the_office_names_no_more_lets_nobody_in(hub: RunningHub) -> None:
    enrol = new_signing_key()
    vouched = sign(enrol, enrolment_message(ROOT, "kit7", OTHER.public)).hex()
    with desks(hub) as (office,):
        office.send(roster(number=2, kits=(("kit7", verify_key(enrol).hex()),)))
        office.send(roster(number=3))
        office.send(roster(LAPTOP, number=2, kits=(("kit7", verify_key(enrol).hex()),)))  # on a slow way
        laptop = Desk(hub, OTHER)
        assert laptop.enter(kit="kit7", enrolled=vouched) == 403
        laptop.close()


def test_the_index_is_what_its_steps_make(hub: RunningHub) -> None:
    with hub.mailbox.index.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_index_of_this_release_is_opened_without_a_step(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = list[Connection]()
    monkeypatch.setattr(opening, "_upgrade", steps.append)
    mailbox = Mailbox(hub.folder, reads_packs=False)
    mailbox.close()
    assert steps == []


def test_an_inbox_of_before_is_kept_and_gives_no_place_twice(tmp_path: Path) -> None:
    address, config = sqlite_address(tmp_path / "hub.db"), Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    of = {"pack": None, "place": 0, "size": 1, "device": "laptop", "visit": ""}
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        rows = [{"seq": seq, "digest": f"{seq}", "kind": "run", **of} for seq in (3, 7)]
        connection.execute(insert(entries), rows)
    engine.dispose()
    engine = opening.open_index(address, "")
    with engine.begin() as connection:
        assert connection.scalars(select(entries.c.seq)).all() == [3, 7]
        connection.execute(delete(entries).where(entries.c.seq == 7))
        connection.execute(insert(entries).values(digest="8", kind="run", **of))
        assert connection.scalars(select(entries.c.seq)).all() == [3, 8]
    engine.dispose()


def test_what_a_revoked_laptop_sends_after_its_cut_is_held(hub: RunningHub) -> None:
    whole = events([SentHome(count=one) for one in range(4)])
    early, late = sent(whole[:2]), sent(whole[2:], earlier=2)
    with desks(hub, LAPTOP, OTHER) as (office, _laptop, mate):
        revoked = RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False, until=(("first", 2),))
        known = RosterDevice("other", "03", OTHER.public.hex(), is_office=False)
        desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
        office.send(roster(number=2, devices=(desk, revoked, known)))
        said = mate.send(early, late)
        assert said["held"] == {name(late): "device.revoked"}
        assert [one.heard_spans for one in said["receipts"]] == [((1, 2),)]
        assert [row[1] for row in office.inbox()] == [name(early)]


def test_the_word_of_a_laptop_is_no_offices(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        true = write_object(verdict(), OFFICE.sign)
        forged = write_object(drop_list(by=LAPTOP.by, device="laptop"), LAPTOP.sign)
        assert laptop.send(true, forged)["refused"] == {name(forged): "object.unknown_sender"}
        anew = write_run(
            a_run(),
            office=ROOT.hex(),
            by=LAPTOP.by,
            to=TO,
            visit="v1",
            earlier=0,
            sign=LAPTOP.sign,
            issuer="laptop",
        )
        assert laptop.send(anew)["refused"] == {name(anew): "object.unknown_sender"}
        assert [row[2] for row in laptop.inbox()] == ["verdict"]  # the desk's, whoever has carried it
        assert office.inbox() == []


def test_a_cut_body_counts_as_far_as_it_came_and_goes_on_from_its_byte(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        run = with_photo()
        body = pack_of([run, FILE])
        came = len(PACK_MARK) + 2 * FRONT_BYTES + len(run) + 20_000
        laptop.hello()
        headers = laptop.signed("POST", "/v1/objects", body)
        with written(monkeypatch, hub, came) as is_written:
            send_cut(hub, headers, body[:came], len(body), is_written)
        laptop.ticket = ""  # it went with the cut
        assert until_known(laptop, name(run), name(FILE)) == [[name(FILE), 20_000]]

        target = f"/v1/objects?rest={name(FILE)}&from=20000"
        answer = laptop.ask("POST", target, FILE[20_000:])
        assert answer.json()["new"] == 1
        assert office.fetch(name(FILE)) == FILE


def test_what_the_index_could_not_name_leaves_no_pack(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = HubIndex.write

    @contextmanager
    def fills(index: HubIndex) -> Iterator[Connection]:
        with write(index) as connection:
            before = connection.scalar(select(func.max(packs.c.number)))
            yield connection
            if connection.scalar(select(func.max(packs.c.number))) != before:
                raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    with desks(hub, LAPTOP) as (_office, laptop):
        lying, run, nobodys = hub.mailbox.packs.names(), with_photo(), FILE + b"nobody's"
        with monkeypatch.context() as patch:
            patch.setattr(HubIndex, "write", fills)
            for body in ((run,), (run, nobodys)):  # of the second another pack is made
                assert laptop.ask("POST", "/v1/objects", pack_of(body)).status == 500
                assert hub.mailbox.packs.names() == lying
        assert laptop.send(run, nobodys)["new"] == 1


def test_a_pack_that_a_crash_left_beside_the_index_is_read_at_the_next_start(
    hub_folder: Path,
) -> None:
    with running(hub_folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        key = laptop.signed("GET", "/")["Ektp-Key"]
    mailbox, run = Mailbox(hub_folder), with_photo()
    with mailbox.bodies.new(key) as pack:
        pack.write(pack_of([run, FILE]))
        pack.keep()  # and then the power was gone
    mailbox.close()

    with running(hub_folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        assert laptop.offer([name(run), name(FILE)])["wanted"] == []
        (said,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert said.heard_spans == ((1, 2),)


def until_known(laptop: Desk, first: str, *others: str) -> list[list[object]]:
    """What is wanted once the first is not: the hub may hear of a cut after whoever cuts."""
    for _try in range(1000):
        wanted = [list(one) for one in laptop.offer([first, *others])["wanted"]]
        if [first, 0] not in wanted:
            return wanted
    raise AssertionError("the hub took nothing of a cut body")


def test_the_hello_is_the_hubs_own(hub: RunningHub) -> None:
    desk = Desk(hub, LAPTOP)
    said = desk.hello()
    desk.close()
    assert (said.epoch, said.before, said.oldest, said.newest) == (hub.mailbox.epochs()[0], 0, 1, 1)
    assert hashlib.sha256(b"").hexdigest() != said.nonce


def test_a_body_may_name_more_files_than_a_database_takes_in_one_question(hub: RunningHub) -> None:
    named = [f"{at:064x}" for at in range(70_000)]
    with desks(hub, LAPTOP) as (_office, laptop), hub.mailbox.index.read() as connection:
        run = with_photo()
        laptop.send(run, FILE)
        assert among(connection, [*named, name(FILE), name(run)], entries) == {name(FILE), name(run)}


def test_an_index_that_cannot_be_opened_says_what_is_to_do(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(with_photo())
    for path in folder.glob("hub.db*"):
        path.unlink()
    (folder / "hub.db").write_bytes(b"no database" * 1000)
    with pytest.raises(EktpError, match=r"^hub\.index$"):
        Mailbox(folder)
    assert rebuild_index(folder).entries == 4  # who is known, and the run
    Mailbox(folder).close()


def test_an_index_that_is_locked_is_not_laid_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP):
        pass

    def is_locked(_address: str, _office: str) -> None:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr("ektp_desk.hub.opening.open_index", is_locked)
    with pytest.raises(EktpError, match=r"^hub\.index$"):
        rebuild_index(folder)
    assert list(folder.glob("*.rusak*")) == []


def test_a_strange_file_beside_the_packs_stops_nothing(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(with_photo())
        (pack,) = (folder / "packs").rglob("*3-*.PCK")
    pack.with_name(f"._{pack.name}").write_bytes(b"a Mac leaves these")
    pack.with_name("copy of a pack.PCK").write_bytes(b"")
    with running(folder) as again:
        assert again.mailbox.packs.names()
