"""The mailbox: what came, and the answers to whoever asks what is here. All of it blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Select, and_, func, or_, select

from ektp_desk.domain.hub import HUB_SIGNS, CopyState, HubStanding
from ektp_desk.domain.journal.signing import paper_code
from ektp_desk.hub.digests import is_among
from ektp_desk.hub.epochs import SaidCounter, epoch_before, is_older, said_so_far
from ektp_desk.hub.identity import HubIdentity, read_identity
from ektp_desk.hub.judging import DROPPED, ROSTER, TRANSPORT
from ektp_desk.hub.packs import EntryTail, PackName
from ektp_desk.hub.places import index_in, packs_in
from ektp_desk.hub.receipts import Journal
from ektp_desk.hub.rereading import read_unnamed
from ektp_desk.hub.retiring import unheard
from ektp_desk.hub.rows import last_given
from ektp_desk.hub.schema import (
    addressed,
    devices,
    entries,
    gone,
    held,
    lost,
    packs,
    parts,
    receipts,
    retired,
    runs,
    tails,
)
from ektp_desk.hub.scrubbing import scrub_state
from ektp_desk.hub.second_place import copy_fact
from ektp_desk.hub.senders import KnownSender, found_office, sender_of
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.standing import Contacts, amount_kept, keep_contact, laptops_known
from ektp_desk.hub.stored import StoredEntry, among, find_some, find_stored, packed, read_stored
from ektp_desk.hub.taking import BodyTaker
from ektp_desk.settings import Clock, clock_in

MOST_OFFERED = 1000  # digests in one request, and rows of one answer
RUN = "run"
_MARK = 16  # signs of a digest: nothing can be fetched by them
_OWN = (ROSTER, TRANSPORT)  # are for the hub alone
_FIELD = ("package", "verdict", "receipt", "droplist", "rows", "newer")  # kinds that are for every laptop


@dataclass(frozen=True, slots=True)
class InboxRow:
    seq: int
    digest: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class InboxEnd:
    """The last place, and the first signs of the digest that lies there; `is_known`: the end that a desk
    named was given here, and nothing else lies there. A hub that was put back gives places again, and no desk
    reads a place twice.
    """

    place: int
    mark: str
    is_known: bool


class Mailbox:
    """Lives in one process; `bodies` takes in what comes."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        reads_packs: bool = True,
        room: Callable[[], int] | None = None,
    ) -> None:
        self.identity: HubIdentity = read_identity(folder)
        self.index = index_in(folder, self.identity.office)
        self.packs = packs_in(folder, self.identity.office)
        self._clock, self._contacts = clock or clock_in(0), Contacts()
        self._since = self.now()
        with self.index.write() as connection:
            found_office(connection, self.identity.of)
        lying = max((name.number for name in self.packs.names()), default=0)
        number, counter = self.index.pack_numbers(lying), SaidCounter(folder / "hub.count")
        self.shelf = Shelf(self.index, self.packs, self.identity, self._clock, number, counter)
        self.bodies = BodyTaker(self.shelf, room or self.packs.room)
        if reads_packs:
            with self.shelf.changing() as (connection, done):
                if is_older(connection, counter.read()):
                    self.shelf.begin_epoch(connection, done)
            read_unnamed(self.shelf)

    def close(self) -> None:
        self.bodies.close()
        self.index.close()

    def epochs(self) -> tuple[int, int]:
        """This one, and the one before; 0 for none."""
        with self.index.read() as connection:
            return said_so_far(connection).epoch, epoch_before(connection)

    def now(self) -> str:
        return self._clock().text

    def sender(self, key: str) -> KnownSender | None:
        with self.index.read() as connection:
            return sender_of(connection, key)

    def know(self, data: bytes) -> None:
        """Take a device's key for its requests. Raises as `senders.take_transport`, `disk.…`."""
        self.bodies.take_transport(data)

    def wanted(self, digests: Sequence[str]) -> list[tuple[str, int]]:
        """Which of these are not here, and from which byte on."""
        with self.index.read() as connection:
            here = among(connection, digests, entries, held, parts, gone, retired)
            rows = connection.execute(select(tails).where(is_among(tails.c.digest, digests)))
            have = {row.digest: row.have for row in rows}
        return [(digest, have.get(digest, 0)) for digest in digests if digest not in here]

    def dropped(self, digests: Sequence[str]) -> list[str]:
        """Which of these are taken no more, since an office desk had them deleted."""
        of = (is_among(gone.c.digest, digests), gone.c.reason == DROPPED)
        with self.index.read() as connection:
            return [*connection.scalars(select(gone.c.digest).where(*of))]

    def lost(self) -> list[tuple[str, str]]:
        """What was damaged here and is asked for again, with its kind: of many pages each day another."""
        with self.index.read() as connection:
            count = connection.scalar(select(func.count()).select_from(lost)) or 0
            page = self._clock().day.toordinal() % max(1, -(-count // MOST_OFFERED))
            of = select(lost).order_by(lost.c.digest).limit(MOST_OFFERED).offset(page * MOST_OFFERED)
            rows = connection.execute(of)
            return [(row.digest, row.kind) for row in rows]

    def unheard(self, sender: KnownSender) -> int:
        """How many runs of what went from here an office desk has not heard."""
        if not sender.is_office:
            return 0
        with self.index.read() as connection:
            return unheard(connection, sender.device)

    def tail(self, digest: str, have: int) -> tuple[EntryTail, bytes] | None:
        """The beginning of an entry that was cut, where so much of it is here."""
        of = select(tails, packs.c.key).join(packs).where(tails.c.digest == digest)
        with self.index.read() as connection:
            row = connection.execute(of).first()
        if row is None or row.have < have:
            return None
        name = PackName(row.pack, row.key)
        return EntryTail(digest, row.size, row.place, have), self.packs.read(name, row.place, have)

    def find(self, digest: str) -> StoredEntry | None:
        """An entry that counts."""
        with self.index.read() as connection:
            return find_stored(connection, digest)

    def read(self, entry: StoredEntry, first: int) -> Iterator[bytes]:
        """From a byte on. Raises `disk.refused` for a pack that lies here no more."""
        return read_stored(self.packs, entry, first)

    def given(self, sender: KnownSender, digests: Sequence[str]) -> list[str]:
        """Which of these a device may have: one that was revoked what its inbox names."""
        if not sender.is_revoked:
            return list(digests)
        with self.index.read() as connection:
            sealed = set(connection.scalars(_sealed_to(sender)))
        return [digest for digest in digests if digest in sealed]

    def pack_of(self, sender: KnownSender, digests: Sequence[str], most: int) -> Iterator[bytes]:
        """Those of these that lie here in one piece, as a pack of about so many bytes."""
        given = self.given(sender, digests)
        with self.index.read() as connection:
            return packed(self.packs, find_some(connection, given, most))

    def inbox(self, sender: KnownSender, after: int, visits: Sequence[str]) -> list[InboxRow]:
        """What is for a device behind a place of its inbox, the oldest first: an office desk gets everything.

        A laptop gets what the office says, and of its visits what the team sealed; also its own runs, which
        are not on it where an older folder was put back, or a copy wrote them. One that was revoked gets
        nothing but what an office desk sealed to its own key, its end: nobody knows who asks.
        """
        others = and_(entries.c.device != sender.device, entries.c.kind.not_in(_OWN))
        if not sender.is_office:
            others = and_(others, or_(entries.c.kind.in_(_FIELD), entries.c.visit.in_(visits)))
        own = and_(entries.c.device == sender.device, entries.c.kind == RUN)
        to_it = entries.c.digest.in_(_sealed_to(sender))
        asked = select(entries).where(
            entries.c.seq > after, to_it if sender.is_revoked else or_(others, own, to_it)
        )
        with self.index.read() as connection:
            rows = connection.execute(asked.order_by(entries.c.seq).limit(MOST_OFFERED)).all()
        return [InboxRow(row.seq, row.digest, row.kind, row.size) for row in rows]

    def inbox_end(self, known: int = 0, mark: str = "") -> InboxEnd:
        """Where every inbox ends now; and whether this is still the one whose end a desk knows."""
        newest = select(func.max(entries.c.seq)).scalar_subquery()
        asked = select(entries.c.seq, entries.c.digest).where(entries.c.seq.in_((known, newest)))
        with self.index.read() as connection:
            marks = {row.seq: row.digest[:_MARK] for row in connection.execute(asked)}
            place = max(marks, default=0)
            is_given = known <= place or known <= last_given(connection)  # what lay there may be gone
        is_known = not mark or (is_given and marks.get(known, mark) == mark)
        return InboxEnd(place, marks.get(place, ""), is_known)

    def is_asked_anew(self, sender: KnownSender) -> bool:
        """Whether there is something to remember of its coming; asks nothing."""
        return self._contacts.is_new(sender.device, self._clock().utc)

    def note_asked(self, sender: KnownSender) -> None:
        """Remember, coarsely, that a laptop came."""

        def write(device: str, at: str) -> None:
            with self.index.write() as connection:
                keep_contact(connection, device, at)

        self._contacts.note(sender.device, self._clock().utc, write)

    def standing(self) -> HubStanding:
        """How it stands now."""
        with self.index.read() as connection:
            number, size = amount_kept(connection)
            copy = copy_fact(connection)
            return HubStanding(
                code=paper_code(self.identity.public, HUB_SIGNS),
                at=self.now(),
                since=self._since,
                offset=self.identity.of.offset,
                epoch=said_so_far(connection).epoch,
                entries=number,
                size=size,
                free=self.bodies.room(),
                scrubbed=scrub_state(connection).ended,
                damaged=connection.scalar(select(func.count()).select_from(lost)) or 0,
                copies=2 if copy and copy.state is CopyState.WHOLE else 1,
                copy=copy.state if copy else CopyState.NONE,
                uncopied=copy.left if copy else 0,
                laptops=tuple(laptops_known(connection)),
            )

    def news(self, known: dict[Journal, int]) -> tuple[list[bytes], list[Journal]]:
        """The receipts that are newer than these numbers; the journals whose number was never signed here.

        Of those the desk is to show its receipt: the hub was put back from a backup.
        """
        found, behind = list[bytes](), list[Journal]()
        with self.index.read() as connection:
            for (device, incarnation), number in known.items():
                own = (receipts.c.device == device, receipts.c.incarnation == incarnation)
                row = connection.execute(select(receipts).where(*own)).first()
                found += [row.object] if row and row.number > number else []
                behind += [(device, incarnation)] if number > (row.number if row else 0) else []
        return found, behind


def _sealed_to(sender: KnownSender) -> Select[str]:
    """Runs of office desks that a laptop's own key opens."""
    desks = select(devices.c.device).where(devices.c.is_office)
    of = select(addressed.c.run).join(runs, runs.c.digest == addressed.c.run)
    return of.where(addressed.c.device == sender.device, runs.c.device.in_(desks))
