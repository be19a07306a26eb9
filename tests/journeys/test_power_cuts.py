"""Power cuts: the real window, killed at places between two writes that are chosen at run time."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from ektp_desk.cli.rehearsal.serving import grown_up
from ektp_desk.cli.rehearsal.story import Rehearsed, begin_story, open_day
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_pages
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.reports.queries import recording_without_outcome, served_without_recording
from tests.journeys.ends import ForkedWindow
from tests.offices import CHEAP

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]
CUTS = 25
COMPARED = 2  # places of a note that is written a second after the sign-in: before the first press, or later
# Each press, and the events that stand once the window has answered it.
PRESSES: tuple[tuple[str, Counter[str]], ...] = (
    ("Ins", Counter(ticket_given=1)),
    ("Return", Counter(ticket_called=1)),
    ("Return", Counter(ticket_served=1)),
    ("search", Counter()),
    ("Return", Counter(ticket_identified=1, recording_started=1)),
    *((key, Counter(modality_set=1)) for key in "12"),
    ("=", Counter(modality_set=3)),
    ("=", Counter(documents_seen=1)),
    ("Ctrl+Return", Counter(recording_finished=1, ticket_ended=1, ticket_called=1)),
)


@dataclass
class Scene:
    """A visit in the morning, kept so that each cut begins from the same state."""

    story: Rehearsed
    kept: Path
    nik: str
    before: Counter[str]

    @property
    def environment(self) -> dict[str, str]:
        """Where the window looks for the anchor."""
        return {"EKTP_DESK_STATE": str(self.story.folders.state)}

    def restore(self) -> None:
        """Put the morning back, anchor and all."""
        for folder in (self.story.folders.data, self.story.folders.state):
            shutil.rmtree(folder)
            shutil.copytree(self.kept / folder.name, folder)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Prepare the morning once."""
    root = tmp_path_factory.mktemp("cuts")
    (root / "out").mkdir()
    folders = Folders(root / "data", root / "state")
    story = begin_story(folders, root / "out", 12, cost=CHEAP)
    with story.desk() as (_desk, session):
        open_day(story, session)
        nik = grown_up(session, story.visit)[0].nik
    kept = root / "kept"
    for folder in (folders.data, folders.state):
        shutil.copytree(folder, kept / folder.name)
    return Scene(story, kept, nik, kinds(story))


def kinds(story: Rehearsed) -> Counter[str]:
    """Count the store's events by kind, after checking that it is whole."""
    with story.desk() as (desk, session):
        assert desk.store is not None
        connection = desk.store.connection
        assert verify_pages(connection) == []
        assert list(verify_chain(connection)) == []
        held = dump_views(connection)
        rebuild(desk.store)
        assert dump_views(connection) == held
        assert served_without_recording(session, story.visit) == []
        assert recording_without_outcome(session, story.visit) == []
        return Counter(dict(connection.execute("SELECT kind, count(*) FROM events GROUP BY kind").fetchall()))


def work(scene: Scene, *, cut: int | None) -> tuple[Counter[str], int, bool]:
    """Press everything; give what was acknowledged, the places passed, and whether the power went."""
    acknowledged: Counter[str] = Counter()
    with ForkedWindow(scene.story.folders.data, environment=scene.environment) as window:
        window.sign_in(scene.story.passphrase)
        start = window.seen["points"]
        if cut is not None:
            window.die_at(cut)
        try:
            for key, events in PRESSES:
                if key == "search":
                    window.type(scene.nik)
                else:
                    window.press(key)
                acknowledged += events
        except EktpError:
            return acknowledged, 0, window.was_killed
        return acknowledged, window.seen["points"] - start, False


def test_nothing_acknowledged_is_lost_and_nothing_is_half(scene: Scene, chance: Random) -> None:
    scene.restore()
    whole, places, _killed = work(scene, cut=None)
    after = kinds(scene.story)
    assert whole == sum((events for _, events in PRESSES), Counter())
    assert not whole - (after - scene.before)
    assert places >= CUTS

    for cut in sorted(chance.sample(range(1, places + 1), CUTS)):
        scene.restore()
        acknowledged, passed, killed = work(scene, cut=cut)
        assert killed or passed < cut, f"the window outlived place {cut} of {places}"
        assert killed or cut > places - COMPARED
        now = kinds(scene.story) - scene.before
        assert not acknowledged - now, f"lost at place {cut}: {acknowledged - now}"
        assert not now - whole - Counter(day_confirmed=1), f"invented at place {cut}: {now - whole}"
        scenes_apart(now, cut)


def scenes_apart(now: Counter[str], cut: int) -> None:
    """Acts of several events are there whole or not at all."""
    assert now["recording_finished"] == now["ticket_ended"], f"half a finish at place {cut}"
    assert now["ticket_identified"] == now["recording_started"], f"half a choice at place {cut}"
    assert now["modality_set"] in (0, 1, 2, 5), f"half of all steps at place {cut}"
