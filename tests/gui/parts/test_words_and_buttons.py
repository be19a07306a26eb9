"""Buttons act by key, words give way without losing what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Banner,
    BarPart,
    BarStrip,
    Elided,
    EquationView,
    Term,
    Toast,
    label,
    on_key,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.style import dress
from ektp_desk.words import SOURCE, _, speak

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_acts_on_enter_keypad_enter_and_space(qtbot: QtBot, key: Qt.Key) -> None:
    button = ActButton("Layani", "Enter", kind="blue")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.asked, timeout=500):
        QTest.keyClick(button, key)


def test_a_button_is_heard_with_its_key(qtbot: QtBot) -> None:
    button = ActButton("Dahulukan A043", "D")
    qtbot.addWidget(button)
    button.set_text("Dahulukan A045")
    assert button.accessibleName() == "Dahulukan A045 (D)"


def test_a_click_leaves_the_focus_where_it_was(qtbot: QtBot) -> None:
    window, button = QWidget(), ActButton("Panggil lagi", "P")
    column, list_ = QVBoxLayout(window), QListWidget()
    column.addWidget(list_)
    column.addWidget(button)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    list_.setFocus()
    with qtbot.waitSignal(button.asked, timeout=500):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert list_.hasFocus()


def test_the_printed_key_acts_with_both_enters_and_not_outside_its_scope(qtbot: QtBot) -> None:
    window, inside, outside = QWidget(), ActButton("a"), ActButton("b")
    acts: list[str] = []
    scope, column = QWidget(), QVBoxLayout(window)
    QVBoxLayout(scope).addWidget(inside)
    column.addWidget(scope)
    column.addWidget(outside)
    on_key(scope, "Ctrl+Enter", lambda: acts.append("act"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    inside.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(inside, key, Qt.KeyboardModifier.ControlModifier)
    outside.setFocus()
    QTest.keyClick(outside, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert acts == ["act", "act"]


def test_the_short_word_is_the_least_a_button_asks_room_for(qtbot: QtBot) -> None:
    button = ActButton("Banyak nomor…", "B", short="Banyak…")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    assert button.word() == "Banyak nomor…"


def test_where_letters_want_alt_the_cap_gives_way_before_the_word(qtbot: QtBot, qapp: QApplication) -> None:
    bare = ActButton("Koreksi…", "K")
    qtbot.addWidget(bare)
    usual, drawn = bare.sizeHint(), bare.grab().toImage()
    dress(qapp, alt=True)
    tight, chord = ActButton("Koreksi…", "K"), ActButton("Koreksi…", "Alt+K")
    for button in (tight, chord):
        qtbot.addWidget(button)
    assert tight.minimumSizeHint() == usual
    assert tight.minimumSizeHint().width() < tight.sizeHint().width()
    assert chord.minimumSizeHint() == chord.sizeHint()  # what has another key besides needs it written
    wide = tight.grab().toImage()
    tight.resize(tight.minimumSizeHint())
    narrow = tight.grab().toImage()
    assert wide != narrow
    assert narrow != drawn  # the letter is underlined
    assert tight.accessibleName() == "Koreksi… (Alt+K)"


def test_cut_words_keep_the_whole_text_for_ear_and_pointer(qtbot: QtBot) -> None:
    words = Elided("Tanpa jaringan. Bekerja seperti biasa.", short="Tanpa jaringan")
    qtbot.addWidget(words)
    words.show()
    words.resize(words.sizeHint())
    assert (words.text(), words.toolTip()) == ("Tanpa jaringan. Bekerja seperti biasa.", "")

    words.resize(120, 20)
    assert words.text() == "Tanpa jaringan"

    words.resize(60, 20)
    assert words.text().endswith("…")
    assert words.toolTip() == words.accessibleName() == "Tanpa jaringan. Bekerja seperti biasa."


def test_an_ampersand_is_a_letter_like_any_other(qtbot: QtBot) -> None:
    with_sign, without = label("Kirim & terima"), label("Kirim  terima")
    for words in (with_sign, without):
        qtbot.addWidget(words)
    assert with_sign.text() == "Kirim & terima"
    assert with_sign.sizeHint().width() > without.sizeHint().width()


def test_figures_are_of_equal_width(qtbot: QtBot) -> None:
    ones, eights = label("111", "hero"), label("888", "hero")
    for figure in (ones, eights):
        qtbot.addWidget(figure)
    assert ones.sizeHint() == eights.sizeHint()


@pytest.mark.parametrize("text", ["2,062", "Not yet"])
def test_a_figure_shows_what_hangs_below_its_line(qtbot: QtBot, text: str) -> None:
    figure = label(text, "figure")
    qtbot.addWidget(figure)
    figure.resize(figure.sizeHint())
    drawn = figure.grab().toImage()
    foot = {drawn.pixel(x, drawn.height() - 1) for x in range(drawn.width())}
    assert len(foot) == 1, "ink runs out of the foot"


def test_a_banner_says_three_things_and_hands_its_button_on(qtbot: QtBot) -> None:
    button = ActButton("Simpan ke stik", "F7")
    banner = Banner("warn", "Disk hampir penuh.", then="Simpan ke stik.", code="disk.low", button=button)
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "Disk hampir penuh."
    assert banner.accessibleDescription() == "Simpan ke stik. disk.low"
    with qtbot.waitSignal(banner.asked, timeout=500):
        button.click()


def test_a_toast_offers_to_withdraw_and_goes_when_that_is_done(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(600, 300)
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    toast.say(lambda: "A041 dilewati", undo_key="Ctrl+Z")
    assert toast.isVisible()
    assert toast.text() == "A041 dilewati"

    undo = toast.findChild(QWidget, "toast_undo")
    assert isinstance(undo, QWidget)
    assert undo.accessibleName() == "Batalkan (Ctrl+Z)"
    with qtbot.waitSignal(toast.undo_asked, timeout=500):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_toast_that_says_why_not_bears_no_tick(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    toast.say(lambda: "A041 dilewati", undo_key="Ctrl+Z")
    assert toast.mark() is Shape.DONE

    toast.explain("Orang ini tidak tergabung")

    undo = toast.findChild(QWidget, "toast_undo")
    assert isinstance(undo, QWidget)
    assert (toast.mark(), toast.text(), undo.isVisible()) == (Shape.LOOK, "Orang ini tidak tergabung", False)


def test_what_was_done_is_said_in_another_language_and_why_not_is_said_once(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    try:
        toast.say(lambda: _("Daftar dikembalikan"), undo_key="Ctrl+Z")
        done = toast.state()
        toast.explain("Orang ini tidak tergabung")
        speak("en")
        toast.put_back(done)
        undo = toast.findChild(QWidget, "toast_undo")
        assert isinstance(undo, QWidget)
        assert (toast.text(), undo.accessibleName()) == ("List put back", "Undo (Ctrl+Z)")

        speak(SOURCE)
        toast.explain("Orang ini tidak tergabung")
        speak("en")
        why_not = toast.state()
        toast.hide()
        toast.put_back(why_not)
        assert not toast.isVisible()
    finally:
        speak(SOURCE)


def test_drawn_figures_are_heard_in_numbers(qtbot: QtBot) -> None:
    strip = BarStrip("Hari ini")
    strip.set_parts([BarPart(121, "dilayani", "ok"), BarPart(8, "tanpa nomor", "hollow")])
    sums = EquationView([Term("143", "bernomor"), Term("121", "dilayani"), Term("22", "menunggu")])
    for widget in (strip, sums):
        qtbot.addWidget(widget)
    assert strip.accessibleDescription() == "121 dilayani, 8 tanpa nomor"
    assert sums.accessibleName() == "143 bernomor = 121 dilayani + 22 menunggu"


def test_no_width_cuts_a_text_whose_short_form_would_fit(qtbot: QtBot) -> None:
    """A text is wider by a part of a pixel than Qt tells in whole ones: there it was cut by a letter."""
    words = Elided("Column meanings", "strong", short="Column")
    qtbot.addWidget(words)
    shown = []
    for width in range(words.fontMetrics().horizontalAdvance("Column") + 2, words.sizeHint().width() + 4):
        words.resize(width, words.sizeHint().height())
        words.show()
        shown.append(words.text())
    assert set(shown) == {"Column", "Column meanings"}
