"""The ways to an office in an empty data folder, for the window that finds none; see `OfficeSetup`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ektp_desk.desk.backup.restoring import check_restorer, restore, unlock_backup
from ektp_desk.desk.founding import charter_of, found, remove_unused
from ektp_desk.desk.keys.passphrases import check_chosen, new_passphrase, word_list
from ektp_desk.desk.kits import WORDS, found_by_kit, read_kit_file
from ektp_desk.desk.recovery import RECOVERY, keys_of_page, page_file, write_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.settings import RESOURCES, Clock, Folders, clock_in
from ektp_desk.sheets.regions import load_gazetteer, load_provinces
from ektp_desk.usecases.environment import Home, SignInPerson
from ektp_desk.usecases.setup import BackupPeople, JoinedOffice, OfficeBack

T = TypeVar("T")


class SetupLane:
    """One thread, and no store: what is asked of it is done in order."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="setup")

    def act(self, act: Callable[[], T], home: Home) -> None:
        self._thread.submit(act).add_done_callback(lambda done: home(done, ()))

    def close(self, close: Callable[[], object]) -> None:
        """Let what was begun end: it is whole or nothing."""
        self._thread.submit(close)
        self._thread.shutdown(wait=True)


def _clock_of(region: str) -> Clock:
    return clock_in(zone_of(RegionCode.parse(region)).utc_offset_minutes)


@dataclass(frozen=True, slots=True)
class FolderSetup:
    """Fits `OfficeSetup` in a folder that nobody holds; `clock_of` gives the clock of a region's zone."""

    place: Folders
    clock_of: Callable[[str], Clock] = _clock_of
    cost: Cost = FULL
    lane: SetupLane = field(default_factory=SetupLane, repr=False)

    def join(self, kit: Path, words: str) -> JoinedOffice:
        typed = words.casefold().split()
        sealed = read_kit_file(kit)
        if len(typed) != WORDS:
            raise EktpError("kit.word_count", typed=len(typed))
        known = frozenset(word_list())
        for position, word in enumerate(typed, start=1):
            if word not in known:
                raise EktpError("kit.word_unknown", position=position)
        made = found_by_kit(self.place, sealed, " ".join(typed))
        return JoinedOffice(made.number, made.office, made.office_code)

    def part(self) -> None:
        remove_unused(self.place)

    def people_of(self, backup: Path) -> BackupPeople:
        slots = read_slots_of(backup)
        users = [slot.user for slot in slots.users if SUPERVISORS & set(slot.user.roles)]
        people = tuple(SignInPerson(user.id, user.name, user.roles) for user in users)
        return BackupPeople(slots.office.name, people)

    def put_back(
        self,
        backup: Path,
        user: str,
        typed: str,
        *,
        progress: Callable[[int, int], None],
        stop: Callable[[], bool],
    ) -> OfficeBack:
        slots = read_slots_of(backup)
        if user:
            check_restorer(slots, self.place, user)
            keys = unlock_backup(slots, self.place, user, typed)
        else:
            keys = keys_of_page(slots, typed)
        whole, done = backup.stat().st_size, 0

        def passed(count: int) -> None:
            nonlocal done
            done += count
            progress(min(done, whole), whole)
            if stop():
                raise EktpError("restore.stopped")

        clock = self.clock_of(slots.office.region)
        back = restore(backup, self.place, keys, by=user or RECOVERY, clock=clock, progress=passed)
        return OfficeBack(back.made_at, back.events, back.label)

    def regencies(self) -> Sequence[tuple[str, str]]:
        folder, names = RESOURCES / "regions", list[tuple[str, str]]()
        for province in load_provinces(folder):
            places = load_gazetteer(folder, str(province.code)).children(province.code)
            names += [(str(place.code), place.name) for place in places]
        return names

    def new_passphrase(self) -> str:
        return new_passphrase()

    def check_founding(self, region: str, name: str, passphrase: str, folder: Path) -> None:
        charter = charter_of(RegionCode.parse(region))
        if not name:
            raise EktpError("user.name_missing")
        if not passphrase:
            raise EktpError("passphrase.empty")
        check_chosen(passphrase, tuple(Role), region=charter.region, names=[charter.name, name])
        page = self._page(region, folder)
        if not folder.is_dir() or page.exists():
            raise EktpError("file.cannot_write")

    def found(self, region: str, name: str, passphrase: str, folder: Path) -> Path:
        page = self._page(region, folder)
        found(
            self.place,
            charter_of(RegionCode.parse(region)),
            user_name=name,
            passphrase=passphrase,
            clock=self.clock_of(region),
            cost=self.cost,
            keep=lambda recovery: write_page(page, recovery),
        )
        return page

    def _page(self, region: str, folder: Path) -> Path:
        day = self.clock_of(region)().day
        return page_file(region, day, self.place, folder=folder)
