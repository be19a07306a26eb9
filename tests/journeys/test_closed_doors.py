"""A desk that cannot be opened: a second window, a folder that may not be written; told, and tried again."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from tests.journeys.ends import Morning, begin_morning, close, said

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
WITHOUT_ROOTS_WAY = "setpriv --bounding-set=-dac_override,-dac_read_search"  # permissions hold root as well


@pytest.fixture
def scene(tmp_path: Path) -> Morning:
    """Prepare the morning."""
    return begin_morning(tmp_path)


def test_a_second_window_says_so_and_opens_when_the_first_is_closed(scene: Morning) -> None:
    with scene.window() as first:
        first.sign_in(scene.story.passphrase)
        with scene.window() as second:
            told = said(second)
            assert "Folder data ini sedang dipakai oleh jendela lain." in told
            assert "desk.in_use" in told
            second.press("1")  # answered by the door that is left; what comes after it is looked at anew
            assert "sedang dipakai" in said(second)
            first.press("Ins")

            close(first)
            second.press("1")
            second.sign_in(scene.story.passphrase)
            assert second.press("Ins")["place"] == "queue"
    assert scene.is_whole()


def test_a_second_window_that_is_left_harms_nothing(scene: Morning) -> None:
    with scene.window() as first:
        first.look()
        with scene.window() as second:
            assert "sedang dipakai" in said(second)
            second.press("2")
            with pytest.raises(EktpError):
                second.look()
        assert first.sign_in(scene.story.passphrase)["place"] == "queue"
    assert scene.is_whole()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
@pytest.mark.skipif(not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_and_opens_when_it_may(
    scene: Morning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    obeying = tmp_path / "python"
    obeying.write_text(f'#!/bin/sh\nexec {WITHOUT_ROOTS_WAY} {sys.executable} "$@"\n')
    obeying.chmod(0o700)
    if os.geteuid() == 0:
        monkeypatch.setattr(sys, "executable", str(obeying))
    data = scene.folders.data
    files = [data, *data.rglob("*")]
    modes = {path: path.stat().st_mode for path in files}
    for path in files:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with scene.started() as window:
            told = said(window)
            assert "aman" in told
            assert "izin folder" in told
            for path, mode in modes.items():
                path.chmod(mode)
            window.press("1")
            assert window.sign_in(scene.story.passphrase)["place"] == "queue"
            window.press("Ins")
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert scene.is_whole()
