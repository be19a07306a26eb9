"""The sample office that every act is measured on, and recordings that lack only their last key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.making import sample_clock
from ektp_desk.domain.office.policies import ATTEST, Policy
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.settings import Clock, Folders
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import give_numbers, put_back, serve
from ektp_desk.usecases.queue.queries import at_desk
from ektp_desk.usecases.recording.commands import begin, identify, set_all_complete
from ektp_desk.usecases.recording.documents import see_documents
from ektp_desk.usecases.session import Session
from tests.kept import copy_office, lay_sample

SIZE = "sample"
_LETTER = "A"


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """A sample office on the disk, closed."""

    folders: Folders
    user: str
    passphrase: str = field(repr=False)
    key: bytes = field(repr=False)
    visit: str
    clock: Clock

    @property
    def anchor(self) -> Path:
        """The head anchor of this office in its folder."""
        return self.folders.anchor(read_slots(self.folders.data).slots.install)

    def copied(self, folder: Path) -> BenchOffice:
        """The same office in another folder, with its own anchor: as if it had always lain there."""
        there = self.beside(folder)
        copy_office(self.folders, there.folders)
        return there

    def beside(self, folder: Path) -> BenchOffice:
        """Name the same office where a copy of it lies."""
        return replace(self, folders=Folders(folder / "data", folder / "state"))

    @contextmanager
    def signed_in(self) -> Iterator[tuple[Desk, Session]]:
        """Open the store as its user."""
        with Desk(self.folders, clock=self.clock) as desk:
            yield desk, desk.sign_in(self.user, self.passphrase)


def make_office(folder: Path) -> BenchOffice:
    """Make the sample office in an empty folder."""
    folders = Folders(folder / "data", folder / "state")
    made = lay_sample(folders)
    clock = sample_clock(made)
    with Desk(folders, clock=clock) as desk:
        user = desk.slots.users[0].user.id
        key = desk.unlock(user, made.passphrase).store_key
        _attest(desk.sign_in(user, made.passphrase))
    return BenchOffice(folders, user, made.passphrase, key, made.visit, clock)


def _attest(session: Session) -> None:
    """Have photo and signature taken on the ministry's kit: what is measured is the usual office."""
    for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
        set_policy(session, rule, ATTEST)


def prepare_recordings(session: Session, visit: str, count: int) -> list[str]:
    """`count` new recordings with every step said, as they stand before the last key is pressed."""
    with session.store.together():
        if held := at_desk(session, visit, _LETTER):
            put_back(session, held.id, desk=_LETTER)
        tickets = give_numbers(session, visit, letter=_LETTER, count=count)
        people = targets_of(session, visit)
        grown = [p for p in people if p.birth and int(p.birth[:4]) <= session.today.year - 17]
        return [
            _prepare(session, ticket, grown[place % len(grown)].id) for place, ticket in enumerate(tickets)
        ]


def _prepare(session: Session, ticket: str, person: str) -> str:
    serve(session, ticket, desk=_LETTER)
    identify(session, ticket, person)
    recording = begin(session, ticket, desk=_LETTER)
    see_documents(session, recording)
    set_all_complete(session, recording)
    put_back(session, ticket, desk=_LETTER)
    return recording
