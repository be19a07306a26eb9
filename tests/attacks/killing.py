"""Every act that writes, killed at a place by chance: each stands in `tests.office.acts`."""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import change_own_passphrase
from ektp_desk.usecases.session import Session
from tests.attacks.whole_office import LOST, faults_of
from tests.desk.dying import NEW
from tests.dying import Countdown, count_on_the_disk
from tests.office import acts
from tests.office.acts import CASES
from tests.office.stage import Stage, set_stage
from tests.offices import CHEAP, WORDS, TestOffice, found_office_in, proved

# The stages of `settle`, of numbers that two people have and of a person recorded twice take `after` out of
# headers, as two laptops would have written: no chain is true to that.
# `note_heard`'s lays an event there that nobody wrote; whoever signs in notes it before the act.
_UNTRUE = {"settle", "answer", "keep_number", "place_events", "say_one_paper", "rule_recordings"}
ACTS = sorted(set(CASES) - _UNTRUE - {"note_heard"})
TOLD = {"recovery.make_anew"}  # each act of making a page, alone, leaves a page half made, and that is told


def _do(name: str, stage: Stage) -> None:
    if name == "change_own_passphrase":
        change_own_passphrase(stage.office.session, WORDS, passphrase=NEW)
    else:
        CASES[name].act(stage, stage.office.session)


class RealStage(Stage):
    """A stage at a real desk, whose keys are asked."""

    def session(self, role: Role | None) -> Session:
        """The one who has every role."""
        assert role is None
        return self.office.session


@dataclass(frozen=True)
class _Ready:
    """An office just before an act: its folders' copy, and how many places and events the act has."""

    kept: Path
    before: int
    places: int
    events: int


class Killing:
    """An office at whose desk each act may be killed, again and again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = Folders(root / "office" / "data", root / "office" / "state")
        (root / "work").mkdir()
        with found_office_in(self._folders) as office:
            stage = set_stage(office, root / "work")
            self._user, self._clock = office.user, office.clock
            named = {one.name: getattr(stage, one.name) for one in dataclasses.fields(Stage)}
            self._stage = named | {"office": None, "guard": None}
        self._first = self._keep("first")
        self._ready: dict[str, _Ready] = {}

    def kill(self, name: str, chance: Random) -> str:
        """Kill an act somewhere, and open what is left; give what became of it."""
        if name not in self._ready:
            self._ready[name] = self._make_ready(name)
        ready = self._ready[name]
        self._lay(ready.kept)
        place = chance.randint(1, ready.places + 1)  # at the last it lives
        count = Countdown()
        lived = self._in_a_child(lambda: self._act(name, count, place))
        return self._look(ready, lived=lived)

    def fill(self, name: str, kilobytes: int) -> str:
        """Do an act while the disk has only so much room; then make room and open; give what became of it."""
        if name not in self._ready:
            self._ready[name] = self._make_ready(name)
        ready = self._ready[name]
        self._lay(ready.kept)
        disk = self._root / "office"
        told = ""
        try:
            with self._at_the_desk() as stage:
                room = os.statvfs(disk)
                (disk / "fill").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - kilobytes * 1024)))
                try:
                    _do(name, stage)
                except EktpError as error:
                    told = error.code
                finally:
                    (disk / "fill").unlink()
        except EktpError as error:
            return f"{LOST}: {error.code} while closing"
        became = self._look(ready, lived=not told)
        if became.startswith(LOST) or not told:
            return became
        if told == "anchor.not_written" and became == "killed: undone":
            return f"{LOST}: told as saved, and gone"
        return f"{told}: {became.removeprefix('killed: ')}"

    def _make_ready(self, name: str) -> _Ready:
        self._lay(self._first)
        with self._at_the_desk() as stage:
            CASES[name].before(stage, stage.office.session)
            before = stage.events()
        kept = self._keep(name.replace(" ", "-"))
        told = self._root / "places"
        assert self._in_a_child(lambda: told.write_text(str(self._act(name, Countdown(), 0))))
        with self._at_the_desk() as stage:
            return _Ready(kept, before, int(told.read_text()), stage.events() - before)

    def _act(self, name: str, count: Countdown, place: int) -> int:
        """Act and die; give how many places were passed, when it was none of them."""
        count_on_the_disk(count)
        with self._at_the_desk(count) as stage:
            count.left = place
            _do(name, stage)
            return place - count.left

    @contextmanager
    def _at_the_desk(self, point: Callable[[str], None] | None = None) -> Iterator[Stage]:
        with (
            pytest.MonkeyPatch.context() as patch,
            Desk(self._folders, clock=self._clock, cost=CHEAP, point=point) as desk,
        ):
            patch.setattr(acts, "proof_of", proved)
            session = desk.sign_in(self._user, self._words(desk))
            office = TestOffice(self._folders, self._user, self._clock, desk, session)
            yield RealStage(**(self._stage | {"office": office}))

    def _words(self, desk: Desk) -> str:
        """The old ones or the new ones, never both."""
        opening = []
        for words in (WORDS, NEW):
            with suppress(EktpError):
                desk.slots.unlock(self._user, words)
                opening.append(words)
        (words,) = opening
        return words

    def _in_a_child(self, act: Callable[[], object]) -> bool:
        """Whether it lived."""
        child = os.fork()
        if not child:
            try:
                sys.stdout = io.StringIO()  # names of places are for who counts them
                act()
            except BaseException:  # told, and the child ends here all the same
                traceback.print_exc()
                os._exit(7)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the act failed by itself"
        return os.WIFEXITED(status)

    def _look(self, ready: _Ready, *, lived: bool) -> str:
        try:
            with Desk(self._folders, clock=self._clock, cost=CHEAP) as desk:
                desk.sign_in(self._user, self._words(desk))
                told = [one.code for one in desk.told if one.code not in TOLD]
                if wrong := told + [one.code for one in faults_of(desk)]:
                    return f"{LOST}: {wrong}"
                (events,) = desk.held_store().connection.execute("SELECT count(*) FROM events").fetchone()
        except EktpError as error:
            return f"{LOST}: {error.code}"
        if lived:
            return "acknowledged and there" if events == ready.before + ready.events else f"{LOST}: {events}"
        done = events - ready.before
        return (
            "killed: undone"
            if not done
            else "killed: done"
            if done == ready.events
            else "killed: a part of it"
        )

    def _keep(self, name: str) -> Path:
        there = self._root / "kept" / name
        shutil.copytree(self._root / "office", there, ignore=shutil.ignore_patterns("desk.lock"))
        return there

    def _lay(self, kept: Path) -> None:
        there = self._root / "office"  # it may be a disk of its own
        there.mkdir(exist_ok=True)
        for path in there.iterdir():
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(kept, there, dirs_exist_ok=True)
