"""At each usual scaling of the system the window lies whole on a laptop's screen, and so does each place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect

from ektp_desk.gui.kit.tokens import LEAST
from tests.journeys.ends import Morning, begin_morning

pytestmark = [pytest.mark.gui, pytest.mark.journey, pytest.mark.timeout(600)]
LAPTOP, OLD = (1366, 768), (1024, 768)
TASK_BAR, TITLE = 40, 31  # px of Windows, enlarged with everything else
OPENED = [(LAPTOP, 1.0), (LAPTOP, 1.25), (LAPTOP, 1.5), (OLD, 1.0)]
ENLARGED = sorted({ratio for _screen, ratio in OPENED} - {1.0})
BLUE = ("1-masuk", "3-antrean", "4-perekaman", "5-tutup-hari", "7-rencana")  # where most is pressed
named = pytest.mark.parametrize(
    ("screen", "ratio"), OPENED, ids=[f"{wide} at {ratio:.0%}" for (wide, _), ratio in OPENED]
)


def enlarged(folder: Path, screen: tuple[int, int], ratio: float) -> dict[str, str]:
    """The environment of a process on a screen of so many pixels that Windows enlarges."""
    wide, tall = screen[0], int(screen[1] - (TASK_BAR + TITLE) * ratio)
    return on_screens(folder, {"width": wide, "height": tall}) | {"QT_SCALE_FACTOR": str(ratio)}


def on_screens(folder: Path, *screens: dict[str, object]) -> dict[str, str]:
    told = folder / "screens.json"
    told.write_text(json.dumps({"screens": screens, "windowFrameMargins": False}))
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={told}"}


def walk(environment: dict[str, str], *asked: str) -> list[dict[str, Any]]:
    """What a process of its own sees there."""
    walked = subprocess.run(
        [sys.executable, "-m", "tests.gui.window.scaled", *asked],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in walked.stdout.splitlines() if line.startswith('{"scene"')]


def lies_whole(seen: dict[str, Any]) -> bool:
    """Whether the window with its frame lies where the screen is free."""
    return QRect(*seen["screen"]).contains(QRect(*seen["window"]))


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    return begin_morning(tmp_path_factory.mktemp("morning"))


@named
def test_the_window_opens_whole_and_stays_whole_behind_the_sign_in(
    morning: Morning, tmp_path: Path, screen: tuple[int, int], ratio: float
) -> None:
    with morning.window(**enlarged(tmp_path, screen, ratio)) as window:
        seen = window.look()
        assert seen["screen"][2] == round(screen[0] / ratio)
        assert lies_whole(seen)
        seen = window.sign_in(morning.story.passphrase)
        assert seen["place"] == "queue"
        assert lies_whole(seen)


@named
def test_the_window_of_a_desk_that_cannot_be_opened_opens_whole(
    morning: Morning, tmp_path: Path, screen: tuple[int, int], ratio: float
) -> None:
    with morning.window() as first:
        first.look()
        with morning.window(**enlarged(tmp_path, screen, ratio)) as second:
            seen = second.look()
            assert seen["place"] == "closed_door"
            assert lies_whole(seen)
            second.press("2")


@pytest.mark.parametrize("ratio", ENLARGED, ids=[f"{ratio:.0%}" for ratio in ENLARGED])
def test_no_blue_button_and_nothing_else_that_is_pressed_is_cut(tmp_path: Path, ratio: float) -> None:
    """Not enlarged, `test_every_screen` looks at them."""
    sheets = () if ratio == max(ENLARGED) else BLUE  # the smallest letters: everywhere
    scenes = walk(enlarged(tmp_path, LAPTOP, ratio), *sheets)
    assert len(scenes) >= len(BLUE)
    assert {scene["ratio"] for scene in scenes} == {ratio}
    assert [scene for scene in scenes if not lies_whole(scene) or scene["cut"] or scene["tight"]] == []
    assert min(scene["letters"] for scene in scenes) * ratio >= LEAST


def test_on_another_screen_the_window_and_its_letters_become_as_large_as_fits(tmp_path: Path) -> None:
    big = {"name": "big", "width": 1920, "height": 1000}
    laptop = {"name": "laptop", "x": 1920, "width": 1366, "height": 661}
    factors = {"QT_SCREEN_SCALE_FACTORS": "big=1;laptop=1.5"}
    seen = walk(on_screens(tmp_path, big, laptop) | factors, "move")
    assert [(one["ratio"], one["letters"]) for one in seen] == [(1.5, 12)] * 2 + [(1.0, 15)] * 2
    assert [one for one in seen if not lies_whole(one)] == []
