"""A history's hub: desks speak to it by a line with faults, and it is restarted, and replaced by another."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pytest

from ektp_desk.desk.exchange.line import outbox_of, prepare_line, take_from_line
from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.hub.restoring import rebuild_index, restore
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.settings import Clock, clock_in
from ektp_desk.store.receipts import received
from ektp_desk.store.runs import SealedRun
from ektp_desk.sync.sending import sync_once
from ektp_desk.words.errors import SENTENCES
from tests.exchange import plain
from tests.exchange.history import COUNTED, HONEST, History, files_named, refused
from tests.exchange.world import HEALING, HUB, Place, Site, base
from tests.hub.wire import HubWire, LineFault, wired

# What a round may be refused by, which the next one goes on from: also a key that came changed, or at a hub
# that knows laptops by the office alone.
ON_THE_LINE = ("line.", "hub.", "request.", "object.")
MATES = {"object.unnamed_file"}  # why a mate's file lies aside: its run was let go as safe
_JOURNALS = "SELECT no, device, incarnation FROM journals"
_CUT_AT_HUB = "SELECT device FROM devices GROUP BY device HAVING count(until) = count(*)"
_ENDS = "SELECT CAST(body AS TEXT) FROM events WHERE kind = 'device_revoked' AND entity_id = ?"


class HubLoss(StrEnum):
    """What became of a hub's folder."""

    OLDER = "older"
    OLDER_INDEX = "older index"  # beside the counter of now
    EMPTY = "empty"
    RESTORED = "restored"


class HubHistory(History):
    """The hub of one history is copied from the base when a desk first speaks to it."""

    def __init__(self) -> None:
        super().__init__()
        self.wires = list[HubWire]()
        self.hub_was_lost = self.is_healed_by_line = False
        self.had = set[Place]()  # what ever counted at the office's hub
        self._begun = 0  # hubs
        self._went = dict[str, set[Place]]()  # by site, where it spoke last
        self._read = dict[tuple[Path, int, int], list[tuple[str, plain.Json]]]()
        self._lines = ExitStack()
        self._lines.enter_context(wired(self.wires))
        patch = self._lines.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("ektp_desk.hub.mailbox.clock_in", self._hubs_clock)

    def _hubs_clock(self, offset: int) -> Clock:
        """Nobody has two hubs put back within one second: each that is started is a minute later."""
        self._begun += 1
        now, later = clock_in(offset), timedelta(minutes=self._begun)
        return lambda: replace(now(), utc=now().utc + later)

    @property
    def wire(self) -> HubWire:
        """To the office's hub, even while another stands at its address."""
        if not self.wires:
            self.wires.append(HubWire(self._laid(HUB)))
            self._at_hub()  # what desks have been told of before
        return self.wires[0]

    def _by_line(self, site: Site, faults: Iterable[tuple[LineFault, int] | None] = ()) -> None:
        """One round, as the command makes it; the faults happen to its requests, one each."""
        COUNTED["rounds"] += 1
        wire = self.wire
        wire.faults[:], wire.happened[:] = faults, []
        own, lay = self._device_of(site), set(_came(site))
        is_cut_off = own in self._cut_at_hub()
        with refused(*ON_THE_LINE):
            assert prepare_line(site.opened, site.session)
            done = sync_once(outbox_of(site.opened))
            assert {*done.refused.values(), *done.held.values()} <= SENTENCES.keys()
            assert not is_cut_off or all(_is_of_its_end(entry, own) for entry in set(_came(site)) - lay)
        COUNTED.update(str(fault) for fault in wire.happened)
        wire.faults.clear()
        found = take_from_line(site.opened, site.session)
        assert found.refused.keys() <= HONEST & SENTENCES.keys(), found
        assert not found.damaged
        site.acknowledge()
        self._nothing_is_called_safe_that_is_not(site)
        self._nothing_is_called_received_that_is_not(site)

    def _lose_the_index(self, *, is_rebuilt: bool) -> None:
        """The packs are left; the next start reads them, or a person had it done."""
        self.wire.stop()
        for path in self.wire.folder.glob("hub.db*"):
            path.unlink()
        if is_rebuilt:
            rebuild_index(self.wire.folder)

    def _read_back(self) -> None:
        COUNTED["scrubbed"] += 1
        scrub(self.wire.mailbox.shelf)

    def _back_up_the_hub(self) -> None:
        self.wire.stop()
        shutil.rmtree(self._hub_kept, ignore_errors=True)
        shutil.copytree(self.wire.folder, self._hub_kept)

    @property
    def _hub_kept(self) -> Path:
        return self.root / "hub kept"

    def _put_the_hub_back(self, how: HubLoss) -> None:
        """It goes on from an older folder or its key alone; with the counter that it had, or without."""
        self.hub_was_lost = True
        wire = self.wire
        wire.stop()
        counter = wire.folder / "hub.count"
        said = counter.read_bytes() if counter.exists() else b""
        source = self._hub_kept if self._hub_kept.exists() else base().place / HUB
        match how:
            case HubLoss.RESTORED:
                restore(wire.folder, source)
                return
            case HubLoss.EMPTY:
                shutil.rmtree(wire.folder / "packs")
                for path in wire.folder.glob("hub.db*"):
                    path.unlink()
            case _:
                shutil.rmtree(wire.folder)
                shutil.copytree(source, wire.folder)
        counter.unlink(missing_ok=True)
        if how is HubLoss.OLDER_INDEX and said:
            counter.write_bytes(said)

    def _meet_another_hub(self, site: Site) -> None:
        """At the address stands an empty hub of another key: nobody speaks to it, and all goes on after."""
        wire, place = self.wire, self.root / "other"
        if not place.exists():
            make_identity(place, HubOffice(base().root, "desk", "00" * 32))
        self.wires.append(HubWire(place))
        try:
            self._by_line(site)
            assert list(place.rglob("*.PCK")) == []
            assert self.wires[-1].asked == 1, "something is said before the hello"
        finally:
            self.wires.pop().stop()
        assert self.wires == [wire]

    def _at_hub(self, *, of_visits: bool = False) -> dict[Place, str]:
        """The link of each run that counts there, by its last place; and remember all that it says it has."""
        counting, links = self._in_index("entries"), dict[Place, str]()
        for path in (self._laid(HUB) / "packs").rglob("*.PCK"):
            for name, head in self._runs_in(path):
                if name in counting and (head["visit"] or not of_visits):
                    of = head["device"], head["incarnation"]
                    links[*of, head["last"]] = head["link"]
                    self.had.update((*of, seq) for seq in range(head["first"], head["last"] + 1))
        return links

    def _runs_in(self, path: Path) -> list[tuple[str, plain.Json]]:
        """Name and head of each run in a pack, which is read once as it is."""
        of = path.stat()
        key = path, of.st_mtime_ns, of.st_size
        if key not in self._read:
            objects = (one for one in plain.read_pack(path.read_bytes()) if one.startswith(plain.OBJECT))
            heads = ((sha256(one).hexdigest(), plain.read_object(one)["head"]) for one in objects)
            self._read[key] = [(name, head) for name, head in heads if head["kind"] == "run"]
        return self._read[key]

    def _in_index(self, table: Literal["entries", "held"]) -> set[str]:
        assert self.wire.mailbox  # it runs, and has read what it lost
        with closing(sqlite3.connect(self.wire.folder / "hub.db")) as index:
            return {digest for (digest,) in index.execute(f"SELECT digest FROM {table}")}

    def _cut_at_hub(self) -> set[str]:
        """The laptops of which the hub has heard that they are revoked."""
        assert self.wire.mailbox  # it runs, and has read what it lost
        with closing(sqlite3.connect(self.wire.folder / "hub.db")) as index:
            return {device for (device,) in index.execute(_CUT_AT_HUB)}

    def _nothing_is_called_received_that_is_not(self, site: Site) -> None:
        """What a desk says the hub has, it has, or had before it was put back."""
        self._at_hub()
        assert self.had >= set(_received(site)), site.name

    def _heal(self) -> None:
        """By the line alone, in each other history in which a desk has spoken to the hub."""
        self.is_healed_by_line = bool(self.wires) and self.wire.asked % 2 == 0
        if not self.is_healed_by_line:
            super()._heal()
            return
        self.office.clock.now = base().now  # by another year nobody gives a package of this visit by itself
        here = [site for site in self.laptops if site.is_touched and self._opens(site)]
        for _round in range(2 if self.hub_was_lost else 0):  # which hears whom the office knows by the second
            self._by_line(self.office)
        for site in here:
            if self._device_of(site) not in self.revoked:  # of such a one a hub hands on nothing new
                self.carried[site.name] = site.acknowledge()
            self._by_line(site)
        self._take_all_of_the_gone([self.office])
        for site in [self.office, self.office]:
            self._by_line(site)
        self._carry_what_mates_have(here)
        at_hub = self._at_hub()
        assert all(self.office.holds[place].hex() == link for place, link in at_hub.items())
        for site in [*here, *(here if self.revoked else [])]:  # again by the key that came
            if self._opens(site):
                self._by_line(site)
        self._went = {site.name: self._let_go_from(site) for site in here if self._opens(site)}
        self._take_all_of_the_gone(here)  # which brings files home that the hub never had

    def _carry_what_mates_have(self, here: list[Site]) -> None:
        """By stick: what is behind the end of a revoked laptop a hub keeps apart, though mates have it."""
        for site in here:
            for device, of, seq in self.carried.get(site.name, {}).keys() - self.office.holds.keys():
                assert device in self.revoked, f"{site.name} alone has {device}"
                assert seq > self._cut(device)[of], f"{site.name} alone has {device} before its end"
                self._export(site, site.carrier(self._laid(HEALING)))
                self._import(self.office, self.office.carrier(self._laid(HEALING)))

    def _is_gone_for_good(self, device: str, file: str) -> bool:
        """Or lies at the hub apart: what a laptop that was revoked since sent behind its end, for the first
        time or anew, of which the office has the run by another way.
        """
        is_apart = self.is_healed_by_line and device in self.revoked and file in self._in_index("held")
        return is_apart or super()._is_gone_for_good(device, file)

    def _take_all_of_the_gone(self, here: list[Site]) -> None:
        stick = self.root / HEALING
        for place in [*self._places_of_the_gone(), *([stick] if stick.exists() else [])]:
            for site in here:
                if self._opens(site):
                    self._import(site, site.carrier(place))

    def _carried_at_last(self) -> set[str]:
        return self._in_index("entries") if self.is_healed_by_line else super()._carried_at_last()

    def _ends_lying(self) -> set[Place]:
        """At the hub too, of what a team sealed for a visit: that alone is for mates."""
        there = self._at_hub(of_visits=True) if self.is_healed_by_line else {}
        return super()._ends_lying() | there.keys()

    def _check_healed(self) -> None:
        super()._check_healed()
        if self.is_healed_by_line:
            self._check_line([site for site in [self.office, *self.laptops] if site.is_touched])

    def _check_line(self, here: list[Site]) -> None:
        """What desks sealed is at the hub, and told home."""
        links = self._at_hub()
        for site in here:
            if not self._opens(site):
                continue
            if self._device_of(site) in self.revoked:
                self._check_revoked(site, links)
                continue
            outbox = outbox_of(site.opened)
            assert outbox.left()[:2] == (0, 0), site.name
            assert outbox.aside().keys() <= MATES, site.name
            sealed = self._laid_runs(site)
            places = {_end_of(run) for run in sealed}
            assert all(site.holds[place].hex() == links.get(place) for place in places), site.name
            assert places - self._let_go_of(site) <= set(_received(site)), site.name

    def _laid_runs(self, site: Site) -> list[SealedRun]:
        """What lies sealed and was laid out for the hub: the rest was sealed anew since."""
        runs = site.store.runs.sealed()
        laid = outbox_of(site.opened).known([run.name for run in runs])
        return [run for run in runs if run.name in laid]

    def _let_go_from(self, site: Site) -> set[Place]:
        """The ends of runs of which a file lies at its desk no more."""
        runs, there = site.store.runs.sealed(), site.objects()
        return {_last(place, runs) for place, file in files_named(site) if file not in there}

    def _let_go_of(self, site: Site) -> set[Place]:
        """When it spoke last, or now."""
        return self._went.get(site.name, set()) | self._let_go_from(site)

    def _check_revoked(self, site: Site, links: dict[Place, str]) -> None:
        """What it sealed before its end counts, and it hears so; what is behind that is held apart."""
        own, held, counting = self._device_of(site), self._in_index("held"), self._in_index("entries")
        cut, runs = self._cut(own), self._laid_runs(site)
        before = {_end_of(run) for run in runs if run.last <= cut[run.incarnation]}
        assert all(site.holds[place].hex() == links.get(place) for place in before), site.name
        behind = {run.name for run in runs if run.last > cut[run.incarnation]}
        assert behind <= held - counting, site.name
        files = {file for (of, journal, seq), file in files_named(site) if of == own and seq > cut[journal]}
        assert files.isdisjoint(counting), site.name
        heard = {(of, seq) for device, of, seq in _received(site) if device == own}
        assert {(of, seq) for _own, of, seq in before - self._let_go_of(site)} <= heard, site.name
        assert all(seq <= cut[of] for of, seq in heard), site.name
        COUNTED["held apart"] += len(behind)

    def _cut(self, device: str) -> Counter[str]:
        """How far each journal of a laptop counts that the office revoked; 0 for others."""
        ends = [json.loads(body) for (body,) in self.office.store.connection.execute(_ENDS, (device,))]
        said = [{of["incarnation"]: of["seq"] for of in end["until"]} for end in ends]
        return Counter({of: min(end.get(of, 0) for end in said) for end in said for of in end})

    def end(self) -> None:
        try:
            super().end()
        finally:
            for wire in self.wires:
                wire.stop()
            self._lines.close()


def _end_of(run: SealedRun) -> Place:
    return run.device, run.incarnation, run.last


def _last(place: Place, runs: Iterable[SealedRun]) -> Place:
    """Of the run in which a place lies."""
    device, of, seq = place
    lasts = [run.last for run in runs if (run.device, run.incarnation) == (device, of) and run.first <= seq]
    return device, of, min((last for last in lasts if last >= seq), default=seq)


def _came(site: Site) -> Iterator[bytes]:
    """What the hub gave and nobody has taken in."""
    for path in outbox_of(site.opened).incoming.rglob("*.PCK"):
        yield from plain.read_pack(path.read_bytes())


def _is_of_its_end(entry: bytes, device: str) -> bool:
    """Whether a revoked laptop may have it: receipts, and what an office desk sealed to it."""
    head = plain.read_object(entry)["head"]
    return head["kind"] == "receipt" or (head["kind"] == "run" and f"device:{device}" in head["audience"])


def _received(site: Site) -> Iterator[Place]:
    """Every place of which the desk says that the hub has it."""
    connection = site.store.connection
    journals = {no: (device, of) for no, device, of in connection.execute(_JOURNALS)}
    for no, state, (first, last) in received(connection):
        if state == "received":
            yield from ((*journals[no], seq) for seq in range(first, last + 1))
