"""What may be done on a laptop without an office: open a kit, put a backup back, found an office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ektp_desk.usecases.environment import ActLane, SignInPerson

KIT_ENDING, BACKUP_ENDING = ".kit", ".ektp"


@dataclass(frozen=True, slots=True)
class JoinedOffice:
    """What a kit made of this laptop; `code` is to be compared with the kit's page."""

    number: str
    office: str
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class BackupPeople:
    """Whose office a backup holds, and who of its day may put it back: not everybody."""

    office: str
    people: tuple[SignInPerson, ...]


@dataclass(frozen=True, slots=True)
class OfficeBack:
    """An office that was put back from its backup of `made_at` (ISO 8601); it goes on in journal `label`."""

    made_at: str
    events: int
    label: str


class OfficeSetup(Protocol):
    """The ways to an office in an empty data folder; each runs on `lane` and is whole or nothing."""

    @property
    def lane(self) -> ActLane:
        """A thread for what takes seconds."""

    def join(self, kit: Path, words: str) -> JoinedOffice:
        """Make this a laptop of the kit's office.

        Raises `kit.word_count`, `kit.word_unknown` (fact `position`), which are no tries, and as
        `read_kit_file` and `found_by_kit`.
        """

    def part(self) -> None:
        """Take away what `join` made, before anybody has signed in: its office is not the page's."""

    def people_of(self, backup: Path) -> BackupPeople:
        """Raises as `read_slots_of`."""

    def put_back(
        self,
        backup: Path,
        user: str,
        typed: str,
        *,
        progress: Callable[[int, int], None],
        stop: Callable[[], bool],
    ) -> OfficeBack:
        """Put an office back by what `user` knows, or without one by the 27 words of a recovery page.

        `progress` hears bytes done and in all. Raises `restore.stopped`, and as `unlock_backup`, `restore`.
        """

    def regencies(self) -> Sequence[tuple[str, str]]:
        """Code and name of every regency and city, by code."""

    def new_passphrase(self) -> str:
        """Five words by chance."""

    def check_founding(self, region: str, name: str, passphrase: str, folder: Path) -> None:
        """Raises what `found` would refuse, before somebody writes words on paper."""

    def found(self, region: str, name: str, passphrase: str, folder: Path) -> Path:
        """Found an office whose first user is an ADB; its recovery page lies in `folder` before it counts.

        Gives where the page lies. Raises as `charter_of`, `found` and `write_page`.
        """
