"""Desks of one office, their cards and sticks, by chance: `python -m tests.exchange.machine COUNT [SECONDS]`.

An office desk and two laptops work, copy, take in, lose, damage and mix up what they carry. At the end all is
carried everywhere once; what must hold then, and at each step, is in `tests/exchange/history.py`.
"""

from __future__ import annotations

import errno
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.mirror import choose_mirror, mirror
from ektp_desk.desk.exchange.verdicts import note_kept_backup
from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.wire.pack import PackDamage
from ektp_desk.words.errors import SENTENCES
from tests.exchange.history import COUNTED, MOST_SITES, files_named, refused
from tests.exchange.lines import HubHistory, HubLoss
from tests.exchange.world import CARRIERS, HEALING
from tests.hub.wire import LineFault

STEPS = 5  # of a history: what it ends with costs more than they do
YEARS = tuple(datetime(year, 1, 20, tzinfo=UTC) for year in (1970, 2016, 2038))
SITES = st.integers(0, MOST_SITES - 1)
CARRIED = st.integers(0, len(CARRIERS))  # the last is the stick that nothing happens to for good
HARMED = st.integers(0, len(CARRIERS) - 1)
NUMBER = st.integers(0, 40)
WORK = st.sampled_from(["nothing", "numbers", "sent home", "photo", "end"])


FAULT = st.tuples(st.sampled_from(LineFault), NUMBER)
FAULTS = st.lists(FAULT | FAULT | st.none(), min_size=1, max_size=6)  # of the first requests of a round


class Exchange(HubHistory, RuleBasedStateMachine):
    """One history, by chance."""

    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        HubHistory.__init__(self)

    def teardown(self) -> None:
        self.end()

    @rule(i=SITES, what=WORK)
    def work(self, i: int, what: str) -> None:
        self._work(self._site(i), what)

    @rule(i=SITES, c=CARRIED, what=WORK)
    def put(self, i: int, c: int, what: str) -> None:
        """Work, and put all on a carrier."""
        site = self._site(i)
        self._work(site, what)
        if self._opens(site):
            self._export(site, site.carrier(self._place(c)))

    @rule(i=SITES, c=CARRIED)
    def take(self, i: int, c: int) -> None:
        site = self._site(i)
        if self._opens(site):
            self._import(site, site.carrier(self._place(c)))

    @rule(i=SITES, j=SITES, c=CARRIED, what=WORK)
    def carry(self, i: int, j: int, c: int, what: str) -> None:
        """From desk to desk."""
        self.put(i, c, what)
        self.take(j, c)

    @rule(i=SITES, what=WORK, faults=FAULTS)
    def speak(self, i: int, what: str, faults: list[tuple[LineFault, int] | None]) -> None:
        """By line, on which things happen."""
        site = self._site(i)
        self._work(site, what)
        if self._opens(site):
            self._by_line(site, faults)

    @rule(i=SITES, what=WORK, faults=FAULTS)
    def speak_once_round(self, i: int, what: str, faults: list[tuple[LineFault, int] | None]) -> None:
        """What a laptop said comes to the office, and the office's word home."""
        for site in (self._site(i), self.office, self._site(i)):
            self._work(site, what)
            if self._opens(site):
                self._by_line(site, faults)

    @rule()
    def restart_the_hub(self) -> None:
        COUNTED["hub restarted"] += 1
        self.wire.stop()

    @rule(at=NUMBER)
    def lose_the_hubs_index(self, at: int) -> None:
        COUNTED["index lost"] += 1
        self._lose_the_index(is_rebuilt=at % 2 == 0)

    @rule(i=SITES, what=WORK, how=st.sampled_from(HubLoss), faults=FAULTS)
    def put_the_hub_back(
        self, i: int, what: str, how: HubLoss, faults: list[tuple[LineFault, int] | None]
    ) -> None:
        """To what it was before somebody spoke to it."""
        COUNTED[f"hub {how}"] += 1
        self._back_up_the_hub()
        self.speak(i, what, [])
        self._put_the_hub_back(how)
        self.speak(i, what, faults)

    @rule(number=NUMBER, at=NUMBER)
    def harm_the_hub(self, number: int, at: int) -> None:
        """A byte of a pack, which it finds when it reads all back."""
        packs = sorted((self.wire.folder / "packs").rglob("*.PCK"))
        if not packs:
            return  # it was put back empty
        path = packs[-1 - number % 4 % len(packs)]
        data = bytearray(path.read_bytes())
        data[(len(data) - 1) * at // 40] ^= 1 << at % 8
        path.write_bytes(data)
        self.is_hub_harmed = True
        self._read_back()

    @rule(i=SITES)
    def meet_another_hub(self, i: int) -> None:
        site = self._site(i)
        if self._opens(site):
            self._meet_another_hub(site)

    @rule(i=SITES, what=WORK)
    def let_the_card_follow(self, i: int, what: str) -> None:
        """Work, and let the card follow by itself."""
        site = self._site(i)
        self._work(site, what)
        if self._opens(site):
            COUNTED["mirrorings"] += 1
            lane = on_own_thread(site.opened)
            news = choose_mirror(lane, self._laid("card")) if self.count % 2 else mirror(lane, is_whole=False)
            assert news.trouble is None or news.trouble.code in SENTENCES

    @rule(c=CARRIED, what=WORK)
    def package(self, c: int, what: str) -> None:
        self._work(self.office, what)
        self._give(self._place(c))

    @rule(i=SITES, c=CARRIED, what=WORK, after=NUMBER)
    def pull_while_it_is_written(self, i: int, c: int, what: str, after: int) -> None:
        """The medium keeps the half file; the desk hears an error."""
        site, place, left = self._site(i), self._place(c), [after % 12]
        self._work(site, what)
        if not self._opens(site):
            return
        half: dict[Path, bytes] = {}

        def point(_here: str) -> None:
            left[0] -= 1
            if left[0] < 0:
                half.update({path: path.read_bytes() for path in place.rglob("*.TMP")})
                raise OSError(errno.EIO, "pulled")

        self._export(site, site.carrier(place, point=point))
        COUNTED["pulled"] += left[0] < 0
        for path, content in half.items():
            path.write_bytes(content[: len(content) * after // 40])

    @rule(i=SITES, c=CARRIED, after=NUMBER)
    def pull_while_it_is_read(self, i: int, c: int, after: int) -> None:
        site = self._site(i)
        if not self._opens(site):
            return
        carrier = Pulled(self._place(c), site.carrier(self._place(c)).id)
        carrier.left = after % 6
        self._import(site, carrier)
        carrier.plug_in()

    @rule(i=SITES, j=SITES, c=CARRIED, what=WORK, at=NUMBER)
    def read_badly(self, i: int, j: int, c: int, what: str, at: int) -> None:
        """A bad contact: another time the same pack is whole."""
        self.put(j, c, what)
        path = self._packs(c)[-1]
        data = path.read_bytes()
        where = max(len(data) - 1, 0) * at // 40
        path.write_bytes(
            data[:where] + bytes(byte ^ 1 for byte in data[where : where + 1]) + data[where + 1 :]
        )
        COUNTED["read badly"] += 1
        self.take(i, c)
        path.write_bytes(data)

    @rule(c=HARMED, number=NUMBER, at=NUMBER, how=st.sampled_from(["flip", "cut", "empty", "remove"]))
    def harm(self, c: int, number: int, at: int, how: str) -> None:
        """A bit, a half, or all of a pack."""
        packs = self._packs(c)
        COUNTED["harmed"] += 1
        path = packs[-1 - number % 4 % len(packs)]
        data = bytearray(path.read_bytes())
        where = (len(data) - 1) * at // 40
        match how:
            case "flip" if data:
                data[where] ^= 1 << at % 8
                path.write_bytes(data)
            case "cut" | "empty":
                path.write_bytes(data[: where if how == "cut" else 0])
            case _:
                path.unlink()

    @rule(c=HARMED, d=HARMED)
    def copy_a_stick_whole(self, c: int, d: int) -> None:
        """Mark and all: two sticks are one to every desk."""
        here, there = self._place(c), self._place(d)
        if here != there:
            shutil.rmtree(there)
            shutil.copytree(here, there)

    @rule(i=SITES)
    def back_up(self, i: int) -> None:
        site = self._laptop(i)
        if site is not None and self._opens(site):
            self.count += 1
            self.kept[site.name] = site.copy_to(self.root / f"kept{self.count}", site.name)

    @rule(i=SITES)
    def put_back(self, i: int) -> None:
        """An older folder, on a new disk."""
        site = self._laptop(i)
        if site is not None and site.name in self.kept:
            COUNTED["put back"] += 1
            self.something_is_gone = True
            site.go_back_to(self.kept[site.name])
            self._opens(site)

    @rule(i=SITES)
    def copy(self, i: int) -> None:
        """To a second laptop, and both work on."""
        site = self._laptop(i)
        if site is not None and len(self.sites) < MOST_SITES and self._opens(site):
            COUNTED["copied"] += 1
            name = f"copy{len(self.sites)}"
            self.sites.append(site.copy_to(self.root / name, name))

    @rule(i=SITES, c=CARRIED)
    def lose(self, i: int, c: int) -> None:
        """A laptop; a teammate takes in its card."""
        site, mate = self._laptop(i), self._laptop(i + 1)
        if site is None or mate is site or mate is None:
            return
        COUNTED["lost"] += 1
        self.something_is_gone = True
        site.close()
        site.lost = True
        self.take(self.sites.index(mate), c)

    @rule(i=SITES)
    def revoke(self, i: int) -> None:
        site = self._laptop(i)
        if site is not None:
            COUNTED["revoked"] += 1
            self.something_is_gone = self.office_said = True
            with refused():
                device = self._device_of(site)
                revoke_laptop(self.office.session, device, reason="hilang")
                self.revoked.add(device)
            self.office.acknowledge()

    @rule(number=NUMBER)
    def erase(self, number: int) -> None:
        """Somebody, for good, as far as the office knows of them."""
        office = self.office
        rows = office.store.connection.execute(
            "SELECT id FROM people WHERE name <> '' ORDER BY id"
        ).fetchall()
        if rows:
            COUNTED["erased"] += 1
            self.office_said = True
            (person,) = rows[number % len(rows)]
            words = office.seat.words
            erase_person(office.session, person, ground=Ground.REQUEST, note="surat", passphrase=words)
            office.acknowledge()

    @rule(i=SITES, year=st.sampled_from(YEARS))
    def set_clock(self, i: int, year: datetime) -> None:
        self._site(i).clock.now = year

    @rule()
    def back_up_the_office(self) -> None:
        """On a second disk, read back; what lies here now with its files is there too."""
        office = self.office
        files = office.objects()
        kept = {file: digest == file for file, digest in files.items()}
        note_kept_backup(office.opened, self.root / "disk2", kept)
        self.backed = office.acknowledge().keys() - {
            place for place, file in files_named(office, wanted=True) if files.get(file) != file
        }

    @rule(i=SITES, c=CARRIED, then=WORK)
    def make_room(self, i: int, c: int, then: str) -> None:
        """A laptop with a full disk lets go what is safe: all of it lies at the office, on both disks."""
        site = self._laptop(i)
        if site is None or not self._opens(site):
            return
        for what in ("photo", "finish"):
            self._work(site, what)
        self._export(site, site.carrier(self._place(c)))
        self._import(self.office, self.office.carrier(self._place(c)))
        self.back_up_the_office()
        self._export(self.office, self.office.carrier(self._place(c)))
        self._import(site, site.carrier(self._place(c)))
        self._work(site, then)
        if self._opens(site):
            self._let_go(site)

    @rule(i=SITES, c=CARRIED)
    def compare(self, i: int, c: int) -> None:
        """The office's newest word comes home: both ends name what lacks alike."""
        site = self._laptop(i)
        if site is None or not self._opens(site):
            return
        COUNTED["compared"] += 1
        place = self._laid(HEALING)
        self._import(self.office, self.office.carrier(self._place(c)))
        self._export(self.office, self.office.carrier(place))
        self._import(site, site.carrier(place))
        self._both_name_the_same(site)


class Pulled(Carrier):
    """One that is gone after so many entries."""

    left = 0

    def read(self, pack: PackFile) -> Iterator[bytes | PackDamage]:
        for entry in super().read(pack):
            if not self.left:
                self._mark.rename(self._mark.with_name("away"))
                raise EktpError("carrier.missing", errno=errno.EIO)
            self.left -= 1
            yield entry

    @property
    def _mark(self) -> Path:
        return self.place / "ektp" / "CARRIER.ID"

    def plug_in(self) -> None:
        with suppress(FileNotFoundError):
            self._mark.with_name("away").rename(self._mark)


def run(histories: int, *, seconds: float) -> None:
    """So many histories, or as many as the time allows; raises at one that fails, and shows its steps."""
    begun = time.monotonic()
    while COUNTED["histories"] < histories and time.monotonic() - begun < seconds:
        some = settings(
            max_examples=min(100, histories - COUNTED["histories"]),
            stateful_step_count=2 * STEPS,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Exchange, settings=some)
        said = "  ".join(f"{name} {count}" for name, count in sorted(COUNTED.items()))
        sys.stdout.write(
            f"{time.monotonic() - begun:.0f} s, {time.process_time():.0f} s of processor: {said}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    run(int(sys.argv[1]), seconds=float(sys.argv[2]) if len(sys.argv) > 2 else 1e9)
