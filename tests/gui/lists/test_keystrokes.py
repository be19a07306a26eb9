"""The newest file at hand goes from the first key to the kept list with as few keys as there can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.queries import lists
from tests.gui.desks import open_desk
from tests.sheets.making import SIAK_TITLES, make_xlsx, people

pytestmark = [pytest.mark.gui, pytest.mark.journey]
KEYS = ("F10", "I", "1", "Return", "Return")  # the place, load, the kind, check, load so many rows


def test_a_clean_file_from_the_downloads_is_kept_with_five_keys(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    make_xlsx(downloads / "belum rekam.xlsx", {"BELUM": [SIAK_TITLES, *people(40)]})
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in().press(*KEYS[:-1])
        assert page.tell(lists) == []  # seen, not kept
        page.press(KEYS[-1])
        assert [(kept.name, kept.rows) for kept in page.tell(lists)] == [("belum rekam", 40)]
        assert page.focus() == "lists"
