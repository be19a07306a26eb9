"""What the window needs before and around a session: who may sign in, by what clock, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, TypeVar

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Choices, ScreenChoice

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ektp_desk.domain.moments import Moment
    from ektp_desk.domain.safety import CopyStanding
    from ektp_desk.usecases.admin.paper_codes import PaperCompared
    from ektp_desk.usecases.changes import Changes
    from ektp_desk.usecases.laptops.commands import AskedKit, KitFiles
    from ektp_desk.usecases.laptops.courier import Courier
    from ektp_desk.usecases.laptops.hub import OfficeHub
    from ektp_desk.usecases.session import Session
    from ektp_desk.usecases.visits.readiness import Machine


# Why a sign-in is refused when something is gone, or may be: only paper can say what.
LOSSES = frozenset(
    {
        "store.behind_anchor",
        "store.other_past",
        "store.part_salvaged",
        "store.unsigned_rest",
        "store.damaged",
        "anchor.unreadable",
    }
)
T = TypeVar("T")
Home = Callable[["Future[Any]", "Sequence[Changes]"], None]
Heard = Callable[["Sequence[Changes]"], None]


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
    ) -> CopyStanding | None:
        """Write the office to a file; `progress` hears bytes done and bytes in all.

        Gives whether it is an office desk's second copy; None of a field laptop's.

        Raises `backup.in_data_folder`, `backup.stopped`, `backup.damaged`, `disk.full`, `disk.refused`.
        """


class BeginsKit(Protocol):
    """Writes that there is a kit, on the lane that writes; what is given makes its files, aside."""

    def __call__(self, session: Session, asked: AskedKit) -> Callable[[], KitFiles]:
        """Raises as `begin_asked_kit`, and what is given as `begin_kit_files`."""


class ActLane(Protocol):
    """A thread for acts; it calls `home` when one has ended."""

    def act(self, act: Callable[[], T], home: Home) -> None:
        """Act after all acts asked for before."""

    def close(self, close: Callable[[], object]) -> None:
        """Let what was promised land, `close`, and end the threads."""


class Lanes(ActLane, Protocol):
    """The threads that the store lives on; each calls `home` when it has an answer."""

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

    def carry(
        self, session: Session, work: Callable[[Courier], T], home: Home, heard: Heard
    ) -> Callable[[], None]:
        """Carry between this desk and a card beside all acts and questions; give what stops it.

        What it writes goes among the acts, of which `heard` is told one by one.
        """

    def sign_out(self, close: Callable[[], T], home: Home) -> None:
        """Let what was promised land, and close the store."""


@dataclass(frozen=True, slots=True, repr=False)
class Handover:
    """What a locked window leaves to the process that takes its place: nobody's name and no key in clear.

    `user` locked it at `place`; what they had typed is `sealed` to them, b"" where it could not be. The
    window `stood` among other programs. `answered` is the day that was said to be right, `jumped` by how many
    minutes the clock did. `window` and `board_window` say where these lay, in Qt's form; `board` what the
    hall reads, "" while it is closed.
    """

    user: str
    place: str
    sealed: bytes = b""
    stood: Literal["in front", "behind", "minimized"] = "in front"
    answered: date | None = None
    jumped: int | None = None
    window: bytes = b""
    board: str = ""
    board_window: bytes = b""
    choice: ScreenChoice | None = None
    owed: int = 0  # answers that a rehearsal or a test still waits for

    def line(self) -> bytes:
        """One line of JSON, as it goes through a pipe."""
        return msgspec.json.encode(self) + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """None where nothing was handed over, or nothing that can be read: a desk is opened all the same."""
        try:
            return msgspec.json.decode(line, type=cls)
        except msgspec.MsgspecError:
            return None


@dataclass(frozen=True, slots=True, repr=False)
class LineCommand:
    """What starts the process that sends to the office's hub; `path` is where Python finds this program."""

    program: str
    arguments: tuple[str, ...]
    path: str


def _no_line() -> LineCommand | None:
    """Nobody has laid out a line."""
    return None


def _seal_nothing(_data: bytes) -> bytes:
    return b""


def _keep() -> None:
    """Keep the folder: nobody comes after this process. And no keys were kept of a refused sign-in."""


def _compare_nothing(_typed: str) -> PaperCompared:
    raise EktpError("signin.ended")


@dataclass(frozen=True, slots=True)
class Environment:
    """The ways in and out; `sign_in`, `sign_out`, `back_up` and `begin_kit` run on the lane that writes.

    `sign_in(user, passphrase)` takes as long as one key derivation and raises `signin.wrong`, `signin.wait`
    or the damage it found. `people` gives who may sign in now; `news` what the last opening found out about
    the folder; `machine` what battery and disk say; `copy_at` whether a
    backup at a place would be a second copy. `told_passphrase` is the sample office's, empty
    elsewhere. `seal` seals to who is signed in, and gives b"" where they have no key of their own; `unseal`
    opens it again, and gives b"" where it is somebody else's. `let_go` leaves the folder to another process.
    `line` gives what sends to the hub, None where no line was laid out.
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
    copy_at: Callable[[Path], CopyStanding] = field(repr=False)
    begin_kit: BeginsKit = field(repr=False)
    hub: Callable[[], OfficeHub] = field(repr=False)
    machine: Callable[[], Machine] = field(repr=False)
    news: Callable[[], tuple[EktpError, ...]] = field(repr=False)
    told_passphrase: str = field(default="", repr=False)
    choices: Choices = field(default_factory=Choices, repr=False)
    seal: Callable[[bytes], bytes] = field(default=_seal_nothing, repr=False)
    unseal: Callable[[bytes], bytes] = field(default=_seal_nothing, repr=False)
    let_go: Callable[[], None] = field(default=_keep, repr=False)
    compare_paper: Callable[[str], PaperCompared] = field(default=_compare_nothing, repr=False)
    forget_refused: Callable[[], None] = field(default=_keep, repr=False)
    line: Callable[[], LineCommand | None] = field(default=_no_line, repr=False)
    data: Path | None = field(default=None, repr=False)  # a path may hold somebody's name
