"""Folders restored, cloned and continued in any order keep every event; together they are the union."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.events import Entity
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from tests.examples import examples
from tests.offices import CHEAP, WORDS
from tests.store.several.laptops import NOW, events_in, founded, onlooker, say, store_of
from tests.store.several.watched import Folder, Place, place_of


class FoldersGoOn(RuleBasedStateMachine):
    """Two places and any number of copies of their folders."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="ektp-desk-folders-"))
        self.places = [Folder(self._at(f"place{i}")) for i in range(2)]
        self.copies: list[Folder] = []
        self.acknowledged: dict[Place, bytes] = {}
        for place in self.places:
            shutil.copytree(founded().folders.data, place.folders.data)
            place.folders.state.mkdir(parents=True)
            self._learn(place)
            self._open(place)

    def _at(self, name: str) -> Folders:
        return Folders(self.root / name / "data", self.root / name / "state")

    def _learn(self, folder: Folder) -> None:
        """Read what a closed folder holds, past every check."""
        connection = open_database(folder.folders.data / STORE, founded().key)
        self._acknowledge(folder, list(all_events(connection)))
        facts = dict(connection.execute("SELECT name, value FROM facts").fetchall())
        folder.journal = (facts["device"].decode(), facts["incarnation"].decode())
        connection.close()

    def _acknowledge(self, folder: Folder, events: list[Arrived]) -> None:
        for event in events:
            assert self.acknowledged.setdefault(place_of(event), event.link) == event.link, "a doubled place"
        held = {event.link: place_of(event) for event in events}
        assert held.items() >= folder.holds.items(), "an acknowledged event is gone"
        folder.holds = held

    def _saved(self, folder: Folder, store: Store) -> None:
        self._acknowledge(folder, events_in(store))
        folder.journal = store.head.journal
        folder.remembers[folder.folders.data] = bytes.fromhex(store.head.link)

    def _rolled_back(self, folder: Folder) -> bool:
        """Whether data and state went back together past what was written since: nobody can tell."""
        beyond = (*folder.journal, folder.end + 1)
        return folder.goes_on and beyond in self.acknowledged

    def _open(self, folder: Folder) -> Store | None:
        if folder.desk is not None:
            return store_of(folder.desk)
        if self._rolled_back(folder):
            return None
        goes_on, knew_more, before = folder.goes_on, folder.knew_more, folder.journal
        desk = Desk(folder.folders, clock=NOW, cost=CHEAP)
        desk.__enter__()
        try:
            desk.sign_in(founded().user, WORDS)
        except StoreDamaged as error:
            desk.__exit__(None, None, None)
            if error.code != "store.behind_anchor" or not knew_more:
                raise
            return None
        assert not knew_more
        assert (store_of(desk).head.journal == before) is goes_on
        folder.desk = desk
        self._saved(folder, store_of(desk))
        return store_of(desk)

    def _close(self, folder: Folder) -> None:
        if folder.desk is not None:
            folder.desk.__exit__(None, None, None)
            folder.desk = None

    def _copy(self, folder: Folder) -> Folder:
        """Copy a closed folder with its state folder, to be kept."""
        self._close(folder)
        made = Folder(
            self._at(f"copy{len(self.copies)}"), dict(folder.holds), folder.journal, dict(folder.remembers)
        )
        shutil.copytree(folder.folders.data, made.folders.data)
        shutil.copytree(folder.folders.state, made.folders.state)
        self.copies.append(made)
        return made

    def _remember(self, folder: Folder, former: Folder) -> None:
        """Put a former state folder in the place of this one, whatever places it speaks of."""
        shutil.rmtree(folder.folders.state)
        shutil.copytree(former.folders.state, folder.folders.state)
        folder.remembers = dict(former.remembers)

    @rule(i=st.integers(0, 1), count=st.integers(1, 3))
    def write(self, i: int, count: int) -> None:
        """Go on at one place."""
        store = self._open(self.places[i])
        for _ in range(count if store else 0):
            assert store is not None
            say(store, Entity.VISIT, founded().visit, SentHome(count=1))
            self._saved(self.places[i], store)

    @rule(i=st.integers(0, 1))
    def close_and_open(self, i: int) -> None:
        """Sign out and in again."""
        self._close(self.places[i])
        self._open(self.places[i])

    @rule(i=st.integers(0, 1))
    def back_up(self, i: int) -> None:
        """Copy a folder while it is closed."""
        self._copy(self.places[i])

    @precondition(lambda self: self.copies)
    @rule(data=st.data(), i=st.integers(0, 1), state=st.sampled_from(["kept", "kept", "dropped", "older"]))
    def restore(self, data: st.DataObject, i: int, state: str) -> None:
        """Put a copy in the place of a folder, whose last state is set aside as a copy too."""
        copy = data.draw(st.sampled_from(self.copies))
        folder = self.places[i]
        self._copy(folder)
        shutil.rmtree(folder.folders.data)
        shutil.copytree(copy.folders.data, folder.folders.data)
        folder.holds, folder.journal = dict(copy.holds), copy.journal
        if state == "older":
            self._remember(folder, copy)
        elif state == "dropped":
            shutil.rmtree(folder.folders.state)
            folder.folders.state.mkdir()
            folder.remembers = {}
        self._open(folder)

    @precondition(lambda self: self.copies)
    @rule(data=st.data(), i=st.integers(0, 1))
    def remember_less(self, data: st.DataObject, i: int) -> None:
        """Put an older state folder beside a folder that went on."""
        self._close(self.places[i])
        self._remember(self.places[i], data.draw(st.sampled_from(self.copies)))
        self._open(self.places[i])

    @rule(of=st.integers(0, 1), to=st.integers(0, 1))
    def hand_over(self, of: int, to: int) -> None:
        """Let one place take in what another holds."""
        giver, taker = self._open(self.places[of]), self._open(self.places[to])
        if giver is not None and taker is not None and of != to:
            taker.receive(events_in(giver))
            self._acknowledge(self.places[to], events_in(taker))
            assert self.places[to].holds.keys() >= self.places[of].holds.keys()

    def teardown(self) -> None:
        """Bring all that lies anywhere into one store: nothing is missing, nothing stands twice."""
        try:
            with onlooker() as store:
                for folder in [*self.places, *self.copies]:
                    self._close(folder)
                    self._learn(folder)
                    connection = open_database(folder.folders.data / STORE, founded().key)
                    store.receive(list(all_events(connection)))
                    connection.close()
                assert {place_of(event): event.link for event in events_in(store)} == self.acknowledged
                assert not [*verify_chain(store.connection), *verify_incarnations(store.connection)]
        finally:
            shutil.rmtree(self.root)


TestFoldersGoOn = FoldersGoOn.TestCase
TestFoldersGoOn.settings = examples(20, steps=25)


def test_a_disk_that_went_back_whole_forks_and_is_told_when_they_meet(tmp_path: Path) -> None:
    """Data and anchor both of yesterday: no laptop can tell, so the meeting does, and both keep theirs."""
    folders = Folders(tmp_path / "data", tmp_path / "state")
    shutil.copytree(founded().folders.data, folders.data)
    folders.state.mkdir()
    with Desk(folders, clock=NOW, cost=CHEAP) as desk:
        desk.sign_in(founded().user, WORDS)
    shutil.copytree(tmp_path / "data", tmp_path / "image" / "data")
    shutil.copytree(tmp_path / "state", tmp_path / "image" / "state")

    def go_on() -> list[Arrived]:
        with Desk(folders, clock=NOW, cost=CHEAP) as desk:
            desk.sign_in(founded().user, WORDS)
            say(store_of(desk), Entity.VISIT, founded().visit, SentHome(count=1))
            return events_in(store_of(desk))

    first = go_on()
    for name in ("data", "state"):
        shutil.rmtree(tmp_path / name)
        shutil.copytree(tmp_path / "image" / name, tmp_path / name)
    second = go_on()

    with onlooker() as store:
        store.receive(first)
        with pytest.raises(EktpError) as told:
            store.receive(second)
        assert told.value.code == "journal.forked"
        assert events_in(store) == first
