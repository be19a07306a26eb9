"""A printed letter says whether it acts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ektp_desk.gui.kit import ActButton, EmptyState, Keycap
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.keycap import keep_keys, only_typed
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.visits.tables import visits_card
from ektp_desk.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui


class _Watched(Keycap):
    """Notes at each painting whether its key would only be typed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.painted: list[bool] = []

    def paintEvent(self, event: object) -> None:  # noqa: N802  Qt's own name
        self.painted.append(only_typed(self._key))
        super().paintEvent(event)


class _Form(QWidget):
    """A box to type in, a button to leave it for, and two caps."""

    def __init__(self) -> None:
        super().__init__()
        self.edit, self.away = QLineEdit(), QPushButton("away")
        self.letter, self.chord = _Watched("N"), _Watched("Ctrl+N")
        self.act = ActButton("Nomor", "B")
        column = QVBoxLayout(self)
        for part in (self.edit, self.away, self.letter, self.chord, self.act):
            column.addWidget(part)


@pytest.fixture
def form(qtbot: QtBot) -> _Form:
    made = _Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.away.setFocus()
    qtbot.waitUntil(lambda: bool(made.letter.painted and made.chord.painted))
    return made


def test_a_letter_loses_its_cap_while_it_would_only_be_typed(qtbot: QtBot, form: _Form) -> None:
    acts, chord, button = form.letter.grab(), form.chord.grab(), form.act.grab()
    form.edit.setFocus()
    qtbot.waitUntil(lambda: form.letter.painted[-1])  # drawn anew by the focus alone
    assert form.letter.grab().toImage() != acts.toImage()
    assert form.act.grab().toImage() != button.toImage()
    assert form.chord.grab().toImage() == chord.toImage()

    form.away.setFocus()
    qtbot.waitUntil(lambda: not form.letter.painted[-1])
    assert form.letter.grab().toImage() == acts.toImage()


def test_a_letter_that_the_box_hands_on_keeps_its_cap(form: _Form) -> None:
    keep_keys(form.edit, "B")
    form.edit.setFocus()
    assert not only_typed("B")
    assert only_typed("N")


def test_a_cap_of_what_is_off_is_off_too(form: _Form) -> None:
    acts = form.chord.grab()
    form.chord.setEnabled(False)
    assert form.chord.grab().toImage() != acts.toImage()


def test_a_text_that_can_only_be_read_takes_no_letter(form: _Form) -> None:
    form.edit.setReadOnly(True)
    form.edit.setFocus()
    assert not only_typed("N")


def test_a_hint_names_its_key_as_it_is_pressed(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, alt=True)
    acts = Acts([Act(id=id_, run=qapp.processEvents) for id_ in ("to_ready", "to_lists", "plan_visit")])
    card = visits_card(acts, lambda: date(2026, 11, 4))
    qtbot.addWidget(card)
    hint = card.findChild(EmptyState, "no_visits")
    assert hint is not None
    assert "Tekan Alt+N untuk" in hint.accessibleName()
    assert _("Tekan [K]. [Alt+S] memilih saksi; tanpa saksi, supervisor lain meninjaunya.").startswith(
        "Tekan Alt+K. Alt+Shift+S memilih"
    )
    dress(qapp)
    assert _("Diputuskan. [U] membatalkannya.") == "Diputuskan. U membatalkannya."
