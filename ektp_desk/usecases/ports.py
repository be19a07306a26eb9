"""What the use cases need from outside, as small as they need it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from ektp_desk.domain.journal.events import Act, Entity, Event
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.usecases.shapes import Person, RegisterRow

T = TypeVar("T")
Cell = str | int | None


class Keeps(Protocol):
    """The store: one way in (`write`), one way out (`ask`)."""

    def write(self, acts: Sequence[Act], *, by: str, at: Moment) -> list[Event]:
        """Append acts and fold their rows: all of it is on the disk, or nothing is.

        Raises: `store.disk_full`, `store.read_only`, `store.disk_trouble`, `store.damaged`.
        """

    def together(self) -> AbstractContextManager[None]:
        """Make several writes one transaction; nested calls join the outer one."""

    def ask(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        """Answer a named query as shapes."""

    def definitions(self, *names: str) -> list[str]:
        """Give the definitions printed beneath the figures of named queries, each once."""

    def life(self, entity: Entity, entity_id: str) -> Life:
        """Give an entity's life, for a rule that needs more than its row."""

    def find_people(self, text: str, *, limit: int = 20) -> list[Person]:
        """Search by words of a name or by the first digits of a NIK, best first."""

    def known_people(self, niks: list[str]) -> dict[str, str]:
        """Give the person who already stands under each NIK."""

    def keep_list(
        self, act: Callable[[str, int], Act], rows: Iterable[RegisterRow], *, by: str, at: Moment
    ) -> Event:
        """Keep a list: its encrypted row file, then its event and register rows in one transaction.

        `act` is given the row file's digest and count and gives the list's act.
        """

    def heads(self) -> list[str]:
        """Give each journal's head as printed on paper: `01/a 4C1E`."""


class Reading(Protocol):
    """One pass over a list file's person rows; counts and mapping are whole when all have passed."""

    digest: str
    counts: ListCounts
    mapping: Mapping

    def __iter__(self) -> Iterator[Checked]:
        """Give each person row as it was checked; raises `import.…` when the file is no such list."""


class ReadsLists(Protocol):
    """Reads list files, each in a process of its own with limits."""

    def read(
        self,
        path: Path,
        kind: str,
        *,
        today: date,
        regency: RegionCode,
        gazetteer: Gazetteer,
        mapping: Mapping | None = None,
        stop: Callable[[], bool],
    ) -> AbstractContextManager[Reading]:
        """Open a file as a list of one kind; `mapping` takes the place of guessing."""


class Prints(Protocol):
    """Makes paper from facts."""

    def visit_report(self, report: VisitReport) -> bytes:
        """Give the visit report as PDF."""

    def recovery_page(self, page: RecoveryPage) -> bytes:
        """Give the recovery page as PDF."""
