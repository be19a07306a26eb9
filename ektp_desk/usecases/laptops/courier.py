"""What goes between this desk and a card or stick, as the window asks for it and hears of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ektp_desk.domain.errors import UNREADABLE
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.shapes import PrivateStruct

STICK = "stick"  # the local fact that holds what was carried last

OVERTAKEN = "package.older"  # a newer one is here: nothing is to do, and nothing that comes changes it

# What lies in a pack may wait for what is in another one: the folders of a carrier have no order.
_EARLY = frozenset(
    {
        "object.unknown_sender",
        "object.unnamed_file",
        "object.not_for_us",
        "object.waits_for_adb",
        "journal.unheard",
    }
)


@dataclass(frozen=True, slots=True)
class CarrierExport:
    """What was put on a carrier now: runs, captured files, packs.

    `lacking` files lie here no more, or are not what they were.

    `verdicts`: of an office desk, on how many journals; `packages`: of how many visits, which are `visits`;
    `withheld`: which only a supervisor or an ADB gives; `unlisted`: runs with erased words that are called
    back nowhere yet, since the rest of them is not safe.
    """

    runs: int
    files: int
    packs: int
    lacking: int
    verdicts: int = 0
    packages: int = 0
    withheld: int = 0
    unlisted: int = 0
    visits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenPackage:
    """What was put on a carrier for a visit: the package's number, its last day, rows of lists.

    To how many `laptops` by their own keys; how many kits `waiting` for a laptop open it by theirs.
    """

    number: int
    expires: date
    laptops: int
    waiting: int
    rows: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """How many files were opened now and are whole pictures, or are none; that lie not here; that wait.

    A file waits while nobody is signed in who has the office's key.
    """

    whole: int = 0
    wrong: int = 0
    missing: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class RemovedFiles:
    """Captured files that a laptop removed now, since they are safe at the office, and their bytes."""

    files: int = 0
    size: int = 0


@dataclass
class CarrierImport:
    """What was new here: events, files, packages, lists, newer verdicts; and what was refused, by code.

    `folders`: of the journals whose packs lie there; `visits`: of which packages came.

    `damaged`: packs, as folder and number, of which something could not be read; `others`: what is sealed to
    other desks alone, and passed over.
    `opened`: what an office desk found in the files; `removed`: what a laptop needed no more by its word.
    `dropped`: objects and files there with words that were erased, passed over and taken off the carrier;
    `undropped` of them could not be taken off.
    """

    events: int = 0
    files: int = 0
    packages: int = 0
    lists: int = 0
    verdicts: int = 0
    opened: Inspection = field(default_factory=Inspection)
    removed: RemovedFiles = field(default_factory=RemovedFiles)
    refused: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    others: int = 0
    dropped: int = 0
    undropped: int = 0
    folders: frozenset[str] = frozenset()
    visits: list[str] = field(default_factory=list)

    @property
    def is_early(self) -> bool:
        """Whether something waits for what may lie in another pack."""
        return bool(self.others) or not self.refused.keys().isdisjoint(_EARLY)

    @property
    def amiss(self) -> Counter[str]:
        """What was refused and is somebody's to mend: not a package in whose place a newer one is here."""
        return Counter({code: times for code, times in self.refused.items() if code != OVERTAKEN})

    def count(self, one: CarrierImport) -> None:
        self.events += one.events
        self.files += one.files
        self.packages += one.packages
        self.lists += one.lists
        self.verdicts += one.verdicts
        self.dropped += one.dropped
        self.visits += one.visits

    def note(self, one: CarrierImport) -> None:
        self.refused += one.refused
        self.damaged += one.damaged
        self.others += one.others


@dataclass
class LineRound:
    """What came from the hub and was taken in; whether the office has one."""

    has_hub: bool = False
    found: CarrierImport = field(default_factory=CarrierImport)


class StickNews(PrivateStruct, frozen=True):
    """What a card or stick brought and got, both ways at once, and when that was done."""

    at: str
    offset: int
    found: CarrierImport
    done: CarrierExport


def read_stick(fact: bytes | str | None) -> StickNews | None:
    """None before the first; one that a later release wrote in another form is told no more."""

    def made(of: type[Any], said: Any) -> Any:
        return of(said)  # the Counter

    with suppress(*UNREADABLE, ValueError):
        return msgspec.json.decode(fact, type=StickNews, dec_hook=made) if fact else None
    return None


def pass_by(_done: int, _all: int) -> None:
    """Nobody waits to hear how far it came."""


class Courier(Protocol):
    """Carries between this desk and a card or stick, on the lane for that; `Lanes.carry` gives one.

    `place` is the folder of a card or stick. `passed` hears, on that lane, how many packs are behind, of how
    many. Who is stopped leaves packs whole, and what came in. All raise `carrier.…`, `disk.…`, `store.…`.
    """

    def put_on(self, place: Path, *, passed: Callable[[int, int], None] = pass_by) -> CarrierExport:
        """Put on it what it has not; one without a mark becomes the office's: who was asked chose it.

        On an office desk also the packages of visits that want one.
        """

    def give_package(self, place: Path, visit: str) -> GivenPackage:
        """Put a visit's package on it, whatever lies there.

        Raises `role.not_allowed`, `act.office_only`, `package.no_laptops`, `object.too_big`.
        """

    def inspect(self) -> Inspection:
        """Open the captured files that lie here, and say anew what the office has; `act.office_only`."""

    def take_in(self, place: Path, *, passed: Callable[[int, int], None] = pass_by) -> CarrierImport:
        """Take from it what is new here."""

    def keep_news(self, news: StickNews) -> None:
        """Remember what was carried, until the next time."""

    def remove_safe(self) -> RemovedFiles:
        """Remove the captured files that are safe at the office and old enough; an office desk keeps all."""

    def choose_mirror(self, place: Path) -> MirrorNews:
        """Mirror this laptop on the card at a place from now on; nothing is put there yet.

        Raises `carrier.own_disk` where that would be no second copy.
        """

    def mirror(self, *, is_whole: bool) -> MirrorNews:
        """Put on the chosen card what it has not; what stands in the way is told, and raised never.

        Not `is_whole`: only what is new since a time that went well.
        """

    def by_line(self) -> LineRound:
        """Take in what came from the office's hub, and lay out for it what is new."""
