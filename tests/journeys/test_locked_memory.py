"""The real window is locked: what its processes hold afterwards, and what whoever comes back finds."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.desk.desk import Desk
from ektp_desk.seal.age import identity_bytes
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.queries import targets_of
from tests.clock import sitecustomize
from tests.journeys.ends import Morning, begin_morning, close, record_half, said
from tests.journeys.memory import (
    PROC,
    desk_processes,
    find_in_memory,
    in_every_form,
    is_there,
    key_forms,
    wait_for,
)
from tests.offices import WORDS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc"),
]
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root reads the desk's memory"
)
SECONDS = 5  # after F12 nothing may be left
HALF = "setengah kata"


@pytest.fixture
def scene(tmp_path: Path) -> Morning:
    """Prepare the morning."""
    return begin_morning(tmp_path)


def secrets_of(scene: Morning) -> dict[str, bytes]:
    """Every key that the window holds while somebody is signed in, their passphrase, who is expected."""
    story = scene.story
    with Desk(scene.folders) as desk:
        opened = desk.unlock(story.user, story.passphrase)
        names = [person.name for person in targets_of(desk.open(story.user, opened), story.visit)]
    assert opened.office_secret is not None
    assert opened.keys is not None
    secrets = key_forms("store key", opened.store_key) | key_forms("own seed", opened.keys.seed)
    for name, secret in (("office", opened.office_secret), ("own box", opened.keys.box.secret)):
        secrets |= in_every_form(name, secret) | key_forms(f"{name}, bytes", identity_bytes(secret))
    secrets |= in_every_form("passphrase", story.passphrase) | in_every_form("half typed", HALF)
    for at, name in enumerate(names):
        secrets |= in_every_form(f"person {at}", name)
    return secrets


def held(pids: list[int], secrets: Mapping[str, bytes]) -> Counter[str]:
    """What these processes hold, people counted together."""
    found: Counter[str] = Counter()
    for pid in pids:
        for name, times in find_in_memory(pid, secrets).items():
            found["people" if name.startswith("person") else name] += times
    return found


def work_on(scene: Morning, window: WindowProcess) -> None:
    """See people, have a paper made beside the window, and type half of something."""
    record_half(scene, window)
    window.press("F4", "F6", "F4")
    window.type(HALF)


@as_root
def test_five_seconds_after_the_lock_no_process_holds_a_key_or_a_name(scene: Morning) -> None:
    secrets = secrets_of(scene)
    with scene.started() as window:
        work_on(scene, window)
        before = desk_processes(scene.folders.state)
        found = held(before, secrets)
        assert len(before) == 2, "one of them makes papers"
        assert set(found) >= {"store key", "own seed", "office, utf-8", "own box, utf-8", "people"}
        assert found["half typed, utf-8"] + found["half typed, utf-16"]

        window._tell({"key": "F12"})
        assert wait_for(lambda: not any(map(is_there, before)), seconds=SECONDS), "who held keys has ended"

        (after,) = desk_processes(scene.folders.state)
        assert held([after], secrets) == Counter()
        told = (PROC / str(after) / "environ").read_bytes() + (PROC / str(after) / "cmdline").read_bytes()
        assert [name for name, secret in secrets.items() if secret in told] == []
        assert window.look()["place"] == "sign_in"
    assert scene.is_whole()


def test_whoever_unlocks_finds_what_was_half_typed(scene: Morning) -> None:
    with scene.started() as window:
        work_on(scene, window)
        box, where = window.seen["focus"], window.seen["window"]
        assert window.seen["typed"][box] == HALF

        seen = window.press("F12")
        assert (seen["place"], seen["focus"], seen["window"]) == ("sign_in", "passphrase", where)
        assert "berhenti mendadak" not in said(window), "a lock is no stop"
        window.type(scene.story.passphrase)
        seen = window.press("Return")

        assert (seen["place"], seen["focus"], seen["typed"][box]) == ("people", box, HALF)
        seen = window.press("F12")
        window.type(scene.story.passphrase)
        assert window.press("Return")["typed"][box] == HALF, "as often as it is locked"
        close(window)
    assert not scene.folders.running.exists()
    assert scene.names_nobody()
    assert scene.is_whole()


def test_a_recording_under_way_goes_on_after_the_lock(scene: Morning) -> None:
    with scene.started() as window:
        number = record_half(scene, window)
        before = window.press("N")
        window.type(HALF)
        window.press("F12")
        window.type(scene.story.passphrase)
        seen = window.press("Return")

        assert seen["place"] == "recording"
        assert (seen["labels"]["number"], seen["typed"]["note"]) == (number, HALF)
        assert seen["labels"]["lacking"] == before["labels"]["lacking"]
        window.press("=", "=", "Ctrl+Return")
        close(window)
    assert scene.is_whole()


def test_somebody_else_finds_nothing_of_what_was_half_typed(scene: Morning) -> None:
    with scene.story.desk() as (_desk, session):
        add_user(session, "Noh Contoh", ["supervisor"], passphrase=WORDS)
    with scene.started() as window:
        work_on(scene, window)
        window.press("F12", "Down")
        window.type(WORDS)
        assert window.press("Return")["place"] == "queue"
        assert HALF not in window.press("F4")["typed"].values()


def test_the_board_for_the_hall_stays_up_and_calls_again(scene: Morning) -> None:
    with scene.started() as window:
        window.sign_in(scene.story.passphrase)
        window.press("Ctrl+D", "Return")
        shown = window.press("Return")["hall"]
        assert "ke meja A" in shown

        assert window.press("F12")["hall"] == shown
        window.type(scene.story.passphrase)
        assert window.press("Return")["hall"] == shown
        called = window.press("F8", "Return")["hall"]
        assert called != shown
        assert "ke meja A" in called
        assert window.press("F12")["hall"] == called


BREAKS_ONCE = """
import os, runpy, sys
if "--handed-over" in sys.orig_argv and not os.path.exists({broke!r}):
    open({broke!r}, "x").close()
    os._exit(3)
runpy.run_path({clock!r}, run_name="sitecustomize")
"""


@as_root
def test_where_the_other_process_breaks_the_locked_one_becomes_it(scene: Morning, tmp_path: Path) -> None:
    """Python imports `sitecustomize` as it begins: this one breaks the first that takes a window's place."""
    broke, place = tmp_path / "broke", tmp_path / "breaking"
    place.mkdir()
    source = BREAKS_ONCE.format(broke=str(broke), clock=sitecustomize.__file__)
    (place / "sitecustomize.py").write_text(source)
    paths = os.pathsep.join((str(place), os.environ["PYTHONPATH"]))
    with scene.started(PYTHONPATH=paths) as window:
        work_on(scene, window)
        box, before = window.seen["focus"], window._process.pid

        seen = window.press("F12")

        assert broke.exists()
        assert seen["place"] == "sign_in"
        assert desk_processes(scene.folders.state) == [before], "it is the same process, with another memory"
        assert "berhenti mendadak" not in said(window)
        window.type(scene.story.passphrase)
        assert window.press("Return")["typed"][box] == HALF
        close(window)
    assert scene.is_whole()


def test_a_form_that_was_half_filled_is_open_again(scene: Morning) -> None:
    """Somebody who stands in no list: name, sex and half a day of birth are typed before the lock."""
    with scene.started() as window:
        window.sign_in(scene.story.passphrase)
        window.press("Return", "Return")
        window.type("Daud Boimau Contoh")
        window.press("Ctrl+N", "L", "Tab")
        before = window.type("12-03")["typed"]
        box = window.seen["focus"]
        assert (box, before[box]) == ("walk_in_birth", "12-03")

        window.press("F12")
        window.type(scene.story.passphrase)
        seen = window.press("Return")

        assert (seen["focus"], seen["typed"]) == (box, before)
        window.type("-2002")
        seen = window.press("Return")
        assert seen["labels"]["lacking"], "the sex was chosen again: the recording begins"
        assert "walk_in_birth" not in seen["typed"]
        close(window)
    assert scene.is_whole()


def test_an_ending_that_was_half_written_is_open_again(scene: Morning) -> None:
    with scene.started() as window:
        record_half(scene, window)
        window.press("Ctrl+F9", "L")  # another reason, to be written
        before = window.type(HALF)["typed"]

        window.press("F12")
        window.type(scene.story.passphrase)
        assert window.press("Return")["typed"] == before
        assert HALF in before.values()
        assert "ending_text" not in window.press("Return")["typed"], "it is saved: the ending was chosen too"
        close(window)
    assert scene.is_whole()
