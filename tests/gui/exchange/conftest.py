"""An office in the field, and one of its laptops at the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from tests.exchange.test_safety import record
from tests.gui.worlds import World, open_world_of
from tests.store.several.field import Field, field_in


@pytest.fixture
def field(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    dress(qapp)
    monkeypatch.setattr("ektp_desk.usecases.admin.backup_places.media", list)  # no stick of who runs this
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
    # What stands for a stick lies on the same disk.
    monkeypatch.setattr("ektp_desk.desk.exchange.mirror._is_own_disk", lambda _desk, _place: False)
    folders = Folders(tmp_path / "office" / "data", tmp_path / "office" / "state")
    with field_in(folders, tmp_path) as found:
        yield found


@pytest.fixture
def laptop(field: Field, qtbot: QtBot) -> Iterator[World]:
    """A field laptop on which two people were recorded, and its operator at the window."""
    made = field.joined()
    for name in ("Yuliana Contoh", "Rahel Contoh"):
        record(made.session, field.visit, name)
    made.desk.sign_out()
    made.desk.let_go()
    clock = field.office.clock
    with open_world_of(qtbot, made.desk.folders, field.adi, clock=clock, words=field.words) as world:
        yield world
