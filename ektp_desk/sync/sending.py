"""One round with the hub: offer, send, fetch. It sees sealed bytes only, and needs no store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.carrier import Carrier, PackFile, find_carrier, mark_carrier
from ektp_desk.sync.hub_line import BodyAnswer, HubLine, InboxEntry
from ektp_desk.sync.outbox import DueObject, LineFacts, Outbox
from ektp_desk.wire import limits
from ektp_desk.wire.part import cut

_BODY = 4 * 2**20  # bytes of entries, which leave room for their fronts
_OFFERED = 1000
_CAME = "LINECAME"  # the folder of what came: eight signs, as a journal's


@dataclass
class SyncRound:
    """What a round did: runs and files that the hub has now, others (what an office says), what came."""

    sent: int = 0
    said: int = 0
    came: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)


def sync_once(outbox: Outbox, *, link: str = "") -> SyncRound:
    """Try each address until one answers. Raises `line.none`, `line.cut`, `line.foreign`."""
    facts, seed = outbox.read()
    trouble = EktpError("line.none")
    for address in facts.addresses:
        try:
            with HubLine(address, facts, seed, link=link) as line:
                return _Round(outbox, facts, line).run()
        except EktpError as error:
            if not error.code.startswith("line."):
                raise
            trouble = error
    raise trouble


class _Round:
    def __init__(self, outbox: Outbox, facts: LineFacts, line: HubLine) -> None:
        self._outbox, self._facts, self._line, self._done = outbox, facts, line, SyncRound()
        self._receipts = list[str]()  # hex, as they came

    def run(self) -> SyncRound:
        said = self._line.hello()
        epoch = f"{self._facts.hub_key}/{said.epoch}"
        if self._outbox.fact("epoch") != epoch:
            self._outbox.begin_anew(epoch)
        if not self._outbox.fact("entered"):
            self._line.enter()
            self._outbox.keep_fact("entered", said.by)
        self._send_said()
        self._send_due()
        self._fetch()
        self._keep_receipts()
        return self._done

    def _keep_receipts(self) -> None:
        """The newest of each journal, for the desk to take in as from a stick."""
        newest = {
            (one.device, one.incarnation): data
            for data in self._receipts
            if (one := self._line.receipt(data))
        }
        if newest:
            carrier = mark_carrier(self._outbox.incoming, self._facts.office)
            carrier.write(_CAME, [bytes.fromhex(data) for data in newest.values()])

    def _send_due(self) -> None:
        """Runs and files, a page after the other."""
        while due := self._outbox.due(_OFFERED):
            wanted = dict(self._line.offer([one.name for one in due]).wanted)
            here = [one.name for one in due if one.name not in wanted]
            lost = self._send([one for one in due if one.name in wanted], wanted)
            self._outbox.note_sent([*here, *lost])

    def _send(self, due: Sequence[DueObject], wanted: dict[str, int]) -> list[str]:
        """Send in bodies; give the names of what is here no more."""
        lost, names, entries = list[str](), list[str](), list[bytes]()
        for one in due:
            content = self._outbox.content(one)
            if content is None:
                lost.append(one.name)
                continue
            if have := wanted[one.name]:
                self._note(self._line.send_rest(one.name, content, have), [one.name])
                continue
            if entries and sum(map(len, entries)) + len(content) > _BODY:
                self._note(self._line.send(entries), names)
                names, entries = [], []
            names.append(one.name)
            entries += [content] if len(content) <= limits.ENTRY else cut(content)
        if entries:
            self._note(self._line.send(entries), names)
        return lost

    def _note(self, answer: BodyAnswer, names: Sequence[str]) -> None:
        if "disk.full" in answer.refused.values():
            raise EktpError("hub.full")  # nothing is wrong with what was sent: another time
        refused = {name: why for name, why in answer.refused.items() if name in names}
        self._outbox.set_aside(refused)
        self._outbox.note_sent([name for name in names if name not in refused])
        self._done.sent += len(names) - len(refused)
        self._done.refused |= answer.refused
        self._done.held |= answer.held
        self._receipts += answer.receipts

    def _send_said(self) -> None:
        """What an office desk says, pack by pack: one is needed here no more once the hub has all of it."""
        try:
            carrier = find_carrier(self._outbox.outgoing, self._facts.office)
        except EktpError:
            return  # a field laptop has none
        for pack in carrier.packs():
            entries = [entry for entry in carrier.read(pack) if isinstance(entry, bytes)]
            digests = [hashlib.sha256(entry).hexdigest() for entry in entries]
            wanted = dict(self._line.offer(digests).wanted)
            left = [one for one, digest in zip(entries, digests, strict=True) if digest in wanted]
            answers = [self._line.send(body) for body in _bodies(left)]
            for answer in answers:
                self._done.said += answer.new
                self._done.refused |= answer.refused
            if not any(answer.refused for answer in answers):
                _remove(pack)

    def _fetch(self) -> None:
        carrier = mark_carrier(self._outbox.incoming, self._facts.office)
        after = int(self._outbox.fact("after") or 0)
        while rows := self._line.inbox(after):
            for some in _pages(rows):
                entries = [self._line.fetch(row.digest) for row in some]
                carrier.write(_CAME, entries, [bytes.fromhex(row.digest) for row in some])
                after = some[-1].seq
                self._outbox.keep_fact("after", str(after))  # behind the pack: a cut brings it once more
                self._done.came += len(some)


def _bodies(entries: Sequence[bytes]) -> Iterator[list[bytes]]:
    body = list[bytes]()
    for entry in entries:
        if body and sum(map(len, body)) + len(entry) > _BODY:
            yield body
            body = []
        body.append(entry)
    if body:
        yield body


def _pages(rows: Sequence[InboxEntry]) -> Iterator[list[InboxEntry]]:
    page = list[InboxEntry]()
    for row in rows:
        if page and sum(one.size for one in page) + row.size > _BODY:
            yield page
            page = []
        page.append(row)
    if page:
        yield page


def _remove(pack: PackFile) -> None:
    pack.path.unlink(missing_ok=True)


def take_away(carrier: Carrier) -> None:
    """Remove what came and was taken in: the hub has it still."""
    for pack in carrier.packs():
        if not pack.is_damaged:
            _remove(pack)
