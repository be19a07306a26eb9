"""One link to the hub, on a thread of its own: it calls, carries bodies of the one queue, and comes again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import monotonic

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.control import LineControl
from ektp_desk.sync.hub_line import BodyAnswer, HubLine, LineBody
from ektp_desk.sync.lane import SecondLane
from ektp_desk.sync.metering import Metering
from ektp_desk.sync.outbox import FILE, DueObject, LineFacts, Outbox
from ektp_desk.sync.pace import LEAST_BODY, Backoff, BodyPace, in_bodies
from ektp_desk.sync.sending_queue import OpenBody, SendingQueue
from ektp_desk.sync.talking import EVERY, HubTalk
from ektp_desk.sync.ways import LinkWay
from ektp_desk.usecases.exchange.line import LinkNews, LinkState
from ektp_desk.wire import limits
from ektp_desk.wire.part import cut
from ektp_desk.wire.requests import LANE

_AT_ONCE = frozenset({"line.stopped", "line.restored"})  # no trouble of the line
_LOOK = 1.0  # seconds between two looks at what another link carries
_KEPT_EVERY = 16  # bodies of files, until their receipt is laid out
_READY = 2  # bodies that wait before more is offered: one for each connection


@dataclass
class LineParts:
    """What the links share."""

    outbox: Outbox
    queue: SendingQueue
    talk: HubTalk
    control: LineControl
    metering: Metering
    changed: Callable[[], None]  # something of the news is other
    seconds: Callable[[], float] = monotonic
    speeds: dict[str, float] = field(default_factory=dict)  # by link, of those that carry
    chance: Random = field(default_factory=Random)


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body, the names of what lies here of it, and why something does not as it was.

    `pack`: of all that; an object that goes by itself is `alone`.
    """

    of: OpenBody
    names: Sequence[str]
    aside: dict[str, str]
    pack: LineBody | None = None
    alone: bytes = b""


class HubLink:
    """`trouble` is what ended its last try.

    The next body is read while the hub takes one in, and goes by a second connection: else each end would
    wait for the other's processor, disk and line.
    """

    def __init__(self, way: LinkWay, parts: LineParts) -> None:
        self.way, self._parts = way, parts
        self._outbox, self._queue, self._control = parts.outbox, parts.queue, parts.control
        self._pace, self._backoff = BodyPace(), Backoff(parts.chance)
        self._state, self._again, self._bodies = LinkState.CALLING, 0.0, 0
        self._address = self._network = ""
        self.trouble: EktpError | None = None
        self._is_gone = False  # another way was chosen
        self._under_way: list[OpenBody | None] = [None, None]  # by lane
        self._ahead: ReadBody | None = None  # read meanwhile
        self._second: SecondLane[ReadBody]  # of this call

    @property
    def news(self) -> LinkNews:
        return LinkNews(
            self.way.name,
            self._state,
            self._address,
            self._network,
            is_metered=self._parts.metering.is_metered(self._network),
            speed=round(self._pace.speed),
            code=self.trouble.code if self.trouble else "",
            again=round(self._again),
        )

    def leave(self) -> None:
        """End behind the piece under way."""
        self._is_gone = True

    @property
    def _is_going(self) -> bool:
        return self._control.is_going and not self._is_gone

    def _is_wanted(self, lane: int) -> bool:
        """Whether what is on its way shall go on: another link may have brought it."""
        body = self._under_way[lane]
        return self._is_going and not (body is not None and body.is_done)

    def keep_going(self) -> None:
        """Serve until the end, on this thread; trouble is waited out."""
        while not (self._control.is_ended or self._is_gone):
            turn = self._control.turn
            if self._control.is_paused:
                self._tell(LinkState.IDLE)
                self._control.wait(None, turn)
                continue
            try:
                self._serve()
            except EktpError as error:
                self._rest(error, turn)

    def _rest(self, error: EktpError, turn: int) -> None:
        if error.code in _AT_ONCE:
            return
        if error.code == "request.unknown_key":
            self._outbox.keep_fact("entered", "")
        self._again = self._backoff.next(int(error.facts.get("again", 0))) if self._is_going else 0
        self.trouble = error
        self._tell(LinkState.WAITING)
        if self._is_going and self._control.wait(self._again, turn):
            self._backoff.reset()
        self._again = 0
        self._parts.talk.ask()  # it may be long until nothing else is to do

    def _serve(self) -> None:
        with self._calling() as line:
            while self._is_going and self._outbox.read()[0] == line.facts:
                turn = self._control.turn
                if self._step(line):
                    continue
                self._parts.talk.keep_receipts()
                self._tell(LinkState.IDLE)
                is_moving = self._queue.is_moving  # by another link, which may stand still
                if not self._control.wait(_LOOK if is_moving else EVERY, turn) and not is_moving:
                    self._parts.talk.ask()

    def go_once(self) -> None:
        """Send and take until nothing is left. Raises what stands in the way."""
        while True:
            try:
                with self._calling() as line:
                    return self._go_through(line)
            except EktpError as error:
                if error.code not in _AT_ONCE:
                    raise

    def _go_through(self, line: HubLine) -> None:
        while True:
            turn = self._control.turn
            if self._step(line):
                continue
            self._parts.talk.keep_receipts()
            if not self._queue.is_moving:
                return
            self._control.wait(_LOOK, turn)  # for what another link carries

    @contextmanager
    def _calling(self) -> Iterator[HubLine]:
        try:
            with self._called() as line:
                self._second = SecondLane(partial(self._call_again, line), self._carry_by_second)
                try:
                    yield line
                finally:
                    self._take_back()
                    self._second.close()
        finally:
            self._give_ahead_back()

    def _call_again(self, line: HubLine) -> HubLine:
        """Raises `line.restored` for a hub that began another epoch since."""
        facts, seed = self._outbox.read()
        wanted, gone = partial(self._is_wanted, 1), self._second.note_gone
        again = HubLine(line.address, facts, seed, way=self.way, lane=LANE, going=wanted, sent=gone)
        again.said = line.said
        try:
            again.hello()
        except BaseException:
            again.close()
            raise
        return again

    def _called(self) -> HubLine:
        """The hub, by the first address that leads to it."""
        facts, seed = self._outbox.read()
        trouble, wanted = EktpError("line.none"), partial(self._is_wanted, 0)
        for address in self._in_order(facts):
            try:
                line = HubLine(address, facts, seed, way=self.way, going=wanted, sent=self._go_on_meanwhile)
                return self._call(line)
            except EktpError as error:
                if not error.code.startswith("line."):
                    raise
                trouble = trouble if trouble.code == "line.foreign" else error
        raise trouble

    def _call(self, line: HubLine) -> HubLine:
        try:
            self._parts.talk.greet(line)
        except BaseException:
            line.close()
            raise
        self._address, self._network, self.trouble = line.address, line.network, None
        return line

    def _in_order(self, facts: LineFacts) -> Iterable[str]:
        """The one that answered last goes first."""
        return sorted(facts.addresses, key=lambda one: one != self._address)

    def _step(self, line: HubLine) -> bool:
        """Do one thing of what is to do; false where nothing is."""
        files = self._parts.metering.left(self._network)
        try:
            did = self._send_some(line, files)
        except EktpError as error:
            while error.code == "hub.full" and self._talk(line, files):
                pass  # what it has it gives still
            raise
        return self._talk(line, files) or did

    def _talk(self, line: HubLine, files: int | None) -> bool:
        if not self._parts.talk.is_due:
            return False
        self._tell(LinkState.TAKING)
        came = self._parts.talk.done.came
        did = self._parts.talk.step(line, files)
        if self._parts.talk.done.came != came:
            self._parts.changed()
        return did

    def _send_some(self, line: HubLine, files: int | None) -> bool:
        self._take_back()
        self._second.settle()
        # Before the last of a page goes: the next body is then read, and full, while the hub takes that in.
        if page := self._queue.claim(_READY * self._pace.size if files is None else 1):
            self._offer(line, page)
            return True
        body = self._taken_ahead() or self._next(files)
        if body is None:
            now = self._parts.seconds()
            own = self._under_way[1]
            late = self._queue.repeat(now, self._pace.speed, own) if files is None else None
            body = self._read(late) if late is not None else None
        if body is None:
            return False
        self._tell(LinkState.SENDING)
        self._carry(body, 0, lambda: line)
        return True

    def _next(self, files: int | None) -> ReadBody | None:
        body = self._queue.next(self._pace.size, files, share=self._share())
        return self._read(body) if body is not None else None

    def _go_on_meanwhile(self) -> None:
        """A body has gone, and the hub takes it in: read the next, to go meanwhile if it is worth that."""
        self._read_ahead()
        ahead = self._ahead
        if ahead and ahead.pack and ahead.of.size >= LEAST_BODY:
            self._ahead = None
            self._second.offer(ahead)

    def _carry_by_second(self, read: ReadBody, connected: Callable[[], HubLine]) -> None:
        if self._is_own(read):
            self._carry(read, 1, connected)

    def _take_back(self) -> None:
        """What waits for the second connection: no more than one body is ahead."""
        self._ahead = self._second.take_back() or self._ahead

    def _read_ahead(self) -> None:
        """Not where bytes cost: what may go is known behind each body."""
        self._take_back()
        if self._ahead is None and self._is_going and self._parts.metering.left(self._network) is None:
            self._ahead = self._next(None)

    def _taken_ahead(self) -> ReadBody | None:
        """What was read ahead, unless it is done or another link carries it since."""
        ahead, self._ahead = self._ahead, None
        return ahead if ahead and self._is_own(ahead) else None

    def _is_own(self, read: ReadBody) -> bool:
        """Whether a body that was read is this link's still; else it is left to the other."""
        if not (read.of.is_done or read.of.carriers > 1):
            return True
        self._queue.fail(read.of)
        return False

    def _give_ahead_back(self) -> None:
        if self._ahead is not None:
            self._queue.fail(self._ahead.of)
            self._ahead = None

    def _share(self) -> float:
        """Of what all links carry together; a new one is as quick as the others until it was measured."""
        speeds = dict(self._parts.speeds)
        if self.way.name not in speeds:
            return 1 / (len(speeds) + 1)
        return speeds[self.way.name] / sum(speeds.values())

    def _offer(self, line: HubLine, page: list[DueObject]) -> None:
        try:
            wanted = dict(line.offer([one.name for one in page]).wanted)
        except BaseException:
            self._queue.give_back(page)
            raise
        self._queue.put(page, wanted)

    def _carry(self, read: ReadBody, lane: int, connected: Callable[[], HubLine]) -> None:
        body = self._under_way[lane] = read.of
        begun = self._parts.seconds()
        if body.carriers == 1:
            body.begin(begun, self._pace.speed)
        try:
            aside = self._send(connected(), read)
        except BaseException:
            self._pace.failed()
            self._parts.speeds.pop(self.way.name, None)
            self._queue.fail(body)
            self._control.wake()
            raise
        finally:
            self._under_way[lane] = None
        took = self._parts.seconds() - begun
        self._pace.measured(body.size, took)
        self._parts.speeds[self.way.name] = self._pace.speed
        self._backoff.reset()
        if self._queue.finish(body, aside):
            files = sum(one.size for one in body.objects if one.kind == FILE)
            self._parts.metering.spend(self._network, files)
            self._parts.talk.pass_by(took)
        self._bodies += 1
        if not self._bodies % _KEPT_EVERY:
            self._parts.talk.keep_receipts()
        self._control.wake()  # whoever waits for these, or for the end
        self._parts.changed()

    def _send(self, line: HubLine, read: ReadBody) -> dict[str, str]:
        """Give what was refused; what lies here no more was erased or removed, and nobody waits for it."""
        talk = self._parts.talk
        if not read.names:
            return read.aside
        if read.pack is not None:
            return read.aside | talk.note(line.send_body(read.pack), read.names, line)
        (name,), content = read.names, read.alone
        if len(content) <= limits.ENTRY:
            return talk.note(line.send_rest(name, content, read.of.have), [name], line)
        refused = dict[str, str]()
        for answer in self._send_parts(line, content):
            refused |= answer.refused
            talk.note(answer, [], line)
        return {name: next(iter(refused.values()))} if refused else {}

    def _read(self, body: OpenBody) -> ReadBody:
        there, aside = dict[str, bytes](), dict[str, str]()
        for one in body.objects:
            try:
                content = self._outbox.content(one)
            except EktpError as error:
                aside[one.name] = error.code
                continue
            if content is not None:
                there[one.name] = content
        names, contents = tuple(there), there.values()
        if body.alone:
            return ReadBody(body, names, aside, alone=b"".join(contents))
        return ReadBody(body, names, aside, LineBody.of_entries(contents, map(bytes.fromhex, names)))

    def _send_parts(self, line: HubLine, whole: bytes) -> Iterator[BodyAnswer]:
        """Send those parts that the hub has not, of a whole that is too large for one piece."""
        parts = {hashlib.sha256(part).hexdigest(): part for part in cut(whole)}
        wanted = line.offer(list(parts)).wanted
        for name, have in wanted:
            if have:
                yield line.send_rest(name, parts[name], have)
        untouched = [parts[name] for name, have in wanted if not have]
        yield from map(line.send, in_bodies(untouched, self._pace.size))

    def _tell(self, state: LinkState) -> None:
        if state is not self._state or state is LinkState.WAITING:
            self._state = state
            self._parts.changed()
