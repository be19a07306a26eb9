"""What goes wrong with one thing stops no round, and nothing that was not sent is noted as sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy.exc import OperationalError

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.opening import HubIndex
from ektp_desk.sync.carrier import find_carrier, mark_carrier
from ektp_desk.sync.hub_line import BodyAnswer, HubAnswer, HubLine, InboxEntry
from ektp_desk.sync.outbox import RUN, Outbox
from ektp_desk.sync.pace import Backoff
from ektp_desk.sync.sending import LineSender, sync_once
from ektp_desk.sync.sending_queue import SendingQueue
from ektp_desk.sync.talking import HubTalk
from ektp_desk.usecases.exchange.line import LineAsk
from ektp_desk.wire.envelope import write_object
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, ROOT, drop_list, package_head, receipt
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, running
from tests.hub.outboxes import lay_out, missing_at, objects, put


def begin_epoch(hub: RunningHub) -> None:
    with hub.mailbox.shelf.changing() as (connection, done):
        hub.mailbox.shelf.begin_epoch(connection, done)


class Room:
    """What is free on the hub's disk, in bytes."""

    free = 2**40

    def __call__(self) -> int:
        return self.free


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def office(hub: tuple[RunningHub, Desk]) -> Desk:
    return hub[1]


@pytest.fixture
def hub(tmp_path: Path, room: Room) -> Iterator[tuple[RunningHub, Desk]]:
    """It knows the laptops."""
    with running(made_hub(tmp_path / "hub"), room=room) as made, desks(made, LAPTOP, OTHER) as found:
        yield made, found[0]


@pytest.fixture
def outbox(tmp_path: Path, hub: tuple[RunningHub, Desk]) -> Outbox:
    return lay_out(tmp_path / "laptop", hub[0], [f"http://127.0.0.1:{hub[0].port}"])


def test_what_went_from_the_hub_since_it_was_listed_is_passed_over(
    tmp_path: Path,
    hub: tuple[RunningHub, Desk],
    office: Desk,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, inbox = objects(3, size=2_000), HubLine.inbox
    put(outbox, made)
    sync_once(outbox)

    def dropped_since(line: HubLine, after: int, visits: Sequence[str]) -> list[InboxEntry]:
        rows = inbox(line, after, visits)
        office.send(write_object(drop_list(dropped=((name(made[0]), "ab" * 32),)), OFFICE.sign))
        return rows

    monkeypatch.setattr(HubLine, "inbox", dropped_since)
    mate = lay_out(tmp_path / "mate", hub[0], outbox.read()[0].addresses, OTHER)
    facts, seed = mate.read()
    mate.lay(msgspec.structs.replace(facts, visits=("v1",), names="names"), seed)
    assert sync_once(mate).came == 3  # two of three runs, and the drop list


def test_what_cannot_be_read_on_the_laptop_lies_aside_and_is_sent_another_time(
    hub: tuple[RunningHub, Desk], outbox: Outbox
) -> None:
    made = objects(3, size=2_000)
    put(outbox, made)
    unread, damaged, removed = (outbox.objects / f"{name(one)}.age" for one in made[1::2])
    unread.unlink()
    unread.mkdir()
    damaged.write_bytes(made[3][:-1] + b"?")
    removed.unlink()
    done = sync_once(outbox)
    assert (done.sent, done.refused) == (3, {})
    assert (outbox.counts(), outbox.aside()) == ((0, 4, 2), {"object.damaged": 2})

    unread.rmdir()
    unread.write_bytes(made[1])
    damaged.write_bytes(made[3])
    LineSender(outbox).hear(LineAsk("pause"))
    assert sync_once(outbox).refused == {}, "who has it sent once wants it now"
    assert missing_at(hub[0], made) == [name(made[5])]


@pytest.mark.parametrize("free", [ROOM - 1, ROOM_FOR_RUNS - 1])
def test_a_full_hub_still_gives_what_it_has(office: Desk, outbox: Outbox, room: Room, free: int) -> None:
    put(outbox, objects(3, size=200_000))
    room.free = free
    sender = LineSender(outbox)
    with pytest.raises(EktpError, match=r"^hub\.full$") as found:
        sender.go_once()
    room.free = ROOM
    assert office.send(write_object(package_head(), OFFICE.sign, b"sealed"))["new"] == 1
    room.free = free
    sender._links[0]._rest(found.value, turn=-1)
    with pytest.raises(EktpError, match=r"^hub\.full$"):
        sender.go_once()
    assert sender.talk.done.came == 1
    room.free = 2**40
    assert sync_once(outbox).refused == {}
    assert outbox.left() == (0, 0, 0)


def test_a_full_hub_gives_an_office_desk_too_what_it_has(
    tmp_path: Path, hub: tuple[RunningHub, Desk], outbox: Outbox, room: Room
) -> None:
    put(outbox, objects(2, size=2_000))
    sync_once(outbox)
    desk = lay_out(tmp_path / "desk", hub[0], outbox.read()[0].addresses, OFFICE)
    said = [write_object(package_head(), OFFICE.sign, b"sealed")]
    mark_carrier(desk.outgoing, ROOT.hex()).write("ABCDEFGH", said)
    room.free = ROOM_FOR_RUNS - 1
    sender = LineSender(desk)
    with pytest.raises(EktpError, match=r"^hub\.full$"):
        sender.go_once()
    assert sender.talk.done.came == 4
    room.free = 2**40
    assert [sync_once(desk).said for _round in range(2)] == [1, 0]


def test_what_the_office_says_is_laid_out_anew_where_its_pack_was_spoiled(
    tmp_path: Path, hub: tuple[RunningHub, Desk]
) -> None:
    outbox = lay_out(tmp_path / "desk", hub[0], [f"http://127.0.0.1:{hub[0].port}"], OFFICE)
    said = [write_object(package_head(number=at), OFFICE.sign, b"sealed") for at in (1, 2)]
    pack = mark_carrier(outbox.outgoing, ROOT.hex()).write("ABCDEFGH", said)
    content = bytearray(pack.path.read_bytes())
    content[-1] ^= 1
    pack.path.write_bytes(content)
    outbox.keep_fact("roster", "said")
    assert sync_once(outbox).said == 1
    assert outbox.fact("roster") == ""
    with pytest.raises(EktpError, match=r"^carrier\.missing$"):
        find_carrier(outbox.outgoing, ROOT.hex())


def test_a_hub_whose_index_takes_nothing_says_that_it_is_its_disk(
    hub: tuple[RunningHub, Desk], outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_index: HubIndex) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    put(outbox, objects(1))
    monkeypatch.setattr(HubIndex, "write", refuses)
    with pytest.raises(EktpError, match=r"^hub\.disk$"):
        sync_once(outbox)
    monkeypatch.undo()
    assert sync_once(outbox).sent == 2


def test_an_index_that_a_bad_disk_spoiled_is_laid_out_anew(
    hub: tuple[RunningHub, Desk], outbox: Outbox
) -> None:
    made = objects(3, size=2_000)
    put(outbox, made)
    index = outbox.folder / "outbox.db"
    for path in outbox.folder.glob("outbox.db*"):
        path.unlink()
    index.write_bytes(b"no database" * 1000)
    with pytest.raises(EktpError, match=r"^disk\.refused$"):
        sync_once(outbox)
    put(outbox, made)
    sync_once(outbox)
    assert missing_at(hub[0], made) == []


def test_an_index_that_another_began_anew_is_the_one_that_is_asked(outbox: Outbox) -> None:
    put(outbox, objects(1))
    with outbox.held():
        assert outbox.left()[0] == 1
        for path in outbox.folder.glob("outbox.db*"):
            path.unlink()
        put(Outbox(outbox.folder, outbox.objects), objects(2))
        assert outbox.left()[0] == 2


def test_what_a_hub_answered_before_it_was_put_back_notes_nothing(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "line", tmp_path / "objects")
    outbox.add((f"run{at}", RUN, "v1", 10) for at in range(2))
    queue = SendingQueue(outbox)
    queue.put(queue.claim(), {"run0": 0})
    body = queue.next(100)
    assert body is not None
    outbox.add([("run2", RUN, "v1", 10)])
    page = queue.claim()
    queue.begin_anew("another")
    queue.put(page, {})
    assert not queue.finish(body, {})
    assert outbox.counts() == (3, 0, 0)
    assert len(queue.claim()) == 3


def test_of_a_hubs_words_its_own_newest_count_until_it_is_another(
    hub: tuple[RunningHub, Desk], outbox: Outbox
) -> None:
    facts, seed = outbox.read()
    shelf, talk = hub[0].mailbox.shelf, LineSender(outbox).talk
    newer, older = (
        write_object(receipt(by=shelf.identity.key, number=number), shelf.identity.sign).hex()
        for number in (9, 8)
    )
    with HubLine(facts.addresses[0], facts, seed) as line:
        talk.greet(line)
        talk.note(BodyAnswer(0, {}, {}, (newer, older)), [], line)
        talk.keep_receipts()
        assert outbox.facts_of("receipt") == {"laptop/first": "9"}
        with pytest.raises(EktpError, match=r"^line\.damaged$"):
            line.receipt(write_object(receipt(by=OFFICE.by), OFFICE.sign).hex())
        line.offer()  # it goes on by this answer's ticket, without a hello
        begin_epoch(hub[0])
        with pytest.raises(EktpError, match=r"^line\.restored$"):
            line.offer()


@pytest.mark.parametrize("question", ["inbox", "fetch"])
def test_what_was_read_of_a_hub_until_another_link_heard_that_it_is_another_is_read_anew(
    hub: tuple[RunningHub, Desk], office: Desk, outbox: Outbox, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.send(write_object(package_head(), OFFICE.sign, b"sealed"))["new"] == 1
    (facts, seed), talk, ask = outbox.read(), LineSender(outbox).talk, getattr(HubLine, question)

    def put_back_meanwhile(line: HubLine, *asked: object) -> object:
        monkeypatch.undo()
        answer = ask(line, *asked)
        begin_epoch(hub[0])
        with HubLine(facts.addresses[0], facts, seed) as other:
            talk.greet(other)
        return [] if question == "inbox" else answer

    monkeypatch.setattr(HubLine, question, put_back_meanwhile)
    with HubLine(facts.addresses[0], facts, seed) as line:
        talk.greet(line)
        with pytest.raises(EktpError, match=r"^line\.restored$"):
            talk.step(line, None)
    assert outbox.fact("after") == ""
    assert sync_once(outbox).came == 1


def test_who_is_asked_to_come_later_does(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_busy(_mailbox: Mailbox, _known: object) -> None:
        raise EktpError("hub.busy")

    monkeypatch.setattr(Mailbox, "news", is_busy)
    waited, (link,) = list[float](), (sender := LineSender(outbox))._links
    monkeypatch.setattr(sender.control, "wait", lambda seconds, _turn: waited.append(seconds))
    with pytest.raises(EktpError, match=r"^hub\.busy$") as found:
        sender.go_once()
    link._rest(found.value, turn=0)
    assert waited[0] >= 5, "the hub's own word, not the second of a first try"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("40", 40), ("0", 0), ("99999999", 300), ("-5", 0), ("soon", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0)],
)
def test_no_hub_puts_anybody_off_for_long(said: str, seconds: int) -> None:
    assert HubAnswer(503, {"Retry-After": said}, b"").again == seconds
    again = Backoff(Random(1)).next(seconds)
    assert max(seconds, 0.5) <= again <= min(max(1.5 * seconds, 1), 300)


def test_what_could_not_be_had_before_waits_until_it_lies_here(
    hub: tuple[RunningHub, Desk], office: Desk, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.send(write_object(package_head(), OFFICE.sign, b"sealed"))["new"] == 1

    def fails(code: str) -> Callable[..., bytes]:
        def fail(*_given: object) -> bytes:
            raise EktpError(code)

        return fail

    monkeypatch.setattr(HubLine, "fetch", fails("hub.disk"))
    assert sync_once(outbox).came == 0
    monkeypatch.undo()
    monkeypatch.setattr(HubTalk, "_write", fails("carrier.full"))
    with pytest.raises(EktpError, match=r"^carrier\.full$"):
        sync_once(outbox)
    monkeypatch.undo()
    assert [sync_once(outbox).came for _round in range(2)] == [1, 0]


def test_what_lies_behind_a_picture_that_costs_too_much_comes(
    tmp_path: Path, hub: tuple[RunningHub, Desk], outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(outbox, objects(3))
    sync_once(outbox)
    monkeypatch.setattr("ektp_desk.sync.ways._network", lambda _own, _hub: "192.0.2.0/24")
    desk = lay_out(tmp_path / "desk", hub[0], outbox.read()[0].addresses, OFFICE)
    LineSender(desk).hear(LineAsk("price", network="192.0.2.0/24", is_metered=True))
    assert [sync_once(desk).came for _round in range(2)] == [3, 0]
    LineSender(desk).hear(LineAsk("price", network="192.0.2.0/24", is_metered=False))
    assert [sync_once(desk).came for _round in range(2)] == [3, 0]
