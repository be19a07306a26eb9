"""What the use cases need from outside, as small as they need it."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.lists.counts import Stood
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import Checked
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.kinds import Facts
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.paper.slip import Slip, SlipForm
from ektp_desk.domain.paper.tabled import Book
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.domain.recordings import Modality, Taken
from ektp_desk.usecases.shapes import Compared, ListedRow

T = TypeVar("T")
Cell = str | int | None


class EventStore(Protocol):
    """The store: one way in (`write`), one way out (`ask`)."""

    @property
    def files(self) -> ObjectIndex:
        """Which sealed files lie beside the store."""

    def write(self, acts: Sequence[NewEvent], *, at: Moment, second: Signer | None = None) -> list[Event]:
        """Append acts of who opened the store and fold their rows: all of it is on the disk, or nothing is.

        They sign it, and `second` signs each act too.

        Raises: `store.disk_full`, `store.read_only`, `store.disk_trouble`, `store.damaged`.
        """

    def together(self) -> AbstractContextManager[None]:
        """Make several writes one transaction; nested calls join the outer one."""

    def ask(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        """Answer a named query as shapes."""

    def definitions(self, *names: str) -> list[str]:
        """Those printed beneath the figures of named queries, each once."""

    def life(self, entity: Entity, entity_id: str) -> Life:
        """For a rule that needs more than its row."""

    def events(self, entity: Entity, entity_id: str) -> list[Event]:
        """All of them in causal order, also those that were withdrawn."""

    def find_people(self, text: str, *, limit: int) -> dict[str, int]:
        """The ids, by words of a name or by the first digits of a NIK, best first.

        Each with how far the name is from what was typed; 0 is as it is typed.
        """

    def ledger(self) -> AbstractContextManager[NikLedger]:
        """Keep a ledger of the NIKs of one reading; nothing of it is left afterwards."""

    def keep_list(
        self,
        act: Callable[[str, int], NewEvent],
        rows: Iterable[ListedRow],
        *,
        at: Moment,
        passed: Callable[[int], None] = lambda _rows: None,
    ) -> Event:
        """Keep a list: its encrypted row file, then its event and register rows in one transaction.

        `act` is given the row file's digest and count and gives the list's act.
        """

    def let_rows_go(self, before: str) -> None:
        """Forget the rows of lists that packages brought until a day before this one (ISO)."""

    def heads(self) -> list[str]:
        """Each journal's, as printed on paper, `01/a 240 · 4CQ7-…`; first the one that is written here."""

    def compare_views(self, visit: str = "") -> Compared:
        """Hold rows against the journal: those written lately, some by chance, all of a visit's."""

    def keep_compared(self, mark: int) -> None:
        """Remember how far was compared: `Compared.mark`."""


class WritesNothing:
    """The other half of an `EventStore` that only answers: to write there is a fault of the program."""

    def write(self, acts: Sequence[NewEvent], *, at: Moment, second: Signer | None = None) -> NoReturn:
        raise NotImplementedError

    def together(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def keep_compared(self, mark: int) -> NoReturn:
        raise NotImplementedError

    def let_rows_go(self, before: str) -> NoReturn:
        raise NotImplementedError

    def keep_list(
        self,
        act: Callable[[str, int], NewEvent],
        rows: Iterable[ListedRow],
        *,
        at: Moment,
        passed: Callable[[int], None] = lambda _rows: None,
    ) -> NoReturn:
        raise NotImplementedError


class Aside(Protocol):
    """Runs a use case in a process of its own, which asks this session's store and gets no key.

    `stop` and `step` among the arguments are called here.
    """

    def __call__(self, session: Any, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """What the use case gives; raises what it raises, and `import.cancelled` when `stop` says so."""


class ObjectIndex(Protocol):
    """Remembers which sealed files lie beside the store."""

    def expect(self, recording: str, modality: Modality, taken: Taken, *, at: Moment) -> None:
        """Write down, before it is written, a file that an event shall name; raises as `EventStore.write`."""


class ObjectStore(Protocol):
    """Captured files on the disk, each sealed to the office and to recovery: nobody here opens one."""

    def seal(self, content: bytes) -> bytes:
        """Nothing touches the disk."""

    def keep(self, file: str, sealed: bytes) -> None:
        """Put sealed bytes on the disk under their SHA-256; raises `disk.full`, `disk.refused`."""

    def check(self, file: str, size: int) -> None:
        """Read a file back whole; raises `capture.missing`, `capture.changed`, `disk.refused`."""


class NikLedger(Protocol):
    """Where NIKs stood before, answered for a batch at a time; it remembers numbers and names alone."""

    def note(self, niks: Sequence[str], names: Sequence[str]) -> list[Stood]:
        """Tell of each NIK (sixteen digits) where it stood before, in order, and remember it by its name."""


class CheckedList(Protocol):
    """One pass over a list file's rows that count; the mapping is whole when all have passed."""

    digest: str
    mapping: Mapping

    def __iter__(self) -> Iterator[Checked]:
        """Raises `import.…` when the file is no such list."""


class Spreadsheets(Protocol):
    """Reads list files, each in a process of its own with limits, and writes tables of them."""

    def read(
        self,
        path: Path,
        kind: str,
        *,
        today: date,
        regency: RegionCode,
        gazetteer: Gazetteer,
        mapping: Mapping | None = None,
        remembered: abc.Mapping[str, tuple[Meaning, ...]] | None = None,
        village: str = "",
        stop: Callable[[], bool],
    ) -> AbstractContextManager[CheckedList]:
        """Open a file as a list of one kind; `mapping` takes the place of guessing.

        `remembered` holds a person's earlier corrections by layout; `village` is where those live of whom
        the file does not say it.
        """

    def digest(self, path: Path) -> str:
        """As `CheckedList` does; raises `import.cannot_open`."""

    def write_book(self, path: Path, book: Book) -> None:
        """Write an .xlsx file in which nothing runs, whole or not at all; raises `file.cannot_write`."""

    def write_table(self, path: Path, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a CSV file in which nothing runs, whole or not at all; raises `file.cannot_write`."""


class NewKeys(Protocol):
    """Keys that were made for a user: the halves that anybody may know. The others pass by unseen."""

    @property
    def sign(self) -> str:
        """Ed25519, hex."""

    @property
    def seal(self) -> str:
        """Of age, "age1…"."""


class Credentials(Protocol):
    """Keys on behalf of who is signed in; no key passes through here."""

    def confirm(self, passphrase: str) -> None:
        """Check that it is still the signed-in user; raises `signin.wrong`, `signin.wait` (`seconds`)."""

    def second(self, user_id: str, passphrase: str) -> Signer:
        """Who stands beside an act, by their own passphrase and key; also who is signed in.

        Raises `signin.wrong`, `signin.wait` (`seconds`), `user.unknown`, `user.no_key`.
        """

    def new_keys(self) -> NewKeys:
        """Make keys for somebody, to be kept with their passphrase."""

    def device_keys(self) -> NewKeys:
        """The keys of this laptop itself."""

    def holders(self) -> dict[str, bool]:
        """Who has a passphrase, by user id, and whether it opens the office's key."""

    def let_in(
        self, user_id: str, name: str, *, roles: tuple[str, ...], passphrase: str, keys: NewKeys
    ) -> None:
        """Keep somebody's first passphrase and their keys.

        Raises `user.exists`, `user.office_key_needed` for a new ADB let in by somebody without the office's
        key, `passphrase.empty`, `signin.no_memory`, `disk.full`, `disk.refused`.
        """

    def change(
        self,
        user_id: str,
        name: str,
        *,
        roles: tuple[str, ...],
        passphrase: str | None = None,
        keys: NewKeys | None = None,
    ) -> None:
        """Change name and roles, and the passphrase if one is given (also somebody's first).

        `keys` take the place of the user's; without them only one's own passphrase can be changed.

        Raises as `let_in`; `user.passphrase_needed` for a new ADB without one, `user.last_adb`.
        """

    def shut_out(self, user_id: str) -> None:
        """Take somebody's passphrase away.

        An ADB's going gives the office another key; `user.office_key_needed` for who has not the one it has.
        Raises `user.last`, `user.last_adb`, `disk.full`, `disk.refused`.
        """

    def new_passphrase(self) -> str:
        """Five random words."""

    def check_chosen(self, passphrase: str, roles: tuple[str, ...]) -> None:
        """Raise `passphrase.weak` for one that is too easy to guess to open what an ADB's opens."""


class Bell(Protocol):
    """Calls attention in the hall."""

    def ring(self) -> None:
        """Ring once; never raises, and never waits for the sound to end."""


class PaperRenderer(Protocol):
    """Makes paper from facts."""

    def visit_report(self, report: VisitReport) -> bytes:
        """As PDF."""

    def manual(self) -> bytes:
        """As PDF."""

    def recovery_page(self, page: RecoveryPage) -> bytes:
        """As PDF."""

    def slip(self, slip: Slip, form: SlipForm) -> bytes:
        """As PDF, as wide as the printer's paper."""

    def pdf(self, facts: Facts | BreachNotice) -> bytes:
        """As PDF, by what its facts are."""
