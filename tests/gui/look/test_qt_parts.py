"""What Qt makes by itself wears the desk's look and speaks its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import ActButton, Keycap, RingedEdit
from ektp_desk.gui.kit.file_dialog import QtWords, ask_folder, ask_list_file
from ektp_desk.gui.kit.keycap import HOLDS_KEYS
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI, TERANG
from ektp_desk.words import SOURCE, speak

pytestmark = pytest.mark.gui
ENGLISH = (
    "Undo",
    "Redo",
    "Cut",
    "Copy",
    "Paste",
    "Delete",
    "Select All",
    "Directories",
    "Computer",
    "Cancel",
)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_menu_over_a_text_speaks_indonesian(window: QWidget) -> None:
    edit = RingedEdit(name="isian")
    edit.setParent(window)
    edit.setText("teks")
    menu = edit.createStandardContextMenu()
    menu.ensurePolished()
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert words == [
        "Batalkan ketikan",
        "Ulangi ketikan",
        "Potong",
        "Salin",
        "Tempel",
        "Hapus",
        "Pilih semua",
    ]
    assert menu.styleSheet()
    menu.deleteLater()


def _words(dialog: QFileDialog) -> list[str]:
    parts = [part for part in dialog.findChildren(QWidget) if part.isVisible()]
    words = [part.text() for part in parts if isinstance(part, QLabel | QPushButton)]
    return words + [part.toolTip() for part in parts if isinstance(part, QToolButton)]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_the_window_that_picks_has_no_word_and_no_box_of_qts_own(
    window: QWidget, tmp_path: Path, kind: str
) -> None:
    if kind == "file":
        ask_list_file(window, lambda _path: None)
    else:
        ask_folder(window, lambda _path: None)
    (dialog,) = window.findChildren(QFileDialog)
    assert [word for word in _words(dialog) if word.replace("&", "") in ENGLISH] == []
    assert dialog.styleSheet()
    assert "Computer" not in [url.toString() for url in dialog.sidebarUrls()]
    dialog.close()


def test_a_tip_is_written_on_ink(qapp: QApplication, window: QWidget) -> None:
    assert QToolTip.palette().color(QPalette.ColorRole.ToolTipBase).name() == TERANG.ink.lower()
    assert QToolTip.font().pixelSize() == 13
    dress(qapp, 20, theme=MATAHARI)
    assert QToolTip.palette().color(QPalette.ColorRole.ToolTipBase).name() == MATAHARI.ink.lower()
    assert QToolTip.font().pixelSize() == 17
    dress(qapp)


def test_a_button_whose_word_gave_way_tells_it_and_its_key(qtbot: QtBot, window: QWidget) -> None:
    button = ActButton("Selesai tanpa rekam", "S", short="Selesai")
    button.setParent(window)
    button.setGeometry(0, 0, 300, 40)
    button.show()
    button.grab()
    assert button.toolTip() == ""
    button.setGeometry(0, 0, 130, 40)
    button.grab()
    assert button.toolTip() == "Selesai tanpa rekam (S)"


def test_the_ground_of_what_scrolls_is_what_it_lies_on(window: QWidget) -> None:
    area, held = QScrollArea(window), QWidget()
    area.setWidget(held)
    area.show()
    assert not held.autoFillBackground()
    assert not area.viewport().autoFillBackground()


def test_keys_behind_what_holds_them_do_not_look_pressable(qtbot: QtBot, window: QWidget) -> None:
    behind, panel = Keycap("Ctrl+Enter"), QWidget(window)
    behind.setParent(window)
    place, inside = Keycap("F2"), Keycap("Esc")
    place.setParent(window)
    panel.setProperty(HOLDS_KEYS, True)
    inside.setParent(panel)
    held = QPushButton(panel)
    for widget in (behind, place, panel, inside, held):
        widget.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    caps = (behind, place, inside)
    before = [cap.grab().toImage() for cap in caps]
    held.setFocus()
    qtbot.waitUntil(held.hasFocus)
    changed = [cap.grab().toImage() != image for cap, image in zip(caps, before, strict=True)]
    assert changed == [True, False, False]


def test_menus_of_our_own_keep_their_words(window: QWidget) -> None:
    menu = QMenu(window)
    menu.addAction("Apa saja")
    menu.ensurePolished()
    assert [action.text() for action in menu.actions()] == ["Apa saja"]


def test_what_the_window_says_of_a_file_that_is_not_there_is_indonesian(window: QWidget) -> None:
    said = list[str]()

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.extend([box.text(), *(button.text() for button in box.buttons())])
        box.reject()

    ask_list_file(window, lambda _path: None)
    (dialog,) = window.findChildren(QFileDialog)
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setText("tidak-ada.csv")
    QTimer.singleShot(0, read)
    dialog.accept()
    assert said == ["tidak-ada.csv\nBerkas tidak ditemukan.\nPeriksa namanya, lalu coba lagi.", "Baik"]
    dialog.reject()


def test_whether_a_file_is_replaced_is_asked_in_either_language() -> None:
    words = QtWords()
    asked = ("%1 already exists.\nDo you want to replace it?", "&Yes", "&No")
    assert [words.translate("", one) for one in asked] == ["%1 sudah ada.\nGanti berkas itu?", "Ya", "Jangan"]
    speak("en")
    try:
        assert [words.translate("", one) for one in asked[1:]] == ["Yes", "No"]
    finally:
        speak(SOURCE)
    assert words.translate("", "Cut") is None
