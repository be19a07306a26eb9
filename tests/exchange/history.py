"""One history of an office's desks: what they do to one another, and what must hold whatever they did."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ektp_desk.desk.exchange import removing
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ModalitySet, RecordingFinished, SentHome
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Modality
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.store.drops import DropIndex
from ektp_desk.store.proof.elsewhere import absent_stretches
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_views
from ektp_desk.store.views import dump_views
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.words.errors import SENTENCES
from tests.exchange import plain
from tests.exchange.world import CARRIERS, HEALING, JPEG, Place, SetClock, Site, base, quick, runs_on
from tests.kept import MEMORY, folders_at
from tests.store.several.kits import proven

OF_THE_VISIT = ("tickets", "recordings", "modalities", "people", "desks", "visits")
MOST_SITES = 4
# What an import may refuse in an office of honest desks: what has not come yet, or comes too late.
HONEST = {
    "object.unknown_sender",
    "object.unnamed_file",
    "object.not_for_us",
    "package.older",
    "part.missing",
    "object.waits_for_adb",
}
COUNTED = Counter[str]()

_AT_OFFICE = """
SELECT j.device, j.incarnation, a.state, a.first, a.last FROM at_office a JOIN journals j ON j.no = a.journal
"""
_FILES = """
SELECT j.device, j.incarnation, e.seq, json_extract(CAST(e.body AS TEXT), '$.file') FROM events e
JOIN journals j ON j.no = e.journal WHERE e.kind = 'modality_set' AND e.body IS NOT NULL
"""
_ERASED = """
SELECT r.key FROM events e, json_each(CAST(e.body AS TEXT), '$.rest') r WHERE e.kind = 'body_erased'
"""


class History:
    """The desks and carriers of one history; each is copied from the base when it is first wanted."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="ektp-desk-exchange-", dir=MEMORY))
        self.held = quick()
        self.held.__enter__()
        made = base()
        self.sites = [
            Site(seat.name, self._folders(seat.name), seat, SetClock(made.now, made.offset))
            for seat in made.seats
        ]
        self.kept: dict[str, Site] = {}
        self.something_is_gone = self.office_said = self.is_hub_harmed = False
        self.revoked: set[str] = set()
        self.carried: dict[str, dict[Place, bytes]] = {}  # at the end
        self.backed: set[Place] = set()  # what the office's second disk holds
        self.count = 0
        COUNTED["histories"] += 1

    def _folders(self, name: str) -> Folders:
        return folders_at(self.root / name)

    @property
    def office(self) -> Site:
        return self.sites[0]

    @property
    def laptops(self) -> list[Site]:
        return [site for site in self.sites[1:] if not site.lost]

    def _site(self, number: int) -> Site:
        here = [self.office, *self.laptops]
        return here[number % len(here)]

    def _laptop(self, number: int) -> Site | None:
        return self.laptops[number % len(self.laptops)] if self.laptops else None

    def _place(self, number: int) -> Path:
        """A carrier's folder, copied when it is first wanted."""
        return self._laid((*CARRIERS, HEALING)[number])

    def _laid(self, name: str) -> Path:
        place = self.root / name
        if not place.exists():
            shutil.copytree(base().place / name, place)
        return place

    def _packs(self, number: int) -> list[Path]:
        """Its packs, the newest last."""
        return sorted(self._place(number).rglob("*.PCK"), key=os.path.getmtime)

    def _opens(self, site: Site) -> bool:
        """Whether it opens; a laptop that heard of its end opens for nobody."""
        with refused("device.revoked"):
            assert site.opened is not None
        site.lost = site.desk is None
        return not site.lost

    def _work(self, site: Site, what: str) -> None:
        """Say something at a desk; what it refuses it refuses by a sentence."""
        if what == "nothing" or not self._opens(site):
            return
        COUNTED["acts"] += 1
        self.office_said = self.office_said or site.is_office
        session, visit = site.session, base().visit
        site.clock.now += timedelta(seconds=20)
        self.count += 1
        with refused():
            match what:
                case "numbers":
                    give_numbers(session, visit, letter=site.seat.letter, count=1 + self.count % 2)
                case "sent home":
                    session.write(NewEvent(Entity.VISIT, visit, SentHome(count=self.count), visit))
                case "end":
                    end_ticket(session, f"{visit}/A001", Outcome.LEFT if self.count % 2 else Outcome.REFUSED)
                case "photo":
                    self._take_photo(site)
                case "finish":
                    done = NewEvent(Entity.RECORDING, site.seat.recording, RecordingFinished(), visit)
                    site.store.write([done], at=site.clock())
        site.acknowledge()

    def _take_photo(self, site: Site) -> None:
        content = site.opened.objects().seal(JPEG + str(self.count).encode())
        file = sha256(content).hexdigest()
        site.opened.objects().keep(file, content)
        modality = list(Modality)[self.count % len(Modality)]
        said = ModalitySet(modality, "captured", 1, file=file, size=len(content), algorithm="photo-plain 1")
        act = NewEvent(Entity.RECORDING, site.seat.recording, said, base().visit)
        site.store.write([act], at=site.clock())

    def _export(self, site: Site, carrier: Carrier) -> None:
        COUNTED["exports"] += 1
        with refused("carrier.", "run.lost"):
            export(site.opened, carrier)

    def _import(self, site: Site, carrier: Carrier) -> None:
        COUNTED["imports"] += 1
        with refused("carrier.missing"):
            found = import_packs(site.opened, site.session, carrier)
            assert found.refused.keys() <= HONEST & SENTENCES.keys(), found
        site.acknowledge()
        self._nothing_is_called_safe_that_is_not(site)

    def _give(self, place: Path) -> None:
        COUNTED["packages"] += 1
        office = self.office
        give_package(office.opened, office.session, base().visit, office.carrier(place), letters={})
        office.acknowledge()

    def _device_of(self, site: Site) -> str:
        return site.store.head.journal[0] if self._opens(site) else ""

    def _both_name_the_same(self, site: Site) -> None:
        device = self._device_of(site)
        ours, theirs = (
            [gap for gap in one.session.store.ask("gaps_at_office", Gap) if gap.device == device]
            for one in (site, self.office)
        )
        assert ours == theirs

    def _nothing_is_called_safe_that_is_not(self, site: Site) -> None:
        """Hold a desk's word on the office against the office itself, whatever verdicts it has seen.

        A picture that was taken anew before it came is of nobody's use there.
        """
        said = site.store.connection.execute(_AT_OFFICE).fetchall()
        office = self.office.acknowledge()
        named, files = dict(files_named(self.office, wanted=True)), self.office.objects()
        for device, incarnation, state, first, last in said:
            if state not in {"heard", "opened", "safe"}:
                continue  # a hub's word, which is held against the hub
            for place in ((device, incarnation, seq) for seq in range(first, last + 1)):
                assert site.holds.get(place) in {None, office[place]}, (state, place)
                file = named.get(place, "") if state in {"opened", "safe"} else ""
                assert not file or files.get(file) == file, (state, place)
                assert state != "safe" or place in self.backed, place

    def _let_go(self, site: Site) -> None:
        """Remove what is safe from a laptop whose disk is full."""
        before, named, files = site.objects(), files_named(site), self.office.objects()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(removing, "is_nearly_full", lambda _folder: True)
            done = removing.remove_safe(on_own_thread(site.opened), site.session)
        gone = before.keys() - site.objects().keys()
        assert len(gone) == done.files
        COUNTED["removed"] += len(gone)
        for place, file in named:
            assert file not in gone or (place in self.backed and files[file] == file), place
        site.acknowledge()

    def _heal(self) -> None:
        """Everything carried everywhere, on a stick that nothing happens to.

        What is left of a desk that is gone lies on the others alone.
        """
        places = [self._laid(HEALING), *self._places_of_the_gone()]
        here = [site for site in self.laptops if site.is_touched and self._opens(site)]
        for site in here:
            self._export(site, site.carrier(places[0]))
            self.carried[site.name] = site.acknowledge()
        for place in places:
            self._import(self.office, self.office.carrier(place))
        if self.office_said:
            self._give(places[0])
        self._export(self.office, self.office.carrier(places[0]))
        for site in here:
            for place in places:
                if self._opens(site):
                    self._import(site, site.carrier(place))

    def _places_of_the_gone(self) -> list[Path]:
        places = (self.root / name for name in CARRIERS if self.something_is_gone)
        return [place for place in places if place.exists()]

    def _check_healed(self) -> None:
        office, holds = self.office, self.office.acknowledge()
        self._what_lies_anywhere_is_at_the_office()
        rows = self._rows(office)
        here = [site for site in [office, *self.laptops] if site.is_touched and self._opens(site)]
        for site in here:
            self._check_site(site, holds)
        for site in here:
            if self._device_of(site) not in self.revoked:  # such a one hears no more
                assert self._lacks_of_the_gone(site, here) or self._rows(site) == rows, site.name
                self._both_name_the_same(site)
            self._nothing_erased_lies_sealed(site)
        assert self.something_is_gone or absent_stretches(office.store.connection) == []
        listed = DropIndex(office.store).listed()
        COUNTED["listed"] += len(listed)
        assert self._carried_at_last().isdisjoint(listed), "what is to go lies where all was carried"
        if COUNTED["histories"] % 8 == 0:
            proven(office.store)

    def _carried_at_last(self) -> set[str]:
        """The digests of what lies on the stick that nothing happens to."""
        packs = (path.read_bytes() for path in self._packs(len(CARRIERS)))
        return {sha256(one).hexdigest() for pack in packs for one in plain.read_pack(pack)}

    def _lacks_of_the_gone(self, site: Site, here: list[Site]) -> bool:
        """Whether it never heard the last of a laptop that is gone, though a copy of it may live: only the
        office has that still.
        """
        living, office = {self._device_of(one) for one in here}, self._device_of(self.office)
        there = {place for one in here if one is not self.office for place in one.holds}
        lacking = {
            place
            for place in self.office.holds.keys() - site.holds.keys()
            if place[0] not in living or (place not in there and place[0] != office)
        }
        if not (lacking and self.something_is_gone):
            return False
        assert lacking.isdisjoint(self._ends_lying()), f"{site.name} has read where it lies"
        return True

    def _ends_lying(self) -> set[Place]:
        """Of the runs on any carrier."""
        return {last for name in (HEALING, *CARRIERS) for last, _link in runs_on(self._laid(name))}

    def _what_lies_anywhere_is_at_the_office(self) -> None:
        holds, files = self.office.holds, self.office.objects()
        for place in [self._laid(HEALING), *(self.root / name for name in CARRIERS)]:
            for last, link in runs_on(place):
                assert holds[last].hex() == link, f"{last} lies on {place.name}"
        for (device, _of, _seq), file in files_named(self.office, wanted=True):
            is_gone = files.get(file) != file and self._is_gone_for_good(device, file)
            assert files.get(file) == file or is_gone, "a captured file is not at the office"

    def _is_gone_for_good(self, device: str, file: str) -> bool:
        """Whether a file was on a laptop that is gone and at the hub alone, whose disk changed it since."""
        living = {self._device_of(one) for one in self.laptops if one.is_touched}
        return self.is_hub_harmed and device not in living and file not in self._lying()

    def _lying(self) -> set[str]:
        """The digests of what can be read on any carrier."""
        packs = (path for name in (HEALING, *CARRIERS) for path in self._laid(name).rglob("*.PCK"))
        return {sha256(one).hexdigest() for path in packs for one in plain.read_pack(path.read_bytes())}

    def _check_site(self, site: Site, holds: dict[Place, bytes]) -> None:
        connection = site.store.connection
        for place, link in self.carried.get(site.name, {}).items():
            assert holds.get(place) == link, f"{place} of {site.name}"
        assert [*verify_chain(connection), *verify_incarnations(connection)] == []
        assert list(verify_views(connection)) == []

    def _nothing_erased_lies_sealed(self, site: Site) -> None:
        """Of what this desk sealed: a teammate's run is carried on as it came, until the office opened it."""
        connection = site.store.connection
        (secret,) = self.office.opened.office_secrets()["office"]
        erased = {link for (link,) in connection.execute(_ERASED)}
        for run in site.store.runs.sealed() if erased else ():
            made = plain.read_object((site.folders.objects / f"{run.name}.run").read_bytes())
            events = plain.read_events(plain.open_object(made, [secret], 2**23), made["head"])
            held = {(one["link"] or b"").hex() for one in events if one["body"] is not None}
            assert held.isdisjoint(erased), f"{run} at {site.name}"

    def _rows(self, site: Site) -> dict[str, list[tuple[Any, ...]]]:
        found = dump_views(site.store.connection)
        return {table: found[table] for table in OF_THE_VISIT}

    def end(self) -> None:
        """Heal, check and remove it all."""
        try:
            if any(site.is_touched for site in self.sites):
                self._heal()
                self._check_healed()
        finally:
            for site in self.sites:
                site.close()
            self.held.__exit__(None, None, None)
            shutil.rmtree(self.root)


class Gap(msgspec.Struct):
    device: str
    label: str
    first: int
    last: int


@contextmanager
def refused(*beginnings: str) -> Iterator[None]:
    """Let pass what a desk refuses by a sentence; with beginnings, these codes alone."""
    try:
        yield
    except EktpError as error:
        if error.code not in SENTENCES or not error.code.startswith(beginnings or ("",)):
            raise


def files_named(site: Site, *, wanted: bool = False) -> list[tuple[Place, str]]:
    """Which event names which file; only those that are wanted still, or all."""
    rows = site.store.connection.execute(_FILES).fetchall()
    found = [((device, of, seq), file) for device, of, seq, file in rows if file]
    return [one for one in found if not wanted or site.store.files.wants(one[1])]
