"""What a desk says to its hub and hears there, but for runs and files: statements, receipts, what came.

One link at a time does it for all, whichever comes by when it is due. An idle desk asks one thing.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import common, merged
from ektp_desk.settings import Clock
from ektp_desk.sync.carrier import Carrier, PackFile, find_carrier, mark_carrier
from ektp_desk.sync.hub_line import BodyAnswer, HubLine, InboxEntry
from ektp_desk.sync.metering import Metering
from ektp_desk.sync.outbox import FILE, HEARD, Outbox
from ektp_desk.sync.pace import WHOLE_BODY, BodyPace, in_bodies
from ektp_desk.sync.sending_queue import SendingQueue
from ektp_desk.wire import limits
from ektp_desk.wire.heads import Hello, Receipt
from ektp_desk.wire.part import cut

EVERY = 60.0  # seconds between two questions whether something came
_CAME = "LINECAME"  # the folder of what came: eight signs, as a journal's
_OF_ONE = frozenset({"object.missing", "hub.disk", "line.damaged"})  # the trouble of one object
_EVERYBODYS = frozenset({"package", "verdict", "receipt", "droplist", "rows", "newer"})  # no visit's


@dataclass
class SyncRound:
    """What was done: runs and files that the hub has now, others (what an office says), what came."""

    sent: int = 0
    said: int = 0
    came: int = 0
    packs: int = 0  # for the desk to take in
    refused: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    heard: str = ""  # when the hub answered last, by this laptop's clock
    retired: int = 0  # runs that the hub keeps no more and this office desk has not
    clock: int = 0  # seconds that it is ahead of the hub's


class HubTalk:
    """Asked by the links' threads."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        metering: Metering,
        queue: SendingQueue,
        *,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._pace, self._seconds = BodyPace(), seconds
        self._outbox, self._clock, self._metering, self._queue = outbox, clock, metering, queue
        self.done = SyncRound()
        self._asked, self._answered, self._is_asking = 1, 0, False
        self._passed = 0.0  # seconds since, of sending
        self._newest, self._rows, self._caught_up = 0, deque[InboxEntry](), ""
        self._receipts = dict[str, tuple[int, str]]()  # by journal, number and object (hex)
        self._tried = 0
        self._full: EktpError | None = None
        self._talking, self._greeting, self._noting, self._writing = Lock(), Lock(), Lock(), Lock()

    @property
    def is_due(self) -> bool:
        return self._asked != self._answered

    def ask(self) -> None:
        """Have it done now."""
        self._asked += 1
        self._passed = 0.0

    def pass_by(self, seconds: float) -> None:
        """So long was sent, and nothing asked."""
        self._passed += seconds
        if self._passed > EVERY:
            self.ask()

    def greet(self, line: HubLine) -> None:
        """Begin anew where the hub is another; bring the key for requests where it has it not."""
        said = line.hello()
        self._note_clock(said)
        if said.epoch < self._epoch_of(line):
            line.enter()
            self._show(line, self._outbox.facts_of("said"))
            said = line.hello()
        epoch = _epoch(line)
        with self._greeting:
            if self._outbox.fact("epoch") != epoch:
                self._begin_anew(epoch)
        if not self._outbox.fact("entered"):
            line.enter()
            self._outbox.keep_fact("entered", said.by)

    def _begin_anew(self, epoch: str) -> None:
        self._queue.begin_anew(epoch)
        self._rows.clear()
        self._receipts.clear()
        self.ask()

    def _epoch_of(self, line: HubLine) -> int:
        """The epoch of this very hub that was heard of last; 0 for none."""
        key, _stroke, epoch = self._outbox.fact("epoch").partition("/")
        return int(epoch) if key == line.facts.hub_key and epoch else 0

    def _note_clock(self, said: Hello) -> None:
        now = self._clock()
        ahead = round((now.utc - Moment.of(said.at, 0).utc).total_seconds())
        self.done.heard, self.done.clock = now.text, ahead
        self._outbox.keep_fact(f"clock/{now.day}", str(ahead))
        self._outbox.keep_fact(HEARD, now.text)

    def step(self, line: HubLine, files: int | None) -> bool:
        """Do a piece of what is due; `files`: bytes of them that may come, None for all.

        Raises `hub.full` for what it did not take of what the office says, behind all that came.
        """
        if not self.is_due or not self._talking.acquire(blocking=False):
            return False
        try:
            asked = self._asked
            if not self._rows:
                self._full = self._send_said(line)
                self._ask(line)
                self._list(line)
            is_all = self._fetch(line, files)
            self.keep_receipts()
            if is_all:
                self._answered = asked
                if self._full:
                    raise self._full
        finally:
            self._talking.release()
        return True

    def note(self, answer: BodyAnswer, names: Sequence[str], line: HubLine) -> dict[str, str]:
        """Keep what was said of a body; give which of these were refused. Raises `hub.full`."""
        if "disk.full" in answer.refused.values():
            raise EktpError("hub.full")  # nothing is wrong with what was sent: another time
        refused = {name: why for name, why in answer.refused.items() if name in names}
        with self._noting:
            self.done.sent += len(names) - len(refused)
            self.done.refused |= answer.refused
            self.done.held |= answer.held
        self._hear(answer.receipts, line)
        return refused

    def _hear(self, receipts: Sequence[str], line: HubLine) -> None:
        """The newest of each journal counts."""
        read = [(line.receipt(data), data) for data in receipts]
        went = [self._offer_what_went(line, one) for one, _data in read]
        if any(went):
            self._queue.forget_waiting()
        with self._noting:
            self.done.heard = self._clock().text
            for one, data in read:
                journal = f"{one.device}/{one.incarnation}"
                if one.number > self._receipts.get(journal, (0, ""))[0]:
                    self._receipts[journal] = one.number, data

    def _offer_what_went(self, line: HubLine, now: Receipt) -> bool:
        """Offer again what this hub once had by its own word, and by this one has no more; say if any is.

        It was put back from a backup, and has signed so much since that no number tells.
        """
        said = self._outbox.fact(f"said/{now.device}/{now.incarnation}")
        try:
            before = line.receipt(said) if said else now
        except EktpError:
            return False  # another hub's, in whose place this one is
        if (before.epoch, before.number) >= (now.epoch, now.number):
            return False
        lacks_runs = common(before.heard_spans, now.heard_spans) != merged(before.heard_spans)
        files = set(now.missing) - set(before.missing)
        return self._outbox.offer_sent(files, runs=lacks_runs)

    def keep_receipts(self) -> None:
        """Lay what is new of them out for the desk, to be taken in as from a stick."""
        known = self._outbox.facts_of("receipt")
        with self._noting:
            new = {of: (at, data) for of, (at, data) in self._receipts.items() if at > int(known.get(of, 0))}
            if new:
                self._write([bytes.fromhex(data) for _number, data in new.values()])
                for of, (number, data) in new.items():
                    self._outbox.keep_fact(f"receipt/{of}", str(number))
                    self._outbox.keep_fact(f"said/{of}", data)

    def _write(self, entries: Sequence[bytes]) -> None:
        with self._writing:  # one link brings something while another hears receipts
            mark_carrier(self._outbox.incoming, self._outbox.read()[0].office).write(_CAME, entries)
            self.done.packs += 1

    def _ask(self, line: HubLine) -> None:
        """The only question of an idle desk: what is new of its journals, and how far its inbox goes."""
        known = self._outbox.facts_of("receipt")
        journals = {f"{device}/{of}" for device, of in line.facts.journals} | known.keys()
        asked = list[tuple[str, str, int]]()
        for journal in sorted(journals):
            device, _stroke, incarnation = journal.partition("/")
            asked.append((device, incarnation, int(known.get(journal, 0))))
        place, _space, mark = self._outbox.fact("end").partition(" ")
        answer = line.offer(journals=asked, end=(int(place or 0), mark))
        self._newest, self.done.retired = answer.newest, answer.retired
        if not answer.knows_end:
            with self._greeting:
                self._begin_anew(_epoch(line))
        if not answer.knows_end or answer.newest > int(place or 0):
            self._outbox.keep_fact("end", f"{answer.newest} {answer.mark}")
        self._hear(answer.receipts, line)
        if self._outbox.offer_again(answer.lost):
            self._queue.forget_waiting()
        if answer.behind:
            self._show(line, ["/".join(of) for of in answer.behind])
            self.greet(line)

    def _show(self, line: HubLine, journals: Iterable[str]) -> None:
        """Show a hub that was put back from a backup what it once signed: it begins another epoch."""
        said = self._outbox.facts_of("said")
        if shown := [bytes.fromhex(said[of]) for of in journals if of in said]:
            line.send(shown)

    def _send_said(self, line: HubLine) -> EktpError | None:
        """What an office desk says, pack by pack: one is needed here no more once the hub has all of it.

        Give what stood in the way of that where the hub is full.
        """
        try:
            carrier = find_carrier(self._outbox.outgoing, line.facts.office)
        except EktpError:
            return None  # a field laptop has none
        try:
            for pack in carrier.packs():
                self._send_pack(line, carrier, pack)
        except EktpError as error:
            if error.code != "hub.full":
                raise
            return error
        return None

    def _send_pack(self, line: HubLine, carrier: Carrier, pack: PackFile) -> None:
        found = list(carrier.read(pack))
        entries = [entry for entry in found if isinstance(entry, bytes)]
        digests = [hashlib.sha256(entry).hexdigest() for entry in entries]
        wanted = dict(line.offer(digests).wanted)
        left = [one for one, digest in zip(entries, digests, strict=True) if digest in wanted]
        answers = [line.send(body) for body in in_bodies(left)]
        for answer in answers:
            self.done.said += answer.new
            self.done.refused |= answer.refused
        if len(entries) < len(found):
            self._outbox.say_anew()  # nobody knows what the damage took
        if not any(answer.refused for answer in answers):
            _remove(pack)

    def _list(self, line: HubLine) -> None:
        """What is new for this desk, and what its team sealed for a visit or a key that it has only now."""
        if self._tried != self._asked:
            self._tried = self._asked
            self._rows.extend(self._left())
        facts, after = line.facts, int(self._outbox.fact("after") or 0)
        known, visits = self._outbox.fact("visits").split(), " ".join([*facts.visits, facts.names])
        has_new_key = bool(facts.names) and facts.names not in known
        new = [one for one in facts.visits if has_new_key or one not in known]
        if new and after and self._caught_up != visits:
            self._caught_up = visits
            self._rows.extend(self._older(line, after, new))
        if not self._rows:
            self._outbox.keep_fact("visits", visits)
            while after < self._newest and not self._rows:
                rows = line.inbox(after, line.facts.visits)
                self._rows.extend(self._lacking(rows))
                after = rows[-1].seq if rows else self._newest  # the rest is for others
                if not self._rows:
                    self._note_read(line, after)

    def _note_read(self, line: HubLine, after: int, rows: int = 0) -> None:
        """Know how far it was read. Raises `line.restored` where another link heard of another epoch."""
        with self._greeting:
            if self._outbox.fact("epoch") != _epoch(line):
                raise EktpError("line.restored")
            self._outbox.keep_fact("after", str(max(after, int(self._outbox.fact("after") or 0))))
            for _row in range(rows):
                self._rows.popleft()

    def _left(self) -> Iterator[InboxEntry]:
        """What could not be had before."""
        for digest, said in self._outbox.facts_of("later").items():
            if said:
                seq, kind, size = said.split()
                yield InboxEntry(int(seq), digest, kind, int(size))

    def _fetched(self, line: HubLine, row: InboxEntry) -> bytes:
        """Empty for what the hub's disk does not give: the rest goes on, and it is asked for again."""
        try:
            return line.fetch(row.digest)
        except EktpError as error:
            if error.code not in _OF_ONE:
                raise
            with self._noting:
                self.done.refused[row.digest] = error.code
            is_gone = error.code == "object.missing"  # if it is sent there again, it has another place
            self._outbox.keep_fact(f"later/{row.digest}", "" if is_gone else _told(row))
            return b""

    def _older(self, line: HubLine, end: int, visits: Sequence[str]) -> Iterator[InboxEntry]:
        """What teams sealed for these visits, up to an end that was read before."""
        after = 0
        while after < end and (rows := line.inbox(after, visits)):
            after = rows[-1].seq
            yield from self._lacking([row for row in rows if row.seq <= end and row.kind not in _EVERYBODYS])

    def _lacking(self, rows: Sequence[InboxEntry]) -> list[InboxEntry]:
        """Of these, what this desk has not sent itself: an older folder that was put back has not all."""
        own = self._outbox.known({row.digest for row in rows})
        return [row for row in rows if row.digest not in own]

    def _fetch(self, line: HubLine, files: int | None) -> bool:
        """Bring a pack of it; true where nothing is left that may come now."""
        is_less = files is not None and self._put_off(line, files)
        page = _page(self._rows, min(self._pace.size, WHOLE_BODY))
        if page:
            came = self._brought(line, page)
            if came:
                self._write([piece for data in came.values() for piece in _pieces(data)])
            for digest in came.keys() & self._outbox.facts_of("later").keys():
                self._outbox.keep_fact(f"later/{digest}", "")
            self._note_read(line, page[-1].seq, len(page))  # behind the pack: a cut brings it once more
            self.done.came += len(came)
            self._metering.spend(line.network, sum(row.size for row in page if row.kind == FILE))
        return not (page or is_less)

    def _brought(self, line: HubLine, page: Sequence[InboxEntry]) -> dict[str, bytes]:
        """What came of a page, which takes some seconds: a cut costs no more."""
        begun, small = self._seconds(), [row.digest for row in page if row.size <= limits.ENTRY]
        try:
            some = line.fetch_some(small) if len(small) > 1 else {}
            found = ((row.digest, some.get(row.digest) or self._fetched(line, row)) for row in page)
            came = {digest: data for digest, data in found if data}
        except BaseException:
            self._pace.failed()
            raise
        self._pace.measured(sum(row.size for row in page), self._seconds() - begun)
        return came

    def _put_off(self, line: HubLine, files: int) -> bool:
        """Ask for files that cost too much another time, so that what is behind them comes; say if any do."""
        known, coming = self._outbox.facts_of("later"), deque[InboxEntry]()
        for row in self._rows:
            size = row.size if row.kind == FILE else 0
            if size > files:
                if not known.get(row.digest):
                    self._outbox.keep_fact(f"later/{row.digest}", _told(row))
                continue
            files -= size
            coming.append(row)
        last = self._rows[-1].seq if len(coming) < len(self._rows) else 0
        self._rows = coming
        if last and not coming:
            self._note_read(line, last)
        return last > 0


def _epoch(line: HubLine) -> str:
    return f"{line.facts.hub_key}/{line.said.epoch if line.said else 0}"


def _pieces(content: bytes) -> list[bytes]:
    """As it goes in a pack."""
    return [content] if len(content) <= limits.ENTRY else list(cut(content))


def _told(row: InboxEntry) -> str:
    return f"{row.seq} {row.kind} {row.size}"


def _page(rows: Sequence[InboxEntry], most: int) -> list[InboxEntry]:
    page, size = list[InboxEntry](), 0
    for row in rows:
        if page and size + row.size > most:
            break
        page.append(row)
        size += row.size
    return page


def _remove(pack: PackFile) -> None:
    pack.path.unlink(missing_ok=True)
