"""Where a file is saved: sticks first, the folder of last time, and what is said before and after."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.rows import CELL
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin import backup_places
from tests.gui.desks import open_desk
from tests.gui.reports.page import ReportsPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
Key = Qt.Key
Plug = Callable[..., list[Path]]


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Sticks of these names are plugged in, and no others."""

    def plugged(*names: str) -> list[Path]:
        sticks = [tmp_path / "media" / name for name in names]
        for stick in sticks:
            stick.mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(backup_places, "media", lambda: sticks)
        return sticks

    plugged()
    return plugged


def places(page: ReportsPage) -> list[tuple[str, ...]]:
    """What is offered: key, place, room; the chosen one last, by its key alone."""
    table = page.shell.findChild(QTableView, "save_places")
    assert isinstance(table, QTableView)
    model = table.model()

    def words(row: int, column: int) -> str:
        return str(model.index(row, column).data(CELL).text)

    rows = [(words(at, 0), words(at, 1), words(at, 2).split()[-1]) for at in range(model.rowCount())]
    return [*rows, (str(table.currentIndex().row() + 1),)]


def refusal(page: ReportsPage) -> str:
    help_line = page.shell.findChild(QLabel, "save_panel_help")
    assert isinstance(help_line, QLabel)
    return help_line.text()


def pick(page: ReportsPage, folder: Path) -> None:
    """Choose another folder in Qt's window."""
    page.press(Key.Key_O, ctrl=True)
    (dialog,) = page.shell.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    page.settle()


def test_a_saved_paper_replaces_no_other_and_may_lie_on_a_stick(
    page: ReportsPage, folder: Path, plug: Plug
) -> None:
    (stick,) = plug("STIK KANTOR")
    page.press(Key.Key_S, ctrl=True)
    assert places(page) == [("1", "STIK KANTOR", "kosong"), ("2", folder.name, "kosong"), ("1",)]
    page.press(Key.Key_2)
    page.press(Key.Key_S, ctrl=True)
    assert places(page)[-1] == ("2",), "the folder of last time"
    page.press(Key.Key_Return)
    page.press(Key.Key_S, ctrl=True)
    page.press(Key.Key_Up, Key.Key_Return)

    visit = page.world.work.visit
    assert visit is not None
    stem = f"laporan-kunjungan-{visit.day}-53.02.32.2003"
    assert sorted(path.name for path in folder.iterdir()) == [f"{stem}-2.pdf", f"{stem}.pdf"]
    assert [path.name for path in stick.iterdir()] == [f"{stem}.pdf"]
    assert "Noebesi" in pypdf.PdfReader(folder / f"{stem}.pdf").pages[0].extract_text()
    said = [f"{stem}.pdf", f"{stem}-2.pdf", str(stick)]
    assert [each in told for each, told in zip(said, page.told, strict=True)] == [True] * 3
    assert page.focus() == "preview"

    plug()
    shutil.rmtree(stick)
    page.press(Key.Key_S, ctrl=True)
    assert places(page) == [("1", folder.name, "kosong"), ("1",)], "a stick that is gone is not offered"


def test_what_is_full_or_locked_says_so_before_anything_is_written(
    page: ReportsPage, folder: Path, plug: Plug, monkeypatch: pytest.MonkeyPatch
) -> None:
    (full,) = plug("PENUH")
    locked = Path("/proc")  # nobody writes there
    monkeypatch.setattr(backup_places, "media", lambda: [full, locked])
    usage = shutil.disk_usage

    def used(at: Path) -> object:
        return usage(at)._replace(free=100 if at == full else 1 << 30)

    monkeypatch.setattr(shutil, "disk_usage", used)
    page.press(Key.Key_S, ctrl=True)
    assert places(page) == [
        ("1", "PENUH", "penuh"), ("2", "proc", "dibaca"), ("3", folder.name, "kosong"), ("3",)
    ]  # fmt: skip
    page.press(Key.Key_1)
    assert refusal(page) == "Tempat ini penuh. Pilih tempat lain."
    page.press(Key.Key_2)
    assert refusal(page).startswith("Tempat ini tidak dapat ditulisi.")
    page.press(Key.Key_Home, Key.Key_Return)
    assert refusal(page) == "Tempat ini penuh. Pilih tempat lain."
    pick(page, locked)
    assert "[file.cannot_write]" in refusal(page)
    assert (list(full.iterdir()), folder.exists(), page.told) == ([], False, [])


def test_a_folder_that_cannot_be_written_after_all_is_said_in_the_panel(
    page: ReportsPage, folder: Path, plug: Plug
) -> None:
    folder.write_text("a file where the folder belongs", encoding="utf-8")
    page.press(Key.Key_S, ctrl=True)
    page.press(Key.Key_Return)
    assert refusal(page).startswith("Berkas belum tersimpan.")
    assert "[report.not_saved]" in refusal(page)
    assert page.told == []


def test_another_folder_is_picked_and_remembered(page: ReportsPage, tmp_path: Path, plug: Plug) -> None:
    page.press(Key.Key_S, ctrl=True)
    chosen = tmp_path / "serah"
    chosen.mkdir()
    pick(page, chosen)
    assert len(list(chosen.iterdir())) == 1
    page.press(Key.Key_S, ctrl=True)
    assert places(page)[0][:2] == ("1", "serah")


def test_without_a_folder_of_its_own_it_is_saved_among_the_documents(
    sample: World, tmp_path: Path, plug: Plug
) -> None:
    page = ReportsPage(sample)
    page.press(Key.Key_S, ctrl=True)
    page.press(Key.Key_Return)
    (saved,) = (tmp_path / "home").rglob("laporan-kunjungan-*.pdf")
    assert saved.parent.name == "ektp-desk"
    assert "~/" in page.told[0]


def test_the_folder_of_what_was_saved_opens_by_a_key_and_by_the_toasts_word(
    qtbot: QtBot, folders: Folders, tmp_path: Path, plug: Plug, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: object) -> bool:
        opened.append(Path(url.toLocalFile()))  # type: ignore[attr-defined]  # a QUrl
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+Shift+O")
        assert "Belum ada berkas yang disimpan." in page.words()
        page.press("F6", "Ctrl+S", "Return")
        workplace = page.window.workplace
        assert workplace is not None
        toast = workplace.shell.toast
        assert "ektp-desk: laporan-kunjungan-" in toast.text()
        page.press("F2", "Ctrl+Shift+O")
        word = toast.findChild(QPushButton, "toast_undo")
        assert isinstance(word, QPushButton)
        assert word.isVisible(), "it does not belong to the place that was left"
        word.click()
        (saved,) = (tmp_path / "home").rglob("laporan-kunjungan-*.pdf")
        assert opened == [saved.parent] * 2
        page.press("Ctrl+Shift+O")
        assert "Letaknya: ~/" in toast.text()
