"""What a screen reader is told of a visit: each act once, at what holds the focus too, and no passphrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.saying import Saying, say
from ektp_desk.gui.kit.tabs import Tab, Tabs
from ektp_desk.settings import Folders
from tests.gui.desks import DeskPage, open_desk, take_nothing_here
from tests.gui.hearing import Heard, listening

pytestmark = pytest.mark.gui


def told(page: DeskPage, heard: Heard, *keys: str, typed: str = "") -> str:
    """The one sentence that is said of keys, or of what is typed; it is also read where the focus is."""
    heard.new()
    if typed:
        page.type(typed)
    page.press(*keys)
    (said,) = heard.new()
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleDescription().startswith(said)
    return re.sub(r"\b[A-Z]\d{3}\b", "A000", said)


def test_each_act_of_a_visit_is_said_once(qtbot: QtBot, folders: Folders) -> None:
    with listening() as heard, open_desk(qtbot, folders) as page:
        page.press("1")
        assert told(page, heard, "Return", typed="bukan ini").startswith("Kata sandi tidak cocok.")
        heard.letters.clear()
        assert told(page, heard, "Return", typed=page.passphrase) == "Antrean"
        assert set("".join(heard.letters)) == {"•"}

        assert told(page, heard, "Up").startswith("A000, belum dikenali, ")
        assert re.match(r"Selesai \d+: A000, ", told(page, heard, "Ctrl+Tab"))
        page.press("Ctrl+Tab", "Ctrl+Tab")
        assert re.match(r"\d+ cocok: .*, [LP], \d\d-", told(page, heard, typed="yu"))
        page.press("Esc")
        assert told(page, heard, typed="qqq").startswith("Tidak ditemukan. ")
        assert told(page, heard, "Return").startswith("Tidak ditemukan. ")
        page.press("Ctrl+A")
        assert told(page, heard, typed="39").startswith("1 cocok: ")
        page.press("Esc")

        take_nothing_here(page)
        calm = "Tanyakan namanya. Cari di atas. Yang tidak ada di daftar ditulis sebagai orang baru"
        assert told(page, heard, "Return") == f"Perekaman, A000. {calm}"
        assert told(page, heard, typed="qqq").startswith("Tidak ditemukan. Periksa ejaan")
        page.press("Ctrl+A")
        assert told(page, heard, typed="mar").startswith("20 pilihan: MAR")
        assert told(page, heard, "Down").startswith("MAR")
        assert told(page, heard, "Return").startswith("Dipilih: MAR")
        assert told(page, heard, "Ctrl+Return").startswith("Kurang Foto, ")
        assert told(page, heard, "1").startswith("Foto: sudah. 6 kurang: Tanda tangan, ")
        assert told(page, heard, "=") == "2 kurang: KK, F-1.02"
        assert told(page, heard, "Ctrl+Return").startswith("KK, F-1.02 belum dijawab")
        assert told(page, heard, "=") == "0 kurang"
        assert told(page, heard, "Ctrl+Return") == "A000 selesai. Berikut: A000"

        page.press("F2")
        assert told(page, heard, "F8").startswith("A000 dilewati")
        assert told(page, heard, "Return") == "A000 dipanggil"
        page.press("Return")
        assert told(page, heard, "F1") == "Hari ini"
        assert told(page, heard, "F3").startswith("Perekaman, A000. Tanyakan namanya")
        assert told(page, heard, "F4").startswith("Orang. ")
        assert told(page, heard, typed="qqqq").startswith("Tidak ditemukan. ")
        assert told(page, heard, "F12") == "Masuk"


def test_nobody_listens_and_nothing_is_prepared(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        assert not QAccessible.isActive()
        page.sign_in().press("F4")
        held = QApplication.focusWidget()
        assert held is not None
        assert held.accessibleDescription() == ""


@dataclass
class _Work:
    busy: bool = True


def test_a_sentence_waits_for_an_answer_that_may_move_the_focus_but_not_forever(qtbot: QtBot) -> None:
    window, work = QWidget(), _Work()
    qtbot.addWidget(window)
    before, after = QLineEdit(), QLineEdit()
    row = QVBoxLayout(window)
    row.addWidget(before)
    row.addWidget(after)
    window.show()
    before.setFocus()
    saying = Saying(window, work)
    with listening() as heard:
        say(window, "Dipilih")
        saying._gathering.timeout.emit()
        assert heard.new() == []
        after.setFocus()
        work.busy = False
        saying._gathering.timeout.emit()
        assert heard.new() == ["Dipilih"]
        assert after.accessibleDescription() == "Dipilih"

        work.busy = True
        say(window, "Tersimpan")
        for _turn in range(6):  # less than a second
            assert heard.new() == []
            saying._gathering.timeout.emit()
        assert heard.new() == ["Tersimpan"]

        heard.kinds.clear()
        before.setFocus()
        qtbot.waitUntil(lambda: after.accessibleDescription() == "")
        focus, given_back = QAccessible.Event.Focus, QAccessible.Event.DescriptionChanged
        assert [kind for kind in heard.kinds if kind in (focus, given_back)] == [focus, given_back]


def test_what_is_said_waits_until_a_reader_has_asked_what_got_the_focus(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would read the sentence as the description of that, and then once more as one that changed."""
    window, tabs = QWidget(), Tabs("Daftar", [Tab("a", "Satu"), Tab("b", "Dua")], name="tabs")
    qtbot.addWidget(window)
    before, after = QLineEdit(), QLineEdit()
    row = QVBoxLayout(window)
    for part in (before, after, tabs):
        row.addWidget(part)
    window.show()
    before.setFocus()
    saying = Saying(window)
    monkeypatch.setattr("ektp_desk.gui.kit.saying._AFTER_FOCUS_MS", 60_000)
    with listening() as heard:
        for move in (after.setFocus, tabs.turn):
            saying._since_focus.start()
            say(window, "Dipilih")
            saying._gathering.start(5_000)  # as if the focus had come long before
            move()
            qtbot.waitUntil(lambda: saying._gathering.interval() > 9_000)
            saying._gathering.timeout.emit()
        assert heard.new() == ["Dipilih", "Dipilih"]
        assert heard.kinds.count(QAccessible.Event.Focus) > 1, "where it stays is told behind a chosen tab"


def test_while_nothing_has_the_focus_what_had_it_keeps_the_sentence(qtbot: QtBot) -> None:
    """A reader takes it for where the focus is, and would read its own description."""
    window = QWidget()
    qtbot.addWidget(window)
    before, after = QLineEdit(), QLineEdit()
    row = QVBoxLayout(window)
    row.addWidget(before)
    row.addWidget(after)
    before.setAccessibleDescription("nama, nomor, NIK")
    window.show()
    before.setFocus()
    saying = Saying(window)
    with listening():
        say(window, "Antrean")
        saying._gathering.timeout.emit()
        qtbot.waitUntil(before.hasFocus)
        before.clearFocus()
        QApplication.processEvents()
        assert before.accessibleDescription() == "Antrean"
        after.setFocus()
        qtbot.waitUntil(lambda: before.accessibleDescription() == "nama, nomor, NIK")
