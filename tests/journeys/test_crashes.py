"""The real window ends badly, by its own fault, by SIGKILL, by a fault of the machine; the next one tells."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest

from tests.journeys.ends import Morning, begin_morning, close, end, record_half, said

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture
def scene(tmp_path: Path) -> Morning:
    """Prepare the morning."""
    return begin_morning(tmp_path)


def test_a_kill_is_told_at_the_next_start_with_what_was_under_way(scene: Morning) -> None:
    with scene.window() as window:
        number = record_half(scene, window)
        assert scene.folders.running.exists()
        window.kill()
    assert scene.folders.running.exists()
    assert scene.names_nobody()

    with scene.window() as window:
        told = said(window)
        assert re.search(r"Program berhenti mendadak hari ini pukul \d\d\.\d\d\.", told)
        assert "Semua yang tersimpan aman." in told
        window.sign_in(scene.story.passphrase)
        assert f"{number} dibuka kembali." in said(window)
        assert window.press("F3")["labels"]["number"] == number
    assert not scene.folders.running.exists()
    assert scene.is_whole()

    with scene.window() as window:
        assert "berhenti mendadak" not in said(window)


def test_a_stop_of_yesterday_is_told_by_its_hour(scene: Morning) -> None:
    with scene.window() as window:
        window.look()
        window.kill()
    mark = json.loads(scene.folders.running.read_text())
    assert set(mark) == {"seen"}
    day = mark["seen"].partition("T")[0]
    with scene.story.desk() as (_desk, session):
        yesterday = session.today.fromordinal(session.today.toordinal() - 1)
    mark["seen"] = mark["seen"].replace(day, yesterday.isoformat()).replace(mark["seen"][11:19], "16:52:07")
    scene.folders.running.write_text(json.dumps(mark))

    with scene.window() as window:
        assert "Program berhenti mendadak kemarin pukul 16.52." in said(window)


@pytest.mark.parametrize("torn", [b"", b"{", b'{"seen": 7}', b"\xff\x00", b'{"seen": "2019-04-02T16:52:07"}'])
def test_a_torn_mark_still_tells_that_something_stopped(scene: Morning, torn: bytes) -> None:
    scene.folders.running.write_bytes(torn)

    with scene.window() as window:
        assert "Program berhenti mendadak." in said(window)
        assert window.sign_in(scene.story.passphrase)["place"] == "queue"


def test_a_fault_of_the_machine_leaves_its_places_in_the_report(scene: Morning) -> None:
    with scene.started() as window:
        record_half(scene, window)
        end(window, signal.SIGSEGV)

    with scene.window() as window:
        assert str(scene.folders.crash_report) in said(window)
    report = scene.folders.crash_report.read_text(encoding="utf-8")
    assert "Segmentation fault" in report
    assert re.search(r"gui/app\.py:\d+ run", report)
    assert str(Path(__file__).parents[2]) not in report
    assert scene.names_nobody()
    assert scene.is_whole()


def test_an_uncaught_error_is_told_and_the_recording_goes_on(scene: Morning) -> None:
    with scene.window() as window:
        number = record_half(scene, window)
        before = window.seen["labels"]
        seen = window._tell({"fail": f"RAHASIA {scene.name} {scene.nik}"})
        assert seen["focus"] == "crash_back"
        assert "catatan nomor" in seen["labels"]["crash_kept"]

        seen = window.press("1")
        assert seen["labels"]["number"] == number
        assert seen["labels"]["lacking"] == before["lacking"]
        window.press("=", "=", "Ctrl+Return")
    assert "RuntimeError" in scene.folders.crash_report.read_text(encoding="utf-8")
    assert scene.names_nobody()
    assert scene.is_whole()


def test_the_desk_starts_again_on_the_same_folder(scene: Morning) -> None:
    with scene.started() as window:
        number = record_half(scene, window)
        window._tell({"fail": "x"})
        window.press("2")
        assert "berhenti mendadak" not in said(window), "a restart is a clean end"
        window.sign_in(scene.story.passphrase)
        seen = window.press("F3")
        assert seen["labels"]["number"] == number
        window.press("=", "=", "Ctrl+Return")
        close(window)
    assert scene.is_whole()
