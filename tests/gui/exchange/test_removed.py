"""A field laptop makes room by itself as somebody comes in, and F7 says how much."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.settings import Folders
from tests.ageing import after
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_removing import home, live, lying, recorded, second_disk
from tests.gui.desks import open_window
from tests.offices import WORDS
from tests.store.several.field import field_in

pytestmark = pytest.mark.gui


def test_what_is_safe_goes_by_itself_after_the_sign_in(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    with field_in(folders, tmp_path) as field:
        laptop, card = field.adb_on(), card_of(field, tmp_path / "card")
        files = recorded(laptop, field, "Yuliana Contoh")
        export(laptop.desk, card)
        bring(field, card)
        second_disk(field, tmp_path)
        home(field, laptop, card)
        live(laptop, 15)
        clock = after(laptop.session, 24).clock
    assert lying(laptop, files) == [True]

    with open_window(qtbot, laptop.desk.folders, WORDS, clock=clock) as page:
        page.sign_in()
        assert lying(laptop, files) == [False]
        page.press("F7")
        assert page.labels()["removed_files"].startswith("1 gambar yang aman di kantor sudah dihapus")
