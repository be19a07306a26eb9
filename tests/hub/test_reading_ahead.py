"""The next body is read and goes while the hub takes one in, whatever becomes of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.laying import TakenBody
from ektp_desk.hub.packs import NewPack
from ektp_desk.hub.senders import KnownSender
from ektp_desk.hub.taking import BodyTaker
from ektp_desk.sync.hub_line import BodyAnswer, HubLine, LineBody, _Pieces
from ektp_desk.sync.lane import SecondLane
from ektp_desk.sync.link import HubLink, ReadBody
from ektp_desk.sync.pace import LEAST_BODY
from ektp_desk.sync.sending import LineSender, sync_once
from ektp_desk.sync.talking import HubTalk
from ektp_desk.wire.heads import Hello
from ektp_desk.wire.requests import LANE
from tests.exchange.scene import LAPTOP
from tests.hub.lines import RunningHub, desks, made_hub, running
from tests.hub.outboxes import lay_out, missing_at, objects, put


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made, desks(made, LAPTOP):
        yield made


@pytest.mark.parametrize("is_cut", [False, True], ids=["straight", "cut behind each body"])
def test_a_body_is_read_while_the_hub_takes_the_one_before_in(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch, *, is_cut: bool
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(12)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", LEAST_BODY)
    note, ahead, cuts = HubTalk.note, list[bool](), count()

    def noted(talk: HubTalk, answer: BodyAnswer, names: Sequence[str], line: HubLine) -> dict[str, str]:
        ahead.append(links[-1]._ahead is not None)
        if is_cut and next(cuts) % 2:
            raise EktpError("line.stopped")  # behind the answer: the round begins anew
        return note(talk, answer, names, line)

    monkeypatch.setattr(HubTalk, "note", noted)
    links = LineSender(outbox, doubts=False)._links
    links[0].go_once()
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))
    assert len(ahead) > 6, "there are several bodies"
    assert True in ahead
    assert not links[0]._queue.is_moving, "what was read ahead is sent or given back"


def test_a_body_goes_by_while_the_hub_takes_the_one_before_in(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(24)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", 200_000)
    take, read = BodyTaker.take, _Pieces.read
    here, second, met, pieces = list[NewPack](), Event(), list[bool](), list[_Pieces]()

    def taken(taker: BodyTaker, pack: NewPack, sender: KnownSender, first: int = 0) -> TakenBody:
        if pack.size >= 2 * LEAST_BODY:
            here.append(pack)
            if len(here) > 1:
                second.set()
            met.append(second.wait(20))
        return take(taker, pack, sender, first)

    def piece(of: _Pieces, size: int | None = -1, /) -> bytes:
        pieces.append(of)
        return read(of, size)

    monkeypatch.setattr(BodyTaker, "take", taken)
    monkeypatch.setattr(_Pieces, "read", piece)
    sync_once(outbox)
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))
    assert (len(met) > 2, all(met)) == (True, True), "the next is here before the first is taken in"
    assert len(list(groupby(pieces))) == len(set(pieces)), "but by a link goes one at a time"


def test_a_links_next_body_waits_until_the_bytes_of_the_one_before_have_gone(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(24)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", 200_000)
    read, carry, going, had_gone = _Pieces.read, HubLink._carry, Event(), list[bool]()

    class Watched(Event):
        def wait(self, timeout: float | None = None) -> bool:
            going.set()  # the link waits
            return super().wait(timeout)

    def piece(of: _Pieces, size: int | None = -1, /) -> bytes:
        if current_thread().name == "lane":
            assert going.wait(20)
        return read(of, size)

    def carried(link: HubLink, body: ReadBody, lane: int, *of: Any) -> None:
        if lane == 0:
            had_gone.append(link._second._gone.is_set())
            going.set()
        else:
            going.clear()
        carry(link, body, lane, *of)

    monkeypatch.setattr("ektp_desk.sync.lane.Event", Watched)
    monkeypatch.setattr(_Pieces, "read", piece)
    monkeypatch.setattr(HubLink, "_carry", carried)
    sync_once(outbox)
    assert missing_at(hub, made) == []
    assert (len(had_gone) > 2, all(had_gone)) == (True, True)


@pytest.mark.parametrize("which", ["no second connection", "the second is cut", "the first is cut"])
def test_a_body_that_a_cut_took_is_offered_anew_by_whichever_connection_it_went(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(24)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", 200_000)
    hello, send, cut = HubLine.hello, HubLine.send_body, list[HubLine]()

    def ends(line: HubLine, *, is_second: bool) -> None:
        if line._link.endswith(LANE) is is_second and not cut:
            cut.append(line)
            raise EktpError("line.stopped")

    def sent(line: HubLine, body: LineBody) -> BodyAnswer:
        answer = send(line, body)
        if "is cut" in which and len(body.data) >= 2 * LEAST_BODY:
            ends(line, is_second="second" in which)  # behind the answer
        return answer

    def heard(line: HubLine) -> Hello:
        if which.startswith("no"):
            ends(line, is_second=True)
        return hello(line)

    monkeypatch.setattr(HubLine, "send_body", sent)
    monkeypatch.setattr(HubLine, "hello", heard)
    sync_once(outbox)
    assert (missing_at(hub, made), outbox.left(), len(cut)) == ([], (0, 0, 0), 1)


def test_the_next_body_goes_by_the_second_connection_once_that_is_answered_and_the_first_is_not(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(60)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", 200_000)
    send, carry, offer = HubLine.send_body, HubLink._carry, SecondLane.offer
    waits, begun, met = Event(), Event(), list[bool]()

    def offered(lane: SecondLane[ReadBody], body: ReadBody) -> None:
        offer(lane, body)
        if lane._waiting and not outbox.left()[0]:
            waits.set()

    def carried(link: HubLink, body: ReadBody, lane: int, *of: Any) -> None:
        if lane and waits.is_set():
            begun.set()
        carry(link, body, lane, *of)

    def sent(line: HubLine, body: LineBody) -> BodyAnswer:
        answer = send(line, body)
        runs, _files, _size = outbox.left()  # files wait for all of them
        if not runs and line._link.endswith(LANE):
            met.append(waits.wait(20))  # answered once the first's body has gone, and another waits
        elif not runs and waits.is_set() and not begun.is_set():
            met.append(begun.wait(20))  # not answered before the next has begun
        return answer

    monkeypatch.setattr(SecondLane, "offer", offered)
    monkeypatch.setattr(HubLink, "_carry", carried)
    monkeypatch.setattr(HubLine, "send_body", sent)
    sync_once(outbox)
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))
    assert (len(met) > 2, all(met)) == (True, True)


def test_what_waits_for_the_second_connection_is_taken_back_or_kept_until_its_trouble_is_heard() -> None:
    gone, went = Event(), list[str]()

    def carry(body: str, _connected: Callable[[], HubLine]) -> None:
        assert gone.wait(20)
        went.append(body)
        if body == "cut":
            raise EktpError("line.cut")

    lane = SecondLane[str](never, carry)
    lane.offer("first")
    lane.offer("second")
    assert lane.take_back() == "second"
    assert lane.take_back() is None
    lane.offer("cut")
    gone.set()
    lane.close()
    lane.offer("behind trouble")
    with pytest.raises(EktpError, match=r"line\.cut"):
        lane.settle()
    assert lane.take_back() == "behind trouble"
    gone.clear()
    lane.offer("cut")
    lane.offer("during trouble")
    gone.set()
    lane.close()
    assert lane.take_back() == "during trouble"
    with pytest.raises(EktpError, match=r"line\.cut"):
        lane.settle()
    lane.offer("after")
    lane.close()
    assert went == ["first", "cut", "cut", "after"]


@pytest.mark.parametrize("is_cut", [False, True], ids=["straight", "cut"])
def test_a_body_that_waits_for_the_second_connection_goes_by_the_first_or_is_given_back(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch, *, is_cut: bool
) -> None:
    outbox = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"])
    put(outbox, objects(60))
    carry, went = HubLink._carry, list[tuple[ReadBody, int]]()

    def carried(link: HubLink, body: ReadBody, lane: int, *of: Any) -> None:
        went.append((body, lane))
        carry(link, body, lane, *of)

    monkeypatch.setattr(HubLink, "_carry", carried)
    sender = LineSender(outbox, doubts=False)
    link, queue = sender._links[0], sender._queue
    with link._calling() as line:
        queue.put(queue.claim(), {one.name: 0 for one in outbox.due(100)})
        link._pace.size = 2 * LEAST_BODY
        link._second._answered.clear()
        link._go_on_meanwhile()
        waiting = link._second._waiting
        assert waiting is not None
        link._go_on_meanwhile()  # an offer has gone too
        assert link._second._waiting is waiting
        link._second._answered.set()
        if not is_cut:
            link._send_some(line, None)
    assert ((waiting, 0) in went, waiting.of.is_done) == (not is_cut, not is_cut)
    assert not queue.is_moving


@pytest.mark.parametrize("is_waiting", [False, True], ids=["read", "for the second connection"])
def test_what_was_read_ahead_and_another_link_carries_is_left_to_it(
    tmp_path: Path, hub: RunningHub, *, is_waiting: bool
) -> None:
    outbox = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"])
    put(outbox, objects(4))
    sender = LineSender(outbox, doubts=False)
    link, queue = sender._links[0], sender._queue
    with link._calling():
        queue.put(queue.claim(), {one.name: 0 for one in outbox.due(100)})
        link._read_ahead()
        read = link._ahead
        assert read is not None
        assert queue.repeat(0, 1e6) is read.of, "an idle link takes it"
        if is_waiting:
            link._carry_by_second(read, never)
            link._ahead = None
        else:
            assert link._taken_ahead() is None
    assert read.of.carriers == 1
    assert queue.finish(read.of, {})


def never() -> HubLine:
    raise AssertionError("nothing is to go by it")
