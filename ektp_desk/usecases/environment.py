"""What the window needs before and around a session: who may sign in, by what clock, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ektp_desk.settings import Choices

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ektp_desk.domain.errors import EktpError
    from ektp_desk.domain.moments import Moment
    from ektp_desk.usecases.changes import Changes
    from ektp_desk.usecases.session import Session
    from ektp_desk.usecases.visits.readiness import Machine


T = TypeVar("T")
Home = Callable[["Future[Any]", "Sequence[Changes]"], None]


@dataclass(frozen=True, slots=True, repr=False)
class SignInPerson:
    """Somebody who may sign in, as the slot file names them before anything is open."""

    id: str
    name: str
    roles: tuple[str, ...]


class BacksUp(Protocol):
    """Makes a backup and reads it back; on the lane that writes."""

    def __call__(
        self, session: Session, path: Path, *, progress: Callable[[int, int], None], stop: Callable[[], bool]
    ) -> None:
        """Write the office to a file; `progress` hears bytes done and bytes in all.

        Raises `backup.in_data_folder`, `backup.stopped`, `backup.damaged`, `disk.full`, `disk.refused`.
        """


class Lanes(Protocol):
    """The threads that the store lives on; each calls `home` when it has an answer."""

    def act(self, act: Callable[[], T], home: Home) -> None:
        """Act after all acts asked for before."""

    def read(
        self,
        session: Session,
        question: Callable[[Session], T],
        home: Home,
        *,
        over: str = "",
        aside: bool = False,
        lasting: bool = False,
    ) -> Callable[[], None]:
        """Ask after all acts asked for before, by a session that answers only; give what stops it."""

    def sign_out(self, close: Callable[[], T], home: Home) -> None:
        """Let what was promised land, and close the store."""

    def close(self, close: Callable[[], object]) -> None:
        """Sign out, and end the threads."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The ways in and out; `sign_in`, `sign_out` and `back_up` run on the lane that writes.

    `sign_in(user, passphrase)` takes as long as one key derivation and raises `signin.wrong`, `signin.wait`
    or the damage it found. `people` gives who may sign in now; `news` what the last opening found out about
    the folder; `machine` what battery and disk say. `told_passphrase` is the
    sample office's, empty elsewhere.
    """

    office_name: str
    region: str
    zone: str
    is_sample: bool
    people: Callable[[], tuple[SignInPerson, ...]] = field(repr=False)
    clock: Callable[[], Moment]
    lanes: Lanes = field(repr=False)
    sign_in: Callable[[str, str], Session] = field(repr=False)
    sign_out: Callable[[], None] = field(repr=False)
    back_up: BacksUp = field(repr=False)
    machine: Callable[[], Machine] = field(repr=False)
    news: Callable[[], tuple[EktpError, ...]] = field(repr=False)
    told_passphrase: str = field(default="", repr=False)
    choices: Choices = field(default_factory=Choices, repr=False)
