"""Verifying who did what: each signature against its key, each author against the roles as of that act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import Run
from ektp_desk.domain.journal.authority import ELSEWHERE, FALSE, UNHEARD, Authority, Roles
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Header
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.signing import SigningContext, signed_message
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.holding import authority_of
from ektp_desk.store.holes import holes
from ektp_desk.store.proof.verify import JOURNALS, Fault

_BATCH = 4096  # of signatures at a time: memory stays flat
_NUMBER = "SELECT no FROM journals WHERE device = ? AND incarnation = ?"
_SECONDED = frozenset(kind.name for kind in CATALOGUE.values() if kind.second)
# Bodies are long, and only these name who stands beside the act.
_SIGNED = f"""
SELECT link, header, signature, second,
  CASE WHEN kind IN ({", ".join(f"'{kind}'" for kind in sorted(_SECONDED))}) THEN body END
FROM events WHERE journal = ? AND seq > ? ORDER BY seq
"""  # noqa: S608  the kinds are ours
_HELD = "SELECT journal, seq, why FROM held"
_HELD_WITHIN = "SELECT seq, why FROM held WHERE journal = ? AND seq BETWEEN ? AND ?"
_HELD_WRONGLY = "event.held_wrongly"
_KEYS = "SELECT key, sign FROM user_keys"
_HEADER_OF = "SELECT header FROM events WHERE journal = ? AND seq = ?"
_ENDING = """
SELECT link, header, signature FROM events WHERE journal = ? AND seq >= ? AND signature IS NOT NULL
ORDER BY seq LIMIT 1
"""
_HEADER = msgspec.json.Decoder(Header).decode


class Signed(NamedTuple):
    """A signature (64 bytes) of a public key (32 bytes) over a message."""

    public: bytes
    message: bytes
    signature: bytes


Check = Callable[[Sequence[Signed]], Iterable[bool]]  # says of each whether it is true


class Found(NamedTuple):
    """Where something was found, before it is known whether it is a fault."""

    code: str
    seq: int
    kind: str = ""
    last: int = 0


@dataclass
class Signatures:
    """What `verify_signatures` counted beside faults."""

    events: int = 0
    checked: int = 0
    unsigned: int = 0  # from before the office had a root
    held: int = 0  # until an ADB rules
    offered: set[str] = field(default_factory=set)  # users whose key no ADB has given yet


def verify_signatures(
    connection: Any, check: Check, passed: Callable[[int], None] = lambda _events: None
) -> Iterator[Fault | Signatures]:
    """Walk every journal; name each event that nobody signed who might; give last what was counted.

    `passed` hears the number of events behind.
    """
    authority, counted = authority_of(connection), Signatures()
    of, behind = _held_by_journal(connection), _behind_holes(connection)
    for no, label, device, incarnation in connection.execute(JOURNALS).fetchall():
        walk = JournalWalk(authority, (device, incarnation), check, counted, of.get(no, {}))
        rows = connection.execute(_SIGNED, (no, 0))
        for found in walk.follow(rows, passed, behind_holes=behind.get(no, frozenset())):
            yield _fault(label, found)
    yield counted


def signature_faults(connection: Any, check: Check) -> list[Fault]:
    """What `verify_signatures` names, without its counts."""
    return [one for one in verify_signatures(connection, check) if isinstance(one, Fault)]


def refuse_unsigned_rest(connection: Any, journal: tuple[str, str], since: int, check: Check) -> None:
    """Raise `store.unsigned_rest` unless all of a journal after an event is signed as its office asks.

    What a crash leaves beyond its anchor is a whole transaction of somebody's.
    """
    no = connection.execute(_NUMBER, journal).fetchone()[0]
    of = _held_by_journal(connection)
    walk = JournalWalk(authority_of(connection), journal, check, Signatures(), of.get(no, {}))
    if found := list(walk.follow(connection.execute(_SIGNED, (no, since)))):
        raise StoreDamaged("store.unsigned_rest", first=found[0].seq, last=found[-1].last or found[-1].seq)


def asked_ahead(connection: Any, run: Run, check: Check) -> Check:
    """Begin to ask of a run's signatures while it is taken in; give what then answers, whatever it is asked.

    Which keys these are is a guess, by who holds them here: what is asked otherwise is asked anew.
    """
    root, keys = office_root(connection), dict(connection.execute(_KEYS).fetchall())
    ahead = list[Signed]()
    for one in (one for one in run if one.signature is not None or one.second is not None):
        with suppress(*UNREADABLE):
            head = _HEADER(one.header)
            said = (
                (SigningContext.ACT, head.key, one.signature),
                (SigningContext.SECOND, head.second, one.second),
            )
            ahead += [
                Signed(bytes.fromhex(keys[key]), signed_message(context, root, one.link), signature)
                for context, key, signature in said
                if signature is not None and key in keys
            ]
    answers, told = check(ahead), dict[Signed, bool]()

    def answer(batch: Sequence[Signed]) -> Iterable[bool]:
        told.update(zip(ahead, answers, strict=False))  # these give it once
        rest = [one for one in batch if one not in told]
        told.update(zip(rest, check(rest), strict=True))
        return [told[one] for one in batch]

    return answer


def refuse_false(connection: Any, authority: Authority, run: Run, check: Check, *, is_new: bool) -> None:
    """Raise `journal.not_signed` (fact `seq`) where events of a run lie about who signed; a run ends signed.

    `is_new`: all of it is; of others it counts how they were signed that are here.

    Where keys are yet unknown nobody can say so: these events are held, and asked by `false_among`. Raise
    `journal.unheard` where what tells who stands beside one of them is on its way.
    """
    journal = (run[0].device, run[0].incarnation)
    no = connection.execute(_NUMBER, journal).fetchone()[0]
    of = dict(connection.execute(_HELD_WITHIN, (no, run[0].seq, run[-1].seq)).fetchall())
    rows: Iterable[_Row] = (
        [(one.link, one.header, one.signature, one.second, one.body) for one in run]
        if is_new
        else connection.execute(_SIGNED, (no, run[0].seq - 1)).fetchmany(len(run))
    )
    walk = JournalWalk(authority, journal, check, Signatures(), of)
    if found := sorted(walk.follow(rows), key=lambda one: one.code == UNHEARD):
        is_unheard = found[0].code == UNHEARD
        raise EktpError("journal.unheard" if is_unheard else "journal.not_signed", seq=found[0].seq)


def false_among(
    connection: Any, authority: Authority, let_go: Iterable[tuple[int, int]], check: Check
) -> set[tuple[int, int]]:
    """Of events that are held no longer, by journal and number, those that their key's owner did not sign."""
    found, is_true = set[tuple[int, int]](), dict[bytes, bool]()
    for no, seq in let_go:
        key = _HEADER(*connection.execute(_HEADER_OF, (no, seq)).fetchone()).key
        link, header, signature = connection.execute(_ENDING, (no, seq)).fetchone() or (b"", b"", b"")
        if not key:
            continue  # from before the office had a root
        known = authority.keys.get(key)
        if known is not None and link and link not in is_true:
            message = signed_message(SigningContext.ACT, authority.root, link)
            (is_true[link],) = check([Signed(known.public, message, signature)])
        if not is_true.get(link) or _HEADER(header).key != key:
            found.add((no, seq))
    return found


def _held_by_journal(connection: Any) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for no, seq, why in connection.execute(_HELD):
        found.setdefault(no, {})[seq] = why
    return found


def _behind_holes(connection: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for hole in holes(connection):
        found.setdefault(hole.journal, set()).add(hole.last + 1)
    return found


_Row = tuple[bytes, bytes, bytes | None, bytes | None, bytes | None]  # as `_SIGNED` gives them
_Said = tuple[str, str, str, str, bool, bool]  # of a header what `Authority.doubt` asks of it


class JournalWalk:
    """One journal's events in order: each stretch of a key ends in its signature."""

    def __init__(
        self,
        authority: Authority,
        journal: tuple[str, str],
        check: Check,
        counted: Signatures,
        held: Mapping[int, str],
    ) -> None:
        self._authority, self._journal, self._check, self._counted = authority, journal, check, counted
        self._held = held  # why, by the event's number
        self._open: tuple[str, int] | None = None  # key and first event of what has no signature yet
        self._last = 0  # event that was seen
        self._plain: set[_Said] = set()  # without a doubt, and without anybody beside them
        self._steady = 0  # the event up to which they are
        self._pending: list[tuple[Signed, Found]] = []
        self._asked: list[tuple[Iterable[bool], list[Found]]] = []  # whose answers are on their way

    def follow(
        self,
        rows: Iterable[_Row],
        passed: Callable[[int], None] = lambda _events: None,
        *,
        behind_holes: Set[int] = frozenset(),
    ) -> Iterator[Found]:
        """Walk on to the journal's end; `passed` hears now and then how many events are behind.

        What stands before a hole may have its signature in it: `behind_holes` are the events after one.
        Nine in ten are no transaction's last and like some before: nothing is asked of these again.
        """
        for row in rows:
            self._counted.events += 1
            if not self._counted.events % _BATCH:
                passed(self._counted.events)
            try:
                head = _HEADER(row[1])
            except UNREADABLE:
                continue  # a changed event, which its chain names
            if head.seq in behind_holes:
                self._open = None
            if not self._is_plain(head):
                yield from self._see(head, row)
            else:
                self._open = self._open or (head.key, head.seq)
                if row[2] is not None:
                    self._owe_author(head, row)
            self._last = head.seq
            if len(self._pending) >= _BATCH:
                yield from self._settle()
        yield from self._close_stretch()
        yield from self._settle()
        yield from self._settle()

    def _is_plain(self, head: Header) -> bool:
        said = _said(head)
        goes_on = self._open is None or self._open[0] == head.key
        return goes_on and said in self._plain and head.seq <= self._steady and not head.second

    def _see(self, head: Header, row: _Row) -> Iterator[Found]:
        """Take an event that is unlike those before it; what it gives may be about earlier ones."""
        if self._open is not None and self._open[0] != head.key:
            yield from self._close_stretch()
        place = EventPlace(self._journal, head.seq)
        if head.seq > self._steady:
            self._plain.clear()
            self._steady = self._authority.steady_until(place)
        doubt = self._authority.doubt(place, head)
        yield from self._judge(head, doubt)
        if not head.key:
            self._counted.unsigned += not doubt
            return
        key = self._authority.keys.get(head.key)
        if key is not None and not key.given:
            self._counted.offered.add(key.user)
        self._open = self._open or (head.key, head.seq)
        link, _, signature, second, body = row
        if head.second or head.kind in _SECONDED:
            yield from self._see_second(place, head, link, second, body)
        elif not doubt and not self._held:
            self._plain.add(_said(head))
        if signature is not None:
            self._owe_author(head, row)

    def _owe_author(self, head: Header, row: _Row) -> None:
        """Ask later of the signature with which a transaction ends; it is to be false where that is held."""
        link, _, signature, _, _ = row
        first = self._open[1] if self._open else head.seq
        is_held = bool(self._held) and FALSE in map(self._held.get, range(first, head.seq + 1))
        otherwise = Found(_HELD_WRONGLY if is_held else FALSE, head.seq, head.kind)
        self._owe(SigningContext.ACT, head.key, link, signature or b"", otherwise)
        self._open = None

    def _judge(self, head: Header, doubt: str) -> Iterator[Found]:
        """Name what counts and should not, or the other way round."""
        self._counted.held += doubt not in ("", UNHEARD, ELSEWHERE)  # which wait for nobody's word
        if doubt != self._held.get(head.seq, ""):
            code = doubt or _HELD_WRONGLY
            yield Found(code, head.seq, head.kind, 0 if head.key else head.seq)

    def end(self) -> Iterator[Found]:
        """After the last event."""
        yield from self._close_stretch()
        yield from self._settle()
        yield from self._settle()

    def _see_second(
        self, place: EventPlace, head: Header, link: bytes, second: bytes | None, body: bytes | None
    ) -> Iterator[Found]:
        """Hold who stands beside an act against their key and, where it wants one, their roles and name."""
        roles = _second_of(head, body)
        if not head.second and not roles:
            return
        key, missing = self._authority.keys.get(head.second), Found("event.false_second", head.seq, head.kind)
        is_heard = self._authority.is_whole(place)
        if not head.second or second is None or self._authority.is_held(place, head.second):
            yield missing
        elif key is None:
            yield missing if is_heard else Found(UNHEARD, head.seq, head.kind)
        elif roles and not roles & self._authority.roles_at(place, key.user):
            yield Found("event.beyond_role" if is_heard else UNHEARD, head.seq, head.kind)
        elif not _is_whom_it_names(head, body, key.user):
            yield missing
        else:
            self._owe(SigningContext.SECOND, head.second, link, second, missing)

    def _owe(
        self, context: SigningContext, key: str, link: bytes, signature: bytes, otherwise: Found
    ) -> None:
        known = self._authority.keys.get(key)
        if known is not None:
            message = signed_message(context, self._authority.root, link)
            self._pending.append((Signed(known.public, message, signature), otherwise))

    def _close_stretch(self) -> Iterator[Found]:
        """Name what ends without the signature that its headers promise."""
        if self._open is not None:
            (_, first), self._open = self._open, None
            yield Found("event.unsigned", first, "", self._last)

    def _settle(self) -> Iterator[Found]:
        """Ask of what is pending, and take the answers to what was asked before: both go on meanwhile."""
        before, self._asked = self._asked, []
        pending, self._pending = self._pending, []
        if pending:
            self._counted.checked += len(pending)
            said = self._check([signed for signed, _ in pending])
            self._asked.append((said, [otherwise for _, otherwise in pending]))
        for said, faults in before:
            answers = zip(said, faults, strict=True)
            yield from (fault for is_true, fault in answers if is_true == (fault.code == _HELD_WRONGLY))


def _said(head: Header) -> _Said:
    return head.key, head.by, head.kind, head.entity, head.id == head.device, head.id == head.by


def _fault(label: str, found: Found) -> Fault:
    return Fault(found.code, label, found.seq, found.kind, found.last)


def _second_of(head: Header, body: bytes | None) -> Roles:
    """Whose signature an act must carry beside its author's: any of these roles, none for most."""
    kind = CATALOGUE.get(head.kind)
    if kind is None or not kind.second:
        return frozenset()
    if kind.second_if:
        said = _read(body)
        return kind.second if said.get(kind.second_if) else frozenset()
    return kind.second


def _is_whom_it_names(head: Header, body: bytes | None, user: str) -> bool:
    """Whether who stands beside an act is whom it names, or its author; an erased act names nobody."""
    kind = CATALOGUE.get(head.kind)
    if kind is None or not kind.second_is or body is None:
        return True
    named = _read(body).get(kind.second_is) or ""
    return user == (named or head.by) and named != head.by


def _read(body: bytes | None) -> dict[str, object]:
    """What an act says; nothing once it was erased, or where it cannot be read."""
    try:
        return msgspec.json.decode(body or b"{}", type=dict[str, object])
    except UNREADABLE:
        return {}
