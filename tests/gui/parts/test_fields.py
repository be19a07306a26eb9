"""What a person can do in fields and choices without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    Choice,
    Chooser,
    Field,
    NumberField,
    Option,
    PassphraseField,
    Pick,
    on_key,
)
from ektp_desk.gui.kit import passphrase as reveal
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import font
from ektp_desk.words import SOURCE, speak
from tests.gui.hearing import listening

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

OPTIONS = [Option("yes", "sudah"), Option("excepted", "dikecualikan"), Option("no", "belum")]
PICKS = [Pick("a", "Orpa Banunaek", "P"), Pick("b", "Daud Boimau", "L"), Pick("c", "Yosef Tefa", "L")]


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Open `widget` as a window with the focus in it."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()


def test_a_choice_starts_with_no_answer_and_takes_one_by_its_digit(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS, name="photo")
    told: list[str] = []
    shown(qtbot, choice)
    choice.chosen.connect(told.append)
    assert choice.value() is None

    QTest.keyClick(choice.focusWidget(), Qt.Key.Key_2)

    assert (choice.value(), told) == ("excepted", ["excepted"])


def test_arrows_move_the_answer_of_a_choice_and_space_gives_the_first(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS, name="photo")
    shown(qtbot, choice)
    QTest.keyClick(choice.focusWidget(), Qt.Key.Key_Space)
    assert choice.value() == "yes"

    QTest.keyClick(choice.focusWidget(), Qt.Key.Key_Right)

    assert choice.value() == "excepted"


def test_a_digit_beyond_the_answers_changes_nothing(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS)
    shown(qtbot, choice)
    QTest.keyClick(choice.focusWidget(), Qt.Key.Key_7)
    assert choice.value() is None


def test_an_answer_can_be_shown_and_taken_back_without_telling_anyone(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS)
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose("no")
        assert choice.value() == "no"
        choice.choose(None)
    assert choice.value() is None


def test_a_narrow_field_leaves_the_code_out_and_cuts_neither_it_nor_the_sentence(qtbot: QtBot) -> None:
    field = Field("NIK", "nik", help_text="16 angka")
    shown(qtbot, field)
    sentence, code = "Isi angka dari 1 sampai 60 menit", "policy.bad_number_of_minutes"
    field.set_error(sentence, code)
    field.resize(QFontMetrics(font(13, 600)).horizontalAdvance(sentence) + 60, field.height())
    QApplication.processEvents()

    seen = [line.text() for line in field.findChildren(QLabel) if line.isVisible()]
    assert sentence in seen
    assert not [text for text in seen if "…" in text], "a cut code names nothing"


def test_a_refused_entry_is_seen_and_heard_until_it_is_changed(qtbot: QtBot) -> None:
    field = Field("NIK", "nik", help_text="16 angka")
    shown(qtbot, field)
    tall = field.sizeHint().height()
    assert field.edit.accessibleName() == "NIK"

    field.set_error("NIK harus 16 angka; ini 15.", "nik.not_16_digits")
    assert field.has_error()
    assert "nik.not_16_digits" in field.edit.accessibleDescription()
    assert field.sizeHint().height() == tall

    QTest.keyClick(field.edit, Qt.Key.Key_1)
    assert not field.has_error()
    assert field.edit.accessibleDescription() == "16 angka"


def test_a_passphrase_is_hidden_until_alt_t_and_again_when_forgotten(qtbot: QtBot) -> None:
    field = PassphraseField("Kata sandi", "passphrase")
    shown(qtbot, field)
    QTest.keyClicks(field.edit, " daun sungai ")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    assert field.text() == " daun sungai "

    QTest.keyClick(field.edit, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.reveal.accessibleName() == "Sembunyikan (Alt+T)"

    field.forget()
    assert (field.text(), field.edit.echoMode()) == ("", QLineEdit.EchoMode.Password)


def test_of_a_hidden_passphrase_its_length_alone_is_told(qtbot: QtBot) -> None:
    field, clipboard = PassphraseField("Kata sandi", "passphrase"), QApplication.clipboard()
    shown(qtbot, field)
    edit = field.edit
    clipboard.setText("surat")
    composed = QInputMethodEvent()
    composed.setCommitString("embun")
    with listening() as heard:
        QTest.keyClicks(edit, "emas")
        QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(edit, composed)
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
        field.set_text("teknik")
        field.forget()
    assert heard.letters == ["•"] * 4 + ["•" * 5] * 2 + ["•"] + ["•" * 7, "•" * 6]
    assert edit.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu  # its Paste would tell them


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [15, 20])
def test_the_word_that_shows_a_passphrase_never_loses_its_key(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, language: str, size: int
) -> None:
    was_cut: list[bool] = []
    monkeypatch.setattr(reveal, "paint_words", lambda *said: was_cut.append(paint_words(*said)))
    dress(qapp, size)
    speak(language)
    try:
        field = PassphraseField("Kata sandi", "passphrase")
        shown(qtbot, field)
        for _state in ("hidden", "shown"):
            field.reveal.grab()
            field.reveal.toggle()
    finally:
        speak(SOURCE)
    assert len(was_cut) >= 2
    assert not any(was_cut)


def test_a_count_is_typed_or_stepped_and_never_passes_its_most(qtbot: QtBot) -> None:
    fingers = NumberField("Sidik jari", "fingers", most=10)
    told: list[int] = []
    shown(qtbot, fingers)
    fingers.changed.connect(told.append)
    assert fingers.value() is None

    QTest.keyClicks(fingers.edit, "9")
    for _press in range(3):
        QTest.keyClick(fingers.edit, Qt.Key.Key_Up)
    fingers.set_value(None)

    assert told == [9, 10, -1]


class Search(QWidget):
    """A field with a chooser, on a screen that has an Enter of its own."""

    def __init__(self, *, tab_takes: bool = False) -> None:
        super().__init__()
        self.edit, self.after, self.entered = QLineEdit(), QLineEdit(), 0
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.after)
        self.resize(500, 400)
        self.chooser = Chooser(self.edit, "Hasil", tab_takes=tab_takes)
        self.chosen: list[str] = []
        self.chooser.chosen.connect(self.chosen.append)
        on_key(self, "Enter", self._on_enter)

    def _on_enter(self) -> None:
        self.entered += 1


def test_arrows_and_enter_choose_from_the_list_while_the_field_keeps_the_focus(qtbot: QtBot) -> None:
    search = Search()
    shown(qtbot, search)
    search.edit.setFocus()
    search.chooser.set_choices(PICKS)
    assert search.chooser.isVisible()

    QTest.keyClick(search.edit, Qt.Key.Key_Down)
    QTest.keyClick(search.edit, Qt.Key.Key_Enter)

    assert search.chosen == ["b"]
    assert (search.entered, search.chooser.isVisible(), search.edit.hasFocus()) == (0, False, True)


def test_escape_closes_the_list_and_what_was_typed_stays(qtbot: QtBot) -> None:
    search = Search()
    shown(qtbot, search)
    search.edit.setFocus()
    search.chooser.set_choices(PICKS)
    QTest.keyClicks(search.edit, "yo")

    QTest.keyClick(search.edit, Qt.Key.Key_Escape)

    assert (search.chosen, search.chooser.isVisible(), search.edit.text()) == ([], False, "yo")
    QTest.keyClick(search.edit, Qt.Key.Key_Return)
    assert search.entered == 1


def test_no_choices_close_the_list(qtbot: QtBot) -> None:
    search = Search()
    shown(qtbot, search)
    search.edit.setFocus()
    search.chooser.set_choices(PICKS)
    search.chooser.set_choices([])
    assert not search.chooser.isVisible()


@pytest.mark.parametrize(
    ("tab_takes", "picks", "chosen"),
    [(True, PICKS[:1], ["a"]), (True, PICKS, []), (False, PICKS[:1], [])],
    ids=["the only one", "one of several", "where typed words are an answer"],
)
def test_tab_goes_on_and_takes_the_only_match_where_typed_words_are_no_answer(
    qtbot: QtBot, tab_takes: bool, picks: list[Pick], chosen: list[str]
) -> None:
    search = Search(tab_takes=tab_takes)
    shown(qtbot, search)
    search.edit.setFocus()
    search.chooser.set_choices(picks)

    QTest.keyClick(search.edit, Qt.Key.Key_Tab)

    assert search.chosen == chosen
    assert search.after.hasFocus()
    assert not search.chooser.isVisible()


def test_tab_goes_no_further_than_who_took_the_match_has_gone(qtbot: QtBot) -> None:
    search = Search(tab_takes=True)
    shown(qtbot, search)
    search.chooser.chosen.connect(lambda _key: search.after.setFocus())
    search.edit.setFocus()
    search.chooser.set_choices(PICKS[:1])

    QTest.keyClick(search.edit, Qt.Key.Key_Tab)

    assert search.after.hasFocus()


@pytest.mark.parametrize("make", [Field, PassphraseField])
def test_a_letter_with_alt_that_no_act_has_is_not_written(
    qtbot: QtBot, make: type[Field] | type[PassphraseField]
) -> None:
    box = make("Nama", "name")
    qtbot.addWidget(box)
    box.show()
    QTest.keyClicks(box.edit, "Orpa")
    QTest.keyClick(box.edit, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(box.edit, "H", Qt.KeyboardModifier.ShiftModifier)
    altgr = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, box.edit, Qt.Key.Key_At, "@", altgr)
    assert box.edit.text() == "OrpaH@"  # where AltGr is Ctrl+Alt it writes
