"""A box for a path, and Qt's window that picks one: both know the sticks that are plugged in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.file_dialog import ask_folder, ask_list_file
from ektp_desk.gui.kit.paths import PathField
from ektp_desk.gui.kit.style import dress
from ektp_desk.usecases.admin.backup_places import BackupPlace

Hear = Callable[[Sequence[BackupPlace]], None]
pytestmark = pytest.mark.gui


@pytest.fixture
def host(qapp: QApplication, qtbot: QtBot) -> QWidget:
    dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("asks", [ask_list_file, ask_folder])
@pytest.mark.parametrize("sticks", [0, 1, 2])
def test_the_window_that_picks_lists_the_sticks_and_begins_at_the_only_one(
    host: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asks: Callable[[QWidget, Callable[[str], None]], None],
    sticks: int,
) -> None:
    plugged = [tmp_path / f"STIK{number}" for number in range(sticks)]
    for place in (*plugged, Path.home()):
        place.mkdir(exist_ok=True)
    monkeypatch.setattr("ektp_desk.gui.kit.file_dialog.media", lambda: plugged)

    asks(host, lambda _path: None)

    (dialog,) = host.findChildren(QFileDialog)
    urls = [QUrl.fromLocalFile(str(place)) for place in plugged]
    assert dialog.sidebarUrls()[: len(urls)] == urls
    assert QUrl.fromLocalFile(str(Path.home())) in dialog.sidebarUrls()
    (splitter,) = dialog.findChildren(QSplitter)
    assert splitter.sizes()[0] >= splitter.fontMetrics().horizontalAdvance("STIK KANTOR 64 GB") + 50
    begins = plugged[0] if sticks == 1 else Path.home()
    assert Path(dialog.directory().absolutePath()) == begins
    dialog.close()


@pytest.mark.parametrize("letters", [15, 20, 30])
def test_the_window_that_picks_fits_the_smallest_laptop_at_every_size_of_letters(
    qapp: QApplication, host: QWidget, letters: int
) -> None:
    dress(qapp, letters)
    for asks in (ask_list_file, ask_folder):
        asks(host, lambda _path: None)
    enlarged = QSize(1024, 768 - 71) / 1.5  # less bar and title, as the system enlarges most
    for dialog in host.findChildren(QFileDialog):
        assert dialog.minimumSizeHint().boundedTo(enlarged) == dialog.minimumSizeHint()
        assert dialog.size().boundedTo(dialog.screen().availableSize()) == dialog.size()
        dialog.close()
    dress(qapp)


def test_the_only_stick_stands_in_its_box_and_what_was_typed_meanwhile_stays(
    qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[tuple[str, Hear]] = []
    found = [BackupPlace(tmp_path / "STIK", is_medium=True), BackupPlace(tmp_path, is_medium=False)]

    def made() -> PathField:
        field = PathField(
            "Folder stik", "place", look=lambda text, hear: asked.append((text, hear)), for_stick=True
        )
        qtbot.addWidget(field)
        return field

    empty, typed, other = made(), made(), made()
    typed.field.set_text(str(tmp_path))
    assert [text for text, _hear in asked] == ["", "", ""]
    for (_text, hear), place in zip(asked, (found, found, [*found, *found]), strict=True):
        hear(place)

    assert (empty.path(), typed.path(), other.path()) == (tmp_path / "STIK", tmp_path, None)
